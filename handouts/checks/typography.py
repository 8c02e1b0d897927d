"""Marks a language writes with. In: a draft. Out: foreign quotation marks, and texts that end before their sentence.

Which marks are the language's own stands in its locale.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.blocks import Paragraph
from handouts.checks import Draft
from handouts.inline import Words
from handouts.locale import Locale
from handouts.problem import Problem
from handouts.texts import HOLE, topic_texts, unfilled
from handouts.topic import Topic

QUOTES = frozenset('"“”„‟«»‹›「」『』〝〞〟＂')  # noqa: RUF001 - marks that look alike are what is told apart
AFTER_THE_END = f'{HOLE})）]”»」』’"'  # noqa: RUF001 - as above


def check(draft: Draft) -> Iterator[Problem]:
    """Quotation marks of other languages, and paragraphs without the mark that ends a sentence."""
    locale = draft.locale
    if locale is None:
        return
    marks = "".join(locale.quotes)
    foreign = QUOTES - set(marks)
    for words in topic_texts(draft.topic):
        text = unfilled(words, foreign=False)
        if strange := sorted(foreign.intersection(text)):
            yield Problem(words.place, f"the quotation mark {strange[0]} is not one of this language", f"use {marks}")
    for words in _paragraphs(draft.topic) if locale.sentence_end else ():
        if _unended(words, locale):
            marks = " ".join(locale.sentence_end)
            yield Problem(words.place, "this paragraph has no end", f"end its last sentence with one of {marks}")


def _paragraphs(topic: Topic) -> Iterator[Words]:
    for section in topic.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.words


def _unended(words: Words, locale: Locale) -> bool:
    text = unfilled(words).rstrip()
    bare = text.rstrip(AFTER_THE_END)
    return not any(mark in text[len(bare) - 1 :] for mark in locale.sentence_end)
