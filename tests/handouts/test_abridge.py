"""Abridging, for any topic."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.abridge import abridge, carries
from handouts.blocks import Block, Length, Paragraph
from handouts.gathering import Problems
from handouts.inline import Words
from handouts.problem import Place
from handouts.topic import Role, Section

HERE = Place("x.yaml", 1, 1)
LENGTHS = st.sampled_from(Length)


def block(length: Length, until: Length = Length.FULL) -> Block:
    """A paragraph of no words, from one length to another."""
    return Paragraph(place=HERE, length=length, until=until, words=Words(HERE, ()))


def section(number: int, urgent: bool, length: Length, blocks: list[Block]) -> Section:
    """A section known by its number."""
    return Section(
        place=Place("x.yaml", number + 1, 1),
        id=str(number),
        role=Role.ABOUT,
        heading=Words(HERE, ()),
        urgent=urgent,
        length=Length.BRIEF if urgent else length,
        blocks=tuple(blocks),
    )


def topics(*, until: bool) -> st.SearchStrategy[tuple[Section, ...]]:
    """Any sections; their blocks say `until` or do not."""
    blocks = st.lists(st.builds(block, LENGTHS, LENGTHS if until else st.just(Length.FULL)), max_size=4)
    parts = st.lists(st.tuples(st.booleans(), LENGTHS, blocks), max_size=6)
    return parts.map(lambda each: tuple(section(number, *part) for number, part in enumerate(each)))


@given(topics(until=True), LENGTHS)
def test_only_what_the_length_carries(sections: tuple[Section, ...], length: Length) -> None:
    """Sections and blocks are those the length carries, in the topic's order, each as it was."""
    expected = [
        (each.id, [one for one in each.blocks if one.length <= length <= one.until])
        for each in sections
        if each.urgent or each.length <= length
    ]

    found = [(each.id, list(each.blocks)) for each in abridge(sections, length, Problems())]

    assert [(id_, blocks) for id_, blocks in expected if blocks] == found


@given(topics(until=False))
def test_longer_holds_shorter(sections: tuple[Section, ...]) -> None:
    """Without `until`, each length holds all sections and as many blocks as the one before it, in the same order."""
    counts = [{each.id: len(each.blocks) for each in abridge(sections, length, Problems())} for length in Length]

    for short, long in pairwise(counts):
        assert list(short) == [id_ for id_ in long if id_ in short]
        assert all(count <= long[id_] for id_, count in short.items())


@given(topics(until=True), LENGTHS)
def test_urgent_sections_are_never_dropped(sections: tuple[Section, ...], length: Length) -> None:
    """An urgent section is printed, or it is a problem at its place."""
    problems = Problems()

    kept = {each.place for each in abridge(sections, length, problems)}

    told = {problem.place for problem in problems.found}
    assert {each.place for each in sections if each.urgent} <= kept | told
    assert not kept & told


@pytest.mark.parametrize("length", list(Length))
def test_carries(length: Length) -> None:
    """A block is carried from its length on through its `until`."""
    assert (Length.SHORT <= length <= Length.STANDARD) == carries(length, block(Length.SHORT, Length.STANDARD))
