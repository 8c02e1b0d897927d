"""Ink: one PDF being written over ReportLab's canvas. In: lines of type, shapes, whose they are. Out: bytes.

On a tagged file every stroke lies either in the marked content of a structure element or in an artifact; drawing
anywhere else is refused. An untagged file (for paper) carries no marks at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec import Struct

from handouts.brand import Brand
from layouts.typesetting.document import Sheet, short, stream
from layouts.typesetting.metadata import Metadata, information, text, xmp
from layouts.typesetting.outline import Bookmark, outline
from layouts.typesetting.shapes import ROUND, Box, Shapes
from layouts.typesetting.structure import Annotated, Drawn, Marked, structure_tree
from layouts.typesetting.tags import Element
from layouts.typesetting.text.glyphfont import DocumentFonts
from layouts.typesetting.text.glyphs import GlyphRun, Line
from layouts.typesetting.text.order import reads_on

ARTIFACT = "/Artifact BMC"
MITRE = 4  # how far a logo's corners may reach out, over its line (SVG 1.1, 11.4)
LINK = b"<</Subtype/Link/Rect[%b]/Border[0 0 0]/F 4/A<</S/URI/URI%b>>/Contents%b/StructParent %d>>"


class ViewerHints(Struct, frozen=True):
    """What a viewer is asked to do when printing: names of PDF 32000-1, table 150; "" leaves them out."""

    print_scaling: str = ""
    duplex: str = ""


class _Mark(NamedTuple):
    """A marked-content sequence in a text, by the line and the place in it where reading begins."""

    line: int
    place: int
    owner: Element
    mcid: int


class Ink(Shapes):
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
        super().__init__(tagged=root is not None)
        self._sheet = Sheet()
        self.fonts = DocumentFonts(self._sheet.document)
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

    def text(
        self,
        lines: Sequence[tuple[Line, float, float]],
        owners: Sequence[Element | None],
        colour: str | Sequence[str],
    ) -> None:
        """Lines of one text, each from its left end on the baseline, as one text object.

        `owners[n]` is the element of span n, None an artifact. `colour` is one for all, or one a span. Inside a figure
        or an artifact the words belong to that, whoever their owners are.
        """
        marks: list[_Mark] = []
        self.out.append("BT")
        current: object = self  # neither an element nor None: nothing is open
        for number, (line, x, y) in enumerate(lines):
            tangled = any(after.place < before.place for before, after in pairwise(line.runs))
            if tangled:
                current = self._close(current)
            before: GlyphRun | None = None
            for run in line.runs:
                owner = owners[run.span]
                if not self._owned and (owner is not current or (tangled and not reads_on(before, run))):
                    self._close(current)
                    current = owner
                    self.out.append(ARTIFACT if owner is None else self._mark(owner, number, run.place, marks))
                elif tangled and marks and marks[-1].owner is owner:
                    marks[-1] = marks[-1]._replace(place=min(marks[-1].place, run.place))
                self._set(self.paint(colour if isinstance(colour, str) else colour[run.span]))
                self.out.append(self.fonts.show(run, x + run.x, y).rstrip("\n"))
                before = run
            if tangled:
                current = self._close(current)
        self._close(current)
        self.out.append("ET")
        # Lines that mix directions are drawn as they are seen; the tree lists their parts as they are read.
        for mark in sorted(marks, key=lambda each: (each.line, each.place)):
            assert self._drawn is not None
            self._drawn.marked(mark.owner, Marked(self._page, mark.mcid))

    def _close(self, current: object) -> object:
        if current is not self:
            self.out.append("EMC")
        return self

    def _mark(self, owner: Element, line: int, place: int, marks: list[_Mark]) -> str:
        assert self._drawn is not None
        if self._owners is None:
            self._owners = self._drawn.page()
        marks.append(_Mark(line, place, owner, len(self._owners)))
        self._owners.append(owner)
        return f"/{owner.kind}<</MCID {marks[-1].mcid}>>BDC"

    def link(self, rects: Sequence[Box], uri: str, owner: Element, contents: str) -> None:
        """Link annotations over these boxes (left, bottom, right, top), all of one Link element, whose words are drawn.

        `contents` is what a reader says of the link. Nothing happens on an untagged file: paper has no links.
        """
        if self._drawn is None:
            return
        for rect in rects:
            raw, reference = self._sheet.document.reserve()
            key = self._drawn.annotated(owner, Annotated(reference, self._page))
            box = " ".join(map(short, self.on_page(rect))).encode()
            raw.data = LINK % (box, text(uri), text(contents), key)
            self._annotations.append(reference)

    @contextmanager
    def figure(self, element: Element, box: Box) -> Iterator[None]:
        """What is drawn inside is the figure `element`; `box` (left, bottom, right, top) is where it lies.

        Raises ValueError for a figure without alternate text.
        """
        if self._drawn is None:
            yield
            return
        if not element.alt:
            raise ValueError(f"{element.path} has no alternate text")
        if self._owned:
            raise ValueError(f"{element.path} lies inside another figure or an artifact")
        marks: list[_Mark] = []
        opening = self._mark(element, 0, 0, marks)
        self._drawn.marked(element, Marked(self._page, marks[0].mcid))
        self._drawn.framed(element, self.on_page(box))
        with self._marked(opening):
            yield

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
        document = self._sheet.document
        packet = stream(b"/Type/Metadata/Subtype/XML", xmp(self._metadata), packed=False)
        catalog = b"/Lang%b/Metadata %b" % (text(self._metadata.language), document.refer(packet))
        if self._drawn is not None:
            catalog += b"/MarkInfo<</Marked true>>/StructTreeRoot " + structure_tree(document, self._drawn)
        if self._bookmarks:
            catalog += b"/PageMode/UseOutlines/Outlines " + outline(document, self._bookmarks)
        hints = [("Direction", "R2L" if self._right_to_left else "L2R")]
        hints += [("PrintScaling", self._hints.print_scaling), ("Duplex", self._hints.duplex)]
        written = "".join(f"/{key}/{value}" for key, value in hints if value)
        catalog += f"/ViewerPreferences<</DisplayDocTitle true{written}>>".encode()
        return document.finish(catalog, information(self._metadata))
