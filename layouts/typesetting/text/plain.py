"""Plain text: the short way for names, numbers, addresses. In: spans of a Latin text. Out: its runs and ends of pieces.

What the long way (levels, itemize, breaks) would come to, for texts of which that is known beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from handouts.inline import Span
from layouts.typesetting.text.breaks import LEANING, MEASURE, ONE_LETTER_LANGUAGES
from layouts.typesetting.text.glyphs import Cluster
from layouts.typesetting.text.itemize import Run, is_simple
from layouts.typesetting.text.shape import shape
from layouts.typesetting.typefaces import Face

WITH_HABITS = (
    ONE_LETTER_LANGUAGES | LEANING.keys() | {"fr"}
)  # languages that space or break even such texts in their own way
# Latin words, numbers, their commas and full stops: UAX #14 lets lines end after spaces only. A word is never torn at
# its hyphen.
PLAIN = re.compile(
    "(?:[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff,.\u00b7\u00a0]| (?![,.])|(?<=[A-Za-z0-9])-(?=[A-Za-z0-9]))+"
)
SOLID = re.compile("[!-~]+")  # a web address, say, in which no line ends
SPACES = re.compile(" +")
WORDS = re.compile(" +|[^ ]+")


def plain(spans: Sequence[Span], faces: Sequence[Face]) -> tuple[str, list[Run], list[int]] | None:
    """The text, its runs, and the ends of its pieces; None where it is not plain. `faces`: each span's first one."""
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    if not PLAIN.fullmatch(text) or MEASURE.search(text):
        return None
    runs = []
    start = 0
    bound: list[tuple[int, int]] = []
    for number, (span, face) in enumerate(zip(spans, faces, strict=True)):
        if not span.text:
            continue
        if not is_simple(span.text, "Latn", face):
            return None
        end = start + len(span.text)
        runs.append(Run(start, end, 0, "Latn", face, number))
        if span.unbroken:
            bound.append((start, end))
        start = end
    ends = [match.end() for match in SPACES.finditer(text)]
    if bound:
        ends = [end for end in ends if not any(first < end < last for first, last in bound)]
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    return text, runs, ends


def alone(span: Span, face: Face, language: str) -> tuple[tuple[Cluster, ...], float] | None:
    """The clusters of one plain span on one line, and their width in em; None where it is not plain.

    Words are shaped one by one, as pieces are: what stands between two spaces, and each stretch of spaces.
    """
    text = span.text
    if span.unbroken and SOLID.fullmatch(text):
        pass
    elif not PLAIN.fullmatch(text) or text[-1] == " " or (" " in text and MEASURE.search(text)):
        return None
    if not is_simple(text, "Latn", face):
        return None
    if span.unbroken or " " not in text:
        return shape(face, text, "Latn", language, right_to_left=False)
    parts = [shape(face, part, "Latn", language, right_to_left=False) for part in WORDS.findall(text)]
    return tuple(chain.from_iterable([part.clusters for part in parts])), sum([part.width for part in parts])
