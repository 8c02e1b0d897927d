"""Where lines may end: ICU against Unicode's own test, and the places that are taken away."""

from __future__ import annotations

import gzip
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from icu4py.breakers import LineBreaker

from handouts.inline import Span
from layouts.typesetting.text.breaks import breaks, places
from layouts.typesetting.text.prepare import prepare

TEST = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")
KNOWN_DIFFERENCES = 33  # of 7,654: rules that changed after Unicode 15.0


def pieces(language: str, *spans: Span) -> list[str]:
    """The text cut where lines may end."""
    prepared = prepare(spans, language, "ltr")
    starts = [0, *breaks(prepared, spans, language)]
    return [prepared.text[start:end] for start, end in pairwise(starts)]


def test_line_break_test() -> None:
    """Unicode's LineBreakTest comes out as stated but for the rules that changed since its version."""
    path = next((path for path in (TEST, TEST.with_suffix(".txt.gz")) if path.is_file()), None)
    if path is None:
        pytest.skip("LineBreakTest.txt is not there: install Debian's unicode-data")
    opener = gzip.open if path.suffix == ".gz" else open
    failed = total = 0
    with opener(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            fields = row.partition("#")[0].split()
            if not fields:
                continue
            text = "".join(chr(int(code, 16)) for code in fields[1::2])
            expected = [place for place, mark in enumerate(fields[::2]) if mark == "\u00f7"]
            total += 1
            failed += places(text, "en") != expected
    assert total > 7_500
    assert failed <= KNOWN_DIFFERENCES


def test_places_are_those_of_icu() -> None:
    """Plain text breaks after spaces and slashes, never inside a word with a hyphen, in a no-break space, never before punctuation."""
    expected = ["Call ", "the ", "well-known ", "number ", "at ", "a/", "b ", "(free) ", "no\u00a05, ", "ok!"]
    assert pieces("en-US", Span("Call the well-known number at a/b (free) no\u00a05, ok!")) == expected
    text = "Los opioides \u2014dijo ella\u2014 \u00bfy si no?"
    assert pieces("es-US", Span(text)) == list(LineBreaker(text, "es-US"))


def test_unbroken_spans_are_whole() -> None:
    """No place inside an unbroken span; the ones around it stay, also where a unit could follow the digits."""
    phone = Span("1 800-222 1222", unbroken=True)
    assert pieces("en", Span("Call No "), phone, Span(" g now")) == ["Call ", "No ", "1 800-222 1222 ", "g ", "now"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "take 500 mg or 5 g, not 5 gallons", ["take ", "500 mg ", "or ", "5 g, ", "not ", "5 ", "gallons"]),
        ("es", "el No. 5 y 38 \u00b0C", ["el ", "No. 5 ", "y ", "38 \u00b0C"]),
        ("ru", "я и он в доме, 20 мг", ["я и он ", "в доме, ", "20 мг"]),
        ("pl", "Ala i As z nami", ["Ala ", "i As ", "z nami"]),
        ("en", "I am a cat", ["I ", "am ", "a ", "cat"]),
        ("ko", "\ub3c4\uc6c0\uc774 \ud544\uc694\ud558\uba74", ["\ub3c4\uc6c0\uc774 ", "\ud544\uc694\ud558\uba74"]),
        ("fr", "Vous dormez ? \u00ab Non \u00bb", ["Vous ", "dormez\u202f? ", "\u00ab\u00a0Non\u00a0\u00bb"]),
    ],
)
def test_what_is_read_as_one_is_kept_together(language: str, text: str, expected: list[str]) -> None:
    """A number and its unit, a one-letter word and the next, the syllables of a Korean word stay on one line."""
    assert pieces(language, Span(text)) == expected


@pytest.mark.parametrize("language", ["ja", "zh-Hans", "zh-Hant"])
def test_no_line_starts_with_a_small_kana_or_a_closing_mark(language: str) -> None:
    """Strict rules for Chinese and Japanese: small kana, long marks and closing marks stay with what precedes."""
    text = "\u30ad\u30e3\u30c3\u30c1\u30e5\u30fc\u300c\u3042\u300d\u3002\u3041\u3041\u3001\u30fc\u30fc"
    assert not [
        piece
        for piece in pieces(language, Span(text))
        if piece[0] in "\u30e3\u30c3\u30e5\u30fc\u300d\u3002\u3001\u3041"
    ]


def test_thai_breaks_between_words() -> None:
    """Thai has no spaces: the dictionary finds words, and no piece starts with a mark."""
    found = pieces("th", Span("\u0e21\u0e19\u0e38\u0e29\u0e22\u0e4c\u0e17\u0e31\u0e49\u0e07\u0e2b\u0e25\u0e32\u0e22"))
    assert len(found) >= 2
    assert not [piece for piece in found if unicodedata.category(piece[0]) == "Mn"]
