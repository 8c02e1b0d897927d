"""Whom to reach in danger stands in every handout. In: a draft. Out: each helpline that one could lack."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.blocks import Block, Contacts, Length
from handouts.checks import Draft
from handouts.inline import Placeholder, Words
from handouts.problem import Problem
from handouts.texts import texts

NEEDED = ("emergency", "lifeline", "poison-help", "samhsa")


def check(draft: Draft) -> Iterator[Problem]:
    """Each needed helpline that no heading and no block of length brief in an urgent section refers to."""
    named: set[str] = set()
    for section in draft.topic.sections:
        if section.urgent:
            named.update(_numbers_in(section.heading))
            for block in section.blocks:
                if block.length is Length.BRIEF:
                    named.update(_lines_of(block))
    for line in NEEDED:
        if line not in named:
            yield Problem(
                draft.topic.sections_place or draft.topic.place,
                f"no urgent section gives the number of '{line}'",
                f"write {{phone:{line}}} or the contact `{line}` into an urgent section, in a block without `length`",
            )


def _lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, Contacts):
        yield from (contact.line for contact in block.lines)
    for words in texts(block):
        yield from _numbers_in(words)


def _numbers_in(words: Words) -> Iterator[str]:
    for piece in words.pieces:
        if isinstance(piece, Placeholder) and piece.kind == "phone":
            yield piece.name
