"""Abridging: cutting a topic to a length. In: all sections. Out: those, with those blocks, that the length carries."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.blocks import Block, Length
from handouts.gathering import Problems
from handouts.topic import Section


def abridge(sections: tuple[Section, ...], length: Length, problems: Problems) -> tuple[Section, ...]:
    """The sections printed at `length`, in the same order; a section with no block left is dropped.

    An urgent section is never dropped: one that would be empty is a problem at its place.
    """
    kept: list[Section] = []
    for section in sections:
        if not section.urgent and section.length > length:
            continue
        blocks = tuple(block for block in section.blocks if carries(length, block))
        if blocks:
            kept.append(replace(section, blocks=blocks))
        elif section.urgent:
            problems.add(
                section.place,
                f"urgent section '{section.id}' has no block left at length {length.word}",
                f"give it a block without `length`, or with `length: {length.word}`",
            )
    return tuple(kept)


def carries(length: Length, block: Block) -> bool:
    """Whether an edition of this length prints the block."""
    return block.length <= length <= block.until
