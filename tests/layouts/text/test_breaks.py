"""Where lines may end: what ICU says, and the places that are taken away."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from icu4py.breakers import LineBreaker

from handouts.inline import Span
from layouts.typesetting.text.breaks import breaks
from layouts.typesetting.text.prepare import prepare


def pieces(language: str, *spans: Span, **habits: Any) -> list[str]:
    """The text cut where lines may end."""
    prepared = prepare(spans, language, "ltr")
    starts = [0, *breaks(prepared, spans, language, **habits)]
    return [prepared.text[start:end] for start, end in pairwise(starts)]


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
        (
            "ko",
            "크라톰(kratom)은 7일 3–5일 낮·밤, 911에 전화/문자",
            ["크라톰(kratom)은 ", "7일 ", "3–5일 ", "낮·밤, ", "911에 ", "전화/", "문자"],
        ),
        ("zh-Hans", "24小时,每天5-7次", ["24小", "时,", "每", "天", "5-7次"]),
        ("ja", "7日間、7-OHは", ["7日", "間、", "7-OH", "は"]),
        ("en", "5–7 days", ["5–7 ", "days"]),
        ("ru", "Кратом — это лист", ["Кратом — ", "это ", "лист"]),
        ("en", "one – two 5 – 7 days", ["one – ", "two ", "5 – ", "7 ", "days"]),
        ("hy", "2026 թ. մայիսի 1", ["2026 թ. ", "մայիսի ", "1"]),
        ("ru", "там же, если бы лишь желание", ["там же, ", "если бы ", "лишь ", "желание"]),
        ("hy", "Դա է պլանը, նշանակված է։ Ի՞նչ էր", ["Դա է ", "պլանը, ", "նշանակված է։ ", "Ի՞նչ ", "էր"]),
        (
            "ht",
            "Mande doktè m, men pa t jwenn li. Jou a w pran l. M ap dòmi",
            ["Mande ", "doktè m, ", "men ", "pa t ", "jwenn ", "li. ", "Jou a w ", "pran l. ", "M ", "ap ", "dòmi"],
        ),
        ("en", "pick a t shirt", ["pick ", "a ", "t ", "shirt"]),
        ("fr", "Vous dormez ? \u00ab Non \u00bb", ["Vous ", "dormez\u202f? ", "\u00ab\u00a0Non\u00a0\u00bb"]),
    ],
)
def test_what_is_read_as_one_is_kept_together(language: str, text: str, expected: list[str]) -> None:
    """A number and its unit, a dash and the word before, a small word and its neighbour, the syllables of a Korean word stay on one line."""
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


def test_small_words_stay_with_the_next() -> None:
    """The words that a locale names end no line, whatever their case; naming none takes the language's own rule away."""
    small = ("à", "de", "y")
    assert pieces("es", Span("De vez a vez y no"), keep_with_next=small) == ["De vez ", "a ", "vez ", "y no"]
    assert pieces("fr", Span("là à côté, y-a de"), keep_with_next=small) == ["là ", "à côté, ", "y-a ", "de"]
    assert pieces("ru", Span("я и он"), keep_with_next=()) == ["я ", "и ", "он"]
    assert pieces("ru", Span("я и он")) == ["я и он"]


THAI = frozenset(("โอปิออยด์", "นาล็อกโซน", "ยา"))


def test_a_named_word_is_whole_in_thai() -> None:
    """A loanword that the dictionary tears is one piece, and so are the words beside it and the sign of repetition."""
    text = "ยาโอปิออยด์และนาล็อกโซน (โอปิออยด์) โอปิออยด์ๆ"
    assert "โอ" in pieces("th", Span(text))
    found = pieces("th", Span(text), whole=THAI)
    assert found == ["ยา", "โอปิออยด์", "และ", "นาล็อกโซน ", "(โอปิออยด์) ", "โอปิออยด์ๆ"]


def test_a_named_word_is_not_seen_in_others() -> None:
    """A short name at the start of a longer word, and one that a mark makes another of, change nothing."""
    text = "ยากที่จะเข้าใจ น้ำยา ยาๆ"
    assert pieces("th", Span(text), whole=THAI) == pieces("th", Span(text))
    assert pieces("km", Span("ក្រតាំជាថ្នាំ"), whole=frozenset(("ក្រត",))) == pieces("km", Span("ក្រតាំជាថ្នាំ"))


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("km", "ថ្នាំក្រតាំជាថ្នាំដែលអាចធ្វើឱ្យញៀន", "ក្រតាំ"),
        ("lo", "ຢາໂອປິອອຍເຮັດໃຫ້ຕິດໄດ້", "ໂອປິອອຍ"),
        ("zh-Hans", "卡痛叶会上瘾", "卡痛叶"),
        ("en", "one and/or two", "and/or"),
    ],
)
def test_a_named_word_is_whole_elsewhere(language: str, text: str, word: str) -> None:
    """Without a joiner in the text, Khmer, Lao, Chinese and English words stay whole, and others part as before."""
    found = pieces(language, Span(text), whole=frozenset((word,)))
    assert word not in [piece.strip() for piece in pieces(language, Span(text))]
    assert word in [piece.strip() for piece in found]
    assert len(found) > 2


def test_an_ending_after_a_number_stays_with_it() -> None:
    """A hyphen behind a number to call ties the ending of a word to it, as Armenian writes it."""
    spans = [Span("988", unbroken=True), Span("-ը և")]
    prepared = prepare(spans, "hy", "ltr")

    assert [6, 7] == breaks(prepared, spans, "hy")
