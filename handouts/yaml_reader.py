"""YAML of any kind, judged. In: the text of one file. Out: its nodes, or every problem of the file at once.

A text without a fault is read from the events of PyYAML's C scanner. What is wrong with one is told from those of our
own (`yaml_events`), so that messages and places do not hang on how PyYAML was built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from handouts.characters import MOST_LISTED, check_decoded, isolates, place_in
from handouts.gathering import Problems, short
from handouts.nodes import MOST_CHARACTERS, MOST_LEVELS, MOST_NODES, Entry, Items, Mapping, Node, Nothing, Text
from handouts.problem import ContentError, Place, place_of

_NO_ANCHORS = "put the whole text in quotes; YAML anchors and aliases are not allowed"
_TAIL_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
# Where YAML 1.1 is read in two ways: TABs, block scalars, `?` for a key or in brackets, a pair in a list in brackets.
_FOR_THE_SLOW_ONE = re.compile(r"\t|[|>][-+\d]* *(?:#|\n|$)|(?:^|\n) *(?:- +)*\?|[\[{][^\]}]*\?|\[[^\]]*:\s")
_SWALLOWED = re.compile(r"[\r\n][ \t]*(-(?:[ \t\r\n]|[^\W\d_]))")


def judged(text: str, shown: str) -> Node:
    """The node of a text; an empty one is `Nothing`. Raises ContentError with every problem found."""
    node = quickly(text, shown)
    return slowly(text, shown) if node is None else node


def slowly(text: str, shown: str) -> Node:
    """The same from the events of our own scanner, which find every fault."""
    from handouts.yaml_events import events  # imported late: hardly a file has one

    return _Reader(text, shown, events(text)).document()


def quickly(text: str, shown: str) -> Node | None:
    """The node of a text that the quick scanner finds no fault with; None where the slow one has to judge."""
    if _FOR_THE_SLOW_ONE.search(text) or not yaml.__with_libyaml__:
        return None
    reader = _Reader(text, shown, iter(yaml.CSafeLoader(text).get_event, None))
    with suppress(ContentError):
        node = reader.document()
        return None if reader.empties else node
    return None


class _Reader:
    """Builds nodes out of events and gathers what is wrong on the way."""

    def __init__(self, text: str, shown: str, stream: Iterator[Any]) -> None:
        self.text = text
        self.shown = shown
        self.problems = Problems()
        self.events = stream
        self.nodes = 0
        self.empties = 0
        self.isolates = isolates(text)

    def document(self) -> Node:
        root: Node = Nothing(Place(self.shown, 1, 1))
        another = False
        try:
            for event in self.events:
                if isinstance(event, DocumentStartEvent):
                    if another:
                        self.complain(event, "a second document starts here", "keep one document in a file")
                        break
                    another = True
                    root = self.node(next(self.events), 0)
        except yaml.MarkedYAMLError as error:
            from handouts.yaml_errors import problem_of  # imported late: few files are wrong

            self.problems.found.append(problem_of(error, self.shown))
        for index in self.isolates:
            place = place_in(self.text, index, self.shown)
            self.problems.add(place, "a direction isolate stands outside of any text", "delete it")
        self.problems.raise_if_any()
        return root

    def node(self, event: Any, depth: int) -> Node:
        self.count(event)
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if isinstance(event, AliasEvent):
            self.complain(event, "text cannot start with * unless it is in quotes", _NO_ANCHORS)
            return Nothing(place_of(event.start_mark, self.shown))
        if depth == MOST_LEVELS:
            self.stop(event, f"lists and mappings stand in one another more than {MOST_LEVELS} levels deep")
        if isinstance(event, MappingStartEvent):
            return self.mapping(event, depth)
        return self.sequence(event, depth)

    def sequence(self, start: Any, depth: int) -> Items:
        items = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Items(place_of(start.start_mark, self.shown), tuple(items))

    def mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            place = place_of(event.start_mark, self.shown)
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Text):
                what = "no name" if isinstance(key, Nothing) else "a list or a mapping for a name"
                self.complain(event, f"this key has {what}", "a key is a word before the colon")
            elif key.value == "<<":
                self.complain(event, "'<<' takes keys from elsewhere, which is not allowed", "write the keys out")
            elif first := entries.get(key.value):
                self.complain(event, f"key '{short(key.value)}' is here twice", f"first on line {first.place.line}")
            else:
                entries[key.value] = Entry(key.value, place, value)
        return Mapping(place_of(start.start_mark, self.shown), tuple(entries.values()))

    def scalar(self, event: Any) -> Text | Nothing:
        start, end, value = event.start_mark, event.end_mark, event.value
        place = place_of(start, self.shown)
        if len(value) > MOST_CHARACTERS:
            message = f"this text has {len(value):,} characters, at most {MOST_CHARACTERS:,} are read"
            self.problems.add(place, message, "cut it into several paragraphs")
        check_decoded(value, place, self.problems)
        if self.isolates:
            self.isolates = [index for index in self.isolates if not start.index <= index < end.index]
        plain = not event.style
        if plain and not value:
            self.empties += 1
            return Nothing(place)
        if plain:
            self.check_plain(start, end)
        first = None
        if start.line == end.line:
            inset = 0 if plain else 1
            if self.text[start.index + inset : end.index - inset] == value:
                first = Place(self.shown, place.line, place.column + inset)
        if "\t" in value or "\r" in value:
            value = value.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n")
        return Text(place, value, first)

    def check_plain(self, start: Any, end: Any) -> None:
        if found := _TAIL_COMMENT.match(self.text, end.index):
            place = Place(self.shown, end.line + 1, end.column + 1 + found.start(1) - end.index)
            message = f"unquoted text ends at #, so '{short(found.group(1))}' is lost"
            self.problems.add(place, message, "put the text in quotes, or the comment on a line of its own")
        if start.line != end.line:
            for found in _SWALLOWED.finditer(self.text, start.index, end.index):
                place = place_in(self.text, found.start(1), self.shown)
                message = "this line is taken as part of the text above it, not as an item of its own"
                self.problems.add(place, message, "line it up with the other items, or put the whole text in quotes")

    def count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.stop(event, f"the file has more than {MOST_NODES:,} keys, items and values")
        if getattr(event, "tag", None) is not None:
            self.complain(event, "text cannot start with ! unless it is in quotes", "put the whole text in quotes")
        if getattr(event, "anchor", None) is not None and not isinstance(event, AliasEvent):
            self.complain(event, "text cannot start with & unless it is in quotes", _NO_ANCHORS)
        if len(self.problems.found) >= MOST_LISTED:
            raise ContentError(self.problems.found)

    def complain(self, event: Any, message: str, hint: str) -> None:
        self.problems.add(place_of(event.start_mark, self.shown), message, hint)

    def stop(self, event: Any, message: str) -> None:
        self.complain(event, message, "cut it into several files, or write it flatter")
        raise ContentError(self.problems.found)
