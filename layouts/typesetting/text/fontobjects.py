"""Font objects: what a Type 0 font is in a PDF. In: a face and its records. Out: objects in a ReportLab document."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from layouts.typesetting.reportlab_guard import pdfdoc
from layouts.typesetting.text.cmaps import NAME as CMAP
from layouts.typesetting.text.cmaps import to_glyphs, to_unicode
from layouts.typesetting.text.glyphs import Recipe
from layouts.typesetting.text.subset import Subset, subset
from layouts.typesetting.typefaces import Face

SYSTEM = "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
SYMBOLIC = 4  # font flag: glyphs are reached by number, not by a standard encoding


class Record(NamedTuple):
    """What a code stands for: a glyph recipe, its text, its width in font units."""

    recipe: Recipe
    text: str
    advance: int


class Parts(NamedTuple):
    """Where the two kinds of outlines differ: entries of the descendant font, the font file, the encoding."""

    entries: dict[str, Any]
    file: dict[str, Any]
    encoding: Any


def write(doc: Any, face: Face, name: str, records: Sequence[Record]) -> None:
    """Adds the font to the document under its resource name. `records[code]`; 0 is .notdef."""
    font = subset(face, tuple(dict.fromkeys((each.recipe, each.advance) for each in records[1:])))
    base = f"/{tag(face, records)}+{face.name}"
    glyphs = [font.glyphs[each.recipe] for each in records]
    entries, file, encoding = (_compact if font.compact else _true_type)(face, font, records, glyphs)
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": base,
            "Flags": SYMBOLIC,
            "FontBBox": array(thousandths(value, face.upem) for value in font.box),
            "ItalicAngle": 0,
            "Ascent": thousandths(face.ascent * face.upem, face.upem),
            "Descent": thousandths(face.descent * face.upem, face.upem),
            "CapHeight": thousandths(face.cap_height * face.upem, face.upem),
            "StemV": round(50 + (face.weight / 65) ** 2),
            **file,
        }
    )
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "BaseFont": base,
            "CIDSystemInfo": SYSTEM,
            "DW": 1000,
            **entries,
            "FontDescriptor": doc.Reference(descriptor),
        }
    )
    type0 = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base,
            "Encoding": encoding,
            "DescendantFonts": f"[{doc.Reference(descendant).format(doc).decode()}]",
            "ToUnicode": stream(zlib.compress(to_unicode([each.text for each in records]), 9)),
        }
    )
    # An indirect reference: poppler stumbles over a direct dictionary.
    doc.idToObject["BasicFonts"].dict[name] = doc.Reference(type0)


def _true_type(face: Face, font: Subset, records: Sequence[Record], glyphs: Sequence[int]) -> Parts:
    """A code is a CID; the CIDs' glyphs stand in a map beside the file."""
    mapping = struct.pack(f">{len(glyphs)}H", *glyphs)
    entries = {
        "Subtype": "/CIDFontType2",
        "W": f"[0 {array(thousandths(each.advance, face.upem) for each in records)}]",
        "CIDToGIDMap": stream(zlib.compress(mapping, 9)),
    }
    return Parts(entries, {"FontFile2": stream(font.packed, {"Length1": font.length})}, "/Identity-H")


def _compact(face: Face, font: Subset, records: Sequence[Record], glyphs: Sequence[int]) -> Parts:
    """A CID is a glyph, as the file says; the codes' CIDs stand in a CMap, the only place left to tell them apart."""
    widths = dict(zip(glyphs, (face.advance(0), *(each.advance for each in records[1:])), strict=True))
    entries = {
        "Subtype": "/CIDFontType0",
        "W": f"[0 {array(thousandths(widths.get(glyph, 0), face.upem) for glyph in range(max(widths) + 1))}]",
    }
    program = zlib.compress(to_glyphs(glyphs), 9)
    encoding = stream(program, {"Type": "/CMap", "CMapName": f"/{CMAP}", "CIDSystemInfo": SYSTEM, "WMode": 0})
    return Parts(entries, {"FontFile3": stream(font.packed, {"Subtype": "/CIDFontType0C"})}, encoding)


def stream(packed: bytes, entries: dict[str, Any] | None = None) -> Any:
    """A stream object of bytes that are deflated already."""
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **(entries or {})}), packed, filters=[])


def thousandths(value: float, upem: int) -> float:
    """Font units as thousandths of an em, to two places."""
    return round(value * 1000 / upem, 2)


def array(values: Iterable[float]) -> str:
    """Numbers as a PDF array."""
    return f"[{' '.join(map(number, values))}]"


@lru_cache(10_000)
def number(value: float) -> str:
    """A number as short as PDF allows, to two places."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(face: Face, records: Sequence[Record]) -> str:
    """Six letters that tell this subset from others of the same face."""
    digest = int.from_bytes(sha256(repr((face.name, tuple(map(tuple, records)))).encode()).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        digest, letter = divmod(digest, 26)
        letters += chr(65 + letter)
    return letters
