"""Lengths and boxes. In: numbers in points. Out: frozen boxes. The origin is a page's lower left corner, y goes up."""

from __future__ import annotations

from msgspec import Struct

INCH = 72.0
MM = 72.0 / 25.4


class Size(Struct, frozen=True):
    """Width and height, points."""

    width: float
    height: float

    @property
    def turned(self) -> Size:
        """The same paper the other way round."""
        return Size(self.height, self.width)

    @property
    def half(self) -> Size:
        """Half the turned paper: the page of a booklet that is folded from it."""
        return Size(self.height / 2, self.width)


# ISO 216 and ANSI Y14.1, portrait.
PAPERS: dict[str, Size] = {
    "letter": Size(8.5 * INCH, 11 * INCH),
    "a4": Size(210 * MM, 297 * MM),
}


class Box(Struct, frozen=True):
    """A rectangle: lower left corner, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """The y of the upper edge."""
        return self.y + self.height

    def inset(self, by: float) -> Box:
        """The box made smaller by the same on every side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def mirrored(self, page_width: float) -> Box:
        """The box on the other side of a page of that width."""
        return Box(page_width - self.right, self.y, self.width, self.height)
