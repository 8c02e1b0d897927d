"""PostScript outlines (CFF, CFF2) in a finished PDF: what other programs read, draw and find in the font files."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from handouts.inline import Span
from handouts.problem import MissingError
from layouts.typesetting.text.typesetter import Setting, Typesetter
from layouts.typesetting.typefaces import Face, Family, family
from tests.layouts.text.otf import named, numbered
from tests.layouts.text.samples import CJK as SAMPLES

Printer = Callable[[Sequence[Setting]], bytes]
ROOT = Path(__file__).parents[3]

PAGES = [(language, strong) for language in SAMPLES for strong in (False, True)]


def set_in(found: Family, language: str, *, strong: bool = False, text: str = "", width: float = 240) -> Setting:
    """A sample, or a text, in a family."""
    script, sample = SAMPLES[language]
    return Typesetter(found, language, "ltr", script).set([Span(text or sample)], 14, width, strong=strong)


@pytest.fixture(scope="module")
def pdf(printed: Printer) -> bytes:
    """Each sample in both weights, a page each."""
    return printed([set_in(family(SAMPLES[tag][0]), tag, strong=strong) for tag, strong in PAGES])


class Inside:
    """A font of a finished file, as its objects say and as fontTools reads its outlines."""

    def __init__(self, font: Any, file: pikepdf.Pdf) -> None:
        self.file = file  # its objects live as long as it does
        self.descendant = font.DescendantFonts[0]
        self.encoding, self.descriptor = font.Encoding, self.descendant.FontDescriptor
        told = font.ToUnicode.read_bytes().decode("ascii")
        self.texts = {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be")
            for code, text in re.findall(r"^<(\w{4})><(\w+)>$", told, re.MULTILINE)
            if code + text != "0000FFFF"
        }
        lines = re.findall(r"^<(\w{4})> (\d+)$", font.Encoding.read_bytes().decode("ascii"), re.MULTILINE)
        self.cids = {int(code, 16): int(cid) for code, cid in lines}
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(self.descriptor.FontFile3.read_bytes()), None)
        self.top = fonts[0]
        first, self.widths = self.descendant.W
        assert first == 0

    def drawn(self, cid: int) -> tuple[float, tuple[float, ...], float]:
        """Width, bounds and area of a glyph."""
        outline = self.top.CharStrings[self.top.charset[cid]]
        bounds, area = BoundsPen(None), AreaPen()
        outline.draw(bounds)
        outline.draw(area)
        return outline.width, bounds.bounds or (0, 0, 0, 0), area.value


def fonts_of(data: bytes) -> dict[str, Inside]:
    """The fonts of all pages by their PostScript names, without those that have TrueType outlines."""
    found = {}
    file = pikepdf.open(io.BytesIO(data))
    for page in file.pages:
        for font in page.Resources.Font.values():
            if "/FontFile3" in font.DescendantFonts[0].FontDescriptor:
                found[str(font.BaseFont).partition("+")[2]] = Inside(font, file)
    return found


def test_pdfium_reads_the_words(pdf: bytes) -> None:
    """Chrome's reader gives back every character of every page, in order, white space aside."""
    document = pypdfium2.PdfDocument(pdf)
    found = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert found == ["".join(SAMPLES[language][1].split()) for language, _ in PAGES]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not there: install poppler-utils")
def test_poppler_reads_the_words(pdf: bytes, tmp_path: Path) -> None:
    """Poppler gives back every character of every page, in order, white space aside."""
    (tmp_path / "pages.pdf").write_bytes(pdf)
    command = ["pdftotext", "-raw", str(tmp_path / "pages.pdf"), "-"]
    out = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    found = ["".join(page.split()) for page in out.split("\f")[:-1]]
    assert found == ["".join(SAMPLES[language][1].split()) for language, _ in PAGES]


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not there")
def test_qpdf_finds_nothing(pdf: bytes, tmp_path: Path) -> None:
    """The file is sound."""
    (tmp_path / "pages.pdf").write_bytes(pdf)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "pages.pdf"], check=False, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_every_weight_of_every_region_is_embedded(pdf: bytes) -> None:
    """Two fonts a language, as bare CFF, with one name for the same characters wherever a reader may ask for it."""
    found = fonts_of(pdf)
    assert list(found) == [
        f"NotoSansCJK{each}-{style}" for each in ("jp", "kr", "sc", "tc") for style in ("Regular", "Bold")
    ]
    for inside in found.values():
        assert str(inside.descendant.Subtype) == "/CIDFontType0"
        assert "/CIDToGIDMap" not in inside.descendant
        assert str(inside.descriptor.FontFile3.Subtype) == "/CIDFontType0C"
        assert inside.encoding.CIDSystemInfo == inside.descendant.CIDSystemInfo
        program = inside.encoding.read_bytes().decode("ascii")
        assert f"/CMapName {inside.encoding.CMapName} def" in program
        assert "/Registry (Adobe) /Ordering (Identity) /Supplement 0" in program
        assert inside.encoding.WMode == 0


def test_one_glyph_serves_two_characters(pdf: bytes) -> None:
    """Space and no-break space, and a letter and its radical, share a glyph and keep each its own text."""
    for style in ("Regular", "Bold"):
        inside = fonts_of(pdf)[f"NotoSansCJKsc-{style}"]
        code = {text: code for code, text in inside.texts.items()}
        assert len(code) == len(inside.texts)
        for one, other in ((" ", "\u00a0"), ("用", "\u2f64")):
            assert code[one] != code[other]
            assert inside.cids[code[one]] == inside.cids[code[other]]


@pytest.mark.parametrize(("language", "strong"), PAGES)
def test_every_glyph_is_the_fonts_own(pdf: bytes, language: str, strong: bool) -> None:
    """fontTools finds in the file exactly the glyphs that are shown, and their widths and outlines are HarfBuzz's."""
    face = family(SAMPLES[language][0]).faces(strong=strong)[0]
    inside = fonts_of(pdf)[face.name]
    shown = {
        (cluster.text, cluster.glyphs[0][0])
        for line in set_in(family(SAMPLES[language][0]), language, strong=strong).lines
        for run in line.runs
        for cluster in run.clusters
    }
    assert {text for text, _ in shown} == set(inside.texts.values())
    assert inside.cids.keys() == inside.texts.keys()
    assert set(inside.cids.values()) == set(range(1, len(inside.top.charset)))
    assert len(inside.widths) == len(inside.top.charset)
    glyphs = dict(shown)
    boxes = [inside.drawn(0)[1]]
    for code, text in inside.texts.items():
        width, bounds, area = inside.drawn(inside.cids[code])
        expected, expected_area = BoundsPen(None), AreaPen()
        face.font.draw_glyph_with_pen(glyphs[text], expected)
        face.font.draw_glyph_with_pen(glyphs[text], expected_area)
        assert width == inside.widths[inside.cids[code]] == face.advance(glyphs[text])
        assert bounds == pytest.approx(expected.bounds or (0, 0, 0, 0), abs=3)  # each step was rounded to whole units
        assert area == pytest.approx(expected_area.value, rel=0.02, abs=50)
        boxes += [bounds] if bounds != (0, 0, 0, 0) else []
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    stated = [float(each) for each in inside.descriptor.FontBBox]
    assert stated == pytest.approx([min(lefts), min(bottoms), max(rights), max(tops)], abs=3)


def test_bold_is_bold(pdf: bytes) -> None:
    """The bold weight has more ink, and both are told by their names and stems."""
    regular, bold = (fonts_of(pdf)[f"NotoSansCJKjp-{style}"] for style in ("Regular", "Bold"))
    ink = [sum(abs(inside.drawn(cid)[2]) for cid in inside.cids.values()) for inside in (regular, bold)]
    assert ink[1] > 1.3 * ink[0]
    assert regular.descriptor.StemV < bold.descriptor.StemV


def test_metrics_are_the_fonts(pdf: bytes) -> None:
    """Ascent and descent are what another reader finds in the file."""
    path = family("Jpan").regular[0].path
    inside = fonts_of(pdf)["NotoSansCJKjp-Regular"]
    descriptor = inside.descriptor
    with TTFont(path, fontNumber=0, lazy=True) as font:
        assert (descriptor.Ascent, descriptor.Descent) == (font["hhea"].ascent, font["hhea"].descent)
        assert descriptor.CapHeight == pytest.approx(font["OS/2"].sCapHeight, abs=10)


def ink_of(image: Image.Image) -> Image.Image:
    """The inked part of a picture, dark on black, as large as it is."""
    grey = ImageChops.invert(image.convert("L"))
    return grey.crop(grey.point(lambda value: 255 * (value > 100)).getbbox())


def dark(image: Image.Image) -> int:
    """How many pixels of a picture are more ink than paper."""
    return sum(image.histogram()[128:])


@pytest.mark.skipif(shutil.which("hb-view") is None, reason="hb-view is not there: install libharfbuzz-bin")
@pytest.mark.parametrize(("language", "strong"), PAGES)
def test_a_line_looks_as_harfbuzz_draws_it(language: str, strong: bool, printed: Printer, tmp_path: Path) -> None:
    """A line drawn by pdfium and the same by HarfBuzz's own viewer differ in the smoothing of edges only."""
    text = SAMPLES[language][1][:14]
    found = family(SAMPLES[language][0])
    face = found.faces(strong=strong)[0]
    page = pypdfium2.PdfDocument(printed([set_in(found, language, strong=strong, text=text, width=500)]))[0]
    ours = ink_of(page.render(scale=64 / 14).to_pil())
    command = ["hb-view", f"--face-index={face.index}", f"--variations=wght={face.weight:g}", f"--language={language}"]
    command += ["--features=" if language == "ko" else "--features=-kern"]
    command += ["--font-size=64", "--output-format=png", f"--output-file={tmp_path / 'line.png'}", str(face.path), text]
    subprocess.run(command, check=True, capture_output=True)
    theirs = ink_of(Image.open(tmp_path / "line.png"))
    assert max(abs(ours.width - theirs.width), abs(ours.height - theirs.height)) <= 2
    theirs = theirs.resize(ours.size)
    assert dark(ImageChops.difference(ours, theirs)) < 0.06 * dark(theirs)


def test_signs_are_set_solid() -> None:
    """Han and kana keep their squares, whatever the font would kern; Latin letters among them are kerned."""
    setting = set_in(family("Jpan"), "ja", text="すべて、ター(人)。AVA", width=900)
    (line,) = setting.lines
    advances = [cluster.advance for run in line.runs for cluster in run.clusters]
    face = family("Jpan").regular[0]
    nominal = [face.advance(cluster.glyphs[0][0]) for run in line.runs for cluster in run.clusters]
    assert advances[:-3] == nominal[:-3]
    assert advances[-3:-1] != nominal[-3:-1]


def test_what_has_several_glyphs_is_refused(printed: Printer) -> None:
    """A letter with a tone mark of its own glyph is told with its code points, not drawn without its mark."""
    with pytest.raises(MissingError, match=r"NotoSansCJKjp-Regular draws .* \(U\+5929 U\+302A\) with several glyphs"):
        printed([set_in(family("Jpan"), "ja", text="天\u302a")])


def test_letters_that_the_font_lacks_come_from_the_next(printed: Printer) -> None:
    """A Polish name in Japanese is set in Noto Sans, not built of parts."""
    data = printed([set_in(family("Jpan"), "ja", text="Łódź と Kraków, ąę。")])
    assert "".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split()) == "ŁódźとKraków,ąę。"
    with pikepdf.open(io.BytesIO(data)) as file:
        assert {str(font.BaseFont).partition("+")[2] for font in file.pages[0].Resources.Font.values()} == {
            "NotoSansCJKjp-Regular",
            "NotoSans-Regular",
        }


def alone(face: Face) -> Family:
    """A family of one face."""
    return Family("alone", (face,), (face,))


def test_a_static_collection_of_cids(printed: Printer, tmp_path: Path) -> None:
    """A CFF font whose CIDs are not its glyph numbers is embedded by its glyphs."""
    face, static = family("Hans").bold[0], numbered(tmp_path / "static.otf", "人生而自由,在尊严 ")
    assert (static.outlines, static.axes) == ("CFF ", ())
    data = printed([set_in(alone(static), "zh-Hans", text="人人生而自由,在尊严")])
    assert "".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split()) == "人人生而自由,在尊严"
    (inside,) = fonts_of(data).values()
    for code, text in inside.texts.items():
        expected = AreaPen()
        face.font.draw_glyph_with_pen(face.font.get_nominal_glyph(ord(text)), expected)
        assert inside.drawn(inside.cids[code])[2] == pytest.approx(expected.value, rel=0.02, abs=50)


def test_a_font_of_named_glyphs(printed: Printer, tmp_path: Path) -> None:
    """A CFF font without CIDs is read and drawn glyph by glyph, too; a mark that it cannot place is refused."""
    face = named(tmp_path / "named.otf")
    setting = Typesetter(alone(face), "en", "ltr").set([Span("ba ab\u00a0b")], 50, 900)
    data = printed([setting])
    page = pypdfium2.PdfDocument(data)[0]
    assert page.get_textpage().get_text_range().split() == ["ba", "ab", "b"]
    picture = ImageChops.invert(page.render(scale=2).to_pil().convert("L"))
    columns = [picture.crop((80 + 60 * n, 0, 140 + 60 * n, 100)).getbbox() for n in range(7)]
    assert [box and box[3] - box[1] for box in columns] == pytest.approx([35, 70, None, 70, 35, None, 35], abs=1)
    (inside,) = fonts_of(data).values()
    assert not hasattr(inside.top, "ROS")
    assert sorted(inside.drawn(cid)[1] for cid in set(inside.cids.values())) == [
        (0, 0, 0, 0),
        (50, 0, 550, 350),
        (50, 0, 550, 700),
    ]
    assert [float(each) for each in inside.descriptor.FontBBox] == [50, 0, 550, 800]
    with pytest.raises(MissingError, match="with several glyphs"):
        printed([Typesetter(alone(face), "en", "ltr").set([Span("b\u0301")], 12, 90)])


def test_a_page_of_text_is_small(printed: Printer) -> None:
    """Forty different characters take under 12 KB, and the codes cost little beside the outlines."""
    data = printed([set_in(family("Hans"), "zh-Hans")])
    (inside,) = fonts_of(data).values()
    assert len(data) < 14_000
    assert len(inside.encoding.read_raw_bytes()) < 500


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
setting = Typesetter(family("Jpan"), "ja", "ltr", "Jpan").set([Span("すべての人間は a b\\u00a0c "), Span("自由", strong=True)], 12, 60)
shows = [fonts.show(run, run.x, 20 * n) for n, line in enumerate(setting.lines) for run in line.runs]
canvas._code.append("BT " + " ".join(shows) + " ET")
canvas.save()
import sys
assert "fontTools" not in sys.modules
print(hashlib.sha256(target.getvalue()).hexdigest())
"""


def test_same_bytes_in_every_process() -> None:
    """Two processes with other hash seeds and time zones write the same bytes, and neither needs fontTools."""
    found = []
    for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, env=environment)
        found.append(done.stdout)
    assert found[0] == found[1]
    assert len(found[0]) == 65
