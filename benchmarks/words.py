"""Other words for every document. In: an edition, a number. Out: the edition, a word of every text changed.

The changed word is its own letters in another order: as wide as before, so that what fitted still fits, and new, so
that nothing set for one document is of use to the next. Numbers, links and names of sites stay.
"""

from __future__ import annotations

import random
import re
from itertools import chain

from msgspec.structs import replace

from handouts.edition import Edition, urgent_lines
from handouts.inline import Span, Words
from handouts.texts import changed
from handouts.topic import Section

WORD = re.compile(r"[^\W\d_]{4,}")


def edition_with(edition: Edition, number: int) -> Edition:
    """The edition with a word of every text changed; another number, other words."""

    def other(words: Words) -> Words:
        return with_other_word(words, number)

    def section_with(section: Section) -> Section:
        blocks = tuple(changed(block, other) for block in section.blocks)
        return replace(section, heading=other(section.heading), blocks=blocks)

    sections = tuple(map(section_with, edition.sections))
    return replace(
        edition,
        title=other(edition.title),
        message=other(edition.message),
        promise=other(edition.promise),
        sections=sections,
        urgent_lines=urgent_lines(sections),
    )


def with_other_word(words: Words, number: int) -> Words:
    """The words with the longest of them spelled with its letters in another order."""
    spans = [
        (index, found)
        for index, span in enumerate(words.spans)
        if not span.href and not span.unbroken
        for found in WORD.finditer(span.text)
    ]
    if not spans or any(span.of_site for span in words.spans):
        return words  # what names a site is filled in anew where it is set
    index, found = max(spans, key=lambda each: len(each[1].group()))
    span = words.spans[index]
    start, end = found.span()
    text = f"{span.text[:start]}{shuffled(found.group(), number)}{span.text[end:]}"
    pieces: tuple[Span, ...] = tuple(chain(words.spans[:index], [replace(span, text=text)], words.spans[index + 1 :]))
    return Words(words.place, pieces)


def shuffled(word: str, number: int) -> str:
    """The letters behind the first in an order that hangs on the word and the number."""
    letters = list(word[1:])
    random.Random(f"{number} {word}").shuffle(letters)  # noqa: S311 - no secret
    return word[0] + "".join(letters)
