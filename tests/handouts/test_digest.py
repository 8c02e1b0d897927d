"""Digests of sections."""

from __future__ import annotations

import hashlib

import pytest

from handouts import source
from handouts.digest import digest_of

SECTION = """
id: one
length: short
heading: Head
blocks:
  - text: Some words here.
  - bullets: [a, b]
    length: full
"""


def of(text: str) -> str:
    """The digest of a section's YAML."""
    return digest_of(source.parse(text.encode(), "x.yaml"))


def test_it_is_a_cut_sha256() -> None:
    """It is what SHA-256 gives for the words and shape, cut to twelve digits."""
    expected = hashlib.sha256(b'{blocks:[{text:"a b"}],length:"short"}').hexdigest()[:12]

    assert expected == of("length: short\nblocks: [{text: 'a  b'}]")


@pytest.mark.parametrize(
    "same",
    [
        SECTION.replace("Some words here.", "Some   words\n      here."),
        SECTION.replace("Some words here.", "'Some words here.'"),
        SECTION.replace("heading: Head", "# a comment\nheading: Head"),
        SECTION.replace("length: short\nheading: Head", "heading: Head\nlength: short"),
        SECTION.replace("[a, b]", "\n    - a\n    - b"),
        SECTION + "made_from: 0123456789ab\n",
    ],
)
def test_what_does_not_matter(same: str) -> None:
    """White space, quotes, comments, the order of keys and the section's own made_from change nothing."""
    assert of(SECTION) == of(same)


@pytest.mark.parametrize(
    "other",
    [
        SECTION.replace("words", "word"),
        SECTION.replace("short", "brief"),
        SECTION.replace("bullets", "steps"),
        SECTION.replace("[a, b]", "[b, a]"),
        SECTION.replace("[a, b]", "[a, b, c]"),
        SECTION.replace("[a, b]", "['a,b']"),
        SECTION.replace("    length: full\n", ""),
        SECTION.replace("[a, b]", "['a\",\"b']"),
        SECTION.replace("Head", "'**Head**'"),
    ],
)
def test_what_matters(other: str) -> None:
    """Words, mark-up, types, lengths and order do."""
    assert of(SECTION) != of(other)


def test_composed_characters() -> None:
    """A letter with an accent is one text, whether it was typed as one character or as two."""
    assert of("heading: \u00e9") == of("heading: e\u0301")
