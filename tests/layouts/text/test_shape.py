"""Shaping by pieces against HarfBuzz shaping whole lines: the library, and its own command where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest
import uharfbuzz as hb

from handouts.inline import Span
from layouts.typesetting.text.glyphs import Line
from layouts.typesetting.text.shape import shape
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import Face, Family

SAMPLES = {
    "en": "AVATAR. Type 911 first: \u201cTo wait\u201d is no office; Yellow Wax, fi, ffi, (W.A.) 1\u20442 of 1-800-222-1222.",
    "es": "\u00bfC\u00f3mo? \u00a1Ya! Ning\u00fan ni\u00f1o deber\u00eda tomar kratom; Tu m\u00e9dico lo sabr\u00e1. L\u2019Avi\u00f3, Fe de erratas, V. \u00c1. T\u00f3.",
    "ru": "\u041f\u0440\u0438 \u043e\u0442\u043c\u0435\u043d\u0435 \u043a\u0440\u0430\u0442\u043e\u043c\u0430 \u0437\u0432\u043e\u043d\u0438\u0442\u0435 911. \u0413\u0434\u0435 \u0422\u0430\u0442\u044c\u044f\u043d\u0430? \u0423 \u0410\u0432\u0434\u0435\u044f, \u00ab\u0413\u0430\u0437\u0435\u0442\u0430\u00bb.",
    "vi": "Ng\u01b0\u1eddi nghi\u1ec7n ng\u1eadp c\u1ea7n \u0111\u01b0\u1ee3c gi\u00fap \u0111\u1ee1. V\u1eady, To\u00e0n b\u1ed9.",
    "marks": "q\u0301 x\u0323\u0301 \u0430\u0301 \u0438\u0301",
}


def laid(line: Line) -> list[tuple[int, float, float]]:
    """(glyph, x, y) of a line in font units, as it is drawn."""
    found: list[tuple[int, float, float]] = []
    for run in line.runs:
        pen = run.x / run.size * run.face.upem
        for cluster in run.clusters:
            found += [(glyph, round(pen + x, 3), y) for glyph, x, y in cluster.glyphs]
            pen += cluster.advance
    return found


def whole(face: Face, text: str, language: str, script: str) -> list[tuple[int, float, float]]:
    """The same from HarfBuzz for the whole line at once."""
    buffer: Any = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", script, language
    hb.shape(face.font, buffer)
    found: list[tuple[int, float, float]] = []
    pen = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found.append((info.codepoint, float(pen + position.x_offset), position.y_offset))
        pen += position.x_advance
    return found


def by_command(face: Face, text: str, language: str, script: str) -> list[tuple[int, float, float]]:
    """The same from HarfBuzz's command, a program of its own."""
    asked = [
        "hb-shape",
        f"--font-file={face.path}",
        "--variations=" + ",".join(f"{axis}={value:g}" for axis, value in face.axes),
        *("--direction=ltr", f"--script={script}", f"--language={language}"),
        *("--no-glyph-names", "--output-format=json", f"--text={text}"),
    ]
    found: list[tuple[int, float, float]] = []
    pen = 0
    for glyph in json.loads(subprocess.run(asked, check=True, capture_output=True).stdout):
        found.append((glyph["g"], float(pen + glyph["dx"]), glyph["dy"]))
        pen += glyph["ax"]
    return found


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("language", SAMPLES)
def test_lines_equal_whole_line_shaping(latin: Family, language: str, strong: bool) -> None:
    """Glyphs and their places on every line are what HarfBuzz gives for the line in one go, kerning and all."""
    script = "Cyrl" if language == "ru" else "Latn"
    typesetter = Typesetter(latin, language, "ltr", script)
    setting = typesetter.set([Span(SAMPLES[language])], 12, 200, strong=strong)
    (face,) = latin.faces(strong=strong)
    for line in setting.lines:
        text = line.text if line is not setting.lines[-1] else line.text.rstrip()
        assert laid(line) == whole(face, text, language, script)


@pytest.mark.skipif(shutil.which("hb-shape") is None, reason="hb-shape is not there: install libharfbuzz-bin")
@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("language", SAMPLES)
def test_lines_equal_the_harfbuzz_command(latin: Family, language: str, strong: bool) -> None:
    """The same glyphs as `hb-shape` gives; places within the rounding of another release's variations."""
    script = "Cyrl" if language == "ru" else "Latn"
    typesetter = Typesetter(latin, language, "ltr", script)
    (line,) = typesetter.set([Span(SAMPLES[language])], 12, 2000, strong=strong).lines
    expected = by_command(latin.faces(strong=strong)[0], SAMPLES[language], language, script)
    found = laid(line)
    assert [glyph for glyph, _, _ in found] == [glyph for glyph, _, _ in expected]
    assert [x for _, x, _ in found] == pytest.approx([x for _, x, _ in expected], abs=len(found))
    assert [y for _, _, y in found] == pytest.approx([y for _, _, y in expected], abs=1)


def test_text_of_clusters_is_the_text(latin: Family) -> None:
    """The texts of the clusters in a row are the text; marks share the cluster of their base."""
    for text in SAMPLES.values():
        shaped = shape(latin.regular[0], text, "Latn", "en", right_to_left=False)
        assert "".join(cluster.text for cluster in shaped.clusters) == text
    shaped = shape(latin.regular[0], SAMPLES["marks"], "Latn", "en", right_to_left=False)
    assert shaped.clusters[0].text == "q\u0301"
    assert len(shaped.clusters[0].glyphs) == 2


def test_kerning_is_on(latin: Family) -> None:
    """AV stands closer than A and V do apart."""
    pair, left, right = (
        shape(latin.regular[0], text, "Latn", "en", right_to_left=False).width for text in ("AV", "A", "V")
    )
    assert pair < left + right


def test_empty_text_has_no_clusters(latin: Family) -> None:
    """Nothing to shape is nothing, not a fault."""
    assert shape(latin.regular[0], "", "Latn", "en", right_to_left=False) == ((), 0.0)


def test_format_characters_are_not_drawn(latin: Family) -> None:
    """Isolates and marks of direction take no room and have no glyphs; their text is kept."""
    shaped = shape(latin.regular[0], "\u2066a\u2069\u200e", "Latn", "en", right_to_left=False)
    assert [cluster.glyphs for cluster in shaped.clusters if cluster.text != "a"] == [(), (), ()]
    assert shaped.width == shape(latin.regular[0], "a", "Latn", "en", right_to_left=False).width


def test_brackets_from_right_to_left_are_stored_as_they_look(latin: Family) -> None:
    """An opening bracket in right-to-left text is drawn with the glyph of the closing one, and says so."""
    shaped = shape(latin.regular[0], "(", "Latn", "ar", right_to_left=True)
    assert [cluster.text for cluster in shaped.clusters] == [")"]
    assert (
        shaped.clusters[0].glyphs == shape(latin.regular[0], ")", "Latn", "en", right_to_left=False).clusters[0].glyphs
    )
