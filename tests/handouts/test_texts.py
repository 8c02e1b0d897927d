"""The texts of a topic."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from handouts import source
from handouts.inline import Placeholder, Span, Words
from handouts.library import Library
from handouts.problem import Place
from handouts.source import Items, Mapping, Node, Text
from handouts.texts import changed, section_texts, texts, topic_texts, unfilled

ROOT = Path(__file__).parents[1] / "library"
NOT_WORDS = {"id", "role", "urgent", "length", "until", "icon", "name", "kind", "line", "rules", "made_from"}


def typed(node: Node) -> list[str]:
    """Every scalar of a node that a reader of the handout sees, in the order of the file."""
    match node:
        case Text():
            return [node.value]
        case Items():
            return [text for item in node.items for text in typed(item)]
        case Mapping():
            return [text for entry in node.entries if entry.key not in NOT_WORDS for text in typed(entry.value)]
        case _:
            return []


def test_every_text_is_walked(library: Library) -> None:
    """The walk finds each text of a topic's file once, in the order of the file."""
    node = source.read(ROOT / "topics/stopping/en.yaml", "en.yaml")
    assert isinstance(node, Mapping)
    kept = [entry for entry in node.entries if entry.key not in ("review", "sources")]
    wanted = [text.replace("**", "") for text in typed(replace(node, entries=tuple(kept)))]

    found = [shown(words) for words in topic_texts(library.topic("stopping", "en")) if words.pieces]

    assert wanted == found


def shown(words: Words) -> str:
    """Words as they were typed, but for strong text."""
    parts = []
    for piece in words.pieces:
        if isinstance(piece, Placeholder):
            parts.append(f"{{{piece.kind}{':' if piece.name else ''}{piece.name}}}")
        else:
            parts.append(f"{{{piece.lang}|{piece.text}}}" if piece.lang else piece.text)
    return "".join(parts)


@pytest.mark.parametrize("slug", ["stopping", "small"])
def test_a_change_that_changes_nothing(library: Library, slug: str) -> None:
    """Every block type comes back equal when its texts come back equal."""
    blocks = [block for section in library.topic(slug, "en").sections for block in section.blocks]

    assert blocks == [changed(block, lambda words: words) for block in blocks]


def test_a_change_reaches_every_text(library: Library) -> None:
    """Each text the walk finds is one that a change changes."""
    other = Words(Place("other"), (Span("other"),))
    blocks = [block for section in library.topic("stopping", "en").sections for block in section.blocks]

    assert {other} == {words for block in blocks for words in texts(changed(block, lambda _: other))}


def test_section_texts(library: Library) -> None:
    """A section's heading comes before its blocks."""
    section = library.topic("small", "en").sections[1]

    assert ["How to rest", "Sleep 8 hours", "Ask \ufffc"] == [unfilled(words) for words in section_texts(section)]


def test_unfilled() -> None:
    """Holes are marked, and so are runs in another language where they are not wanted."""
    place = Place("x")
    words = Words(place, (Span("a "), Span("b", lang="en"), Placeholder("centre", "", place)))

    assert ["a b\ufffc", "a \ufffc\ufffc"] == [unfilled(words), unfilled(words, foreign=False)]
