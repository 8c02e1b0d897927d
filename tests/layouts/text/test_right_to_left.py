"""Arabic and Persian with what runs from left to right in them: on the page, in the glyph stream, in the tree."""

from __future__ import annotations

import ctypes
import re
import subprocess
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest

from handouts.inline import Span
from layouts.typesetting.text.levels import levels
from layouts.typesetting.text.order import visual
from layouts.typesetting.text.prepare import prepare
from tests.layouts.text.finished import finished, read_by_tree, set_in, shown
from tests.layouts.text.scripts import typesetter_of

GOLDEN = Path(__file__).parent / "golden" / "right-to-left.txt"


def en(text: str) -> Span:
    """A run in English."""
    return Span(text, lang="en")


PHONE = Span("1-800-222-1222", href="tel:+18002221222", unbroken=True)
ISLANDS = ("7-OH", "1-800-222-1222", "5-7", "500 mg", "Xanax", "(Narcan)")
TEXTS = {
    "ar": [
        [Span("خذ "), en("500 mg"), Span(" من "), en("Xanax"), Span(" مع "), en("7-OH"), Span(" لا تفعل.")],
        [Span("اتصل على "), PHONE, Span(" (أو استعمل "), en("(Narcan)"), Span(") خلال "), en("5-7"), Span(" أيام؟")],
        [Span("تعود الأعراض كلاً على حدة خلال 24 ساعة، ثم "), en("withdrawal from 7-OH "), Span("«ليس» سهلاً.")],
    ],
    "fa": [
        [Span("از "), en("500 mg"), Span(" تا "), en("Xanax"), Span(" و "), en("7-OH"), Span(" نخورید.")],
        [
            Span("اکنون با "),
            PHONE,
            Span(" تماس بگیرید ("),
            en("(Narcan)"),
            Span(")؛ روز "),
            en("5-7"),
            Span(" بهتر می‌شود."),
        ],
        [Span("علائم طی ۲۴ ساعت می‌آید، سپس "), en("withdrawal from 7-OH "), Span("«آسان» نیست.")],
    ],
}
LANGUAGES = tuple(TEXTS)
MIRRORED = str.maketrans("()«»", ")(»«")
SILENT = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))


def boxes(page: Any) -> list[tuple[float, float, str]]:
    """(y, x, character) of every glyph that pdfium sees, line by line, left to right."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
        if not pypdfium2.raw.FPDFText_IsGenerated(text, index):
            found.append((-round(y.value, 1), x.value, chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))))
    return sorted(found)


@pytest.mark.parametrize("width", [320, 150])
@pytest.mark.parametrize("language", LANGUAGES)
def test_islands_stand_in_order_on_the_page(language: str, width: int) -> None:
    """Doses, names and numbers read from left to right where pdfium finds their glyphs, however the lines end."""
    document = pypdfium2.PdfDocument(finished(typesetter_of(language), TEXTS[language][:2], width))
    seen = [
        "".join(char for _, _, char in line)
        for page in document
        for _, line in groupby(boxes(page), lambda box: box[0])
    ]
    # pdfium takes brackets for those of the line, whichever way they are drawn; the glyph stream tells them below.
    plain = " ".join(re.sub(r"[()]", "(", line) for line in seen)
    for island in ISLANDS:
        assert re.sub(r"[()]", "(", island) in plain


@pytest.mark.parametrize("width", [320, 150])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glyph_stream_is_the_text_as_it_is_seen(language: str, width: int) -> None:
    """Line by line and CID by CID, the stream is the text put in order by the levels of Unicode's algorithm."""
    typesetter = typesetter_of(language)
    for spans, page in zip(TEXTS[language], shown(finished(typesetter, TEXTS[language], width)), strict=True):
        found = ["".join(each.text for each in line) for _, line in groupby(page, lambda each: each.y)]
        assert all(one.x < other.x for _, line in groupby(page, lambda each: each.y) for one, other in pairwise(line))
        text = prepare(spans, language, "rtl").text
        _, level = levels(text, 1)
        end, expected = 0, []
        for line in set_in(typesetter, spans, width).lines:
            start, end = end, end + len(line.text)
            here = level[start:end]
            for index in range(len(here) - 1, -1, -1):  # L1
                if text[start + index] not in " \u2066\u2068\u2069":
                    break
                here[index] = 1
            chars = [
                char.translate(MIRRORED) if odd % 2 else char for char, odd in zip(text[start:end], here, strict=True)
            ]
            expected.append("".join(chars[index] for index in visual(here)).translate(SILENT))
        assert end == len(text)
        assert found == expected


def logical(text: str, language: str) -> str:
    """The text of a line's part as it is read: what stands from right to left turned round, numbers turned back."""
    if language:
        return text
    return re.sub(r"\d+", lambda digits: digits.group()[::-1], text[::-1]).translate(MIRRORED)


@pytest.mark.parametrize("width", [320, 150])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tree_lists_the_text_as_it_is_read(language: str, width: int) -> None:
    """From mark to mark in the order of the tree, lines turned back, the words are the logical text, spaces and all."""
    pdf = finished(typesetter_of(language), TEXTS[language], width)
    for spans, page, marks in zip(TEXTS[language], shown(pdf), read_by_tree(pdf), strict=True):
        said = ""
        for of, mcid in marks:
            own = [each for each in page if each.mcid == mcid]
            for _, line in groupby(own, lambda each: each.y):
                said += logical("".join(each.text for each in line), of)
        assert said == "".join(span.text for span in spans)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_reader_agrees_on_is_left_out(language: str) -> None:
    """One text object a paragraph, and no ActualText, which pdfium and poppler would turn round."""
    with pikepdf.open(_file(finished(typesetter_of(language), TEXTS[language], 150))) as file:
        contents = [page.Contents.read_bytes() for page in file.pages]
        assert not [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each]
    assert [content.count(b"BT\n") for content in contents] == [1] * len(contents)
    assert not any(b"ActualText" in content for content in contents)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_at_line_ends_stand_left_of_the_line(language: str) -> None:
    """A soft line end keeps its space, at the level of the paragraph: leftmost, outside of the column."""
    typesetter = typesetter_of(language)
    for spans in TEXTS[language]:
        lines = set_in(typesetter, spans, 150).lines
        assert len(lines) > 1
        for line in lines[:-1]:
            assert line.runs[0].clusters[0].text == " "
            assert line.runs[0].x == pytest.approx(-line.runs[0].clusters[0].advance * 14 / line.runs[0].face.upem)
            assert line.start + line.width == pytest.approx(150)


def test_what_readers_make_of_it(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Mixed lines come out otherwise in every reader: what pdfium and poppler say is on record, to be seen when it changes.

    `--accept` writes it anew. A reader of another version than the one on record is not held to it.
    """
    rows = []
    versions = {"pdfium": f"pdfium {pypdfium2.PDFIUM_INFO.build}", "poppler": _poppler()}
    for language in LANGUAGES:
        pdf = finished(typesetter_of(language), TEXTS[language])
        (tmp_path / "page.pdf").write_bytes(pdf)
        document = pypdfium2.PdfDocument(pdf)
        out = subprocess.run(["pdftotext", str(tmp_path / "page.pdf"), "-"], check=True, capture_output=True).stdout
        pages = zip(TEXTS[language], document, out.decode().split("\f")[:-1], strict=True)
        for spans, page, poppler in pages:
            readings = (page.get_textpage().get_text_range(), re.sub("[\u202a-\u202e]", "", poppler))
            rows.append(f"{language} written: {''.join(span.text for span in spans)}")
            rows += [
                f"{language} {name}: {' '.join(read.split())}" for name, read in zip(versions, readings, strict=True)
            ]
    if request.config.getoption("--accept"):
        GOLDEN.write_text("\n".join([*versions.values(), *rows, ""]), encoding="utf-8", newline="\n")
    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    same = {name for name, version in versions.items() if version in kept}
    if not same:
        pytest.skip(f"on record are {' and '.join(kept[:2])}")
    others = tuple(f"{language} {name}:" for language in LANGUAGES for name in versions if name not in same)
    assert [row for row in kept[2:] if not row.startswith(others)] == [
        row for row in rows if not row.startswith(others)
    ]


def _poppler() -> str:
    try:
        done = subprocess.run(["pdftotext", "-v"], check=False, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("pdftotext is not there: install poppler-utils")
    return "poppler " + done.stderr.split()[2]


def _file(data: bytes) -> Any:
    import io

    return io.BytesIO(data)
