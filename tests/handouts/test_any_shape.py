"""Whatever shape a file has, its reader gathers problems with places and raises nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.block_reader import KINDS
from handouts.brand import brand_of
from handouts.facts import facts_of
from handouts.gathering import Problems
from handouts.locale import locale_of
from handouts.problem import ContentError, Place
from handouts.source import Entry, Items, Mapping, Node, Nothing, Text
from handouts.topic_reader import topic_of

HERE = Place("x.yaml", 1, 1)
READERS: dict[str, Callable[[Node, Problems], object]] = {
    "topic": lambda node, problems: topic_of(node, "topic", "en", problems),
    "translation": lambda node, problems: topic_of(node, "topic", "es", problems),
    "locale": lambda node, problems: locale_of(node, "es", problems),
    "brand": lambda node, problems: brand_of(node, "brand", problems),
    "facts": lambda node, problems: facts_of([node], problems),
}
KEYS = list(
    chain(
        KINDS,
        (
            "title message promise review translation sections sources id role urgent length until blocks heading".split()
        ),
        ("items icon header rows when what myth fact ask answer kind lines line prompts rules name alt".split()),
        ("language leading size months date lists phrases pictures page timeline palette ink paper phone web".split()),
        ("facts lifeline sms number word as_of expires source corner address medical by on made_from".split()),
    )
)
VALUES = ["", " ", "a", "true", "brief", "full", "2", "9" * 30, "#FFFFFF", "{phone:x}", "{", "**", "leaf", "\u0660"]
DAYS = ["9999-12-31", "0001-01-01", "2026-02-30"]
SCALARS = st.sampled_from([*VALUES, *DAYS]).map(lambda value: Text(HERE, value)) | st.just(Nothing(HERE))


def mapping(values: dict[str, Node]) -> Node:
    """A mapping of these values, all in one place."""
    return Mapping(HERE, tuple(Entry(key, HERE, value) for key, value in values.items()))


NODES: st.SearchStrategy[Node] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: Items(HERE, tuple(items)))
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6).map(mapping)
    ),
    max_leaves=15,
)


@pytest.mark.parametrize("reader", sorted(READERS))
@given(root=NODES)
def test_any_shape(reader: str, root: Node) -> None:
    """A file of any shape is refused with problems, each at a place in it; nothing else is raised."""
    problems = Problems()

    READERS[reader](root, problems)

    assert {HERE} == {problem.place for problem in problems.found}
    with pytest.raises(ContentError):
        problems.raise_if_any()
