"""The structure of a finished PDF, object by object. In: bytes. Out: what a screen reader, or a careful clinic, would mind.

These are the checks of PDF/UA-1 that need no Java: those that a one-defect file of each kind is known to fail, and those
no general validator makes. A file that is not tagged is for paper; that is a warning, unless it claims otherwise.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from handouts.problem import MissingError, Place, Problem
from press.inside import privacy, safety
from press.marks import marks
from press.shape import shape
from press.tree import Tree, tree_of

if TYPE_CHECKING:
    from pikepdf import Pdf

UA = "{http://www.aiim.org/pdfua/ns/id/}part"


def structure(pdf: bytes, place: Place) -> tuple[Problem, ...]:
    """Every problem of the file's structure. Raises MissingError where pikepdf is not installed."""
    try:
        import pikepdf
    except ModuleNotFoundError as error:
        hint = "run: python -m pip install pikepdf"
        raise MissingError(Problem(Place("python"), "the library 'pikepdf' is not installed", hint)) from error
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            problems = [Problem(place, message) for message in _messages(opened)]
            if "/StructTreeRoot" not in opened.Root:
                note = "the file is not tagged: it is for paper, not for a screen reader"
                problems.append(Problem(place, note, warning=True))
            return tuple(problems)
    except pikepdf.PasswordError:
        return (Problem(place, "the file is locked with a password"),)
    except pikepdf.PdfError as error:
        return (Problem(place, f"the file cannot be taken apart: {error}"),)


def _messages(pdf: Pdf) -> Iterator[str]:
    yield from safety(pdf)
    yield from privacy(pdf)
    yield from _fonts(pdf)
    yield from _document(pdf)
    if "/StructTreeRoot" in pdf.Root:
        tree = tree_of(pdf)
        yield from shape(tree)
        yield from marks(pdf, tree)
        yield from _pages(pdf, tree)


def _document(pdf: Pdf) -> Iterator[str]:
    root, data = pdf.Root, pdf.open_metadata()
    tagged = "/StructTreeRoot" in root
    claims = str(data.get(UA, ""))
    if tagged and claims != "1":
        yield "the metadata do not say that the file follows PDF/UA-1"
    if claims and not tagged:
        yield "the metadata claim PDF/UA, but the file is not tagged"
    if tagged and str(root.get("/MarkInfo", {}).get("/Marked", False)) != "True":
        yield "the file does not say that it is marked (MarkInfo)"
    if not str(root.get("/Lang", "")):
        yield "the document has no language (Lang)"
    if str(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)) != "True":
        yield "a viewer is not told to show the title (DisplayDocTitle)"
    for key, name in (("/Title", "dc:title"), ("/Author", "dc:creator"), ("/Producer", "pdf:Producer")):
        stated, described = str(pdf.docinfo.get(key, "")), data.get(name, "")
        if isinstance(described, list):
            described = ", ".join(map(str, described))
        if stated != str(described):
            yield f"the metadata differ: {key[1:]} is '{stated}', {name} is '{described}'"


def _fonts(pdf: Pdf) -> Iterator[str]:
    import pikepdf

    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary) or found.get("/Type") != "/Font":
            continue
        kind, name = str(found.get("/Subtype", "")), str(found.get("/BaseFont", "/without a name"))[1:]
        if kind.startswith("/CIDFont"):
            continue  # looked at below the font that it serves
        if "/ToUnicode" not in found and (kind == "/Type0" or "/Encoding" not in found):
            yield f"the font {name} does not say which characters its glyphs are (ToUnicode)"
        serving = found["/DescendantFonts"][0] if kind == "/Type0" else found
        descriptor = serving.get("/FontDescriptor", {})
        if kind != "/Type3" and not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"the font {name} is not in the file"


def _pages(pdf: Pdf, tree: Tree) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number}: the tabulator does not follow the structure (Tabs)"
    if not any(element.kind == "Document" for element in tree.elements[:1]):
        yield "the outermost element is not Document"
