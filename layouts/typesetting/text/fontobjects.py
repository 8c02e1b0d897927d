"""Font objects: what a Type 0 font is in a PDF. In: a face and its records. Out: objects in a ReportLab document."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from layouts.typesetting.document import Raw
from layouts.typesetting.pack import short, stream
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
    """Where the two kinds of outlines differ: entries of the descendant font, of its descriptor, of the font itself."""

    descendant: str
    descriptor: str
    font: str


def write(doc: Any, face: Face, name: str, records: Sequence[Record]) -> None:
    """Adds the font to the document under its resource name. `records[code]`; 0 is .notdef."""
    font = subset(face, tuple(dict.fromkeys((each.recipe, each.advance) for each in records[1:])))
    base = f"/{tag(face, records)}+{face.name}"
    glyphs = [font.glyphs[each.recipe] for each in records]
    parts = (_compact if font.compact else _true_type)(doc, face, font, records, glyphs)
    ascent, descent, capitals = (
        short(thousandths(part * face.upem, face.upem)) for part in (face.ascent, face.descent, face.cap_height)
    )
    box = array(thousandths(value, face.upem) for value in font.box)
    descriptor = (
        f"<</Type/FontDescriptor/FontName{base}/Flags {SYMBOLIC}/FontBBox{box}/ItalicAngle 0/Ascent {ascent}"
        f"/Descent {descent}/CapHeight {capitals}/StemV {round(50 + (face.weight / 65) ** 2)}{parts.descriptor}>>"
    )
    descendant = (
        f"<</Type/Font{parts.descendant}/BaseFont{base}/CIDSystemInfo{SYSTEM}/DW 1000"
        f"/FontDescriptor {_refer(doc, descriptor.encode())}>>"
    )
    meanings = _refer(doc, stream(b"", to_unicode([each.text for each in records])))
    type0 = (
        f"<</Type/Font/Subtype/Type0/BaseFont{base}{parts.font}/DescendantFonts[{_refer(doc, descendant.encode())}]"
        f"/ToUnicode {meanings}>>"
    )
    # An indirect reference: poppler stumbles over a direct dictionary.
    doc.idToObject["BasicFonts"].dict[name] = _refer(doc, type0.encode())


def _true_type(doc: Any, face: Face, font: Subset, records: Sequence[Record], glyphs: Sequence[int]) -> Parts:
    """A code is a CID; the CIDs' glyphs stand in a map beside the file."""
    widths = array(thousandths(each.advance, face.upem) for each in records)
    mapping = _refer(doc, stream(b"", struct.pack(f">{len(glyphs)}H", *glyphs)))
    file = _refer(doc, stream(b"/Filter/FlateDecode/Length1 %d" % font.length, font.packed, packed=False))
    return Parts(
        f"/Subtype/CIDFontType2/W[0{widths}]/CIDToGIDMap {mapping}", f"/FontFile2 {file}", "/Encoding/Identity-H"
    )


def _compact(doc: Any, face: Face, font: Subset, records: Sequence[Record], glyphs: Sequence[int]) -> Parts:
    """A CID is a glyph, as the file says; the codes' CIDs stand in a CMap, the only place left to tell them apart."""
    of_glyph = dict(zip(glyphs, (face.advance(0), *(each.advance for each in records[1:])), strict=True))
    widths = array(thousandths(of_glyph.get(glyph, 0), face.upem) for glyph in range(max(of_glyph) + 1))
    entries = f"/Type/CMap/CMapName/{CMAP}/CIDSystemInfo{SYSTEM}/WMode 0"
    encoding = _refer(doc, stream(entries.encode(), to_glyphs(glyphs)))
    file = _refer(doc, stream(b"/Subtype/CIDFontType0C/Filter/FlateDecode", font.packed, packed=False))
    return Parts(f"/Subtype/CIDFontType0/W[0{widths}]", f"/FontFile3 {file}", f"/Encoding {encoding}")


def _refer(doc: Any, data: bytes) -> str:
    """Adds an object to any ReportLab document; its reference."""
    reference: bytes = doc.Reference(Raw(data)).format(doc)
    return reference.decode()


def thousandths(value: float, upem: int) -> float:
    """Font units as thousandths of an em, to two places."""
    return round(value * 1000 / upem, 2)


def array(values: Iterable[float]) -> str:
    """Numbers as a PDF array."""
    return f"[{' '.join(map(short, values))}]"


def tag(face: Face, records: Sequence[Record]) -> str:
    """Six letters that tell this subset from others of the same face."""
    digest = int.from_bytes(sha256(repr((face.name, tuple(map(tuple, records)))).encode()).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        digest, letter = divmod(digest, 26)
        letters += chr(65 + letter)
    return letters
