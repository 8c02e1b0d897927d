"""What all readers share. In: fields. Out: places of values, words that are never None, patterns of names."""

from __future__ import annotations

from handouts.fields import Fields, words_of
from handouts.gathering import Problems
from handouts.inline import Words
from handouts.problem import Place
from handouts.source import Node

ID = "[a-z0-9-]{1,60}"
ID_HINT = "use small letters a to z, digits and hyphens, 60 at most"


def place_of_value(fields: Fields, key: str) -> Place:
    """Where the value of a key stands; the mapping's place where the key is missing or has no value."""
    node = fields.node(key)
    return fields.place if node is None else node.place


def words(fields: Fields, key: str) -> Words:
    """The words of a required key; no pieces after a problem."""
    return fields.words(key) or Words(fields.place, ())


def optional_words(fields: Fields, key: str) -> Words | None:
    """The words of a key that may be missing."""
    return fields.words(key, optional=True)


def list_of_words(fields: Fields, key: str, *, optional: bool = False) -> tuple[Words, ...]:
    """The words of each item of a list that has at least one."""
    return words_of_each(fields.items(key, optional=optional), fields.problems)


def words_of_each(nodes: tuple[Node, ...], problems: Problems) -> tuple[Words, ...]:
    """The words of each node; those with a problem are left out."""
    found = (words_of(node, problems) for node in nodes)
    return tuple(each for each in found if each is not None)
