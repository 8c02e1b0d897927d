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

SQUEEZES = 4  # steps from the usual leading to the tightest


class Fit(Struct, frozen=True):
    """One try at fitting: the body size in points, the factor on the leading, the factor on display sizes.

    `larger` is how much is kept of what a locale sets its script larger than Latin: 1 all of it, 0 none.
    """

    body: float
    tightness: float
    display: float
    larger: float = 1.0


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
    tightest: float = 0.0  # what that factor may come to where a language needs more room; 0: it stays
    least_display: float = 1.0  # what headings and numbers may come to, as a factor, where it does
    step: float = 0.25

    @property
    def fits(self) -> tuple[Fit, ...]:
        """What is tried in turn: the body type down to its floor, then tighter lines and smaller headings."""
        count = round((self.body - self.floor) / self.step)
        bodies = (Fit(self.body - n * self.step, self.tightness, 1.0) for n in range(count + 1))
        tightest = self.tightest or self.tightness
        if tightest == self.tightness and self.least_display == 1.0:
            return tuple(bodies)
        shares = (n / SQUEEZES for n in range(1, SQUEEZES + 1))
        squeezed = (
            Fit(
                self.floor,
                self.tightness + (tightest - self.tightness) * share,
                1 + (self.least_display - 1) * share,
                1 - share,
            )
            for share in shares
        )
        return (*bodies, *squeezed)


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
    beside_english: bool = False  # every line stands beside the same line in English
    overflow: Layout | None = None  # what to try where a language needs more room than this gives


def equal_columns(width: float, side: float, count: int = 1, gutter: float = 0.32 * INCH) -> tuple[Column, ...]:
    """`count` columns of one width on a page with these side margins."""
    each = (width - 2 * side - gutter * (count - 1)) / count
    return tuple(Column(side + n * (each + gutter), each) for n in range(count))
