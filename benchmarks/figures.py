"""Figures: medians, ratios, tables. In: seconds of rounds. Out: numbers, lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

Row = Sequence[str]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """How many times ours theirs is: the median over the rounds. Raises ValueError where they differ."""
    if len(ours) != len(theirs) or not ours:
        raise ValueError("a ratio is of the same rounds")
    return median(other / own for own, other in zip(ours, theirs, strict=True))


def shown(value: float) -> str:
    """A number with three digits that count, and none that do not."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.001 else f"{value:.1e}"


def table(head: Row, rows: Iterable[Row]) -> str:
    """A table in Markdown, its columns as wide as what they hold."""
    every = [tuple(head), *map(tuple, rows)]
    widths = [max(len(row[n]) for row in every) for n in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in every
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
