"""Small pieces are read, long ones are not. In: a draft. Out: warnings for long ones; errors for what cannot be set.

What does not fit a layout is found when it is poured, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.blocks import Block, Bullets, Checklist, Contacts, Figure, Steps
from handouts.checks import Draft
from handouts.inline import Words
from handouts.problem import Problem
from handouts.texts import texts, topic_texts, unfilled

MOST_WORDS_IN_A_TEXT = 90
MOST_WORDS_IN_A_BLOCK = 180
MOST_ITEMS = 9
MOST_WORDS_IN_MESSAGE = 40
MOST_CHARACTERS_IN_A_TEXT = 5_000
MOST_CHARACTERS_IN_A_WORD = 200

_LONG_WORD = re.compile(rf"\S{{{MOST_CHARACTERS_IN_A_WORD + 1},}}")


def check(draft: Draft) -> Iterator[Problem]:
    """Texts, words, lists and blocks over their measure."""
    for words in (*topic_texts(draft.topic), *draft.topic.sources):
        yield from _text(words)
    yield from _message(draft.topic.message)
    for section in draft.topic.sections:
        for block in section.blocks:
            yield from _block(block)


def _text(words: Words) -> Iterator[Problem]:
    text = unfilled(words)
    if len(text) > MOST_CHARACTERS_IN_A_TEXT:
        most = f"{MOST_CHARACTERS_IN_A_TEXT:,}"
        yield Problem(words.place, f"{len(text):,} characters in one text, {most} at most", "break it into paragraphs")
    elif (count := len(text.split())) > MOST_WORDS_IN_A_TEXT:
        message = f"{count} words in one paragraph; more than {MOST_WORDS_IN_A_TEXT} are hard to read"
        yield Problem(words.place, message, "break it up, or make a list of it", warning=True)
    # Scripts that put no space between words break anywhere; a long run is nothing special there.
    if text.isascii() and (found := _LONG_WORD.search(text)):
        message = f"a word of {len(found.group())} characters, {MOST_CHARACTERS_IN_A_WORD} at most"
        yield Problem(words.place, message, "no line is that wide; put spaces in, or leave it out")


def _message(words: Words) -> Iterator[Problem]:
    count = len(unfilled(words).split())
    if count > MOST_WORDS_IN_MESSAGE:
        message = f"{count} words in the message; it is read best up to {MOST_WORDS_IN_MESSAGE}"
        yield Problem(words.place, message, "keep what the reader must take away", warning=True)


def _block(block: Block) -> Iterator[Problem]:
    if isinstance(block, Bullets | Checklist | Steps) and len(block.items) > MOST_ITEMS:
        message = f"{len(block.items)} items in one list; more than {MOST_ITEMS} are hard to read"
        yield Problem(block.place, message, "make two lists of it, each with its heading", warning=True)
    if isinstance(block, Contacts | Figure):
        return
    each = [len(unfilled(words).split()) for words in texts(block)]
    if len(each) > 1 and sum(each) > MOST_WORDS_IN_A_BLOCK:
        message = f"{sum(each)} words in one block; more than {MOST_WORDS_IN_A_BLOCK} are hard to read"
        yield Problem(block.place, message, "break it up", warning=True)
