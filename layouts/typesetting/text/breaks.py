"""Breaks: where a line may end. In: prepared text, its spans, a language. Out: the ends of its pieces.

The places are ICU's, less those inside unbroken spans and those that would tear what is read as one: a number and its
unit, the parts of a word with a hyphen, a dash and the word before it, a small word and the next (Russian, Ukrainian,
Polish) or the one before (Haitian, Armenian, Russian), the syllables of a Korean word, a number and its counter in
Chinese and Japanese, and words that the caller names (`whole`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from icu4py.breakers import LineBreaker

from handouts.inline import Span
from layouts.typesetting.text.prepare import Prepared
from layouts.typesetting.text.wholewords import found_in, goes_on, stood_in

STRICT = {"ja": "ja-u-lb-strict", "zh": "zh-u-lb-strict", "zh-Hant": "zh-Hant-u-lb-strict"}

UNITS = "mg|mcg|µg|g|kg|ml|mL|dl|dL|l|L|mm|cm|m|km|oz|lb|%|°C|°F|мг|мкг|г|кг|мл|л|мм|см|м|км|թ"  # noqa: RUF001 - Cyrillic is meant
# Each begins with a sign of its own and looks back from there: a search passes over all other characters quickly.
MEASURE = re.compile(
    rf" (?:(?<=\d )(?=(?:{UNITS})(?![^\W_]))|(?=\d)(?:(?<=(?<!\w)(?:No|Nº) )|(?<=(?<!\w)No\. )|(?<=(?<!\w)№ )))"
)
# A dash between two words hangs on the first: at the start of a line it would be taken for speech, or for a list.
DASH = re.compile(" (?=[\u2013\u2014] )")
ONE_LETTER = re.compile(r"(?<!\w)[^\W\d_] ")
ONE_LETTER_LANGUAGES = frozenset(("ru", "uk", "pl"))
# Small words lean on the one before: "doktè m" (my doctor), "pa t" (did not), "նշանակված է" (is prescribed), "те же".
LEANING = {
    "ht": re.compile(r" (?=[aklmntwy](?!\w))"),
    "hy": re.compile(r" (?=է(?!\w))"),
    "ru": re.compile(r" (?=(?:бы?|же?|л[иь])(?!\w))"),
}
# "7-OH", "12-step", "5-7": a weak reader reads half a word as a word.
HYPHENED = re.compile(r"[-\u2013](?:(?<=\w-)(?=\w)|(?<=\d\u2013)(?=\d))")
# Particles, counters and what stands in brackets before them are one word: "크라톰(kratom)은", "7일". This and the next
# are compiled by `re` where first wanted: they are slow to compile, and most languages do without.
HANGUL = "(?<=[^\\s\u200b/])(?=[\uac00-\ud7a3])|(?<=[\uac00-\ud7a3])(?=[\\w(\u201c\u00b7\u318d])"
# "7天", "24時間": a number stays with the first character of what it counts.
COUNTED = "(?<=\\d)(?=[\u3400-\u9fff])"
COUNTED_LANGUAGES = frozenset(("zh", "ja"))


def places(text: str, language: str) -> list[int]:
    """The offsets after which Unicode's algorithm (UAX #14) with the language's dictionary lets a line end."""
    locale = STRICT.get(language) or STRICT.get(language.partition("-")[0]) or language
    return list(accumulate(map(len, LineBreaker(text, locale))))


def breaks(
    prepared: Prepared,
    spans: Sequence[Span],
    language: str,
    keep_with_next: tuple[str, ...] | None = None,
    whole: frozenset[str] = frozenset(),
) -> list[int]:
    """The offsets after which a line may end, ascending; the last one is the end of the text.

    `keep_with_next`: small words that no line ends with, in small letters; None for the language's own rule, which is
    one-letter words in Russian, Ukrainian and Polish. `whole`: words that are never broken inside.
    """
    text = prepared.text
    if not text:
        return []
    plain = language.partition("-")[0]
    words = found_in(text, whole)
    ends = places(text, language)
    bound = {place for start, stop in words for place in range(start + 1, stop)}
    if bound:
        ends = places(stood_in(text, words, ends), language)
        bound.update(stop for _, stop in words if goes_on(text, stop))
    bound.update(match.end() for match in MEASURE.finditer(text))
    bound.update(match.end() for match in DASH.finditer(text))
    if keep_with_next is not None:
        bound.update(match.end() for match in _small(keep_with_next).finditer(text))
    elif plain in ONE_LETTER_LANGUAGES:
        bound.update(match.end() for match in ONE_LETTER.finditer(text))
    if plain in LEANING:
        bound.update(match.end() for match in LEANING[plain].finditer(text))
    if plain == "ko":
        word_goes_on = re.compile(HANGUL)
        bound.update(end for end in ends if word_goes_on.match(text, end))
    if plain in COUNTED_LANGUAGES:
        counts = re.compile(COUNTED)
        bound.update(end for end in ends if counts.match(text, end))
    for number, span in enumerate(spans):
        if span.unbroken:
            start, stop = prepared.starts[number], prepared.starts[number + 1]
            bound.update(range(start + 1, stop))
            bound -= {start, stop + 1}  # a phone is no number that a unit could follow
    bound.update(match.end() for match in HYPHENED.finditer(text))
    bound.discard(len(text))
    return [end for end in ends if end not in bound] if bound else ends


@cache
def _small(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile("(?!)")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))}) ", re.IGNORECASE)
