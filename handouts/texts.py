"""Texts of a topic. In: a topic, a section, a block. Out: its `Words` as they are read; a block with them changed.

Both walks over blocks know every block type; `assert_never` makes the type checker name the one that is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from msgspec.structs import replace

from handouts.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Contact,
    Contacts,
    Figure,
    Myths,
    Pair,
    Paragraph,
    Phase,
    Questions,
    Steps,
    Story,
    Table,
    Timeline,
    WriteIn,
)
from handouts.inline import Span, Words
from handouts.topic import Section, Topic

HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"

Change = Callable[[Words], Words]


def texts(block: Block) -> Iterator[Words]:
    """Every text of a block as it is read: a title first, then items; a table row by row; what a figure shows."""
    match block:
        case Paragraph():
            yield block.words
        case Bullets() | Checklist():
            yield from _given(block.title)
            yield from block.items
        case Steps():
            yield from block.items
        case Timeline():
            for phase in block.phases:
                yield phase.when
                yield phase.what
        case Table():
            yield from block.header
            for row in block.rows:
                yield from row
        case Myths() | Questions():
            for pair in block.pairs:
                yield pair.said
                yield pair.answer
        case Story():
            yield from block.paragraphs
        case Callout():
            yield from _given(block.title)
            yield from block.lines
        case Contacts():
            for contact in block.lines:
                yield from _given(contact.name)
                yield from _given(contact.number)
                yield contact.what
                yield from contact.also
        case WriteIn():
            yield from block.prompts
        case Figure():
            yield block.alt
        case _:
            assert_never(block)


def changed(block: Block, change: Change) -> Block:
    """The same block with every text put through `change`."""
    match block:
        case Paragraph():
            return replace(block, words=change(block.words))
        case Bullets() | Checklist():
            return replace(block, title=_maybe(block.title, change), items=_each(block.items, change))
        case Steps():
            return replace(block, items=_each(block.items, change))
        case Timeline():
            return replace(block, phases=tuple(Phase(change(each.when), change(each.what)) for each in block.phases))
        case Table():
            rows = tuple(_each(row, change) for row in block.rows)
            return replace(block, header=_each(block.header, change), rows=rows)
        case Myths() | Questions():
            return replace(block, pairs=tuple(Pair(change(each.said), change(each.answer)) for each in block.pairs))
        case Story():
            return replace(block, paragraphs=_each(block.paragraphs, change))
        case Callout():
            return replace(block, title=_maybe(block.title, change), lines=_each(block.lines, change))
        case Contacts():
            return replace(block, lines=tuple(_contact(each, change) for each in block.lines))
        case WriteIn():
            return replace(block, prompts=_each(block.prompts, change))
        case Figure():
            return replace(block, alt=change(block.alt))
        case _:
            assert_never(block)


def section_texts(section: Section) -> Iterator[Words]:
    """The heading, then every text of every block."""
    yield section.heading
    for block in section.blocks:
        yield from texts(block)


def topic_texts(topic: Topic) -> Iterator[Words]:
    """Every text of a topic but its sources: title, short title, message, promise, then section by section."""
    yield from (topic.title, topic.short_title, topic.message, topic.promise)
    for section in topic.sections:
        yield from section_texts(section)


def unfilled(words: Words, *, foreign: bool = True) -> str:
    """The plain text of words as they were read, `HOLE` for each placeholder.

    Without `foreign` it also stands for each run in another language.
    """
    return "".join(
        piece.text if isinstance(piece, Span) and (foreign or not piece.lang) else HOLE for piece in words.pieces
    )


def _contact(contact: Contact, change: Change) -> Contact:
    return replace(
        contact,
        what=change(contact.what),
        name=_maybe(contact.name, change),
        number=_maybe(contact.number, change),
        also=_each(contact.also, change),
    )


def _each(words: tuple[Words, ...], change: Change) -> tuple[Words, ...]:
    return tuple(change(one) for one in words)


def _maybe(words: Words | None, change: Change) -> Words | None:
    return None if words is None else change(words)


def _given(words: Words | None) -> Iterator[Words]:
    if words is not None:
        yield words
