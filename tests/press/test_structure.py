"""Defects beyond those that veraPDF's mutants have: what else must not be inside a handout, one at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from press.inspection import inspect
from tests.press.demo import demo
from tests.press.mutants import Mutant, elements, first, harmed

Harm = Callable[[Any], None]


@pytest.fixture(scope="module")
def sound() -> bytes:
    """A file without a defect."""
    return demo()


def _code(pdf: Any, change: Callable[[bytes], bytes]) -> None:
    """The first page's content, changed."""
    page = pdf.pages[0].obj
    before = page.Contents.read_bytes()
    after = change(before)
    assert after != before
    page.Contents = pdf.make_stream(after)


def _painted_at_the_end(pdf: Any) -> None:
    _code(pdf, lambda text: text + b"\n0 0 10 10 re f")


def _artifact_in_text(pdf: Any) -> None:
    _code(pdf, lambda text: re.sub(rb"(BDC\n)", rb"\1/Artifact BMC\n", text, count=1).replace(b"EMC", b"EMC EMC", 1))


def _twice_marked(pdf: Any) -> None:
    _code(pdf, lambda text: text.replace(b"/MCID 1>>", b"/MCID 0>>"))


def _never_closed(pdf: Any) -> None:
    _code(pdf, lambda text: text[: text.rindex(b"EMC")] + text[text.rindex(b"EMC") + 3 :])


def _missing_glyph(pdf: Any) -> None:
    _code(pdf, lambda text: re.sub(rb"\[\(..", b"[(\x00\x00", text, count=1, flags=re.DOTALL))


def _unknown_glyph(pdf: Any) -> None:
    _code(pdf, lambda text: re.sub(rb"\[\(..", b"[(\x0f\xff", text, count=1, flags=re.DOTALL))


def _glyph_of_no_character(pdf: Any) -> None:
    stream = pdf.pages[0].Resources.Font["/F1"].ToUnicode
    text = stream.read_bytes()
    stream.write(re.sub(rb"^<0001><\w+>", b"<0001><FFFD>", text, flags=re.MULTILINE))


def _two_owners(pdf: Any) -> None:
    first(pdf, "H2").K = first(pdf, "H1").K


def _lost_owner(pdf: Any) -> None:
    del first(pdf, "H1")["/K"]


def _wrong_owner(pdf: Any) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def _no_first_heading(pdf: Any) -> None:
    first(pdf, "H1").S = Name.P


def _paragraph_in_list(pdf: Any) -> None:
    first(pdf, "LI").S = Name.P


def _cell_spans(pdf: Any) -> None:
    first(pdf, "TD").A = Dictionary(O=Name.Table, ColSpan=2)


def _script(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _launch(pdf: Any) -> None:
    pdf.pages[0].Annots[0].A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def _other_file(pdf: Any) -> None:
    pdf.pages[0].Annots[0].A = Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit]))


def _submit(pdf: Any) -> None:
    pdf.pages[0].Annots[0].A.Next = pdf.make_indirect(Dictionary(S=Name.SubmitForm, F=String("https://example.org")))


def _attachment(pdf: Any) -> None:
    pdf.attachments["note.txt"] = b"a note"


def _address(uri: str) -> Harm:
    def harm(pdf: Any) -> None:
        pdf.pages[0].Annots[0].A.URI = String(uri)

    return harm


def _producer(text: str) -> Harm:
    def harm(pdf: Any) -> None:
        pdf.docinfo["/Producer"] = text

    return harm


def _another_title(pdf: Any) -> None:
    pdf.docinfo["/Title"] = "Another title"


DEFECTS: dict[str, tuple[Harm, str]] = {
    "painted at the end": (_painted_at_the_end, "page 1: painted outside the structure"),
    "artifact in text": (_artifact_in_text, "page 1: an artifact lies in marked text"),
    "twice marked": (_twice_marked, "page 1: marked content 0 is there 2 times"),
    "never closed": (_never_closed, "page 1: marked content is not closed"),
    "missing glyph": (_missing_glyph, ".notdef"),
    "unknown glyph": (_unknown_glyph, "stands for no text (0FFF)"),
    "glyph of no character": (_glyph_of_no_character, "stands for no text (0001)"),
    "two owners": (_two_owners, "belongs to 2 elements"),
    "lost owner": (_lost_owner, "page 1: marked content 0 leads to a H1 that does not hold it"),
    "wrong owner": (_wrong_owner, "page 1: marked content 0 leads to a H2 that does not hold it"),
    "no first heading": (_no_first_heading, "a heading H2 follows no heading"),
    "paragraph in list": (_paragraph_in_list, "L holds P"),
    "cell spans": (_cell_spans, "row 2 of a table has 4 cells, not 3"),
    "script": (_script, "a script (JS)"),
    "launch": (_launch, "Launch"),
    "other file": (_other_file, "GoToR"),
    "submit": (_submit, "SubmitForm"),
    "attachment": (_attachment, "EmbeddedFiles"),
    "javascript:": (_address("javascript:alert(1)"), "javascript:alert(1)"),
    "http:": (_address("http://example.org"), "http://example.org"),
    "file:": (_address("file:///etc/passwd"), "file:///etc/passwd"),
    "path": (_producer("made in /home/ann/press"), "/home/ann/press"),
    "path of Windows": (_producer(r"C:\Users\Ann\press"), r"C:\Users\Ann\press"),
    "another title": (_another_title, "Another title"),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_each_defect_is_named(sound: bytes, name: str) -> None:
    """A file with one defect should have a message that says what it is."""
    harm, said = DEFECTS[name]

    found = inspect(harmed(sound, Mutant(name, harm, frozenset(), said)))

    assert any(said in message for message in found), found


def test_a_span_that_fits_is_no_defect(sound: bytes) -> None:
    """A cell over two columns should be counted as two, so that a row with it and one cell less is whole."""

    def merged(pdf: Any) -> None:
        row = list(elements(pdf, "TR"))[-1]
        row.K = Array(list(row.K)[:2])
        row.K[1].A = Dictionary(O=Name.Table, ColSpan=2)

    assert () == inspect(harmed(sound, Mutant("merged", merged, frozenset(), "")))


def test_an_older_version(sound: bytes) -> None:
    """A file that says it is PDF 1.4 cannot be PDF/UA, which was written for 1.7."""
    older = sound.replace(b"%PDF-1.7", b"%PDF-1.4", 1)

    assert ("the file is written in PDF 1.4, not 1.7",) == inspect(older)


@pytest.mark.parametrize("key", ["/StructTreeRoot", "/MarkInfo", "/Metadata", "/Lang", "/ViewerPreferences"])
@pytest.mark.parametrize("value", [Name.Odd, 7, Array([1, 2]), Dictionary(K=3, P=Array([])), String("4 odd")])
def test_odd_objects_are_problems_not_faults(sound: bytes, key: str, value: Any) -> None:
    """Whatever stands where something else should be, the check should answer and never break off."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        pdf.Root[key] = value
        pdf.save(out, fix_metadata_version=False)
    assert () != inspect(out.getvalue())


def test_a_file_without_pages(sound: bytes) -> None:
    """A file with nothing to look at should not pass."""

    def emptied(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[:]

    assert "the document has no pages" in inspect(harmed(sound, Mutant("empty", emptied, frozenset(), "")))
