"""Marks and slugs: what the story hands to the pour. In: shaped lines and shapes. Out: frozen values with positions.

A slug is one strip of a column that is never torn: a line, a heading, a box. Positions inside it are in points from its
upper left corner, y going down, in the reading direction of a left-to-right language; the composing step mirrors them,
and with them the drawings that have a direction.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from handouts.inline import Span
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Line

FORBIDDEN = math.inf
DIRECTED = frozenset({"timeline"})  # drawings that are read in the direction of the text

Path = tuple[tuple[object, ...], ...]


class Voice(Struct, frozen=True, eq=False):
    """Whose text it is: the structure element of each span. Lines with one voice are one text object in the PDF."""

    spans: tuple[Span, ...]
    elements: tuple[Element | None, ...]


class Spot(NamedTuple):
    """Which mark it is of what hangs on the site: the number of the slot, the slug in it, the mark in that."""

    slot: int
    slug: int
    mark: int


class Inked(Struct, frozen=True, kw_only=True):
    """What every mark may have: its spot, where it hangs on the site."""

    spot: Spot | None = None


class Glyphs(Inked, frozen=True):
    """A line of type on its baseline, in a column that is `width` wide and starts at `x`."""

    line: Line
    x: float
    y: float
    width: float
    voice: Voice
    colour: str
    align: str = "start"  # "start", "end", "centre"


class Fill(Inked, frozen=True):
    """A filled or stroked box, an artifact. `corners`: which are round, clockwise from the upper left one."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    radius: float = 0.0
    stroke: float = 0.0  # 0: filled
    corners: tuple[bool, bool, bool, bool] = (True, True, True, True)


class Rule(Inked, frozen=True):
    """A straight line, an artifact."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str
    width: float
    dash: tuple[float, float] | None = None


class Disc(Inked, frozen=True):
    """A solid bullet, an artifact."""

    x: float
    y: float
    radius: float
    colour: str


class Picture(Inked, frozen=True):
    """A drawing of the house, in a square or in its own proportion. With an element it is a figure with words."""

    name: str
    x: float
    y: float
    width: float
    height: float
    colour: str
    accent: str
    ground: str
    element: Element | None
    turned: bool = False  # seen in a mirror


class Logo(Inked, frozen=True):
    """The brand's logo."""

    x: float
    y: float
    width: float
    height: float
    element: Element


class Code(Inked, frozen=True):
    """A QR code with its quiet zone."""

    text: str
    x: float
    y: float
    side: float
    colour: str
    element: Element


Mark = Glyphs | Fill | Rule | Disc | Picture | Logo | Code


class Slug(Struct, frozen=True):
    """A strip of a column. `before` is lost at the head of a column; `hold` is what a break after it costs."""

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    hold: float = 0.0
    opens: bool = False  # a section begins here: room left over may be shared out above it
    section: str = ""
    element: Element | None = None  # what a bookmark points to
    bookmark: str = ""


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The mark shifted right and down."""
    if isinstance(mark, Rule):
        return replace(mark, x0=mark.x0 + dx, y0=mark.y0 + dy, x1=mark.x1 + dx, y1=mark.y1 + dy)
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def mirrored(mark: Mark, width: float) -> Mark:
    """The mark in a strip `width` wide, seen from its other side. Type keeps its direction: only columns move."""
    match mark:
        case Rule():
            return replace(mark, x0=width - mark.x0, x1=width - mark.x1)
        case Disc():
            return replace(mark, x=width - mark.x)
        case Code():
            return replace(mark, x=width - mark.x - mark.side)
        case Fill():
            left_up, right_up, right_down, left_down = mark.corners
            return replace(mark, x=width - mark.x - mark.width, corners=(right_up, left_up, left_down, right_down))
        case Picture():
            return replace(mark, x=width - mark.x - mark.width, turned=mark.name in DIRECTED)
        case Glyphs() | Logo():
            return replace(mark, x=width - mark.x - mark.width)


def stacked(slugs: list[Slug]) -> float:
    """The height of slugs one below the other, without the space above the first."""
    return sum(slug.height + (slug.before if index else 0.0) for index, slug in enumerate(slugs))


def gathered(slugs: list[Slug], dx: float = 0.0, dy: float = 0.0) -> tuple[tuple[Mark, ...], float]:
    """The marks of slugs set one below the other from (dx, dy) down, and the y below the last."""
    marks: list[Mark] = []
    y = dy
    for index, slug in enumerate(slugs):
        y += slug.before if index else 0.0
        marks.extend(moved(mark, dx, y) for mark in slug.marks)
        y += slug.height
    return tuple(marks), y
