"""Fonts in a finished PDF, seen by other programs: what is written can be read back, drawn and checked."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from handouts.inline import Span
from layouts.typesetting.text.glyphfont import DocumentFonts
from layouts.typesetting.text.typesetter import Setting, Typesetter
from layouts.typesetting.typefaces import Family
from tests.layouts.text.conftest import BareCanvas

Printer = Callable[[Sequence[Setting]], bytes]
ROOT = Path(__file__).parents[3]

SAMPLES = {
    "en": "The office will find five efficient offices: \u201cAVATAR\u201d, To W.A. Yves \u2014 call 1-800-222-1222 (free).",
    "es": "Todos los seres humanos nacen libres \u00bfy usted? \u00a1S\u00ed! Ni\u00f1os, ping\u00fcinos, \u00c1rbol, \u00daltimo.",
    "fr": "Tous les \u00eatres humains ? Oui : \u00ab c\u0153ur \u00bb, l\u2019\u00e9t\u00e9 \u00c0 No\u00ebl ; \u00c7a va !",
    "vi": unicodedata.normalize(
        "NFD",
        "T\u1ea5t c\u1ea3 m\u1ecdi ng\u01b0\u1eddi sinh ra \u0111\u1ec1u \u0111\u01b0\u1ee3c t\u1ef1 do; \u1eaa\u1ec7\u1eef \u1ea8.",
    ),
    "ru": "\u0412\u0441\u0435 \u043b\u044e\u0434\u0438 \u0440\u043e\u0436\u0434\u0430\u044e\u0442\u0441\u044f \u0441\u0432\u043e\u0431\u043e\u0434\u043d\u044b\u043c\u0438. \u0401\u043b\u043a\u0430, \u0439\u043e\u0434, 911, \u2116\u00a05. \u0423\u0434\u0430\u0440\u0435\u0301\u043d\u0438\u0435.",
    "uk": "\u0423\u0441\u0456 \u043b\u044e\u0434\u0438 \u043d\u0430\u0440\u043e\u0434\u0436\u0443\u044e\u0442\u044c\u0441\u044f \u0432\u0456\u043b\u044c\u043d\u0438\u043c\u0438; \u0457\u0436\u0430, \u0491\u0430\u043d\u043e\u043a, \u0404\u0432\u0440\u043e\u043f\u0430, \u043c\u2019\u044f\u0442\u0430.",
    "pl": "Wszyscy ludzie rodz\u0105 si\u0119 wolni: \u017c\u00f3\u0142\u0107, g\u0119\u015bl\u0105 ja\u017a\u0144.",
    "marks": "q\u0301 x\u0323\u0301 \u0438\u0301 no\u00a0break a\u200bb",
}


@pytest.fixture(scope="module")
def pages(latin: Family) -> dict[str, list[Setting]]:
    """Each sample in regular, at two sizes, and in bold, in a narrow column."""
    made = {}
    for language, text in SAMPLES.items():
        typesetter = Typesetter(latin, language, "ltr")
        spans = [Span(text + " "), Span("Call 911.", strong=True)]
        made[language] = [typesetter.set(spans, 11, 150), typesetter.set(spans, 18, 220, strong=True)]
    return made


@pytest.fixture(scope="module")
def pdf(pages: dict[str, list[Setting]], printed: Printer) -> bytes:
    """All of them in one file."""
    return printed([setting for settings in pages.values() for setting in settings])


def words(text: str) -> list[str]:
    """The words of a text in form C; an invisible break counts as a space."""
    return unicodedata.normalize("NFC", text.replace("\u200b", " ")).split()


def fonts(file: pikepdf.Pdf) -> dict[str, Any]:
    """The fonts of a file by their resource names."""
    return {str(name)[1:]: font for name, font in file.pages[0].Resources.Font.items()}


def unicode_map(font: Any) -> dict[int, str]:
    """CID -> text, as the font's ToUnicode says."""
    lines = re.findall(r"^<(\w{4})><(\w+)>$", font.ToUnicode.read_bytes().decode("ascii"), re.MULTILINE)
    pairs = [(int(cid, 16), bytes.fromhex(text).decode("utf-16-be")) for cid, text in lines if cid + text != "0000FFFF"]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def shown(page: Any) -> list[tuple[str, int]]:
    """(font, CID) of every glyph of a page, in the order of its content."""
    found: list[tuple[str, int]] = []
    name = ""
    for each in pikepdf.parse_content_stream(page):
        if str(each.operator) == "Tf":
            name = str(each.operands[0])[1:]
        if str(each.operator) == "TJ":
            for part in each.operands[0]:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    found += [(name, int.from_bytes(raw[at : at + 2], "big")) for at in range(0, len(raw), 2)]
    return found


def test_pdfium_reads_the_words(pdf: bytes, pages: dict[str, list[Setting]]) -> None:
    """Chrome's reader gives back every word of every sample, in order."""
    document = pypdfium2.PdfDocument(pdf)
    found = [words(document[number].get_textpage().get_text_range()) for number in range(len(document))]
    assert found == [words(f"{SAMPLES[language]} Call 911.") for language, made in pages.items() for _ in made]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not there: install poppler-utils")
def test_poppler_reads_the_words(pdf: bytes, pages: dict[str, list[Setting]], tmp_path: Path) -> None:
    """Poppler gives back every word of every sample, in order."""
    path = tmp_path / "pages.pdf"
    path.write_bytes(pdf)
    out = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True).stdout.decode()
    found = [words(page) for page in out.split("\f")[:-1]]
    assert found == [words(f"{SAMPLES[language]} Call 911.") for language, made in pages.items() for _ in made]


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not there")
def test_qpdf_finds_nothing(pdf: bytes, tmp_path: Path) -> None:
    """The file is sound."""
    path = tmp_path / "pages.pdf"
    path.write_bytes(pdf)
    checked = subprocess.run(["qpdf", "--check", str(path)], check=False, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_glyph_stream_holds_the_text(pdf: bytes, pages: dict[str, list[Setting]]) -> None:
    """CID by CID through ToUnicode, the content of a page is its text to the letter, soft line ends with their space."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        maps = {name: unicode_map(font) for name, font in fonts(file).items()}
        found = ["".join(maps[name][cid] for name, cid in shown(page)) for page in file.pages]
    settings = [setting for made in pages.values() for setting in made]
    assert found == ["".join(line.text for line in setting.lines) for setting in settings]


def test_every_font_is_embedded_and_no_glyph_is_missing(pdf: bytes) -> None:
    """All fonts are ours, with their files; no CID that is shown is 0 or stands for glyph 0."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = fonts(file)
        assert [re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont)) for font in found.values()] == [
            "NotoSans-Regular",
            "NotoSans-Bold",
        ]
        gids = {}
        for name, font in found.items():
            descendant = font.DescendantFonts[0]
            assert descendant.FontDescriptor.FontName == descendant.BaseFont == font.BaseFont
            data = descendant.FontDescriptor.FontFile2.read_bytes()
            assert descendant.FontDescriptor.FontFile2.Length1 == len(data)
            raw = descendant.CIDToGIDMap.read_bytes()
            gids[name] = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
        used = {pair for page in file.pages for pair in shown(page)}
    assert min(cid for _, cid in used) == 1
    assert all(gids[name][cid] for name, cid in used)
    assert {(name, cid) for name, row in gids.items() for cid in range(1, len(row))} == used


def test_widths_and_outlines_are_the_font_files(pdf: bytes) -> None:
    """/W is the advance of each CID's glyph, and the font file stands a reader's own checks."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for font in fonts(file).values():
            descendant = font.DescendantFonts[0]
            data = descendant.FontDescriptor.FontFile2.read_bytes()
            inside = TTFont(io.BytesIO(data), checkChecksums=2)
            order = inside.getGlyphOrder()
            raw = descendant.CIDToGIDMap.read_bytes()
            first, widths = descendant.W
            assert first == 0
            for cid in range(1, len(widths)):
                name = order[int.from_bytes(raw[2 * cid : 2 * cid + 2], "big")]
                assert inside["hmtx"][name][0] == float(widths[cid])
            box = descendant.FontDescriptor.FontBBox
            head = inside["head"]
            assert [float(side) for side in box] == [head.xMin, head.yMin, head.xMax, head.yMax]


def test_a_cluster_of_marks_is_one_composite_in_its_place(pdf: bytes, latin: Family) -> None:
    """q with an acute is one glyph whose parts stand where HarfBuzz puts them, and its bounds and bearing are true."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        font = fonts(file)["F1"]
        (cid,) = (cid for cid, text in unicode_map(font).items() if text == "q\u0301")
        descendant = font.DescendantFonts[0]
        raw = descendant.CIDToGIDMap.read_bytes()
        data = descendant.FontDescriptor.FontFile2.read_bytes()
    inside = TTFont(io.BytesIO(data))
    outlines = inside["glyf"]
    name = inside.getGlyphOrder()[int.from_bytes(raw[2 * cid : 2 * cid + 2], "big")]
    glyph = outlines[name]
    typesetter = Typesetter(latin, "en", "ltr")
    (cluster,) = typesetter.set([Span("q\u0301")], 12, 100).lines[0].runs[0].clusters
    assert [(part.x, part.y) for part in glyph.components] == [(x, y) for _, x, y in cluster.glyphs]
    stated = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
    assert inside["hmtx"][name] == (cluster.advance, glyph.xMin)
    glyph.recalcBounds(outlines)
    assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == stated


def test_numbers_are_short(latin: Family, printed: Printer) -> None:
    """Positions and kerns have at most three decimals, and the font objects of a page of text take under 8 KB a face."""
    typesetter = Typesetter(latin, "en", "ltr")
    pdf = printed([typesetter.set([Span(SAMPLES["en"])], 11.3, 151.7)])
    with pikepdf.open(io.BytesIO(pdf)) as file:
        content = file.pages[0].Contents.read_bytes().decode("ascii")
        streams = [len(obj.read_raw_bytes()) for obj in file.objects if isinstance(obj, pikepdf.Stream)]
    assert not re.findall(r"\d\.\d{4,}|\d\.\d*0[ \]\n]", content)
    assert sum(streams) < 8_000


def test_fonts_are_counted_on_from_reportlabs(latin: Family, typesetter: Typesetter) -> None:
    """In a document that has fonts of ReportLab's the names do not meet."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(10, 10, "x")
    fonts_ = DocumentFonts(canvas._doc)
    (line,) = typesetter.set([Span("abc")], 12, 100).lines
    canvas._code.append("BT " + "\n".join(fonts_.show(run, 20, 20) for run in line.runs) + " ET")
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(10, 40, "y")
    canvas.save()
    with pikepdf.open(target) as file:
        bases = [str(font.BaseFont) for font in fonts(file).values()]
    assert sorted(base.rpartition("+")[2].lstrip("/") for base in bases) == [
        "Helvetica",
        "NotoSans-Regular",
        "Times-Roman",
    ]
    assert words(pypdfium2.PdfDocument(target.getvalue())[0].get_textpage().get_text_range()) == ["x", "abc", "y"]


def test_every_code_stands_in_its_string(typesetter: Typesetter) -> None:
    """Codes with the bytes of brackets, a backslash or a line end should be read as they were given out."""
    chars = [chr(code) for code in (*range(0x21, 0x7F), *range(0xC0, 0xD7), *range(0x3B1, 0x3C2), *range(0x48A, 0x530))]
    (line,) = typesetter.set([Span("".join(chars))], 1, 10_000).lines
    document = pikepdf.Pdf.new()
    fonts_ = DocumentFonts(BareCanvas(io.BytesIO())._doc)
    text = "\n".join(["BT", *(fonts_.show(run, run.x, 0) for run in line.runs), "ET"])
    codes = [cid for _, cid in shown(document.make_stream(text.encode("latin-1")))]
    assert codes == list(range(1, len(chars) + 1))
    assert {10, 13, 0x28, 0x29, 0x5C, 0x128} < set(codes)


PROGRAM = """
import hashlib, io
from reportlab.pdfgen.canvas import Canvas
from handouts.inline import Span
from layouts.typesetting.text.glyphfont import DocumentFonts
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import family
target = io.BytesIO()
canvas = Canvas(target, invariant=1, pageCompression=1)
fonts = DocumentFonts(canvas._doc)
typesetter = Typesetter(family("Latn"), "vi", "ltr")
setting = typesetter.set([Span("q\\u0301 Ng\\u01b0\\u1eddi fi AV x\\u0323\\u0301 "), Span("911", strong=True)], 12, 60)
shows = [fonts.show(run, run.x, 20 * n) for n, line in enumerate(setting.lines) for run in line.runs]
canvas._code.append("BT " + " ".join(shows) + " ET")
canvas.save()
print(hashlib.sha256(target.getvalue()).hexdigest())
"""


def test_same_bytes_in_every_process() -> None:
    """Two processes more than a second apart, with other hash seeds and time zones, write the same bytes."""
    found = []
    started = time.monotonic()
    for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, env=environment)
        found.append(done.stdout)
        time.sleep(max(0.0, 1.1 - (time.monotonic() - started)))
    assert found[0] == found[1]
    assert len(found[0]) == 65
