"""The PDF file: ReportLab's objects, written with object streams and a cross-reference stream. Out: bytes.

Everything but streams is packed a hundred to an object stream (PDF 32000-1, 7.5.7); offsets stand in a cross-reference
stream (7.5.8). The same objects give the same bytes: the file identifier is a hash of them.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from layouts.typesetting import reportlab_guard  # noqa: F401 - before anything of ReportLab
from reportlab.pdfbase import pdfdoc

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PACK = 100  # objects in one object stream
LEVEL = 9


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are known."""

    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        """The bytes."""
        return self.data


class Zip:
    """Flate at its best level, as a ReportLab stream filter."""

    pdfname = "FlateDecode"

    @staticmethod
    def encode(data: bytes | str) -> bytes:
        """Compressed data."""
        return zlib.compress(data if isinstance(data, bytes) else data.encode("latin-1"), LEVEL)


class PackedDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A ReportLab document that writes itself packed. `information` holds the bytes of the information dictionary."""

    information: bytes = b"<<>>"

    def refer(self, data: bytes) -> bytes:
        """Adds an object; its reference."""
        return self.number(self.Reference(Raw(data)).name)

    def number(self, name: str) -> bytes:
        """The reference of an object by its ReportLab name."""
        return b"%d 0 R" % self.idToObjectNumberAndVersion[name][0]

    def reserve(self) -> tuple[Raw, bytes]:
        """An object whose bytes come later, and its reference."""
        raw = Raw(b"")
        return raw, self.number(self.Reference(raw).name)

    def GetPDFData(self, canvas: Any) -> bytes:  # noqa: N802 - ReportLab's name
        """The finished file."""
        for font in self.delayedFonts:
            font.addObjects(self)
        info = self.refer(self.information)
        root = self.number(self.Reference(self.Catalog).name)
        return self._packed(root, info)

    def _packed(self, root: bytes, info: bytes) -> bytes:
        out = bytearray(HEADER)
        entries: dict[int, tuple[int, int, int]] = {}
        waiting: list[tuple[int, bytes]] = []
        number = 1
        while number in self.numberToId:  # formatting an object may add others
            body = pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)
            body = body if isinstance(body, bytes) else body.encode("latin-1")
            if body.endswith(b"endstream\n"):
                # An end of line before `endstream`, always: the data may end in a byte that looks like one (6.1.7.1 of PDF/A).
                body = body[: -len(b"endstream\n")] + b"\nendstream"
                entries[number] = (1, len(out), 0)
                out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
            else:
                waiting.append((number, body.strip()))
            number += 1
        for start in range(0, len(waiting), PACK):
            pack = waiting[start : start + PACK]
            entries[number] = (1, len(out), 0)
            for index, (each, _) in enumerate(pack):
                entries[each] = (2, number, index)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, _object_stream(pack))
            number += 1
        entries[number] = (1, len(out), 0)
        at = len(out)
        digest = hashlib.sha256(out).digest()[:16].hex().encode()
        trailer = b"/Root %b/Info %b/ID[<%b><%b>]" % (root, info, digest, digest)
        out += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, _cross_references(entries, trailer), at)
        return bytes(out)


def _stream(dictionary: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, LEVEL)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(packed), packed)


def _object_stream(pack: list[tuple[int, bytes]]) -> bytes:
    header, bodies, at = [], [], 0
    for number, body in pack:
        header.append(b"%d %d" % (number, at))
        bodies.append(body)
        at += len(body) + 1
    first = b" ".join(header) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(pack), len(first)), first + b"\n".join(bodies))


def _cross_references(entries: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    """Rows of 1, 3 and 2 bytes, each stored as its difference to the row above (predictor 12)."""
    rows, above = bytearray(), bytes(6)
    for number in range(max(entries) + 1):
        kind, place, index = entries.get(number, (0, 0, 65535))
        row = bytes([kind]) + place.to_bytes(3, "big") + index.to_bytes(2, "big")
        rows += b"\x02" + bytes((this - that) & 255 for this, that in zip(row, above, strict=True))
        above = row
    shape = b"/Type/XRef/Size %d/W[1 3 2]/DecodeParms<</Predictor 12/Columns 6>>%b" % (max(entries) + 1, trailer)
    return _stream(shape, bytes(rows))
