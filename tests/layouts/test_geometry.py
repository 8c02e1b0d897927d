"""Sizes, boxes and columns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.typesetting.geometry import INCH, MM, PAPERS, Box, Size
from layouts.typesetting.layout import Column, Page, equal_columns

NUMBERS = st.floats(-500, 500)


def test_papers() -> None:
    """Letter is 612 by 792 points, A4 210 by 297 millimetres."""
    assert Size(612.0, 792.0) == PAPERS["letter"]
    assert (595.28, 841.89) == pytest.approx((PAPERS["a4"].width, PAPERS["a4"].height), abs=0.01)


def test_turned_and_half() -> None:
    """Half a turned sheet is half-letter, A5."""
    assert Size(792.0, 612.0) == PAPERS["letter"].turned
    assert Size(5.5 * INCH, 8.5 * INCH) == PAPERS["letter"].half
    assert (148.5, 210.0) == pytest.approx((PAPERS["a4"].half.width / MM, PAPERS["a4"].half.height / MM))


def test_a_box() -> None:
    """Its right and top edges, and what is left of it inside a margin."""
    box = Box(10, 20, 100, 50)

    assert (110, 70) == (box.right, box.top)
    assert Box(15, 25, 90, 40) == box.inset(5)


@given(st.builds(Box, NUMBERS, NUMBERS, st.floats(0, 500), st.floats(0, 500)), st.floats(100, 1000))
def test_mirroring_twice_changes_nothing(box: Box, width: float) -> None:
    """Seen from its other side twice, a box stands where it stood."""
    back = box.mirrored(width).mirrored(width)

    assert (back.x, back.y, back.width, back.height) == pytest.approx((box.x, box.y, box.width, box.height))


@given(st.floats(200, 1000), st.floats(0, 50), st.integers(1, 4), st.floats(0, 30))
def test_columns_fill_the_width_between_the_margins(width: float, side: float, count: int, gutter: float) -> None:
    """Equal columns begin and end at the margins, a gutter apart."""
    columns = equal_columns(width, side, count, gutter)

    assert side == pytest.approx(columns[0].x)
    assert width - side == pytest.approx(columns[-1].x + columns[-1].width)
    for left, right in pairwise(columns):
        assert gutter == pytest.approx(right.x - left.x - left.width, abs=1e-6)
        assert left.width == pytest.approx(right.width)


def test_a_mirrored_page_reads_from_the_right() -> None:
    """The first column of a page for a language from right to left is the rightmost."""
    page = Page(name="x", width=300, height=100, top=5, bottom=5, columns=(Column(10, 80), Column(110, 180)))

    assert (Column(210, 80), Column(10, 180)) == page.mirrored.columns
    assert (10, 280) == (page.left, page.live_width) == (page.mirrored.left, page.mirrored.live_width)
