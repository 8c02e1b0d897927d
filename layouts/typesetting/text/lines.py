"""Lines: which pieces share a line. In: widths and a measure, in one unit. Out: the index after each line's last piece.

Optimum fit for ragged setting: the fewest lines, and among the ways to have so few, the one whose lines are most alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

TOLERANCE = 1e-6
LINE = 1e6  # each line's share, as large as this so that equal settings stay equal however their sums were rounded
RAGGED = 100.0  # times the square of what is left over, as a share of the measure
HYPHEN = 1.5
SHORT = 0.3  # a last line shorter than this share of the measure looks forlorn
SHORT_WEIGHT = 60.0
INFINITE = float("inf")


class Widths(NamedTuple):
    """Pieces in order: `word` is what shows, `glue` the white space after it, which counts only inside a line.

    `hyphen`: what a hyphen adds where the line ends after the piece, 0 for none. `forced`: it must end there.
    """

    word: Sequence[float]
    glue: Sequence[float]
    hyphen: Sequence[float]
    forced: Sequence[bool]


def optimum(widths: Widths, measure: float, *, balance: bool = False) -> list[int]:
    """The ends of the lines. A piece wider than the measure has a line of its own.

    `balance`: the last line should be as long as the others.
    """
    count = len(widths.word)
    ends: list[int] = []
    start = 0
    for stop in [place for place in range(1, count) if widths.forced[place - 1]] + [count] * bool(count):
        word, glue, hyphen = (each[start:stop] for each in widths[:3])
        ends += [start + end for end in _divided(word, glue, hyphen, measure, balance=balance)]
        start = stop
    return ends


def _divided(
    word: Sequence[float], glue: Sequence[float], hyphen: Sequence[float], measure: float, *, balance: bool
) -> list[int]:
    """The ends of the lines of pieces among which no line end is forced."""
    count = len(word)
    limit = measure + TOLERANCE
    before = [0.0]  # how far each piece is from the start, and what stands after the last
    reach = []  # where each piece ends
    for shown, space in zip(word, glue, strict=True):
        reach.append(before[-1] + shown)
        before.append(reach[-1] + space)
    if reach[-1] <= limit:
        return [count]
    best = [INFINITE] * (count + 1)
    best[0] = 0.0
    origin = [0] * (count + 1)
    weight = RAGGED / (measure * measure)
    lonely = (1.0 - SHORT) * measure
    windows = _windows(before, reach, hyphen, limit)
    for (begin, latest), (low, high) in pairwise(windows):
        first = begin
        for end in range(low, high + 1):
            last = end - 1
            full = reach[last]
            while first < last and full - before[first] > limit:
                first += 1
            found = first
            ragged = balance or end < count
            sign = hyphen[last] if end < count else 0.0
            if sign:
                full += sign
                while found < last and full - before[found] > limit:
                    found += 1
            rest = measure - full
            lowest = INFINITE
            for start in range(found, latest + 1 if latest < end else end):
                slack = rest + before[start]
                cost = best[start]
                if ragged:
                    cost += weight * slack * slack
                elif slack > lonely:
                    cost += SHORT_WEIGHT * ((slack - lonely) / measure) ** 2
                if cost <= lowest:  # of equals, the one with more in the upper lines
                    lowest = cost
                    found = start
            best[end] = lowest + LINE + (HYPHEN if sign else 0.0)
            origin[end] = found
    ends = [count]
    while origin[ends[-1]]:
        ends.append(origin[ends[-1]])
    ends.reverse()
    return ends


def _windows(
    before: Sequence[float], reach: Sequence[float], hyphen: Sequence[float], limit: float
) -> list[tuple[int, int]]:
    """For each line, the first one being no line at all, the earliest and the latest place where it may end.

    Later it cannot, for it is full; earlier it must not, or those after it would need a line more.
    """
    count = len(reach)
    latest = [0]
    while latest[-1] < count:
        start = latest[-1]
        end = bisect_right(reach, before[start] + limit, start + 1)
        while start + 1 < end < count and reach[end - 1] + hyphen[end - 1] - before[start] > limit:
            end -= 1
        latest.append(end)
    earliest = [count]
    for full in latest[-3::-1]:
        end = earliest[-1]
        start = bisect_left(before, reach[end - 1] - limit, 0, end - 1)
        earliest.append(max(start, full + 1))
    return list(zip([0, *reversed(earliest)], latest, strict=True))
