"""Imposition: pages to sheets. In: a layout's way of imposing, pages' sizes, a paper. Out: sides with pages on them.

Pages are drawn at their places; no finished PDF is cut up. Positions are in points from a side's lower left corner.
Right to left mirrors places and order, never the edge a sheet is turned over.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from layouts.typesetting.folding import TUCK, letter_fold
from layouts.typesetting.geometry import INCH, MM, PAPERS, Size

TICK_FROM, TICK_TO = 0.05 * INCH, 0.2 * INCH  # from the sheet's edge


class Spot(Struct, frozen=True):
    """A page (its index in reading order) at its lower left corner."""

    page: int
    x: float
    y: float


class Tick(Struct, frozen=True):
    """A short line that tells where to fold (dashed) or to cut."""

    x0: float
    y0: float
    x1: float
    y1: float
    fold: bool


class Side(Struct, frozen=True):
    """One side of a sheet."""

    size: Size
    spots: tuple[Spot, ...]
    ticks: tuple[Tick, ...] = ()


class Imposed(Struct, frozen=True):
    """The sides in the order in which they print, and the edge to turn over: "", "short" or "long"."""

    sides: tuple[Side, ...]
    flip: str


class CardStock(Struct, frozen=True):
    """A sheet of cards: how many, where the first one is (from the upper left corner), how far apart they are."""

    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float


# Avery 5371 and its equivalents; Avery C32011 (85 x 54 mm).
CARDS = {
    "letter": CardStock(2, 5, 0.75 * INCH, 0.5 * INCH, 3.5 * INCH, 2 * INCH),
    "a4": CardStock(2, 5, 15 * MM, 13.5 * MM, 95 * MM, 54 * MM),
}


def impose(kind: str, pages: Sequence[tuple[str, Size]], paper: str, *, right_to_left: bool = False) -> Imposed:
    """The sides of a piece whose pages (name, size) stand in reading order. Raises KeyError for an unknown kind."""
    ways = {"flat": _flat, "letter-fold": _letter_fold, "saddle": _saddle, "cards": _cards}
    return ways[kind](pages, PAPERS[paper], paper, right_to_left)


def _flat(pages: Sequence[tuple[str, Size]], sheet: Size, paper: str, right_to_left: bool) -> Imposed:
    sides = tuple(Side(size, (Spot(index, 0.0, 0.0),)) for index, (_, size) in enumerate(pages))
    return Imposed(sides, _flip(sheet) if len(sides) > 1 else "")


def _flip(sheet: Size) -> str:
    """Landscape sheets turn on their short edge, portrait sheets on their long one: so the back stands upright."""
    return "short" if sheet.width > sheet.height else "long"


def _letter_fold(pages: Sequence[tuple[str, Size]], portrait: Size, paper: str, right_to_left: bool) -> Imposed:
    sheet = portrait.turned
    fold = letter_fold(sheet.width, TUCK[paper], right_to_left=right_to_left)
    index = {name: at for at, (name, _) in enumerate(pages)}
    order = ("front", "back", "flap") if right_to_left else ("flap", "back", "front")
    starts = (0.0, *fold.outside)
    outside = tuple(Spot(index[name], x, 0.0) for name, x in zip(order, starts, strict=True))
    sides = (
        Side(sheet, outside, _fold_ticks(sheet, fold.outside)),
        Side(sheet, (Spot(index["inside"], 0.0, 0.0),), _fold_ticks(sheet, fold.inside)),
    )
    return Imposed(sides, _flip(sheet))


def _fold_ticks(sheet: Size, folds: Sequence[float]) -> tuple[Tick, ...]:
    ends = ((TICK_FROM, TICK_TO), (sheet.height - TICK_TO, sheet.height - TICK_FROM))
    return tuple(Tick(x, y0, x, y1, True) for x in folds for y0, y1 in ends)


def signatures(count: int, *, right_to_left: bool = False) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The saddle-stitch order of `count` pages, sheet by sheet, outside in: ((left, right), (left, right)), 0: blank.

    Pages count from 1. Blanks stand before the last page, so that a back cover stays the back cover.
    """
    blanks = -count % 4
    order = (
        list(range(1, count)) + [0] * blanks + [count]
        if blanks and count > 1
        else list(range(1, count + 1)) + [0] * blanks
    )
    total = len(order)
    sheets = []
    for depth in range(total // 4):
        front = (order[total - 1 - 2 * depth], order[2 * depth])
        back = (order[1 + 2 * depth], order[total - 2 - 2 * depth])
        sheets.append((front[::-1], back[::-1]) if right_to_left else (front, back))
    return sheets


def _saddle(pages: Sequence[tuple[str, Size]], portrait: Size, paper: str, right_to_left: bool) -> Imposed:
    sheet = portrait.turned
    middle = sheet.width / 2
    ticks = _fold_ticks(sheet, (middle,))
    sides = []
    for sheet_sides in signatures(len(pages), right_to_left=right_to_left):
        for left, right in sheet_sides:
            spots = [Spot(page - 1, x, 0.0) for page, x in ((left, 0.0), (right, middle)) if page]
            sides.append(Side(sheet, tuple(spots), ticks))
    return Imposed(tuple(sides), _flip(sheet))


def _cards(pages: Sequence[tuple[str, Size]], sheet: Size, paper: str, right_to_left: bool) -> Imposed:
    stock = CARDS[paper]
    sides = []
    for index, (_, card) in enumerate(pages):
        spots = []
        for row in range(stock.rows):
            for column in range(stock.columns):
                # The back of a card lies in the mirrored column once the sheet is turned on its long edge.
                at = column if index % 2 == 0 else stock.columns - 1 - column
                spots.append(
                    Spot(
                        index, stock.left + at * stock.across, sheet.height - stock.top - row * stock.down - card.height
                    )
                )
        sides.append(Side(sheet, tuple(spots), _cut_ticks(sheet, stock, card)))
    return Imposed(tuple(sides), _flip(sheet))


def _cut_ticks(sheet: Size, stock: CardStock, card: Size) -> tuple[Tick, ...]:
    """Ticks outside the block of cards only: a mark inside would be on somebody's card."""
    high = stock.down * (stock.rows - 1) + card.height
    top = sheet.height - stock.top
    length, clear = 0.14 * INCH, 0.06 * INCH
    ticks = []
    for column in range(stock.columns):
        left = stock.left + column * stock.across
        for x in (left, left + card.width):
            ticks.append(Tick(x, top + clear, x, top + clear + length, False))
            ticks.append(Tick(x, top - high - clear - length, x, top - high - clear, False))
    wide = stock.across * (stock.columns - 1) + card.width
    for row in range(stock.rows + 1):
        y = top - (row * stock.down if row < stock.rows else high)
        for x0, x1 in (
            (stock.left - clear - length, stock.left - clear),
            (stock.left + wide + clear, stock.left + wide + clear + length),
        ):
            ticks.append(Tick(x0, y, x1, y, False))
    return tuple(dict.fromkeys(ticks))
