"""The JSON Schema for topics and the reader, held against each other.

Both directions are asked of the reader itself: a key it does not know makes it name those it knows, and a key that is
left out makes it say whether it needs it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handouts import source
from handouts.block_reader import CALLOUTS, KINDS, LENGTHS
from handouts.blocks import PICTURES
from handouts.gathering import Problems
from handouts.problem import Place, Problem
from handouts.source import Entry, Items, Mapping, Node, Text
from handouts.topic import Role
from handouts.topic_reader import METHODS, topic_of

SCHEMA: dict[str, Any] = json.loads((Path(source.__file__).parent / "topic.schema.json").read_text("utf-8"))
EVERY_KEY = Path(__file__).parent / "every-key.yaml"


def plain(node: Node) -> Any:
    """A node as lists, dictionaries and text."""
    match node:
        case Text():
            return node.value
        case Items():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key: plain(entry.value) for entry in node.entries}
        case _:
            return None


def node(value: Any) -> Node:
    """Lists, dictionaries and text as a node; all places are the same."""
    place = Place("es.yaml", 1, 1)
    if isinstance(value, dict):
        return Mapping(place, tuple(Entry(key, place, node(each)) for key, each in value.items()))
    if isinstance(value, list):
        return Items(place, tuple(node(each) for each in value))
    return Text(place, value)


def read(data: Any) -> list[Problem]:
    """What the reader says of a topic."""
    problems = Problems()
    topic_of(node(data), "topic", "es", problems)
    return problems.found


def mappings(value: Any, schema: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every mapping of a topic with the schema that describes it."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        wanted = "array" if isinstance(value, list) else "object"
        schemas = [SCHEMA["$defs"][each["$ref"].removeprefix("#/$defs/")] for each in schema["anyOf"]]
        schema = next(each for each in schemas if each["type"] == wanted)
    if isinstance(value, dict):
        yield value, schema
        for key, each in value.items():
            yield from mappings(each, schema["properties"][key])
    elif isinstance(value, list):
        for each in value:
            yield from mappings(each, schema["items"])


def topic() -> Any:
    """A topic that has every key there is."""
    return plain(source.read(EVERY_KEY, "every-key.yaml"))


def all_mappings() -> list[tuple[Any, dict[str, Any], dict[str, Any]]]:
    """Each mapping of the topic with every key: the topic, the mapping within it, its schema."""
    whole = topic()
    return [(whole, mapping, schema) for mapping, schema in mappings(whole, SCHEMA)]


MAPPINGS = all_mappings()


def test_the_topic_with_every_key_is_sound() -> None:
    """The reader takes it as it is, so that what follows is not said of something else."""
    assert [] == read(topic())


def test_the_topic_has_every_key_of_the_schema() -> None:
    """Each property of each object in the schema is used in it at least once."""
    objects = [SCHEMA, *(each for each in SCHEMA["$defs"].values() if each.get("type") == "object")]
    used = {(id(schema), key) for _, mapping, schema in MAPPINGS for key in mapping}

    assert {(id(each), key) for each in objects for key in each["properties"]} == used


def known(whole: Any, mapping: dict[str, Any]) -> set[str]:
    """The keys that the reader knows in a mapping: it lists them for one that is like none of them."""
    mapping["zzzzzzzz"] = "x"
    (problem,) = [each for each in read(whole) if "'zzzzzzzz'" in each.message]
    del mapping["zzzzzzzz"]
    assert problem.hint.startswith("known here: ")
    return set(problem.hint.removeprefix("known here: ").split(", "))


def test_reader_knows_the_keys_of_the_schema_and_no_other() -> None:
    """For every mapping the two list the same keys; of a block the reader knows its own type's key."""
    for whole, mapping, schema in MAPPINGS:
        wanted = set(schema["properties"])
        if schema is SCHEMA["$defs"]["block"]:
            wanted = {"length", "until", *(set(mapping) & set(KINDS))}

        assert wanted == known(whole, mapping)


def test_schema_refuses_unknown_keys() -> None:
    """No object in the schema lets other keys pass."""
    assert {False} == {schema["additionalProperties"] for _, _, schema in MAPPINGS}


def test_reader_needs_what_the_schema_requires_and_no_more() -> None:
    """Leaving a key out is a problem for the reader exactly where the schema requires it."""
    for whole, mapping, schema in MAPPINGS:
        needed = set(schema.get("required", ()))
        needed |= {key for each in schema.get("oneOf", ()) for key in each["required"] if key in mapping}
        if schema is SCHEMA:
            needed.add("translation")  # this one is in Spanish
        for key in list(mapping):
            value = mapping.pop(key)
            assert (key in needed) == bool(read(whole)), f"{key} in {schema.get('title', list(schema['properties']))}"
            mapping[key] = value


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("length", LENGTHS),
        ("picture", PICTURES),
        ("section.properties.role", tuple(Role)),
        ("callout.properties.kind", CALLOUTS),
        ("translation.properties.method", METHODS),
    ],
)
def test_words_to_choose_from(path: str, words: tuple[str, ...]) -> None:
    """Where the reader takes one of a few words, the schema offers the same ones."""
    found = SCHEMA["$defs"]
    for step in path.split("."):
        found = found[step]

    assert list(words) == found["enum"]


def test_block_types() -> None:
    """The schema's block types are the reader's, each alone in its block."""
    block = SCHEMA["$defs"]["block"]

    assert [[kind] for kind in KINDS] == [each["required"] for each in block["oneOf"]]


def test_every_reference_leads_somewhere() -> None:
    """Each `$ref` names a definition, and each definition is used."""
    text = json.dumps(SCHEMA)
    used = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}

    assert set(SCHEMA["$defs"]) == used
