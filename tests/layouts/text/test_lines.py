"""Optimum fit against a greedy setter and against every possible setting."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layouts.typesetting.text.lines import Widths, optimum

MEASURE = 100.0
pieces = st.lists(
    st.tuples(
        st.floats(0.5, 60.0),  # word
        st.floats(0.0, 8.0),  # glue
        st.sampled_from((0.0, 0.0, 0.0, 4.0)),  # hyphen
        st.sampled_from((False,) * 9 + (True,)),  # forced
    ),
    max_size=60,
)


def widths(made: list[tuple[float, float, float, bool]]) -> Widths:
    """Pieces as `optimum` takes them. A piece that forces its line draws no hyphen."""
    return Widths(
        [piece[0] for piece in made],
        [piece[1] for piece in made],
        [0.0 if piece[3] else piece[2] for piece in made],
        [piece[3] for piece in made],
    )


def length(given: Widths, start: int, end: int) -> float:
    """What the pieces from `start` up to `end` take as one line."""
    shown = sum(given.word[start:end]) + sum(given.glue[start : end - 1])
    return shown + (given.hyphen[end - 1] if end < len(given.word) else 0.0)


def fits(given: Widths, start: int, end: int) -> bool:
    """Whether they can be one line."""
    return not any(given.forced[start : end - 1]) and length(given, start, end) <= MEASURE + 1e-6


def greedy(given: Widths) -> int:
    """The number of lines when each takes all that fits and may end there."""
    count = start = 0
    while start < len(given.word):
        end = max((end for end in range(start + 1, len(given.word) + 1) if fits(given, start, end)), default=start + 1)
        start, count = end, count + 1
    return count


def cost(given: Widths, ends: tuple[int, ...], *, balance: bool) -> float:
    """How ragged a setting is: as the module's own words have it."""
    total = 0.0
    for start, end in pairwise((0, *ends)):
        slack = 1.0 - length(given, start, end) / MEASURE
        free = end == len(given.word) or given.forced[end - 1]
        if not free or balance:
            total += 100.0 * slack**2
        elif start:
            total += 60.0 * max(0.0, 0.3 - (1.0 - slack)) ** 2
        total += 1.5 if not free and given.hyphen[end - 1] else 0.0
    return total


@settings(derandomize=True)
@given(pieces)
def test_never_overfull_and_never_more_lines_than_greedy(made: list[tuple[float, float, float, bool]]) -> None:
    """Every line fits, the pieces are all there in order, and greedy setting needs as many lines."""
    given = widths(made)
    ends = optimum(given, MEASURE)
    assert ends == sorted(set(ends))
    assert [0, *ends][-1] == len(made)
    assert all(fits(given, start, end) for start, end in pairwise((0, *ends)))
    assert greedy(given) == len(ends)


@settings(derandomize=True)
@given(pieces.filter(lambda made: 1 < len(made) < 10), st.booleans())
def test_no_setting_is_better(made: list[tuple[float, float, float, bool]], balance: bool) -> None:
    """Of all settings with as few lines, none is less ragged."""
    given = widths(made)
    count = len(made)
    possible = [
        (*inner, count)
        for size in range(count)
        for inner in combinations(range(1, count), size)
        if all(fits(given, start, end) for start, end in pairwise((0, *inner, count)))
    ]
    fewest = min(map(len, possible))
    best = min(cost(given, ends, balance=balance) for ends in possible if len(ends) == fewest)
    found = tuple(optimum(given, MEASURE, balance=balance))
    assert len(found) == fewest
    assert cost(given, found, balance=balance) == pytest.approx(best, abs=1e-6)


def test_a_piece_too_wide_has_a_line_of_its_own() -> None:
    """One piece wider than the measure neither stops the setting nor takes others with it."""
    assert optimum(Widths([30, 130, 30], [5, 5, 5], [0, 0, 0], [False] * 3), MEASURE) == [1, 2, 3]


def test_nothing_makes_no_line() -> None:
    """No pieces, no lines."""
    assert optimum(Widths([], [], [], []), MEASURE) == []


def test_balanced_lines_are_alike() -> None:
    """A heading of five equal words in a measure for four is set three and two, not four and one."""
    given = Widths([20.0] * 5, [5.0] * 5, [0.0] * 5, [False] * 5)
    assert optimum(given, MEASURE, balance=True) == [3, 5]
    assert optimum(Widths([20.0] * 4, [5.0] * 4, [0.0] * 4, [False] * 4), MEASURE, balance=True) == [4]
