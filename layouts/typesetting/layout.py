"""What a layout says: pages in reading order, bands and columns on them, type sizes. In: a paper. Out: frozen pages.

A page is a live area with bands at its head, bands at its foot, and columns between them. A band is as high as what it
takes; the columns share what is left, and the sections that no band takes are poured into them in reading order.
A layout module states one `LAYOUT`; decisions that need the words are made by the story and the pour, not here.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH


class Sizes(Struct, frozen=True, kw_only=True):
    """Type sizes, points. `body` may be set smaller to fit, never below `floor`; the others keep their proportion."""

    body: float
    floor: float
    small: float
    heading: float
    title: float
    number: float
    message: float
    aside: float = 0.0  # captions, contacts, the strip's words; 0: as the body
    tightness: float = 1.0  # factor on the locale's leading
    step: float = 0.25


class Band(Struct, frozen=True, kw_only=True):
    """A strip across a page or a column. `takes` names parts (title, mark, ...) and section roles, in order.

    `across` is the number of columns its lists are set in. A `folded` band runs over the creases between the page's
    columns: its drawings may cross them, its words keep to the columns. `ground` fills it: "deep", "tint" or "".
    """

    takes: tuple[str, ...]
    across: int = 1
    folded: bool = False
    ground: str = ""
    fill: bool = False  # takes all the height that the other bands leave


class Column(Struct, frozen=True):
    """A stretch of a page's width, from the page's left edge."""

    x: float
    width: float


class Page(Struct, frozen=True, kw_only=True):
    """One page as a reader sees it. Margins are to the live area; `columns` lie inside it."""

    name: str
    width: float
    height: float
    top: float
    bottom: float
    columns: tuple[Column, ...]
    head: tuple[Band, ...] = ()
    foot: tuple[Band, ...] = ()
    flows: bool = False  # its columns take the rest
    folio: str = ""  # "", "outer" (by the side it lies on), "centre"
    ruled: bool = False  # a page of lines to write on

    @property
    def left(self) -> float:
        """The x where the live area begins."""
        return min(column.x for column in self.columns)

    @property
    def live_width(self) -> float:
        """From the leftmost column's left edge to the rightmost one's right edge."""
        return max(column.x + column.width for column in self.columns) - self.left

    @property
    def mirrored(self) -> Page:
        """The page for a language that runs right to left: its first column is the rightmost."""
        columns = tuple(Column(self.width - column.x - column.width, column.width) for column in self.columns)
        return replace(self, columns=columns)


class Layout(Struct, frozen=True, kw_only=True):
    """A piece of print.

    `pages(paper, running)` gives its pages in reading order with that many running pages; a fixed piece ignores the
    number. They are stated for left-to-right languages and mirrored for others. `multiple` is what the
    number of pages must divide by. `keep` is the cost of breaking inside a section against leaving room empty: high
    where a panel is a thought.
    """

    name: str
    title: str
    length: Length
    sizes: Sizes
    pages: Callable[[str, int], tuple[Page, ...]]
    imposition: str  # "flat", "letter-fold", "saddle", "cards"
    running: bool = False
    multiple: int = 1
    keep: float = 60.0
    gap: float = 1.1  # units between bands
    heading_marks: bool = True  # pictograms beside section headings
    papers: tuple[str, ...] = ("letter", "a4")


def equal_columns(width: float, side: float, count: int = 1, gutter: float = 0.32 * INCH) -> tuple[Column, ...]:
    """`count` columns of one width on a page with these side margins."""
    each = (width - 2 * side - gutter * (count - 1)) / count
    return tuple(Column(side + n * (each + gutter), each) for n in range(count))
