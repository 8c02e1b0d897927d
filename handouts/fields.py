"""Typed fields out of nodes. In: a node and what it should be. Out: values, and every problem on the way to them.

No method raises for what a user wrote: a problem is noted and a harmless value comes back, so that the reader goes on
and finds the next problem too. A field without a default is required, unless it is asked for as `optional`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from functools import cache

from handouts.gathering import Problems, short
from handouts.inline import Words
from handouts.inline_reader import parse
from handouts.nearest import did_you_mean
from handouts.problem import Place
from handouts.source import Items, Mapping, Node, Nothing, Text

__all__ = ["Fields", "Problems", "text_of", "words_of"]


class Fields:
    """The fields of one mapping. It remembers which keys were asked for, so that `done` can name the others."""

    def __init__(self, node: Node, what: str, problems: Problems) -> None:
        """`what` names the mapping in messages, "section" or "the review". Not a mapping: a problem, then silence."""
        self.place = node.place
        self.what = what
        self.problems = problems
        self._entries = {entry.key: entry for entry in node.entries} if isinstance(node, Mapping) else {}
        self._silent = not isinstance(node, Mapping)
        self._asked: dict[str, None] = {}
        if self._silent:
            problems.add(node.place, f"{_article(what)} is written as 'key: value' lines", _brace_hint(node))

    def has(self, key: str) -> bool:
        """Whether the key is there and has a value. Asking so does not make it a known key."""
        return key in self._entries and not isinstance(self._entries[key].value, Nothing)

    def keys(self) -> tuple[str, ...]:
        """All keys in the order of the file. They count as asked for: whoever takes them all knows them all."""
        self._asked |= dict.fromkeys(self._entries)
        return tuple(self._entries)

    def place_of(self, key: str) -> Place:
        """Where the key stands, or the mapping where the key is missing."""
        return self._entries[key].place if key in self._entries else self.place

    def node(self, key: str) -> Node | None:
        """The value as it is, or None where the key is missing or has no value; neither is a problem."""
        self._asked[key] = None
        return self._entries[key].value if self.has(key) else None

    def text(self, key: str, *, default: str | None = None, pattern: str | None = None, hint: str = "") -> str:
        """Plain text, all of it matching the regular expression `pattern`; "" after a problem."""
        node = self._need(key, optional=default is not None)
        if node is None:
            return default or ""
        value = text_of(node, self.problems, f"'{key}'")
        if value and pattern is not None and not _compiled(pattern).fullmatch(value):
            self.problems.add(node.place, f"'{key}' cannot be '{short(value)}'", hint)
            return ""
        return value

    def words(self, key: str, *, default: Words | None = None, optional: bool = False) -> Words | None:
        """Text with its inline mark-up read; the default, or None, where it is missing or after a problem."""
        node = self._need(key, optional=optional or default is not None)
        return default if node is None else words_of(node, self.problems)

    def items(self, key: str, *, optional: bool = False) -> tuple[Node, ...]:
        """The items of a list that has at least one; none after a problem."""
        node = self._need(key, optional=optional)
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.problems.add(node.place, f"'{key}' must be a list", "write each item on a line of its own, after '- '")
            return ()
        if not node.items:
            self.problems.add(node.place, f"the list '{key}' has no items")
        return node.items

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list that may be empty, but must be there."""
        node = self.node(key)
        if isinstance(node, Items) and not node.items:
            return ()
        return tuple(text_of(each, self.problems) for each in self.items(key))

    def fields(self, key: str, what: str, *, optional: bool = False) -> Fields | None:
        """The fields of a mapping within this one; None where it is missing or is no mapping."""
        node = self._need(key, optional=optional)
        if node is None:
            return None
        inner = Fields(node, what, self.problems)
        return None if inner._silent else inner

    def date(self, key: str, *, optional: bool = False) -> date | None:
        """A day written as 2027-05-01; None after a problem."""
        value = self._scalar(key, optional=optional)
        if value is None:
            return None
        try:
            # fromisoformat alone takes 20270501 and 2027-W18-6 too.
            day = date.fromisoformat(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None
        except ValueError:
            day = None
        if day is None:
            self._bad(key, value, "a day is written as year-month-day, as in 2027-05-01")
        return day

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """A decimal number from `low` to `high`; the default, or `low`, after a problem."""
        value = self._scalar(key, optional=default is not None)
        if value is not None:
            if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value) and low <= float(value) <= high:
                return float(value)
            self._bad(key, value, f"write a number from {low:g} to {high:g}")
        return low if default is None else default

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`; the default, or `low`, after a problem."""
        value = self._scalar(key, optional=default is not None)
        if value is not None:
            if re.fullmatch(r"-?[0-9]{1,9}", value) and low <= int(value) <= high:
                return int(value)
            self._bad(key, value, f"write a whole number from {low} to {high}")
        return low if default is None else default

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """`true` or `false`, and nothing else; the default, or False, after a problem."""
        word = None if default is None else str(default).lower()
        return self.choice(key, ("true", "false"), word) == "true"

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the words `allowed`; the default, or "", after a problem."""
        value = self._scalar(key, optional=default is not None)
        if value is not None:
            if value in allowed:
                return value
            self._bad(key, value, did_you_mean(value, allowed) or "write one of: " + ", ".join(allowed))
        return default or ""

    def done(self) -> None:
        """Every key that nobody asked for is a problem at its place."""
        for key, entry in self._entries.items():
            if key not in self._asked:
                unused = [asked for asked in self._asked if asked not in self._entries]
                hint = did_you_mean(key, unused) or ("known here: " + ", ".join(self._asked) if self._asked else "")
                self.problems.add(entry.place, f"unknown key '{short(key)}' in {_article(self.what)}", hint)

    def _need(self, key: str, *, optional: bool) -> Node | None:
        node = self.node(key)
        if node is None and not optional and not self._silent:
            if key in self._entries:
                self.problems.add(self.place_of(key), f"'{key}' has no value")
            else:
                self.problems.add(self.place, f"{self.what} has no '{key}'")
        return node

    def _scalar(self, key: str, *, optional: bool) -> str | None:
        node = self._need(key, optional=optional)
        return None if node is None else text_of(node, self.problems, f"'{key}'") or None

    def _bad(self, key: str, value: str, hint: str) -> None:
        self.problems.add(self._entries[key].value.place, f"'{key}' cannot be '{short(value)}'", hint)


def text_of(node: Node, problems: Problems, what: str = "this") -> str:
    """The plain text of a node, composed (NFC), spaces kept; "" and a problem where it is empty or is no text."""
    if isinstance(node, Text):
        if node.value.strip():
            return unicodedata.normalize("NFC", node.value)
        problems.add(node.place, f"{what} has no text")
    elif isinstance(node, Nothing):
        problems.add(node.place, f"{what} has no value")
    else:
        problems.add(node.place, f"{what} must be text", _brace_hint(node))
    return ""


def words_of(node: Node, problems: Problems) -> Words | None:
    """The words of a text node; None and a problem where it is anything else, or where its mark-up has a problem."""
    if isinstance(node, Text):
        before = len(problems.found)
        words = parse(node.value, node.place, problems, first=node.first)
        return words if len(problems.found) == before else None
    text_of(node, problems)
    return None


def _brace_hint(node: Node) -> str:
    if isinstance(node, Mapping) and len(node.entries) == 1 and isinstance(node.entries[0].value, Nothing):
        return f'put it in quotes: "{{{short(node.entries[0].key)}}}"'
    return "put text that holds any of , : [ ] { } in quotes" if isinstance(node, (Mapping, Items)) else ""


def _article(what: str) -> str:
    if what.startswith(("the ", "a ", "an ", "'")):
        return what
    return f"{'an' if what[:1] in 'aeiou' else 'a'} {what}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
