"""A finished PDF looked through object by object. In: bytes. Out: what a screen reader or a careful clinic would mind.

These are the checks of PDF/UA-1 that need no Java: a file with one defect of each known kind fails one of them. A file
without tags is for paper: it is held to what any handout must be, and must not claim more.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from handouts.problem import MissingError, Place, Problem
from press.inside import privacy, safety
from press.legible import legible
from press.marks import marks
from press.shape import shape
from press.tree import tree_of

UA = "{http://www.aiim.org/pdfua/ns/id/}part"
VERSION = "1.7"  # what PDF/UA-1 is written for
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
ODD = (ValueError, LookupError, TypeError, AttributeError, NotImplementedError, RecursionError)


def inspect(pdf: bytes) -> tuple[str, ...]:
    """Everything that is wrong inside the file. Raises MissingError where pikepdf is not installed."""
    try:
        import pikepdf
    except ModuleNotFoundError as error:
        hint = "run: python -m pip install pikepdf"
        raise MissingError(Problem(Place("python"), "the library 'pikepdf' is not installed", hint)) from error
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return tuple(dict.fromkeys(_messages(opened)))
    except pikepdf.PasswordError:
        return ("the file is locked with a password",)
    except (pikepdf.PdfError, *ODD):  # an object is not what it must be, and everything else hangs on it
        return ("the file is damaged",)


def _messages(pdf: Any) -> Iterator[str]:
    yield from safety(pdf)
    yield from privacy(pdf)
    yield from _fonts(pdf)
    yield from legible(pdf)
    yield from _document(pdf)
    if "/StructTreeRoot" in pdf.Root:
        tree = tree_of(pdf)
        yield from shape(tree)
        yield from marks(pdf, tree)


def _document(pdf: Any) -> Iterator[str]:
    root, data = pdf.Root, pdf.open_metadata()
    tagged = "/StructTreeRoot" in root
    claims = str(data.get(UA, ""))
    if pdf.pdf_version != VERSION:
        yield f"the file is written in PDF {pdf.pdf_version}, not {VERSION}"
    if tagged and claims != "1":
        yield "the metadata do not say that the file follows PDF/UA-1"
    if claims and not tagged:
        yield "the metadata claim PDF/UA, but the file is not tagged"
    if tagged and not _entry(root, "/MarkInfo", "/Marked"):
        yield "the file does not say that it is marked (MarkInfo)"
    if not len(pdf.pages):
        yield "the document has no pages"
    if "/Lang" not in root:
        yield "the document has no language (Lang)"
    elif not LANGUAGE.fullmatch(str(root.Lang)):
        yield f"the document's language is none: '{root.Lang}' (Lang)"
    if not _entry(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "a viewer is not told to show the title (DisplayDocTitle)"
    for key, name in (("/Title", "dc:title"), ("/Author", "dc:creator"), ("/Producer", "pdf:Producer")):
        stated, described = str(pdf.docinfo.get(key, "")), data.get(name, "")
        if isinstance(described, list):
            described = ", ".join(map(str, described))
        if stated != str(described):
            yield f"the metadata differ: {key[1:]} is '{stated}', {name} is '{described}'"


def _entry(root: Any, outer: str, inner: str) -> bool:
    return outer in root and inner in root[outer] and bool(root[outer][inner])


def _fonts(pdf: Any) -> Iterator[str]:
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
        descriptor: Any = serving.get("/FontDescriptor", {})
        if kind != "/Type3" and not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"the font {name} is not in the file"
