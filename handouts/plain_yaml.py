"""Plain YAML, read at once. In: the text of a file. Out: its nodes, or None where a reader of all YAML has to judge.

Nearly all of a library is written in a few ways: a key or an item a line, its value beside it or deeper in the lines
below, lists and mappings in brackets on one line. That much is read here line by line, which takes less time than to
import PyYAML. Nothing is judged: whatever is written in another way, or wrong, gives None. What is read is what the
other readers read, to the last place; the tests hold them against each other.
"""

from __future__ import annotations

import re

from handouts.nodes import MOST_CHARACTERS, MOST_LEVELS, MOST_NODES, Entry, Items, Mapping, Node, Text
from handouts.problem import Place

_KEY = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_.-]{0,99}):(?: +|$)")
_DOUBLE = re.compile(r'"([^"\\]*)"$')
_SINGLE = re.compile(r"'((?:[^']|'')*)'$")
_NO_PLAIN = frozenset("-?:,[]{}#&*!|>'\"%@`")  # what unquoted text never begins with
_CLOSING = {"[": "]", "{": "}"}
_KEY_BETWEEN = re.compile(rf" *{_KEY.pattern.partition(':')[0]}: +")
_BETWEEN = re.compile(r""""([^"\\]*)"|'([^']*)'|([^][{}"'%@`?:,#&*!|>\s-](?:[^][{}"'?:,#]*[^][{}"'?:,# ])?)""")
_BEFORE = {"[": re.compile("( *)"), "{": _KEY_BETWEEN}
_AFTER = re.compile(r" *([],}])")
_UNQUOTED = 3  # the group of it
_NOT_HERE = re.compile("[\r\t\x85\u2028\u2029\u2066-\u2069]")


class _NotPlainError(Exception):
    """The text is not plain YAML."""


def plainly(text: str, shown: str) -> Node | None:
    """The node of a text without forbidden characters; None where it is not plain, or may be too large."""
    if _NOT_HERE.search(text) or 6 * text.count("\n") + 2 * text.count(",") > MOST_NODES:
        return None
    lines = _Lines(text, shown)
    try:
        return lines.whole()
    except _NotPlainError:
        return None


class _Lines:
    """The lines that say something: for each the column where what is left of it begins, and what that is."""

    def __init__(self, text: str, shown: str) -> None:
        self.shown = shown
        self.numbers: list[int] = []
        self.columns: list[int] = []
        self.said: list[str] = []
        for number, line in enumerate(text.split("\n"), 1):
            said = line.strip(" ")
            if said and said[0] != "#":
                self.numbers.append(number)
                self.columns.append(len(line) - len(line.lstrip(" ")))
                self.said.append(said)
        self.columns.append(-1)  # shallower than all
        self.at = 0

    def whole(self) -> Node:
        """The node of all lines."""
        if self.columns[0] != 0:
            raise _NotPlainError
        node = self.block(0)
        if self.columns[self.at] != -1:
            raise _NotPlainError
        return node

    def block(self, depth: int) -> Node:
        """The list or mapping that begins at the line where we are; we are then at the line behind it."""
        if depth == MOST_LEVELS:
            raise _NotPlainError
        column = self.columns[self.at]
        node = self.items(column, depth) if self.said[self.at].startswith("- ") else self.mapping(column, depth)
        if self.columns[self.at] >= column:
            raise _NotPlainError
        return node

    def items(self, column: int, depth: int) -> Items:
        """The items that begin in this column."""
        place = self.place(column)
        found: list[Node] = []
        while self.columns[self.at] == column and self.said[self.at].startswith("- "):
            said = self.said[self.at]
            rest = said[2:].lstrip(" ")
            inner = column + len(said) - len(rest)
            if _KEY.match(rest):
                self.columns[self.at], self.said[self.at] = inner, rest
                found.append(self.block(depth + 1))
            else:
                found.append(self.value(rest, inner, depth + 1))
                self.at += 1
        return Items(place, tuple(found))

    def mapping(self, column: int, depth: int) -> Mapping:
        """The keys that begin in this column, and their values."""
        place = self.place(column)
        entries: dict[str, Entry] = {}
        while self.columns[self.at] == column:
            said = self.said[self.at]
            key = _KEY.match(said)
            if key is None or key[1] in entries:
                raise _NotPlainError
            where = self.place(column)
            if key.end() < len(said):
                value = self.value(said[key.end() :], column + key.end(), depth + 1)
                self.at += 1
            else:
                self.at += 1
                if self.columns[self.at] <= column:
                    raise _NotPlainError
                value = self.block(depth + 1)
            entries[key[1]] = Entry(key[1], where, value)
        return Mapping(place, tuple(entries.values()))

    def value(self, said: str, column: int, depth: int) -> Node:
        """What stands on one line: text, in quotes or not, or something in brackets."""
        if len(said) > MOST_CHARACTERS:
            raise _NotPlainError
        place = self.place(column)
        if said[0] not in _NO_PLAIN:
            if ": " in said or " #" in said or said[-1] == ":":
                raise _NotPlainError
            return Text(place, said, place)
        if said[0] in _CLOSING:
            node, end = self.bracketed(said, 0, column, depth)
            if end != len(said):
                raise _NotPlainError
            return node
        if quoted := _DOUBLE.match(said):
            return Text(place, quoted[1], self.place(column + 1))
        if quoted := _SINGLE.match(said):
            value = quoted[1].replace("''", "'")
            return Text(place, value, self.place(column + 1) if value == quoted[1] else None)
        raise _NotPlainError

    def bracketed(self, said: str, at: int, column: int, depth: int) -> tuple[Node, int]:
        """What stands in brackets or between them from `at` on, and where it ends; `said` begins in this column."""
        if (sign := said[at : at + 1]) not in ("[", "{"):
            return self.between(said, at, column)
        if depth == MOST_LEVELS:
            raise _NotPlainError
        place = self.place(column + at)
        if said.startswith("[]", at):
            return Items(place, ()), at + 2
        items: list[Node] = []
        entries: dict[str, Entry] = {}
        while True:
            key = _BEFORE[sign].match(said, at + 1)
            if key is None or key[1] in entries:
                raise _NotPlainError
            node, at = self.bracketed(said, key.end(), column, depth + 1)
            if sign == "{":
                entries[key[1]] = Entry(key[1], self.place(column + key.start(1)), node)
            else:
                items.append(node)
            after = _AFTER.match(said, at)
            if after is None or after[1] not in (",", _CLOSING[sign]):
                raise _NotPlainError
            at = after.start(1)
            if after[1] != ",":
                return Mapping(place, tuple(entries.values())) if entries else Items(place, tuple(items)), at + 1

    def between(self, said: str, at: int, column: int) -> tuple[Text, int]:
        """The text between brackets from `at` on, and where it ends."""
        text = _BETWEEN.match(said, at)
        if text is None:
            raise _NotPlainError
        group = text.lastindex or 0
        first = self.place(column + text.start(group))
        place = first if group == _UNQUOTED else self.place(column + at)
        return Text(place, text[group], first), text.end()

    def place(self, column: int) -> Place:
        """The place in the line where we are."""
        return Place(self.shown, self.numbers[self.at], column + 1)
