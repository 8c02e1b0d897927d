"""Shards: every file is made by exactly one of them, always the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.problem import UsageError
from press.orders import Wish
from press.shard import WHOLE, Shard, shard_of
from tests.press.wishes import orders

COUNTS = range(1, 17)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=50))
def test_every_path_is_in_one_shard(paths: list[str]) -> None:
    """Of 1 to 16 shards one should have a path, and no other."""
    for count in COUNTS:
        assert [1] * len(paths) == [
            sum(path in Shard(number, count) for number in range(1, count + 1)) for path in paths
        ]


@pytest.mark.parametrize("count", COUNTS)
def test_orders_are_divided(count: int) -> None:
    """The files of a real plan and of a thousand sites should be divided whole, and about evenly."""
    paths = [each.path for each in orders(Wish())]
    paths += [f"clinic/stopping/en/flyer-a4-s{number}.pdf" for number in range(1_000)]

    parts = [Shard(number, count).of(paths) for number in range(1, count + 1)]

    assert sorted(paths) == sorted(path for part in parts for path in part)
    assert max(map(len, parts)) < 1.5 * len(paths) / count


def test_a_path_stays_in_its_shard() -> None:
    """Machines of another year should divide alike: by the first sixteen digits that `sha256sum` gives."""
    assert [5, 2, 1] == [
        next(number for number in range(1, 6) if path in Shard(number, 5)) for path in ("a/b.pdf", "a/c.pdf", "a/e.pdf")
    ]


@pytest.mark.parametrize("said", ["", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1/3 ", "１/３", "1.0/3"])
def test_what_is_no_part(said: str) -> None:
    """What names no part of a run should be refused, with how it is said."""
    with pytest.raises(UsageError, match=re.escape("--shard 2/5")):
        shard_of(said)


def test_whole() -> None:
    """One of one is everything."""
    assert WHOLE == shard_of("1/1")
    assert "anything" in WHOLE
