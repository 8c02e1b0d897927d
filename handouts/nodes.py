"""Nodes: what a YAML file holds, as it was typed, and where. Frozen values; every scalar is text."""

from __future__ import annotations

from msgspec import Struct

from handouts.problem import Place


class Text(Struct, frozen=True):
    """A scalar as it was typed.

    `first` is the place of its first character where text and source run in step, on one line and without escapes;
    else None.
    """

    place: Place
    value: str
    first: Place | None = None


class Nothing(Struct, frozen=True):
    """A key or an item with no value."""

    place: Place


class Items(Struct, frozen=True):
    """A list."""

    place: Place
    items: tuple[Node, ...]


class Entry(Struct, frozen=True):
    """A key of a mapping, where it stands, and its value."""

    key: str
    place: Place
    value: Node


class Mapping(Struct, frozen=True):
    """Keys and values in the order of the file; no key is there twice."""

    place: Place
    entries: tuple[Entry, ...]


Node = Text | Nothing | Items | Mapping

# What a file may have. More is refused, with the place where it begins.
MOST_NODES = 20_000
MOST_LEVELS = 20
MOST_CHARACTERS = 20_000  # of one scalar
