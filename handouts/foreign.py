"""Names in Latin letters within a text of another script. In: words, a script. Out: the same with English spans.

"7-OH" in an Arabic line, "FDA" in a Russian one: read aloud as English, and in a line that runs from right to left set
in an order of their own. A run begins and ends with a word that has a Latin letter in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from handouts.inline import Placeholder, Span, Words

LATIN = "A-Za-z\u00c0-\u024f"
_CHARACTER = r"[!-~\u00c0-\u024f\u2019\u2013]"
_WORD = rf"{_CHARACTER}*[{LATIN}]{_CHARACTER}*"
_SPACE = "(?<![.!?;:]) +"  # a run does not go on in the next sentence
# Compiled by `re` where first wanted: a text in Latin letters does without.
_RUN = rf"{_WORD}(?:{_SPACE}(?:{_CHARACTER}+{_SPACE})*?{_WORD})*"
_LETTER = f"[{LATIN}]"
_OPEN = {")": "(", "]": "["}


def tagged(words: Words, script: str) -> Words:
    """The words with every Latin run in a span of its own, where the text's own script is not Latin."""
    if script == "Latn" or not any(re.search(_RUN, piece.text) for piece in words.pieces if isinstance(piece, Span)):
        return words
    return Words(words.place, tuple(part for piece in words.pieces for part in _parts(piece)))


def proper(text: str, script: str) -> Span:
    """A name or a line of an address as one span: its numbers belong to it, and stand where they stand in it."""
    return Span(text, lang="en" if script != "Latn" and re.search(_LETTER, text) else "")


def _parts(piece: Span | Placeholder) -> Iterator[Span | Placeholder]:
    if isinstance(piece, Placeholder) or piece.lang or piece.unbroken:
        yield piece
        return
    at = 0
    for found in re.finditer(_RUN, piece.text):
        start, end = _trimmed(piece.text, *found.span())
        if at < start:
            yield replace(piece, text=piece.text[at:start])
        yield replace(piece, text=piece.text[start:end], lang="en")
        at = end
    if at < len(piece.text):
        yield replace(piece, text=piece.text[at:])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without the punctuation around it; a bracket that closes one within it stays."""
    while not text[start].isalnum():
        start += 1
    while not text[end - 1].isalnum():
        if (opened := _OPEN.get(text[end - 1])) and text.count(opened, start, end) == text.count(
            text[end - 1], start, end
        ):
            break
        end -= 1
    return start, end
