"""The engine beyond Latin and Cyrillic, with the system's Noto fonts: it needs fonts, not another engine."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from handouts.inline import Span
from layouts.typesetting.text.typesetter import Setting, Typesetter
from layouts.typesetting.typefaces import family
from tests.layouts.text.samples import SCRIPTS as SAMPLES

FONTS = Path("/usr/share/fonts/truetype/noto")
PHONE = Span("1-800-222-1222", unbroken=True)
pytestmark = pytest.mark.skipif(not FONTS.is_dir(), reason="no Noto fonts there: install fonts-noto-core")


def drawn(setting: Setting) -> list[str]:
    """The text of each line as it is drawn, left to right, format characters left out."""
    return [
        "".join(cluster.text for run in line.runs for cluster in run.clusters if cluster.glyphs).strip()
        for line in setting.lines
    ]


@pytest.mark.parametrize("language", SAMPLES)
def test_the_words_are_read_back(language: str, printed: Callable[[Sequence[Setting]], bytes]) -> None:
    """pdfium reads the text as written, marks and joined letters and all, white space aside."""
    script, text = SAMPLES[language]
    typesetter = Typesetter(family(script, (FONTS,)), language, "rtl" if language == "fa" else "ltr", script)
    setting = typesetter.set([Span(text)], 14, 200)
    assert len(setting.lines) > 1
    assert max(line.width for line in setting.lines) <= 200
    found = pypdfium2.PdfDocument(printed([setting]))[0].get_textpage().get_text_range()
    assert "".join(found.split()) == "".join(unicodedata.normalize("NFC", text).split())


def test_an_arabic_line_is_drawn_from_the_right() -> None:
    """Letters run to the left, the phone and the Latin name in their own order, and lines end where the column does."""
    typesetter = Typesetter(family("Arab", (FONTS,)), "ar", "rtl", "Arab")
    spans = [Span("اتصل برقم "), PHONE, Span(" (دواء "), Span("naloxone", lang="en"), Span(")")]
    setting = typesetter.set(spans, 14, 400)
    assert drawn(setting) == ["(naloxone ءاود) 1-800-222-1222 مقرب لصتا"]
    (line,) = setting.lines
    assert line.start + line.width == pytest.approx(400)
