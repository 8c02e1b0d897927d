"""Folds. In: a sheet's width and the tuck. Out: panel widths and fold positions, points from the sheet's left edge.

A letter fold (roll fold) has two full panels and one that folds in; that one is narrower by the tuck, so that it lies
flat. Inside folds are the mirror image of outside folds: the same crease seen from its other side.
"""

from __future__ import annotations

from msgspec import Struct

from layouts.typesetting.geometry import INCH, MM

TUCK = {"letter": INCH / 16, "a4": 3 * MM}
TUCK_LEAST, TUCK_MOST = INCH / 32, 4 * MM


class LetterFold(Struct, frozen=True):
    """Panel widths and the creases of both sides of a letter-folded sheet."""

    big: float
    small: float
    outside: tuple[float, float]
    inside: tuple[float, float]


def letter_fold(width: float, tuck: float, *, right_to_left: bool = False) -> LetterFold:
    """The fold of a sheet `width` points wide whose folded-in panel is `tuck` narrower.

    Raises ValueError for a tuck outside 1/32 in to 4 mm: a folder cannot hold less, and more looks like a mistake.
    """
    if not TUCK_LEAST - 1e-9 <= tuck <= TUCK_MOST + 1e-9:
        raise ValueError(f"a tuck of {tuck:.2f} pt is outside {TUCK_LEAST:.2f} to {TUCK_MOST:.2f} pt")
    big = (width + tuck) / 3
    small = big - tuck
    outside = (big, 2 * big) if right_to_left else (small, small + big)
    inside = (width - outside[1], width - outside[0])
    return LetterFold(big, small, outside, inside)
