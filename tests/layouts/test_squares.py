"""Squares as rectangles: together they cover what is dark, once, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layouts.typesetting.squares import squares

GRIDS = st.integers(1, 20).flatmap(
    lambda wide: st.lists(
        st.lists(st.sampled_from([0, 255]), min_size=wide, max_size=wide).map(bytes), min_size=1, max_size=9
    )
)


@given(GRIDS)
def test_the_rectangles_cover_what_is_dark(rows: list[bytes]) -> None:
    """Each dark square lies in one rectangle, no light one in any."""
    covered: list[tuple[int, int]] = []
    for line in squares(rows).splitlines():
        x, y, width, height, operator = line.split()
        assert (height, operator) == ("1", "re")
        covered += [(int(x) + step, -int(y) - 1) for step in range(int(width))]
    assert sorted(covered) == sorted((x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == 0)
