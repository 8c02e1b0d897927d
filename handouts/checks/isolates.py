"""Ranges in text that runs from right to left: "5-7" comes out as "7-5". In: a draft. Out: every range that was typed.

Numbers of a right-to-left text stand in order, but a hyphen between two of them turns them round, unless they are set
apart: as English, as what a placeholder stands for, or by isolates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handouts.checks import Draft
from handouts.problem import Problem
from handouts.scripts import direction_of, script_of
from handouts.texts import topic_texts, unfilled

# Both are compiled by `re` where first wanted: few languages run from right to left.
# Digits of every script; every hyphen and dash, the minus sign and the wave; spaces do not help.
_RANGE = r"\d+(?:[ \u00a0]?[-\u2010-\u2015\u2212~\ufe58\ufe63\uff0d][ \u00a0]?\d+)+"
_ISOLATED = "[\u2066\u2068][^\u2066-\u2069]*\u2069"


def check(draft: Draft) -> Iterator[Problem]:
    """Every range of digits in prose, and in the sources those that follow a right-to-left letter."""
    if direction_of(script_of(draft.topic.tag)) != "rtl":
        return
    for texts, everywhere in (topic_texts(draft.topic), True), (draft.topic.sources, False):
        for words in texts:
            text = re.sub(_ISOLATED, lambda found: "x" * len(found.group()), unfilled(words, foreign=False))
            for found in re.finditer(_RANGE, text):
                if everywhere or _turned(text[: found.start()]):
                    hint = f"write it with words, as in 'from 5 to 7', or as {{en|{found.group()}}}"
                    message = f"the numbers of '{found.group()}' change places in a text from right to left"
                    yield Problem(words.place, message, hint)


def _turned(before: str) -> bool:
    """Whether the letter that comes last is from right to left."""
    for char in reversed(before):
        if unicodedata.bidirectional(char) in ("L", "R", "AL"):
            return unicodedata.bidirectional(char) != "L"
    return False
