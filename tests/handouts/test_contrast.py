"""Contrast of colours."""

from __future__ import annotations

import pytest
from msgspec.structs import fields

from handouts.brand import Palette
from handouts.contrast import PAIRS, luminance, ratio


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#595959", "#FFFFFF", 7.00),
        ("#FF0000", "#FFFFFF", 4.00),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_ratio(one: str, other: str, expected: float) -> None:
    """Ratios are those that WCAG's own examples and tools give, whichever colour comes first."""
    assert expected == round(ratio(one, other), 2) == round(ratio(other, one), 2)


def test_luminance_of_primaries() -> None:
    """The three primaries have the weights of WCAG's formula."""
    found = [round(luminance(colour), 4) for colour in ("#FF0000", "#00FF00", "#0000FF")]

    assert [0.2126, 0.7152, 0.0722] == found


def test_pairs_name_colours_of_the_palette() -> None:
    """Every pair is of two colours a palette has, and every colour of a palette is in a pair."""
    assert {each.name for each in fields(Palette)} == {name for top, ground, _ in PAIRS for name in (top, ground)}
