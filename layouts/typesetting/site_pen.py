"""The site's pen: one opening of a shell, filled for one site. In: placements. Out: operators, and links.

Marks get the numbers that the shell has kept for them, so that its structure tree holds for every copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from handouts.brand import Brand
from layouts.typesetting.pen import Pen
from layouts.typesetting.shapes import STARTING, Box
from layouts.typesetting.tags import Element
from layouts.typesetting.text.glyphfont import DocumentFonts

Link = tuple[Box, str, str]  # where, the address, what a reader says of it


class SitePen(Pen):
    """Draws what hangs on the site. `first`: the identifier of its first mark on the page."""

    def __init__(self, fonts: DocumentFonts, *, tagged: bool, first: int = 0) -> None:
        super().__init__(fonts, tagged=tagged)
        self.links: list[Link] = []
        self._numbers = count(first)
        # What the page was drawn with before is not known here: everything is set anew.
        self._state = dict.fromkeys(STARTING, object())

    def number(self, owner: Element) -> int:  # noqa: ARG002 the shell knows whose it is
        """The next identifier."""
        return next(self._numbers)

    def said(self, owner: Element, mcid: int) -> None:
        """The shell's tree says so already."""

    def framed(self, element: Element, box: Box) -> None:
        """The shell's tree says so already."""

    def link(self, rects: Sequence[Box], uri: str, owner: Element, contents: str) -> None:  # noqa: ARG002 as above
        """Remember the links; paper has none."""
        if self.tagged:
            self.links += ((rect, uri, contents) for rect in rects)

    def logo(self, brand: Brand, x: float, y: float, width: float, height: float) -> None:  # noqa: ARG002 as above
        """Never: a logo is the same on all copies of a shell."""
        raise AssertionError("a logo hangs on no site")

    @property
    def content(self) -> bytes:
        """What was drawn; it leaves the graphics state as it was."""
        return ("q\n" + "\n".join(self.out) + "\nQ").encode("latin-1")
