"""Lines: which pieces share a line. In: widths and a measure, in one unit. Out: the index after each line's last piece.

Optimum fit for ragged setting: the fewest lines, and among the ways to have so few, the one whose lines are most alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

TOLERANCE = 1e-6
LINE = 1e6  # dearer than any raggedness: a paragraph never takes a line more than it must
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
    word, glue, hyphen, forced = widths.word, widths.glue, widths.hyphen, widths.forced
    count = len(word)
    limit = measure + TOLERANCE
    before = [0.0] * (count + 1)
    for index in range(count):
        before[index + 1] = before[index] + word[index] + glue[index]
    if count and before[count] - glue[-1] <= limit and not any(forced[:-1]):
        return [count]
    best = [0.0] * (count + 1)
    origin = [0] * (count + 1)
    weight = RAGGED / (measure * measure)
    lonely = (1.0 - SHORT) * measure
    low = 0
    for end in range(1, count + 1):
        last = end - 1
        reach = before[last] + word[last]
        free = end == count or forced[last]
        while low < last and reach - before[low] > limit:
            low += 1
        first = low
        if hyphen[last] and not free:
            reach += hyphen[last]
            while first < last and reach - before[first] > limit:
                first += 1
        if end > 1 and forced[last - 1]:
            low = first = last
        rest = measure - reach
        fewest = best[first] + LINE / 2
        lowest = INFINITE
        for start in range(first, end):
            cost = best[start]
            if cost > fewest:
                break
            slack = rest + before[start]
            if not free or balance:
                cost += weight * slack * slack
            elif start and slack > lonely:
                cost += SHORT_WEIGHT * ((slack - lonely) / measure) ** 2
            if cost <= lowest:  # of equals, the one with more in the upper lines
                lowest, origin[end] = cost, start
        best[end] = lowest + LINE + (HYPHEN if hyphen[last] and not free else 0.0)
    ends = [count]
    while origin[ends[-1]]:
        ends.append(origin[ends[-1]])
    ends.reverse()
    return ends if count else []
