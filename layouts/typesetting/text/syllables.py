"""Syllables: where a word that must be cut is not. In: the characters before and after a place. Out: yes or no."""

from __future__ import annotations

import unicodedata

VIRAMA = 9  # canonical combining class: the sign joins its letter to the next
JOINERS = "\u200c\u200d\u2060"
LAM, ALEFS = "\u0644", frozenset("\u0622\u0623\u0625\u0627\u0671")  # written as one sign
# Thai and Lao: vowels written before their consonant; those written after it, and signs of repeating.
LEADING = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
FOLLOWING = frozenset("\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6\u17d7")
CLOSING, OPENING = frozenset(("Pe", "Pf", "Po")), frozenset(("Ps", "Pi"))


def torn(before: str, after: str) -> bool:
    """Whether a cut between the two would tear one sign: a letter from its marks, a conjunct, lam and alef."""
    return (
        unicodedata.category(after[0])[0] == "M"
        or after[0] in JOINERS
        or unicodedata.combining(before[-1]) == VIRAMA
        or before[-1] in JOINERS[1:]
        or (before[-1] == LAM and after[0] in ALEFS)
    )


def halved(before: str, after: str) -> bool:
    """Whether a cut there is ill to read: inside a syllable, before a mark that closes, after one that opens."""
    return (
        before[-1] in LEADING
        or after[0] in FOLLOWING
        or unicodedata.category(after[0]) in CLOSING
        or unicodedata.category(before[-1]) in OPENING
    )
