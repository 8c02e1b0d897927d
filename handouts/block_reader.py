"""Blocks out of nodes. In: one item of a section's `blocks`. Out: a `Block`, and every problem on the way to it.

A block is a mapping with exactly one key that says its type; beside it may stand `length` and `until`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypedDict, cast

from handouts.blocks import (
    PICTURES,
    Block,
    Bullets,
    Callout,
    Checklist,
    Contact,
    Contacts,
    Figure,
    Length,
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
from handouts.fields import Fields
from handouts.gathering import Problems
from handouts.inline import Words
from handouts.nearest import did_you_mean
from handouts.problem import Place
from handouts.reading import ID, ID_HINT, list_of_words, optional_words, place_of_value, words, words_of_each
from handouts.source import Entry, Items, Mapping, Node

CALLOUTS = ("urgent", "caution", "note")
LENGTHS = tuple(length.word for length in Length)


class Common(TypedDict):
    """What every block is made with."""

    place: Place
    length: Length
    until: Length


def block_of(node: Node, least: Length, problems: Problems, *, urgent: bool) -> Block | None:
    """The block of a node in a section printed from `least` on; None where its type cannot be told."""
    fields = Fields(node, "block", problems)
    if not isinstance(node, Mapping):
        return None
    entry = _type_of(node, problems)
    if entry is None:
        return None
    common = _common(fields, least, problems, urgent=urgent)
    block = KINDS[entry.key][1](fields, entry.key, common)
    fields.done()
    return block


def name_of(block: Block) -> str:
    """The key that says this block's type: "bullets"."""
    return next(name for name, (kind, _) in KINDS.items() if type(block) is kind)


def length_of(fields: Fields, key: str, default: Length | None) -> Length:
    """A length by its word; the default, or brief, after a problem."""
    word = fields.choice(key, LENGTHS, None if default is None else default.word)
    return Length[word.upper()] if word else Length.BRIEF


def _type_of(node: Mapping, problems: Problems) -> Entry | None:
    typed = [entry for entry in node.entries if entry.key in KINDS]
    if len(typed) == 1:
        return typed[0]
    if typed:
        names = " and ".join(entry.key for entry in typed)
        problems.add(typed[1].place, f"a block has one type, this one has {names}", "make a block of each, after '- '")
        return None
    known = "the types are: " + ", ".join(KINDS)
    others = [entry for entry in node.entries if entry.key not in ("length", "until")]
    for entry in others:
        problems.add(entry.place, f"unknown block type '{entry.key[:40]}'", did_you_mean(entry.key, KINDS) or known)
    if not others:
        problems.add(node.place, "this block has no type", known)
    return None


def _common(fields: Fields, least: Length, problems: Problems, *, urgent: bool) -> Common:
    length = length_of(fields, "length", least)
    until = length_of(fields, "until", Length.FULL)
    if length < least:
        message = f"the block is for length {length.word}, its section only begins at {least.word}"
        problems.add(place_of_value(fields, "length"), message, "make it no shorter than the section, or leave it out")
    if urgent and fields.has("until"):
        hint = "what is urgent stays at every longer length; delete it"
        problems.add(fields.place_of("until"), "a block of an urgent section has no `until`", hint)
    elif until < length:
        message = f"the block ends at length {until.word}, before it begins at {length.word}"
        problems.add(place_of_value(fields, "until"), message, f"make `until` {length.word} or longer")
    return Common(place=fields.place, length=length, until=until)


def _paragraph(fields: Fields, key: str, common: Common) -> Block:
    return Paragraph(**common, words=words(fields, key))


def _bullets(fields: Fields, key: str, common: Common) -> Block:
    inner = _titled(fields, key, "list")
    if inner is None:
        return Bullets(**common, items=list_of_words(fields, key))
    title = optional_words(inner, "title")
    icon = inner.choice("icon", PICTURES, "")
    block = Bullets(**common, items=list_of_words(inner, "items"), title=title, icon=icon)
    inner.done()
    return block


def _steps(fields: Fields, key: str, common: Common) -> Block:
    return Steps(**common, items=list_of_words(fields, key))


def _timeline(fields: Fields, key: str, common: Common) -> Block:
    return Timeline(**common, phases=tuple(Phase(when, what) for when, what in _pairs(fields, key, "when", "what")))


def _table(fields: Fields, key: str, common: Common) -> Block:
    inner = fields.fields(key, "table")
    if inner is None:
        return Table(**common, header=(), rows=())
    cells = inner.items("header")
    header = words_of_each(cells, inner.problems)
    rows = tuple(_row(node, len(cells), inner.problems) for node in inner.items("rows"))
    inner.done()
    return Table(**common, header=header, rows=rows)


def _row(node: Node, width: int, problems: Problems) -> tuple[Words, ...]:
    if not isinstance(node, Items):
        problems.add(node.place, "a row of a table must be a list", "write it as [first cell, second cell]")
        return ()
    if width and len(node.items) != width:
        hint = "give every row a cell for each header; a cell with a comma stands in quotes"
        problems.add(node.place, f"cells in this row: {len(node.items)}, in the header: {width}", hint)
    return words_of_each(node.items, problems)


def _checklist(fields: Fields, key: str, common: Common) -> Block:
    inner = _titled(fields, key, "checklist")
    if inner is None:
        return Checklist(**common, items=list_of_words(fields, key))
    title = optional_words(inner, "title")
    block = Checklist(**common, items=list_of_words(inner, "items"), title=title)
    inner.done()
    return block


def _myths(fields: Fields, key: str, common: Common) -> Block:
    return Myths(**common, pairs=tuple(Pair(said, fact) for said, fact in _pairs(fields, key, "myth", "fact")))


def _questions(fields: Fields, key: str, common: Common) -> Block:
    return Questions(**common, pairs=tuple(Pair(ask, answer) for ask, answer in _pairs(fields, key, "ask", "answer")))


def _story(fields: Fields, key: str, common: Common) -> Block:
    return Story(**common, paragraphs=list_of_words(fields, key))


def _callout(fields: Fields, key: str, common: Common) -> Block:
    inner = fields.fields(key, "callout")
    if inner is None:
        return Callout(**common, kind="note", lines=())
    kind = cast(Literal["urgent", "caution", "note"], inner.choice("kind", CALLOUTS) or "note")
    title = optional_words(inner, "title")
    block = Callout(**common, kind=kind, lines=list_of_words(inner, "lines"), title=title)
    inner.done()
    return block


def _contacts(fields: Fields, key: str, common: Common) -> Block:
    contacts = []
    for node in fields.items(key):
        inner = Fields(node, "contact", fields.problems)
        line = inner.text("line", pattern=ID, hint=ID_HINT)
        contacts.append(Contact(place=place_of_value(inner, "line"), line=line, what=words(inner, "what")))
        inner.done()
    return Contacts(**common, lines=tuple(contacts))


def _write_in(fields: Fields, key: str, common: Common) -> Block:
    inner = fields.fields(key, "block to write in")
    if inner is None:
        return WriteIn(**common, prompts=())
    block = WriteIn(**common, prompts=list_of_words(inner, "prompts"), rules=inner.whole("rules", 1, 12, 2))
    inner.done()
    return block


def _figure(fields: Fields, key: str, common: Common) -> Block:
    inner = fields.fields(key, "figure")
    if inner is None:
        return Figure(**common, name=PICTURES[0], alt=Words(fields.place, ()))
    name = inner.choice("name", PICTURES) or PICTURES[0]
    # Without words of its own it gets the locale's when it is filled.
    block = Figure(**common, name=name, alt=optional_words(inner, "alt") or Words(inner.place, ()))
    inner.done()
    return block


def _titled(fields: Fields, key: str, what: str) -> Fields | None:
    """The fields of a list that is written with a title; None where it is written as a plain list."""
    return fields.fields(key, what) if isinstance(fields.node(key), Mapping) else None


def _pairs(fields: Fields, key: str, first: str, second: str) -> list[tuple[Words, Words]]:
    pairs = []
    for node in fields.items(key):
        inner = Fields(node, f"item of '{key}'", fields.problems)
        pairs.append((words(inner, first), words(inner, second)))
        inner.done()
    return pairs


# The key of each block type, the class it makes, its reader.
KINDS: dict[str, tuple[type[Block], Callable[[Fields, str, Common], Block]]] = {
    "text": (Paragraph, _paragraph),
    "bullets": (Bullets, _bullets),
    "steps": (Steps, _steps),
    "timeline": (Timeline, _timeline),
    "table": (Table, _table),
    "checklist": (Checklist, _checklist),
    "myths": (Myths, _myths),
    "questions": (Questions, _questions),
    "story": (Story, _story),
    "callout": (Callout, _callout),
    "contacts": (Contacts, _contacts),
    "write_in": (WriteIn, _write_in),
    "figure": (Figure, _figure),
}
