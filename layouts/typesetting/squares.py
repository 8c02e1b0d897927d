"""Squares: what is dark of a grid, as path operators. In: rows of bytes, 0 for a dark square. Out: rectangles.

Every site has a code of its own, so this is done for each copy: rows are taken in short parts, and what a part at a
place comes to is looked up. Parts of one path show no seams where they touch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

PART = 8  # squares: few enough that most parts have been seen after some codes
DARK = re.compile(rb"\x00+")


class Part(dict[bytes, str]):
    """The operators of a part that begins in this column and row, by its bytes."""

    def __init__(self, column: int, row: int) -> None:
        super().__init__()
        self._column, self._row = column, row

    def __missing__(self, squares: bytes) -> str:
        dark = [found.span() for found in DARK.finditer(squares)]
        lines = [f"{self._column + start} {-self._row - 1} {end - start} 1 re\n" for start, end in dark]
        made = self[squares] = "".join(lines)
        return made


def squares(rows: Sequence[bytes]) -> str:
    """The dark squares as rectangles of unit height, the first row below the x axis. All rows are equally long."""
    data = b"".join(rows)
    return "".join([part[data[start:end]] for part, start, end in _parts(len(rows[0]), len(rows))])


@cache
def _parts(wide: int, high: int) -> list[tuple[Part, int, int]]:
    """The parts of a grid of that size, with where they begin and end in its bytes."""
    return [
        (Part(column, row), row * wide + column, row * wide + min(column + PART, wide))
        for row in range(high)
        for column in range(0, wide, PART)
    ]
