"""Ink: one PDF being written over ReportLab's canvas. In: lines of type, shapes, whose they are. Out: bytes.

On a tagged file every stroke lies either in the marked content of a structure element or in an artifact; drawing
anywhere else is refused. An untagged file (for paper) carries no marks at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from handouts.brand import Brand
from layouts.typesetting.document import Sheet, reference
from layouts.typesetting.metadata import Metadata, information, text, xmp
from layouts.typesetting.outline import Bookmark, outline
from layouts.typesetting.pack import short, stream
from layouts.typesetting.pen import Pen
from layouts.typesetting.shapes import ROUND, Box
from layouts.typesetting.structure import Annotated, Drawn, Marked, structure_tree
from layouts.typesetting.tags import Element
from layouts.typesetting.text.glyphfont import DocumentFonts

PACKET = b"/Type/Metadata/Subtype/XML"
MITRE = 4  # how far a logo's corners may reach out, over its line (SVG 1.1, 11.4)
LINK = b"<</Subtype/Link/Rect[%b]/Border[0 0 0]/F 4/A<</S/URI/URI%b>>/Contents%b/StructParent %d>>"


class ViewerHints(Struct, frozen=True):
    """What a viewer is asked to do when printing: names of PDF 32000-1, table 150; "" leaves them out."""

    print_scaling: str = ""
    duplex: str = ""


class Ink(Pen):
    """One PDF. Pages and forms are begun and ended; `save` gives the bytes, once.

    `root`: the structure tree, or None for an untagged file. `created` is in UTC. `fonts` are those of this file.
    """

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
        self._sheet = Sheet()
        super().__init__(DocumentFonts(self._sheet.document), tagged=root is not None)
        self._drawn = None if root is None else Drawn(root)
        self._metadata = Metadata(title, author, subject, language, created, accessible=root is not None)
        self._hints = layout_hints
        self._right_to_left = direction == "rtl"
        self._page = 0
        self._owners: list[Element] | None = None  # of this page's marks, by MCID; None before the first
        self._annotations: list[bytes] = []
        self._bookmarks: list[Bookmark] = []

    def begin_page(self, width: float, height: float) -> None:
        """Starts a page of that size, points."""
        self._sheet.setPageSize((width, height))
        self._page += 1
        self._owners, self._annotations = None, []
        self._begin()

    def end_page(self) -> None:
        """Ends the page."""
        further = b""
        if self._drawn is not None:
            further = b"/Tabs/S"
            if self._owners is not None:
                key = next(key for key, entry in enumerate(self._drawn.parents) if entry is self._owners)
                further += b"/StructParents %d" % key
        if self._annotations:
            further += b"/Annots[%b]" % b" ".join(self._annotations)
        self._sheet.further = further
        self._sheet.showPage()

    def begin_form(self, name: str, width: float, height: float) -> None:
        """Starts a form: what is drawn until `end_form` can be placed on pages. Untagged files only."""
        if self._drawn is not None:
            raise ValueError("a form has no place in a tagged file: its marks would belong to no page")
        self._sheet.beginForm(name, 0, 0, width, height)
        self._begin()

    def end_form(self) -> None:
        """Ends the form."""
        self._sheet.endForm()
        self.start(self._sheet.code)

    def place_form(self, name: str, dx: float, dy: float, rotate: int = 0) -> None:
        """Draws a form with its origin at (dx, dy), turned counter-clockwise about it by 0, 90, 180 or 270 degrees."""
        turn = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[rotate]
        self.out.append(f"q {turn} {short(dx, 3)} {short(dy, 3)} cm")
        self._sheet.doForm(name)
        self.out.append("Q")

    def _begin(self) -> None:
        self.start(self._sheet.code)
        self.out.append(ROUND)

    def number(self, owner: Element) -> int:
        """The next identifier of this page, for a mark of this element."""
        assert self._drawn is not None
        if self._owners is None:
            self._owners = self._drawn.page()
        self._owners.append(owner)
        return len(self._owners) - 1

    def said(self, owner: Element, mcid: int) -> None:
        """A mark is the next of what its element says."""
        assert self._drawn is not None
        self._drawn.marked(owner, Marked(self._page, mcid))

    def framed(self, element: Element, box: Box) -> None:
        """Where a figure lies."""
        assert self._drawn is not None
        self._drawn.framed(element, self.on_page(box))

    def link(self, rects: Sequence[Box], uri: str, owner: Element, contents: str) -> None:
        """Link annotations over these boxes (left, bottom, right, top), all of one Link element, whose words are drawn.

        `contents` is what a reader says of the link. Nothing happens on an untagged file: paper has no links.
        """
        if self._drawn is None:
            return
        for rect in rects:
            number = self._sheet.document.reserve()
            key = self.annotate(reference(number), owner)
            box = " ".join(map(short, self.on_page(rect))).encode()
            self._sheet.document.fill(number, LINK % (box, text(uri), text(contents), key))

    def annotate(self, reference: bytes, owner: Element) -> int:
        """An annotation of this element is on the page. Its key in the parent tree."""
        assert self._drawn is not None
        self._annotations.append(reference)
        return self._drawn.annotated(owner, Annotated(reference, self._page))

    def logo(self, brand: Brand, x: float, y: float, width: float, height: float) -> None:
        """The brand's logo, as large as the box allows, at the side where lines begin, in the middle of its height.

        Raises ContentError for a logo that cannot be drawn.
        """
        from layouts.typesetting.artwork import artwork  # only a brand with a logo needs what reads pictures

        logo = artwork(brand)
        drawn = logo.fitted(width, height)
        left = x + (width - drawn.width if self._right_to_left else 0.0)
        bottom = y + (height - drawn.height) / 2
        if logo.picture is not None:
            self.image(logo.picture, left, bottom, drawn.width, drawn.height)
            return
        with self.clipped(left, bottom, drawn.width, drawn.height):
            for shape in logo.placed(left, bottom, drawn.width):
                self.out.append(f"{shape.cap} J {shape.join} j {MITRE} M")
                self.path(shape.commands, shape.fill, shape.stroke, shape.width, even_odd=shape.even_odd)

    def image(self, reader: Any, x: float, y: float, width: float, height: float) -> None:
        """A picture (ReportLab's ImageReader) in that box. One picture drawn twice is in the file once."""
        if not self._owned:
            raise ValueError("a picture belongs into artifact() or figure()")
        self._sheet.drawImage(reader, x, y, width, height, mask="auto")

    def bookmark(self, title: str, page: int, top: float, level: int = 0) -> None:
        """A line of the outline: pages count from 1, `top` is in points from the page's foot."""
        self._bookmarks.append(Bookmark(title, page, top, level))

    def save(self) -> bytes:
        """The finished file."""
        packet = self._sheet.document.refer(stream(PACKET, xmp(self._metadata), packed=False))
        return self._sheet.document.finish(self.catalog(packet), information(self._metadata))

    def catalog(self, packet: bytes) -> bytes:
        """The entries of the catalog; `packet` is the reference of the metadata. Writes tree and outline."""
        document = self._sheet.document
        catalog = b"/Lang%b/Metadata %b" % (text(self._metadata.language), packet)
        if self._drawn is not None:
            catalog += b"/MarkInfo<</Marked true>>/StructTreeRoot " + structure_tree(document, self._drawn)
        if self._bookmarks:
            catalog += b"/PageMode/UseOutlines/Outlines " + outline(document, self._bookmarks)
        hints = [("Direction", "R2L" if self._right_to_left else "L2R")]
        hints += [("PrintScaling", self._hints.print_scaling), ("Duplex", self._hints.duplex)]
        written = "".join(f"/{key}/{value}" for key, value in hints if value)
        return catalog + f"/ViewerPreferences<</DisplayDocTitle true{written}>>".encode()
