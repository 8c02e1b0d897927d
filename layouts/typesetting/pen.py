"""The pen: type and figures as content-stream operators, whoever keeps them. In: lines, shapes, whose they are.

What is drawn belongs to an element of the structure tree, or is an artifact. Numbering the marks and remembering them
is for those who write a whole file (`ink.py`) or a part of one (`site_pen.py`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import pairwise
from typing import NamedTuple

from handouts.brand import Brand
from layouts.typesetting.composition import Placement
from layouts.typesetting.shapes import Box, Shapes
from layouts.typesetting.tags import Element
from layouts.typesetting.text.glyphfont import DocumentFonts
from layouts.typesetting.text.glyphs import GlyphRun, Line
from layouts.typesetting.text.order import reads_on

ARTIFACT = "/Artifact BMC"


class _Mark(NamedTuple):
    """A marked-content sequence in a text, by the line and the place in it where reading begins."""

    line: int
    place: int
    owner: Element
    mcid: int


class Pen(Shapes, ABC):
    """What draws on a page. `fonts` are those of its file; `tagged`: marks are numbered and said."""

    def __init__(self, fonts: DocumentFonts, *, tagged: bool) -> None:
        super().__init__(tagged=tagged)
        self.fonts = fonts
        self.tagged = tagged

    @abstractmethod
    def number(self, owner: Element) -> int:
        """The next identifier of this page, for a mark of this element."""

    @abstractmethod
    def said(self, owner: Element, mcid: int) -> None:
        """A mark is the next of what its element says."""

    @abstractmethod
    def framed(self, element: Element, box: Box) -> None:
        """Where a figure lies."""

    @abstractmethod
    def link(self, rects: Sequence[Box], uri: str, owner: Element, contents: str) -> None:
        """Link annotations over these boxes."""

    @abstractmethod
    def logo(self, brand: Brand, x: float, y: float, width: float, height: float) -> None:
        """The brand's logo."""

    def opening(self, placements: Sequence[Placement]) -> AbstractContextManager[None]:  # noqa: ARG002 for shells
        """What is drawn inside hangs on the site. Where the file is made for one site alone, that changes nothing."""
        return nullcontext()

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
        if len(lines) == 1 and len(lines[0][0].runs) == 1:
            self._single(*lines[0], owners, colour)
            return
        marks: list[_Mark] = []
        out, show, owned = self.out, self.fonts.show, self._owned
        out.append("BT")
        current: object = self  # neither an element nor None: nothing is open
        painted = ""
        for number, (line, x, y) in enumerate(lines):
            tangled = len(line.runs) > 1 and any(after.place < before.place for before, after in pairwise(line.runs))
            if tangled:
                current = self._close(current)
            before: GlyphRun | None = None
            for run in line.runs:
                owner = owners[run.span]
                if not owned and (owner is not current or (tangled and not reads_on(before, run))):
                    self._close(current)
                    current = owner
                    if owner is None:
                        out.append(ARTIFACT)
                    else:
                        marks.append(_Mark(number, run.place, owner, self.number(owner)))
                        out.append(_opening(owner, marks[-1].mcid))
                elif tangled and marks and marks[-1].owner is owner:
                    marks[-1] = marks[-1]._replace(place=min(marks[-1].place, run.place))
                paint = colour if isinstance(colour, str) else colour[run.span]
                if paint != painted:
                    self._set(self.paint(paint))
                    painted = paint
                out.append(show(run, x + run.x, y))
                before = run
            if tangled:
                current = self._close(current)
        self._close(current)
        out.append("ET")
        # Lines that mix directions are drawn as they are seen; the tree lists their parts as they are read.
        for mark in sorted(marks, key=lambda each: (each.line, each.place)):
            self.said(mark.owner, mark.mcid)

    def _single(
        self, line: Line, x: float, y: float, owners: Sequence[Element | None], colour: str | Sequence[str]
    ) -> None:
        """A text of one run: as `text`, without what only others need."""
        run = line.runs[0]
        owner = owners[run.span]
        out = self.out
        out.append("BT")
        if not self._owned:
            if owner is None:
                out.append(ARTIFACT)
            else:
                mcid = self.number(owner)
                out.append(_opening(owner, mcid))
                self.said(owner, mcid)
        self._set(self.paint(colour if isinstance(colour, str) else colour[run.span]))
        out.append(self.fonts.show(run, x + run.x, y))
        out.append("ET" if self._owned else "EMC\nET")

    def _close(self, current: object) -> object:
        if current is not self:
            self.out.append("EMC")
        return self

    @contextmanager
    def figure(self, element: Element, box: Box) -> Iterator[None]:
        """What is drawn inside is the figure `element`; `box` (left, bottom, right, top) is where it lies.

        Raises ValueError for a figure without alternate text.
        """
        if not self.tagged:
            yield
            return
        if not element.alt:
            raise ValueError(f"{element.path} has no alternate text")
        if self._owned:
            raise ValueError(f"{element.path} lies inside another figure or an artifact")
        mcid = self.number(element)
        self.said(element, mcid)
        self.framed(element, box)
        with self._marked(_opening(element, mcid)):
            yield


def _opening(owner: Element, mcid: int) -> str:
    return f"/{owner.kind}<</MCID {mcid}>>BDC"
