"""Order: from the logical order of a line to the order in which it is drawn (UAX #9, L2), and what that parts."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.typesetting.text.glyphs import GlyphRun


def visual(levels: Sequence[int]) -> list[int]:
    """The indices of the elements from left to right."""
    order = list(range(len(levels)))
    if not levels or not any(levels):
        return order
    odd = [level for level in levels if level % 2]
    for level in range(max(levels), min(odd, default=max(levels) + 1) - 1, -1):
        index = 0
        while index < len(order):
            if levels[order[index]] < level:
                index += 1
                continue
            start = index
            while index < len(order) and levels[order[index]] >= level:
                index += 1
            order[start:index] = reversed(order[start:index])
    return order


def reads_on(left: GlyphRun | None, right: GlyphRun) -> bool:
    """Whether neighbours in a line that mixes directions go on from one to the other as one stretch of reading."""
    if left is None or left.level % 2 != right.level % 2:
        return False
    return right.place - left.place == (-1 if right.level % 2 else 1)
