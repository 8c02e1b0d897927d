"""The PDF file: ReportLab's objects, written with object streams and a cross-reference stream. Out: bytes.

Everything but streams is packed into object streams (PDF 32000-1, 7.5.7); offsets stand in a cross-reference stream
(7.5.8). The same objects give the same bytes: the file identifier is a hash of them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from layouts.typesetting.pack import Entry, Pack, short, stream
from layouts.typesetting.reportlab_guard import Canvas, pdfdoc

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PACK = 1000  # objects in one object stream
NEAR = 12  # bits of a window over objects: those that are alike follow each other
ENDSTREAM = b"endstream"


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are known, at the latest when the file is written."""

    __RefOnly__ = 1

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: Any) -> bytes:  # noqa: ARG002 - ReportLab passes it
        """The bytes."""
        return self.data


class PackedDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A ReportLab document that writes itself packed. Objects are added as bytes; references are bytes as well."""

    def __init__(self) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        self._written: dict[int, bytes] = {}  # what ReportLab need not know of, by number
        self._tree = self.reserve()
        self.tree = reference(self._tree)
        self._kids: list[bytes] = []
        self._open = range(0)

    def refer(self, data: bytes) -> bytes:
        """Adds an object; its reference."""
        number = self.reserve()
        self._written[number] = data
        return reference(number)

    def number(self, name: str) -> bytes:
        """The reference of an object by its ReportLab name. Raises KeyError for an object that was never made."""
        return reference(self.idToObjectNumberAndVersion[name][0])

    def reserve(self, count: int = 1) -> int:
        """The number of an object whose bytes come later, or the first of so many."""
        first: int = self.objectcounter + 1
        self.objectcounter += count
        return first

    def fill(self, number: int, data: bytes) -> None:
        """The bytes of an object whose number is reserved."""
        self._written[number] = data

    def page(self, number: int) -> bytes:
        """The reference of a finished page, counted from 1. Raises IndexError for a page that is not there."""
        return self._kids[number - 1]

    def addPage(self, page: Raw) -> None:  # noqa: N802 - ReportLab's name
        """Adds a page at the end."""
        name = self.thisPageName()
        self.Reference(page, name)
        self._kids.append(self.number(name))
        self.pageCounter += 1
        self.inObject = None

    def reserve_open(self, names: Sequence[str]) -> list[bytes]:
        """Objects that each copy of the file has of its own, in the order in which `Pack.copy` takes them; once."""
        first = self.objectcounter + 1
        references = [self.number(self.Reference(Raw(), name).name) for name in names]
        self._open = range(first, first + len(references))
        return references

    def finish(self, catalog: bytes, information: bytes) -> bytes:
        """The finished file. `catalog`: the entries of the catalog; `information`: a whole dictionary."""
        return self.pack(catalog, self.refer(information)).copy(())

    def pack(self, catalog: bytes, information: bytes) -> Pack:
        """The file without the objects that are each copy's own. `information`: the reference of the dictionary."""
        for font in self.delayedFonts:
            font.addObjects(self)
        self.fill(self._tree, b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(self._kids), len(self._kids)))
        root = self.refer(b"<</Type/Catalog/Pages %b%b>>" % (self.tree, catalog))
        out = bytearray(HEADER)
        entries: dict[int, Entry] = {}
        waiting: list[tuple[int, bytes]] = []

        def put(number: int, body: bytes) -> None:
            entries[number] = (1, len(out), 0)
            out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

        number = 1
        while number <= self.objectcounter:  # formatting an object may add others
            if number not in self._open:
                body = self._written.get(number) or self._formatted(number)
                if body.endswith(ENDSTREAM):
                    put(number, body)
                else:
                    waiting.append((number, body))
            number += 1
        for start in range(0, len(waiting), PACK):
            part = waiting[start : start + PACK]
            entries |= {each: (2, number, index) for index, (each, _) in enumerate(part)}
            put(number, _object_stream(part))
            number += 1
        return Pack(bytes(out), entries, self._open, number, b"/Root %b/Info %b" % (root, information))

    def _formatted(self, number: int) -> bytes:
        """An object of ReportLab's."""
        body: bytes = pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)
        if body.endswith(ENDSTREAM + b"\n"):
            # ReportLab puts no end of line before this word. Always add one: the data may end in a byte that looks
            # like one, and then the length would be a byte too long (PDF/A-2, 6.1.7.1).
            return body[: -len(ENDSTREAM) - 1] + b"\n" + ENDSTREAM
        return body.strip()


def reference(number: int) -> bytes:
    """The reference of an object by its number."""
    return b"%d 0 R" % number


def _object_stream(pack: list[tuple[int, bytes]]) -> bytes:
    header, at = [], 0
    for number, body in pack:
        header.append(f"{number} {at}")
        at += len(body) + 1
    first = f"{' '.join(header)}\n".encode()
    bodies = b"\n".join(body for _, body in pack)
    return stream(b"/Type/ObjStm/N %d/First %d" % (len(pack), len(first)), first + bodies, window=NEAR)


class Sheet(Canvas):  # type: ignore[misc]
    """ReportLab's canvas on a packed document. It selects no font: that would be Helvetica, on every page."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), pageCompression=1, pdfVersion=(1, 7), invariant=1)
        self._doc: Any = PackedDocument()
        self.further = b""  # entries of the page dictionary beyond what drawing needs
        self._cuts: list[tuple[int, bytes]] = []

    @property
    def document(self) -> PackedDocument:
        """The document that is drawn into."""
        found: PackedDocument = self._doc
        return found

    @property
    def code(self) -> list[str]:
        """The operators of the page or form that is open."""
        found: list[str] = self._code
        return found

    def _make_preamble(self) -> None:
        self._preamble = ""

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Ends the page."""
        document = self.document
        content = self._contents()
        box = " ".join(short(side, 3) for side in self._pagesize).encode()
        document.addPage(
            Raw(
                b"<</Type/Page/Parent %b/MediaBox[0 0 %b]/Contents%b/Resources%b%b>>"
                % (document.tree, box, content, self._resources(), self.further)
            )
        )
        self.further = b""
        self._startPage()

    def endForm(self, **_: object) -> None:  # noqa: N802 - ReportLab's name
        """Ends the form."""
        name, *box = self._formData
        shape = b"/Type/XObject/Subtype/Form/BBox[%b]" % " ".join(short(side, 3) for side in box).encode()
        self.document.addForm(name, Raw(stream(shape + b"/Resources" + self._resources(), self._content())))
        self._restartAccumulators()
        self.pop_state_stack()

    def cut(self, content: bytes) -> None:
        """Here another stream of the page goes on: the reference of one that comes from elsewhere."""
        self._cuts.append((len(self._code), content))

    def _contents(self) -> bytes:
        """The page's content: one stream, or several where it is cut (PDF 32000-1, table 30)."""
        cuts, self._cuts = self._cuts, []
        parts, start = [], 0
        for end, other in [*cuts, (len(self._code), b"")]:
            written = "\n".join(self._code[start:end]).encode("latin-1")
            parts += [self.document.refer(stream(b"", written))] if written else []
            parts += [other] if other else []
            start = end
        return b" " + parts[0] if len(parts) == 1 else b"[%b]" % b" ".join(parts)

    def _content(self) -> bytes:
        return "\n".join(self._code).encode("latin-1")

    @property
    def form_entries(self) -> bytes:
        """The entries of a form that lies in the one that is open, as large as that, with the file's fonts."""
        _, *box = self._formData
        sides = " ".join(short(side, 3) for side in box).encode()
        fonts = self.document.number("BasicFonts")
        return b"/Type/XObject/Subtype/Form/BBox[%b]/Resources<</Font %b>>" % (sides, fonts)

    def _resources(self) -> bytes:
        state = self._extgstate.getState()
        if not (state or self._formsinuse or self._shadingUsed or self._colorsUsed):  # what most pages are
            return b"<</Font %b>>" % self.document.number("BasicFonts")
        resources = pdfdoc.PDFResourceDictionary(ProcSet=[])
        resources.basicFonts()
        if self._formsinuse:
            resources.XObject = self.document.xobjDict(self._formsinuse)
        resources.ExtGState = state or {}
        resources.setShading(self._shadingUsed)
        resources.setColorSpace(self._colorsUsed)
        written: bytes = resources.format(self.document)
        return written
