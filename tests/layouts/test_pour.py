"""The pour: nothing lost, nothing overfull, nothing torn that must not be, and an overset that is told."""

from __future__ import annotations

import math
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.typesetting.marks import FORBIDDEN, Slug, stacked
from layouts.typesetting.pour import EMPTY, SLACK, Overset, Poured, fewest, pour, shared

SLUGS = st.lists(
    st.builds(
        Slug,
        height=st.floats(4, 60),
        before=st.floats(0, 20),
        hold=st.sampled_from([0.0, 12.0, FORBIDDEN]),
        opens=st.booleans(),
    ),
    min_size=1,
    max_size=40,
)
HEIGHTS = st.lists(st.floats(60, 600), min_size=1, max_size=6)


@given(SLUGS, HEIGHTS, st.floats(0, 300))
def test_every_slug_has_a_place_or_the_overset_is_told(slugs: list[Slug], heights: list[float], keep: float) -> None:
    """Poured columns hold all slugs in order, fit their heights and keep what must stay together; else something is over."""
    result = pour(slugs, heights, keep)

    if isinstance(result, Overset):
        assert result.first in slugs
        assert result.over > -0.02 or any(slug.hold == FORBIDDEN for slug in slugs)
        return
    assert slugs == [slug for column in result.columns for slug in column]
    assert len(heights) == len(result.columns)
    filled = [column for column in result.columns if column]
    for column in filled[:-1]:
        assert column[-1].hold != FORBIDDEN
    for column, height in zip(result.columns, heights, strict=True):
        assert stacked(list(column)) <= height + 0.02


def test_columns_are_balanced() -> None:
    """Ten equal lines in two columns stand five and five, not ten and none."""
    result = pour([Slug(10.0) for _ in range(10)], [120.0, 120.0], keep=0.0)

    assert isinstance(result, Poured)
    assert [5, 5] == [len(column) for column in result.columns]


def test_a_section_is_kept_whole_where_there_is_room() -> None:
    """Two sections of three lines stand in a column each, even if the columns end up uneven."""
    section = [Slug(10.0, opens=True), Slug(10.0), Slug(10.0)]
    result = pour([*section, *section, Slug(10.0)], [50.0, 50.0], keep=200.0)

    assert isinstance(result, Poured)
    assert result.columns[1][0].opens


def test_more_than_fits_is_overset_by_what_is_over() -> None:
    """Twelve lines of ten points in a column of a hundred: twenty points are over, and the eleventh line is named."""
    slugs = [Slug(10.0, section=str(n)) for n in range(12)]
    result = pour(slugs, [100.0], keep=0.0)

    assert isinstance(result, Overset)
    assert 20.0 == pytest.approx(result.over)
    assert "10" == result.first.section


@given(SLUGS, st.floats(0, 500), st.floats(0, 40))
def test_sharing_out_room_never_overfills_and_never_moves_a_line_up(
    slugs: list[Slug], more: float, most: float
) -> None:
    """Room is only given above sections, and never more than there is."""
    room = stacked(slugs) + more
    spread = shared(slugs, room, most)

    assert stacked(list(spread)) <= room + 0.01
    assert all(after.before >= before.before for before, after in zip(slugs, spread, strict=True))


FEW = st.lists(
    st.builds(
        Slug,
        height=st.integers(1, 6).map(float),
        before=st.integers(0, 3).map(float),
        hold=st.sampled_from([0.0, 12.0, FORBIDDEN]),
        opens=st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


def _cost(slugs: list[Slug], heights: list[float], keep: float, cuts: tuple[int, ...]) -> float:
    """What one division costs, told anew from what the pour promises; infinite where it may not be."""
    total = 0.0
    for start, end, room in zip((0, *cuts), (*cuts, len(slugs)), heights, strict=True):
        if start == end:
            total += EMPTY
            continue
        height = stacked(slugs[start:end])
        if height > room:
            return math.inf
        total += SLACK * ((room - height) / room) ** 2
        if end < len(slugs):
            total += slugs[end - 1].hold + (0.0 if slugs[end].opens else keep)
    return total


@given(FEW, st.lists(st.integers(4, 16).map(float), min_size=1, max_size=4), st.floats(0, 300))
def test_no_division_costs_less(slugs: list[Slug], heights: list[float], keep: float) -> None:
    """Of all divisions, each looked at, the pour finds one that costs the least, or there is none."""
    every = combinations_with_replacement(range(len(slugs) + 1), len(heights) - 1)
    least = min(_cost(slugs, heights, keep, cuts) for cuts in every)
    result = pour(slugs, heights, keep)

    if isinstance(result, Poured):
        assert result.cost == pytest.approx(least)
    else:
        assert least == math.inf


@given(FEW, st.integers(6, 16).map(float))
def test_the_fewest_columns_are_a_lower_bound_that_is_reached(slugs: list[Slug], room: float) -> None:
    """So many columns of one height hold the slugs, one less does not; where none do, more than there are slugs."""
    needed = fewest(slugs, room)[0]

    if needed <= len(slugs):
        assert isinstance(pour(slugs, [room] * needed, 0.0), Poured)
    assert isinstance(pour(slugs, [room] * (min(needed, len(slugs) + 1) - 1), 0.0), Overset)
