"""Breaks: where a line may end. In: prepared text, its spans, a language. Out: the ends of its pieces.

The places are ICU's, less those inside unbroken spans and those that would tear what is read as one: a number and its
unit, the parts of a word with a hyphen, a one-letter word and the next (Russian, Ukrainian, Polish), the syllables of
a Korean word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from icu4py.breakers import LineBreaker

from handouts.inline import Span
from layouts.typesetting.text.prepare import Prepared

STRICT = {"ja": "ja-u-lb-strict", "zh": "zh-u-lb-strict", "zh-Hant": "zh-Hant-u-lb-strict"}

UNITS = "mg|mcg|µg|g|kg|ml|mL|dl|dL|l|L|mm|cm|m|km|oz|lb|%|°C|°F|мг|мкг|г|кг|мл|л|мм|см|м|км"  # noqa: RUF001 - Cyrillic is meant
MEASURE = re.compile(rf"(?<=\d) (?=(?:{UNITS})(?![^\W_]))|(?<!\w)(?:No\.?|Nº|№) (?=\d)")
ONE_LETTER = re.compile(r"(?<!\w)[^\W\d_] ")
ONE_LETTER_LANGUAGES = frozenset(("ru", "uk", "pl"))
HYPHENED = re.compile(r"(?<=\w-)(?=\w)")  # "7-OH", "12-step": a weak reader reads half a word as a word
HANGUL = re.compile("(?<=[\uac00-\ud7a3])(?=[\uac00-\ud7a3])")


def places(text: str, language: str) -> list[int]:
    """The offsets after which Unicode's algorithm (UAX #14) with the language's dictionary lets a line end."""
    locale = STRICT.get(language) or STRICT.get(language.partition("-")[0]) or language
    return list(accumulate(map(len, LineBreaker(text, locale))))


def breaks(prepared: Prepared, spans: Sequence[Span], language: str) -> list[int]:
    """The offsets after which a line may end, ascending; the last one is the end of the text."""
    text = prepared.text
    if not text:
        return []
    plain = language.partition("-")[0]
    ends = places(text, language)
    bound = {match.end() for match in MEASURE.finditer(text)}
    bound.update(match.end() for match in HYPHENED.finditer(text))
    if plain in ONE_LETTER_LANGUAGES:
        bound.update(match.end() for match in ONE_LETTER.finditer(text))
    if plain == "ko":
        bound.update(match.end() for match in HANGUL.finditer(text))
    for number, span in enumerate(spans):
        if span.unbroken:
            start, stop = prepared.starts[number], prepared.starts[number + 1]
            bound.update(range(start + 1, stop))
            bound -= {start, stop + 1}  # a phone is no number that a unit could follow
    return [end for end in ends if end not in bound] if bound else ends
