"""The pour: slugs into columns. In: slugs, column heights. Out: the slugs of each column, or what is overset.

Breaks are chosen over the whole piece at once, so that no column is left half empty and no thought is torn without
need: the sum of every column's empty share, squared, and of what its breaks cost is the least there is. Nothing is
ever dropped: what cannot stand anywhere is reported.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from layouts.typesetting.marks import FORBIDDEN, Slug, stacked

EMPTY = 160.0  # what a wholly empty column costs
SLACK = 100.0
WORST = math.inf, 0
TOLERANCE = 0.01  # points; sums of floats are not exact


class Poured(Struct, frozen=True):
    """The slugs of each column, in order, and what the division cost."""

    columns: tuple[tuple[Slug, ...], ...]
    cost: float


class Overset(Struct, frozen=True):
    """What did not fit: the height over, in points, and the first slug without a place."""

    over: float
    first: Slug
    column: int


def pour(slugs: Sequence[Slug], heights: Sequence[float], keep: float) -> Poured | Overset:
    """Divide the slugs among columns of these heights. `keep` is what tearing a section costs."""
    count, columns = len(slugs), len(heights)
    if not count:
        return Poured(((),) * columns, EMPTY * columns)
    if sum(slug.height for slug in slugs) > sum(heights) + TOLERANCE * columns:
        return _overset(slugs, heights)  # no division can hold it: a long text need not try them all
    needed = fewest(slugs, max(heights))
    # Of each column, what it may begin with: the least cost of all before it, and where the column before began. A
    # beginning that leaves more than the rest of the columns can hold is not followed, so that what is looked at grows
    # with the length of the piece, not with its square.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}, *({} for _ in heights)]
    for column, room in enumerate(heights):
        found, left = best[column + 1], columns - column - 1
        for start in sorted(best[column]):
            before = best[column][start][0]
            if needed[start] <= left and before + EMPTY < found.get(start, WORST)[0]:
                found[start] = before + EMPTY, start
            height = 0.0
            for end in range(start, count):
                slug = slugs[end]
                height += slug.height + (slug.before if end > start else 0.0)
                if height > room + TOLERANCE:
                    break
                if needed[end + 1] > left:
                    continue
                cost = before + SLACK * ((room - height) / room) ** 2 + _break_cost(slugs, end, keep)
                if cost < found.get(end + 1, WORST)[0]:
                    found[end + 1] = cost, start
    if count not in best[columns]:
        return _overset(slugs, heights)
    ends, at = [], count
    for column in range(columns, 0, -1):
        start = best[column][at][1]
        ends.append(tuple(slugs[start:at]))
        at = start
    return Poured(tuple(reversed(ends)), best[columns][count][0])


def fewest(slugs: Sequence[Slug], room: float) -> list[int]:
    """How many columns of this height the slugs from each on need at the least; none behind the last.

    Every column takes all it can: what it left would only make the next ones fuller.
    """
    count = len(slugs)
    tops = list(accumulate((slug.before + slug.height for slug in slugs), initial=0.0))
    breaks = [0]  # the last place at or before each where a column may end
    for end, slug in enumerate(slugs, 1):
        breaks.append(breaks[-1] if slug.hold == FORBIDDEN and end < count else end)
    needed = [0] * (count + 1)
    for start in range(count - 1, -1, -1):
        reached = bisect_right(tops, tops[start] + slugs[start].before + room + 2 * TOLERANCE) - 1
        end = breaks[min(reached, count)]
        needed[start] = needed[end] + 1 if end > start else count + 1  # taller than a column, or never torn
    return needed


def _break_cost(slugs: Sequence[Slug], end: int, keep: float) -> float:
    if end == len(slugs) - 1:
        return 0.0
    slug = slugs[end]
    if slug.hold == FORBIDDEN:
        return math.inf
    return slug.hold + (0.0 if slugs[end + 1].opens else keep)


def _overset(slugs: Sequence[Slug], heights: Sequence[float]) -> Overset:
    """Fill the columns greedily to learn which slug is the first without a place, and how much is over."""
    at = 0
    for column, room in enumerate(heights):
        height, end = 0.0, at
        while end < len(slugs):
            more = slugs[end].height + (slugs[end].before if end > at else 0.0)
            if height + more > room + TOLERANCE:
                break
            height += more
            end += 1
        while end > at and end < len(slugs) and slugs[end - 1].hold == FORBIDDEN:
            end -= 1
        if end == at and at < len(slugs) and slugs[at].height > room:
            return Overset(slugs[at].height - room, slugs[at], column)
        at = end
    left = list(slugs[at:]) or [slugs[-1]]
    return Overset(stacked(left), left[0], len(heights) - 1)


def shared(slugs: Sequence[Slug], room: float, most: float) -> tuple[Slug, ...]:
    """The slugs of one column with what room is left shared out above its sections, `most` points each at the most."""
    opens = [index for index, slug in enumerate(slugs) if slug.opens and index]
    slack = room - stacked(list(slugs))
    if not opens or slack <= 0:
        return tuple(slugs)
    more = min(most, slack / (len(opens) + 1))
    return tuple(
        replace(slug, before=slug.before + more) if index in opens else slug for index, slug in enumerate(slugs)
    )
