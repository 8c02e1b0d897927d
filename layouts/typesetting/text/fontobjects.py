"""Font objects: what a Type 0 font is in a PDF. In: a face and its records. Out: objects in a ReportLab document."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from layouts.typesetting.reportlab_guard import pdfdoc
from layouts.typesetting.text.glyphs import Recipe
from layouts.typesetting.text.subset import subset
from layouts.typesetting.typefaces import Face

SYMBOLIC = 4  # font flag: glyphs are reached by number, not by a standard encoding


class Record(NamedTuple):
    """What a CID stands for: a glyph recipe, its text, its width in font units."""

    recipe: Recipe
    text: str
    advance: int


def write(doc: Any, face: Face, name: str, records: Sequence[Record]) -> None:
    """Adds the font to the document under its resource name. `records[cid]`; 0 is .notdef."""
    font = subset(face, tuple(dict.fromkeys((each.recipe, each.advance) for each in records[1:])))
    base = f"/{tag(face, records)}+{face.name}"
    mapping = b"".join(struct.pack(">H", font.glyphs[each.recipe]) for each in records)
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": base,
            "Flags": SYMBOLIC,
            "FontBBox": array(thousandths(value, face) for value in font.box),
            "ItalicAngle": 0,
            "Ascent": thousandths(face.ascent * face.upem, face),
            "Descent": thousandths(face.descent * face.upem, face),
            "CapHeight": thousandths(face.cap_height * face.upem, face),
            "StemV": round(50 + (face.weight / 65) ** 2),
            "FontFile2": stream(font.packed, {"Length1": font.length}),
        }
    )
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "DW": 1000,
            "W": f"[0 {array(thousandths(each.advance, face) for each in records)}]",
            "CIDToGIDMap": stream(zlib.compress(mapping, 9)),
            "FontDescriptor": doc.Reference(descriptor),
        }
    )
    type0 = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base,
            "Encoding": "/Identity-H",
            "DescendantFonts": f"[{doc.Reference(descendant).format(doc).decode()}]",
            "ToUnicode": stream(zlib.compress(to_unicode(records), 9)),
        }
    )
    # An indirect reference: poppler stumbles over a direct dictionary.
    doc.idToObject["BasicFonts"].dict[name] = doc.Reference(type0)


def stream(packed: bytes, entries: dict[str, Any] | None = None) -> Any:
    """A stream object of bytes that are deflated already."""
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **(entries or {})}), packed, filters=[])


def thousandths(value: float, face: Face) -> float:
    """Font units as thousandths of an em, to two places."""
    return round(value * 1000 / face.upem, 2)


def array(values: Any) -> str:
    """Numbers as a PDF array."""
    return "[" + " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values) + "]"


def tag(face: Face, records: Sequence[Record]) -> str:
    """Six letters that tell this subset from others of the same face."""
    digest = int.from_bytes(sha256(repr((face.name, tuple(map(tuple, records)))).encode()).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        digest, letter = divmod(digest, 26)
        letters += chr(65 + letter)
    return letters


def to_unicode(records: Sequence[Record]) -> bytes:
    """The CMap from CIDs to text."""
    lines = [f"<{cid:04X}><{each.text.encode('utf-16-be').hex().upper()}>" for cid, each in enumerate(records)][1:]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
