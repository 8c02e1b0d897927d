"""Prepare: how characters are spelled, before anything is measured. In: spans. Out: one text, and where spans begin.

Normalisation form C, spaces as the language wants them, isolates around what runs from left to right in a text that
runs from right to left. Spans keep their number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from handouts.inline import Span

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
ISOLATES = LRI + FSI + PDI
NBSP, NNBSP = "\u00a0", "\u202f"

# French sets a narrow space before ; ! ? and a full one before : and inside quotation marks. Only a space that is
# there is changed: whether there is one is the translator's word.
FRENCH = ((r"[ \u00a0](?=[;!?])", NNBSP), (r" (?=[:»])|(?<=«) ", NBSP))


class Prepared(NamedTuple):
    """`text` in logical order; span number i holds the characters `starts[i]` up to `starts[i + 1]`."""

    text: str
    starts: tuple[int, ...]


def prepare(spans: Sequence[Span], language: str, direction: str) -> Prepared:
    """The text of the spans as it will be set."""
    texts = []
    for span in spans:
        text = span.text
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if language.startswith("fr") and language != "fr-CA" and not span.lang:
            for pattern, space in FRENCH:
                text = re.sub(pattern, space, text)
        texts.append(text)
    if direction == "rtl":
        _isolate(texts, [(LRI if span.unbroken else FSI) if span.unbroken or span.lang else "" for span in spans])
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    return Prepared("".join(texts), tuple(starts))


def _isolate(texts: list[str], initiators: Sequence[str]) -> None:
    """Puts isolates around the texts that have an initiator.

    Spaces at their ends stay outside, inside they would stand on the wrong side; they go to the neighbour, if it has
    the direction of the paragraph, since they are no part of what is in another language.
    """
    for place, initiator in enumerate(initiators):
        core = texts[place].strip(" ")
        if not initiator or not core:
            continue
        before, _, after = texts[place].partition(core)
        if before and place and not initiators[place - 1]:
            texts[place - 1] += before
            before = ""
        if after and place + 1 < len(texts) and not initiators[place + 1]:
            texts[place + 1] = after + texts[place + 1]
            after = ""
        texts[place] = f"{before}{initiator}{core}{PDI}{after}"
