"""Ink: one PDF being written over ReportLab's canvas. In: lines of type, shapes, whose they are. Out: bytes.

On a tagged file every stroke lies either in the marked content of a structure element or in an artifact; drawing
anywhere else is refused. An untagged file (for paper) carries no marks at all.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from layouts.typesetting.document import PackedDocument, Raw, Zip
from layouts.typesetting.metadata import Metadata, information, text, xmp
from layouts.typesetting.shapes import Shapes
from layouts.typesetting.structure import Annotated, Content, Marked, attached, structure_tree
from layouts.typesetting.tags import Element
from layouts.typesetting.text.glyphfont import DocumentFonts
from layouts.typesetting.text.typesetter import Line
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream
from reportlab.pdfgen.canvas import Canvas

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class ViewerHints:
    """What a viewer is asked to do when printing: names of PDF 32000-1, table 150; "" leaves them out."""

    print_scaling: str = ""
    duplex: str = ""


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas that selects no font by itself: the default one would be an unembedded Helvetica on every page."""

    def _make_preamble(self) -> None:
        self._preamble = "1 J 1 j"


class Ink(Shapes):
    """One PDF. Pages and forms are begun and ended; `save` gives the bytes, once."""

    def __init__(
        self,
        *,
        title: str,
        author: str,
        subject: str,
        language: str,
        direction: str,
        created: datetime,
        root: Element | None,
        layout_hints: ViewerHints,
    ) -> None:
        self._canvas: Any = _Canvas(io.BytesIO(), pageCompression=1, pdfVersion=(1, 7), lang=language)
        self._document: Any = self._canvas._doc
        self._document.__class__ = PackedDocument
        self._document.defaultStreamFilters = None
        self.fonts = DocumentFonts(self._document)
        super().__init__(tagged=root is not None)
        self._root = root
        self._metadata = Metadata(title, author, subject, language, created, root is not None)
        self._hints = layout_hints
        self._direction = direction
        self._page = 0
        self._drawn: dict[Element, list[Content]] = {}
        self._placed: set[Element] = set()
        self._boxes: dict[Element, Box] = {}
        self._parents: list[Element | list[Element]] = []
        self._marks: list[Element] | None = None
        self._annotations: list[tuple[Raw, bytes]] = []
        self._bookmarks: list[tuple[str, int, float]] = []
        self._form: tuple[str, float, float] | None = None

    @property
    def _out(self) -> list[str]:
        code: list[str] = self._canvas._code
        return code

    def begin_page(self, width: float, height: float) -> None:
        """Starts a page of that size, points."""
        self._canvas.setPageSize((width, height))
        self._page += 1
        self._marks, self._annotations = None, []
        self.forget()

    def end_page(self) -> None:
        """Ends the page."""
        self._canvas.showPage()
        page = self._document.Pages.pages[-1]
        page.Trans = None
        more = []
        if self._root is not None:
            page.Tabs, more = PDFName("S"), ["Tabs"]
        if self._marks is not None:
            page.StructParents = next(key for key, entry in enumerate(self._parents) if entry is self._marks)
            more.append("StructParents")
        page.__NoDefault__ = [*page.__NoDefault__, *more]
        if self._annotations:
            page.Annots = PDFArray([PDFObjectReference(raw.__InternalName__) for raw, _ in self._annotations])

    def begin_form(self, name: str, width: float, height: float) -> None:
        """Starts a form: what is drawn until `end_form` can be placed on pages."""
        self._canvas.beginForm(name, 0, 0, width, height)
        self._form = (name, width, height)
        self.forget()

    def end_form(self) -> None:
        """Ends the form."""
        self._canvas.endForm()
        self._form = None
        self.forget()

    def place_form(self, name: str, dx: float, dy: float) -> None:
        """Draws a form with its lower left corner at (dx, dy)."""
        self._out.append(f"q 1 0 0 1 {dx:.3f} {dy:.3f} cm")
        self._canvas.doForm(name)
        self._out.append("Q")

    def text(self, lines: Sequence[tuple[Line, float, float]], owners: Sequence[Element | None], colour: str) -> None:
        """Lines of one text, each at its left end. `owners[n]` is the element of span n; None is an artifact."""
        out = ["BT"]
        paint = self.paint("fill", colour)
        if paint:
            out.append(paint)
        current: object = self
        for line, x, y in lines:
            for run in line.runs:
                owner = owners[run.span]
                if self._root is not None and owner is not current:
                    if current is not self:
                        out.append("EMC")
                    out.append("/Artifact BMC" if owner is None else self._mark(owner))
                    current = owner
                out.append(self.fonts.show(run, x + run.x, y).rstrip("\n"))
        if current is not self:
            out.append("EMC")
        out.append("ET")
        self._out.append("\n".join(out))

    def link(self, rects: Sequence[Box], uri: str, owner: Element, contents: str) -> None:
        """Link annotations over these boxes (left, bottom, right, top), all of one Link element."""
        for left, bottom, right, top in rects:
            key = len(self._parents)
            self._parents.append(owner)
            body = (
                b"<</Type/Annot/Subtype/Link/Rect[%b]/Border[0 0 0]/F 4/A<</S/URI/URI%b>>/Contents%b/StructParent %d>>"
            ) % (" ".join(f"{value:.2f}" for value in (left, bottom, right, top)).encode(), text(uri), text(contents), key)
            raw, reference = self._document.reserve()
            raw.data = body
            self._annotations.append((raw, reference))
            self._drawn.setdefault(owner, []).append(Annotated(reference, self._page))

    @contextmanager
    def figure(self, element: Element, box: Box) -> Iterator[None]:
        """What is drawn inside is the figure `element`, whose words are its alternate text."""
        if self._root is None:
            with self.artifact():
                yield
            return
        self._boxes[element] = box
        self._out.append(self._mark(element))
        with self.opened():
            yield
        self._out.append("EMC")

    def bookmark(self, title: str, page: int, top: float) -> None:
        """A line of the outline; pages count from 1."""
        self._bookmarks.append((title, page, top))

    def _mark(self, owner: Element) -> str:
        if self._marks is None:
            self._marks = []
            self._parents.append(self._marks)
        mcid = len(self._marks)
        self._marks.append(owner)
        attached(owner, self._drawn, self._placed)
        self._drawn.setdefault(owner, []).append(Marked(self._page, mcid))
        return f"/{owner.kind} <</MCID {mcid}>>BDC"

    def save(self) -> bytes:
        """The finished file."""
        catalog = self._document.Catalog
        catalog.Outlines = None
        if self._root is not None:
            reference = structure_tree(self._document, self._root, self._drawn, self._parents, self._boxes)
            catalog.StructTreeRoot = _named(self._document, reference)
            catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        if self._bookmarks:
            catalog.Outlines = _named(self._document, self._outline())
            catalog.PageMode = PDFName("UseOutlines")
        hints = {"DisplayDocTitle": "true", "Direction": PDFName("R2L" if self._direction == "rtl" else "L2R")}
        if self._hints.print_scaling:
            hints["PrintScaling"] = PDFName(self._hints.print_scaling)
        if self._hints.duplex:
            hints["Duplex"] = PDFName(self._hints.duplex)
        catalog.ViewerPreferences = PDFDictionary(hints)
        packet = xmp(self._metadata)
        catalog.Metadata = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), packet)
        self._document.information = information(self._metadata)
        for page in self._document.Pages.pages:
            _compress(page)
        data: bytes = self._document.GetPDFData(self._canvas)
        return data

    def _outline(self) -> bytes:
        root, reference = self._document.reserve()
        entries = [self._document.reserve() for _ in self._bookmarks]
        for index, ((title, page, top), (raw, _)) in enumerate(zip(self._bookmarks, entries, strict=True)):
            before = b"/Prev " + entries[index - 1][1] if index else b""
            after = b"/Next " + entries[index + 1][1] if index + 1 < len(entries) else b""
            target = b"[%b/XYZ null %d null]" % (self._document.number(f"Page{page}"), round(top))
            raw.data = b"<</Title%b/Parent %b%b%b/Dest%b>>" % (text(title), reference, before, after, target)
        root.data = b"<</Type/Outlines/First %b/Last %b/Count %d>>" % (entries[0][1], entries[-1][1], len(entries))
        return reference


def _named(document: Any, reference: bytes) -> PDFObjectReference:
    """ReportLab's reference to an object whose number we know."""
    return PDFObjectReference(document.numberToId[int(reference.split()[0])])


def _compress(page: Any) -> None:
    """The page's stream at the best level, without ASCII85; no /ProcSet, which no viewer has read for decades."""
    page.Contents = PDFStream(PDFDictionary(), page.stream, [Zip])
    page.compression = 0
