"""Whole words: names that a dictionary does not know. In: a text, the words. Out: their places, a text without them.

Thai, Lao and Khmer have no spaces, and a dictionary cuts a loanword into syllables that happen to be words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache

# ICU looks up runs of these in a dictionary: Thai, Lao, Khmer. Compiled by `re` where first wanted.
_LOOKED_UP = "[\u0e01-\u0eff\u1780-\u17ff\u19e0-\u19ff]"
# What follows a consonant and makes another syllable of it, and what is read with the word before: marks, repetition.
_MARKS = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebd\u0ec8-\u0ecd\u17b4-\u17d3\u17dd"
_SIGNS = frozenset("\u0e2f\u0e46\u0eaf\u0ec6\u17d7")
_STAND_IN = "\u4e00"  # lines may end before and after an ideograph, but for the marks that no line begins or ends with


def found_in(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Where one of the words begins and ends, in order; the longer one where two begin together."""
    return [match.span() for match in _pattern(frozenset(words)).finditer(text)] if words else []


def stood_in(text: str, words: Sequence[tuple[int, int]], ends: Sequence[int]) -> str:
    """The text, as long as before, with a stand-in for each word that the places in `ends` tear.

    What a dictionary tore it did not know, and then what it made of the words beside it is not to be trusted either.
    """
    torn = set(ends)
    parts = []
    last = 0
    for start, stop in words:
        if re.search(_LOOKED_UP, text[start:stop]) and not torn.isdisjoint(range(start + 1, stop)):
            parts += [text[last:start], _STAND_IN * (stop - start)]
            last = stop
    return "".join([*parts, text[last:]])


def goes_on(text: str, place: int) -> bool:
    """Whether what stands there belongs to the word before: a sign of repetition or of shortening."""
    return text[place : place + 1] in _SIGNS


@cache
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    composed = sorted({unicodedata.normalize("NFC", word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, composed))})(?![{_MARKS}])")
