"""The same work? In: a finished PDF and the piece it was made from. Out: what it lacks, if anything."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from benchmarks.describe import Piece

TOKEN = re.compile(r"[^\W_]+")
# Each peer has its own way to name a subset: after the family alone, without the hyphen.
FACES = {
    "regular": frozenset({"NotoSans", "NotoSans-Regular", "NotoSansRegular"}),
    "bold": frozenset({"NotoSans-Bold", "NotoSansBold"}),
}


def lacking(pdf: bytes, piece: Piece) -> list[str]:
    """What the PDF has not of words, links, faces and page sizes, a line each."""
    problems = [*_words(pdf, piece)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = set(_links(document))
        faces = set(_faces(document))
        sizes = {(round(float(box[2])), round(float(box[3]))) for box in (page.mediabox for page in document.pages)}
    problems += [f"no link to {href}" for href in sorted(set(hrefs(piece)) - links)]
    problems += [f"no face {face}" for face, names in FACES.items() if not faces & names]
    wanted = {(round(page["width"]), round(page["height"])) for page in piece["pages"]}
    problems += [f"no page of {width} x {height}" for width, height in sorted(wanted - sizes)]
    return problems


def tagged(pdf: bytes) -> bool:
    """Whether it has a structure tree."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return "/StructTreeRoot" in document.Root


def pages(pdf: bytes) -> int:
    """How many pages it has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def tokens(text: str) -> Counter[str]:
    """The words and numbers of a text; where a line was broken at a hyphen does not count."""
    return Counter(TOKEN.findall(text.replace("\ufffe", "-").replace("\x02", "-")))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every text of a piece but the folio, which is the peer's own to count."""
    if isinstance(value, dict):
        if value.get("t") == "text":
            yield value
        else:
            for key, each in value.items():
                if key not in ("folio", "names"):
                    yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def hrefs(piece: Piece) -> Iterator[str]:
    """Every address that the piece links to."""
    for node in nodes(piece["pages"]):
        for _, _, href, _ in node["spans"]:
            if href:
                yield href


def _words(pdf: bytes, piece: Piece) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    found: Counter[str] = Counter()
    for page in document:
        reader = page.get_textpage()
        found += tokens(reader.get_text_range())
        reader.close()
    document.close()
    wanted: Counter[str] = Counter()
    for node in nodes(piece["pages"]):
        wanted += tokens("".join(words for words, _, _, _ in node["spans"]))
    for word, count in sorted((wanted - found).items()):
        yield f"{count} x '{word}'"


def _links(document: pikepdf.Pdf) -> Iterator[str]:
    for page in document.pages:
        for each in page.get("/Annots", []):
            action = each.get("/A")
            if action is not None and "/URI" in action:
                yield str(action["/URI"])


def _faces(document: pikepdf.Pdf) -> Iterator[str]:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            yield str(each.get("/FontName", "")).lstrip("/").partition("+")[2]
