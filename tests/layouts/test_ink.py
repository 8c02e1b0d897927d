"""Ink: what is drawn comes out as it was meant, in a file that other programs open without a murmur."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from handouts.inline import Span
from layouts.typesetting.ink import Ink, ViewerHints
from layouts.typesetting.pack import short, stream
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Line, Typesetter
from layouts.typesetting.typefaces import family
from press.tree import Element as Found
from press.tree import Mark, tree_of
from tests.press.demo import CREATED, PAGE, demo, ink_for

WHITE, RED, GREEN, BLUE = (255, 255, 255), (255, 0, 0), (0, 128, 0), (0, 0, 255)


@pytest.fixture(scope="module")
def setter() -> Typesetter:
    """An English typesetter."""
    return Typesetter(family("Latn"), "en-US", "ltr")


@pytest.fixture
def paper() -> Iterator[Ink]:
    """An untagged ink with a page of 100 by 100 points begun."""
    ink = ink_for(None)
    ink.begin_page(100, 100)
    return ink


def opened(pdf: bytes) -> Any:
    """The file in pikepdf's hands."""
    return pikepdf.open(io.BytesIO(pdf))


def pixels(ink: Ink) -> Any:
    """A function of a point of the page, points from its lower left corner, that gives the colour there."""
    ink.end_page()
    document = pypdfium2.PdfDocument(ink.save())
    image = document[0].render(scale=4).to_pil().convert("RGB")
    document.close()
    return lambda x, y: image.getpixel((int(x * 4), image.height - 1 - int(y * 4)))


def line(setter: Typesetter, *spans: Span | str) -> Line:
    """Words on one line."""
    said = [Span(span) if isinstance(span, str) else span for span in spans]
    (only,) = setter.set(said, 12, 1000).lines
    return only


def content(ink: Ink) -> str:
    """The operators of the first page."""
    ink.end_page()
    with opened(ink.save()) as pdf:
        return str(pdf.pages[0].Contents.read_bytes().decode("latin-1"))


# --- the file


def test_everything_but_streams_is_packed() -> None:
    """Only streams stand in the file by themselves; all else is in object streams, and the table is a stream as well."""
    pdf = demo()
    assert pdf.startswith(b"%PDF-1.7\n")
    assert b"\ntrailer" not in pdf
    plain = re.findall(rb"\n\d+ 0 obj\n(.*?)\nendobj", pdf, re.DOTALL)
    assert [] == [body[:60] for body in plain if not body.endswith(b"\nendstream")]


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    """Another program that knows how files are built has no error and no warning."""
    file = tmp_path / "demo.pdf"
    file.write_bytes(demo())
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False, timeout=60)
    assert (0, "") == (done.returncode, done.stderr)


def test_only_flate() -> None:
    """No stream is written as text, and only the metadata are left as they are, for whoever searches files."""
    with opened(demo()) as pdf:
        filters = {
            (str(each.get("/Type", "")) == "/Metadata", str(each.get("/Filter", "")))
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream)
        }
    assert {(False, "/FlateDecode"), (True, "")} == filters


def test_every_font_is_in_the_file() -> None:
    """The file names no font that it does not carry: no Helvetica."""
    with opened(demo()) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        composed = [font for font in fonts if font.Subtype == "/Type0"]
        assert {"/Type0", "/CIDFontType2"} == {str(font.Subtype) for font in fonts}
        assert [True, True] == ["/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in composed]


def test_data_may_end_in_what_looks_like_a_line_end() -> None:
    """Data whose last byte is a line feed keep their length: the line end before `endstream` is always one more."""
    endings = set()
    for number in range(2000):
        data = f"{number} w".encode()
        written = stream(b"", data)
        with opened(_with_content(written)) as pdf:
            found = pdf.pages[0].Contents
            length = int(found.stream_dict.Length)
            raw = found.read_raw_bytes()
            assert (length, data) == (len(raw), found.read_bytes())
        endings.add(raw[-1:])
        if b"\n" in endings:
            return
    pytest.fail("no data ended in a line feed")


def _with_content(content_stream: bytes) -> bytes:
    """The least file with that page content."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        content_stream,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 5\n0000000000 65535 f \n%btrailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, start)
    return bytes(out)


def test_identifiers_tell_files_apart() -> None:
    """The same content has the same identifier; another word, with the same title, has another."""

    def identifier(words: str) -> list[bytes]:
        ink = ink_for(root := Element("Document"))
        ink.begin_page(*PAGE)
        setter = Typesetter(family("Latn"), "en-US", "ltr")
        ink.text([(line(setter, words), 20, 20)], [root.add("P")], "#000000")
        ink.end_page()
        with opened(ink.save()) as pdf:
            return [bytes(each) for each in pdf.trailer.ID]

    assert identifier("one") == identifier("one")
    assert identifier("one") != identifier("two")
    assert 16 == len(identifier("one")[0])


def test_what_the_file_says_of_itself() -> None:
    """Information dictionary and XMP say the same; language, direction and what a viewer should do are stated."""
    title = "Тихо (quietly) & <safely> \\ ñ"
    with opened(demo(title=title)) as pdf:
        info, data = pdf.docinfo, pdf.open_metadata()
        assert title == str(info.Title) == data["dc:title"]
        assert ["Example Clinic"] == data["dc:creator"]
        assert "Example Clinic" == str(info.Author)
        assert "A sheet (with brackets \\ and more)" == str(info.Subject) == data["dc:description"]
        assert str(info.Producer) == data["pdf:Producer"]
        assert ("D:20261122000000+00'00'", "2026-11-22T00:00:00+00:00") == (str(info.ModDate), data["xmp:ModifyDate"])
        assert "1" == data["{http://www.aiim.org/pdfua/ns/id/}part"]
        assert "en-US" == str(pdf.Root.Lang)
        assert {"/DisplayDocTitle": True, "/Direction": "/L2R"} == dict(pdf.Root.ViewerPreferences)
        assert bool(pdf.Root.MarkInfo.Marked)


def test_bookmarks_nest_and_lead_to_their_places() -> None:
    """The outline has its levels, and each line leads to its page and height."""
    with opened(demo()) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]

        def told(items: Any) -> list[tuple[str, int, int, list[Any]]]:
            return [
                (item.title, pages.index(item.destination[0].objgen) + 1, int(item.destination[3]), told(item.children))
                for item in items
            ]

        with pdf.open_outline() as outline:
            expected = [
                ("What to do at once", 1, 400, [("A step below", 1, 300, [])]),
                ("What comes when", 2, 430, []),
            ]
            assert expected == told(outline.root)
        assert 3 == int(pdf.Root.Outlines.Count)


def test_a_bookmark_may_not_skip_a_level() -> None:
    """A bookmark two levels down with nothing between is a fault of ours."""
    ink = ink_for(None)
    ink.begin_page(10, 10)
    ink.end_page()
    ink.bookmark("first", 1, 5)
    ink.bookmark("deep", 1, 5, 2)
    with pytest.raises(ValueError, match="bookmark 'deep' skips a level"):
        ink.save()


# --- type


def test_the_words_of_one_text_are_one_text_object(setter: Typesetter) -> None:
    """Lines of a text stand between one BT and one ET; a mark is opened only where the owner changes."""
    ink = ink_for(root := Element("Document"))
    ink.begin_page(*PAGE)
    paragraph = root.add("P")
    owners = [paragraph, paragraph, Element("Link", paragraph), None]
    spans = (Span("plain "), Span("strong ", strong=True), Span("link ", href="https://example.org/"), Span("mark"))
    first = line(setter, *spans)
    ink.text([(first, 10, 50), (line(setter, "next"), 10, 30)], owners, "#000000")
    operators = re.findall(r"\b(?:BT|ET|BMC|BDC|EMC)\b|/[A-Z][A-Za-z]*(?=<<)", content(ink))
    assert "BT /P BDC EMC /Link BDC EMC BMC EMC /P BDC EMC ET".split() == operators


def test_a_colour_for_each_span(setter: Typesetter) -> None:
    """One colour serves a whole text, or each span has its own; it is set where it changes, and black needs no word."""
    ink = ink_for(None)
    ink.begin_page(*PAGE)
    spans = (Span("a"), Span("b", strong=True), Span("c"))
    ink.text([(line(setter, *spans), 10, 50)], [None] * 3, ["#000000", "#FF0000", "#FF0000"])
    ink.text([(line(setter, "d"), 10, 30)], [None], "#808080")
    assert ["1 0 0 rg", ".502 g"] == re.findall(r"[\d. ]+ (?:rg|g)\b", content(ink))


def test_mixed_directions_are_listed_as_they_are_read(setter: Typesetter) -> None:
    """Where the parts of a line stand in another order than they are read, the tree has the order of reading."""
    ink = ink_for(root := Element("Document"))
    ink.begin_page(*PAGE)
    paragraph = root.add("P")
    link = Element("Link", paragraph)
    straight = line(setter, "first ", Span("second ", href="https://example.org/"), "third ")
    x, turned = 0.0, []
    for run in reversed(straight.runs):
        turned.append(replace(run, x=x))
        x += run.width
    visual = replace(straight, runs=tuple(turned))
    ink.text([(visual, 10, 60), (visual, 10, 40)], [paragraph, link, paragraph], "#000000")
    ink.end_page()
    with opened(ink.save()) as pdf:
        found = tree_of(pdf).elements[1]
        code = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    assert ["P", "Link", "P"] * 2 == re.findall(r"/(P|Link)<</MCID", code)  # as drawn: third, second, first
    assert [2, [1, 4], 0, 5, 3] == [_numbers(kid) for kid in found.kids]


def _numbers(kid: object) -> object:
    if isinstance(kid, Mark):
        return kid.mcid
    assert isinstance(kid, Found)
    return [each.mcid for each in kid.kids if isinstance(each, Mark)]


def test_words_inside_a_figure_belong_to_it(setter: Typesetter) -> None:
    """Type that is drawn inside a figure has no marks of its own."""
    ink = ink_for(root := Element("Document"))
    ink.begin_page(*PAGE)
    with ink.figure(root.add("Figure", alt="a word in a frame"), (0, 0, 50, 50)):
        ink.text([(line(setter, "word"), 10, 10)], [root.add("P")], "#000000")
    assert ["/Figure<</MCID 0>>BDC"] == re.findall(r"\S*(?:<<.*>>BDC|BMC)", content(ink))


# --- shapes


def test_shapes_need_an_owner() -> None:
    """On a tagged file a shape or a picture outside artifacts and figures is refused."""
    ink = ink_for(Element("Document"))
    ink.begin_page(*PAGE)
    with pytest.raises(ValueError, match=r"a shape belongs into artifact\(\) or figure\(\)"):
        ink.fill_box(0, 0, 1, 1, "#000000")
    with pytest.raises(ValueError, match=r"a picture belongs into artifact\(\) or figure\(\)"):
        ink.image(None, 0, 0, 1, 1)
    with ink.artifact():
        pass
    assert "1 J 1 j" == content(ink)


def test_boxes_and_their_corners(paper: Ink) -> None:
    """A box fills its place and no more; the corners named are round, the others are not."""
    paper.fill_box(20, 20, 60, 60, "#FF0000", radius=20, corners=(True, False, True, False))
    at = pixels(paper)
    assert [RED, WHITE] == [at(50, 50), at(50, 10)]
    corners = {"upper left": at(22, 78), "upper right": at(78, 78), "lower right": at(78, 22), "lower left": at(22, 22)}
    assert {"upper left": WHITE, "upper right": RED, "lower right": WHITE, "lower left": RED} == corners


def test_boxes_in_one_go_have_no_seams(paper: Ink) -> None:
    """Boxes that touch at fractions of a pixel show no line between them when they are one shape."""
    paper.fill_boxes([(10 + n * 3.3, 10, 3.3, 50) for n in range(10)], "#0000FF")
    at = pixels(paper)
    assert {BLUE} == {at(x / 4, 30) for x in range(48, 160)}


def test_outlines_lines_and_circles(paper: Ink) -> None:
    """Strokes have their weight and colour; dashes leave gaps, and the next line has none again."""
    paper.stroke_box(10, 10, 80, 80, "#008000", 4)
    paper.line(20, 50, 80, 50, "#FF0000", 2, dash=(1, 19))
    paper.line(20, 60, 80, 60, "#FF0000", 2)
    paper.circle(50, 30, 10, fill="#0000FF", stroke="#FF0000", width=4)
    at = pixels(paper)
    assert [GREEN, GREEN, WHITE] == [at(10, 50), at(50, 89), at(15, 15)]
    assert [RED, WHITE, RED] == [at(20.5, 50), at(31, 50), at(31, 60)]
    assert [BLUE, RED, WHITE] == [at(50, 30), at(50, 40), at(50, 43.5)]


def test_holes(paper: Ink) -> None:
    """With the even-odd rule an inner part is a hole though it runs the same way round; without it, it is not."""
    outer = (("M", 0, 0), ("L", 40, 0), ("L", 40, 40), ("L", 0, 40), ("Z",))
    inner = (("M", 10, 10), ("L", 30, 10), ("L", 30, 30), ("L", 10, 30), ("Z",))
    paper.path((*outer, *inner), fill="#FF0000", even_odd=True)
    with paper.at(50, 50):
        paper.path((*outer, *inner), fill="#FF0000")
    at = pixels(paper)
    assert [RED, WHITE, RED, RED] == [at(5, 5), at(20, 20), at(55, 55), at(70, 70)]


def test_moved_scaled_mirrored_clipped(paper: Ink) -> None:
    """Inside `at` the origin moves, sizes scale and x may run to the left; outside nothing of it is left."""
    with paper.at(60, 10, 2, mirrored=True):
        paper.fill_box(0, 0, 10, 10, "#FF0000")
    with paper.clipped(70, 70, 20, 20):
        paper.fill_box(0, 0, 100, 90, "#0000FF")
    paper.fill_box(80, 10, 10, 10, "#008000")
    at = pixels(paper)
    assert [RED, WHITE, WHITE] == [at(50, 20), at(65, 20), at(50, 35)]
    assert [BLUE, WHITE, WHITE] == [at(80, 80), at(80, 65), at(80, 95)]
    assert GREEN == at(85, 15)


def test_what_was_set_inside_is_forgotten_outside(paper: Ink) -> None:
    """A colour set inside `at` does not count after it: the one before is there again, without being set anew."""
    paper.fill_box(0, 0, 10, 10, "#FF0000")
    with paper.at(20, 0):
        paper.fill_box(0, 0, 10, 10, "#0000FF")
    paper.fill_box(40, 0, 10, 10, "#FF0000")
    code = content(paper)
    assert 1 == code.count("1 0 0 rg")
    assert code.index("0 0 1 rg") < code.index("Q") < code.rindex("40 0 10 10 re f")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "0"),
        (-0.001, "0"),
        (0.5, ".5"),
        (-0.5, "-.5"),
        (12.0, "12"),
        (100.0, "100"),
        (-1.126, "-1.13"),
        (1e-9, "0"),
    ],
)
def test_numbers_are_short(value: float, expected: str) -> None:
    """A number has two places at most and no zero that says nothing."""
    assert expected == short(value)


# --- links


def test_links_lie_where_they_are_drawn_and_say_what_they_are() -> None:
    """Each box is an annotation that prints, on the page's own coordinates, with its address and its words."""
    ink = ink_for(root := Element("Document"))
    ink.begin_page(*PAGE)
    link = Element("Link", root.add("P"))
    with ink.at(100, 10, 2):
        ink.link([(0, 0, 30, 10), (0, 20, 5, 30)], "tel:+18002221222", link, "1-800-222-1222 (call)")
    ink.end_page()
    with opened(ink.save()) as pdf:
        annotations = pdf.pages[0].obj.Annots
        assert [[100, 10, 160, 30], [100, 50, 110, 70]] == [[float(at) for at in each.Rect] for each in annotations]
        assert {("tel:+18002221222", "1-800-222-1222 (call)", 4)} == {
            (str(each.A.URI), str(each.Contents), int(each.F)) for each in annotations
        }


def test_paper_has_no_links() -> None:
    """On an untagged file a link is nothing."""
    ink = ink_for(None)
    ink.begin_page(*PAGE)
    ink.link([(0, 0, 30, 10)], "tel:911", Element("Link"), "911")
    ink.end_page()
    with opened(ink.save()) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


# --- office copies


def office(setter: Typesetter, rotate: int, direction: str = "ltr") -> bytes:
    """Two forms on one sheet, the second one turned."""
    hints = ViewerHints(print_scaling="None", duplex="DuplexFlipShortEdge")
    ink = Ink(
        title="For printing",
        author="Example Clinic",
        subject="",
        language="es-US",
        direction=direction,
        created=CREATED,
        root=None,
        layout_hints=hints,
    )
    for number, words in enumerate(("Primera página, teléfono 1-800-222-1222", "Segunda")):
        ink.begin_form(f"page{number}", 300, 100)
        ink.text([(line(setter, words), 10, 50)], [None], "#000000")
        with ink.artifact():
            ink.fill_box(10, 10, 20, 20, "#FF0000")
        ink.end_form()
    ink.begin_page(300, 300)
    ink.place_form("page0", 0, 0)
    ink.place_form("page1", *{0: (0, 150), 90: (250, 0), 180: (300, 250), 270: (150, 300)}[rotate], rotate)
    ink.end_page()
    return ink.save()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_words_in_forms_are_found_again(setter: Typesetter, tmp_path: Path, rotate: int) -> None:
    """Imposed pages, turned or not, are text for pdfium and for poppler."""
    pdf = office(setter, rotate)
    document = pypdfium2.PdfDocument(pdf)
    found = document[0].get_textpage().get_text_range()
    document.close()
    assert "Primera página, teléfono 1-800-222-1222" in found
    assert "Segunda" in found
    if shutil.which("pdftotext"):
        (tmp_path / "office.pdf").write_bytes(pdf)
        done = subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / "office.pdf"), "-"], capture_output=True, check=True, timeout=60
        )
        words = done.stdout.decode("utf-8")
        assert "Primera página, teléfono 1-800-222-1222" in words
        assert "Segunda" in words


def test_turned_forms_stand_where_they_should(setter: Typesetter) -> None:
    """A form turned by a quarter lies on its side: its red box is found where the turn puts it."""
    for rotate, (x, y) in {0: (20, 170), 90: (230, 20), 180: (280, 230), 270: (170, 280)}.items():
        document = pypdfium2.PdfDocument(office(setter, rotate))
        image = document[0].render().to_pil().convert("RGB")
        document.close()
        assert (rotate, RED) == (rotate, image.getpixel((x, 299 - y)))


def test_office_copies_tell_the_printer(setter: Typesetter) -> None:
    """No tags, no marks, no claim of PDF/UA; true size, the edge to turn on, the direction of reading."""
    with opened(office(setter, 0, "rtl")) as pdf:
        expected = {
            "/DisplayDocTitle": True,
            "/Direction": "/R2L",
            "/PrintScaling": "/None",
            "/Duplex": "/DuplexFlipShortEdge",
        }
        assert expected == dict(pdf.Root.ViewerPreferences)
        assert set() == {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/BBox" in each]
        assert [0, 0] == [each.count(b"BMC") + each.count(b"BDC") for each in streams]
