"""Preparing: one normal form, spaces of the language, isolates in right-to-left text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.inline import Span
from layouts.typesetting.text.prepare import prepare

PHONE = Span("1-800-222-1222", unbroken=True)


@settings(derandomize=True)
@given(st.lists(st.text(max_size=20), max_size=5))
def test_every_span_is_in_normal_form_at_its_place(texts: list[str]) -> None:
    """Each span's part of the text is its own text in form C."""
    prepared = prepare([Span(text) for text in texts], "en", "ltr")
    found = [prepared.text[start:end] for start, end in zip(prepared.starts, prepared.starts[1:], strict=False)]
    assert found == [unicodedata.normalize("NFC", text) for text in texts]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "Quoi\u202f? Oui\u202f; l\u00e0\u00a0: \u00ab\u00a0non\u00a0\u00bb\u202f!"),
        ("fr-CA", "Quoi ? Oui ; l\u00e0 : \u00ab non \u00bb !"),
        ("es", "Quoi ? Oui ; l\u00e0 : \u00ab non \u00bb !"),
    ],
)
def test_french_spaces(language: str, expected: str) -> None:
    """France sets narrow and full no-break spaces where the writer typed a space; nobody else's spaces change."""
    assert prepare([Span("Quoi ? Oui ; l\u00e0 : \u00ab non \u00bb !")], language, "ltr").text == expected


def test_islands_in_right_to_left_text_are_isolated() -> None:
    """Phones stand in a left-to-right isolate, runs of another language in one that goes by its first letter."""
    spans = [Span("\u0627"), PHONE, Span("naloxone", lang="en")]
    prepared = prepare(spans, "ar", "rtl")
    assert prepared.text == "\u0627\u20661-800-222-1222\u2069\u2068naloxone\u2069"
    assert prepared.starts == (0, 1, 17, 27)
    assert prepare(spans, "ar", "ltr").text == "\u06271-800-222-1222naloxone"


def test_spaces_stay_outside_of_isolates() -> None:
    """Spaces at the ends of a run of another language stand outside its isolate, with a neighbour that is in none."""
    spans = [Span("\u0627"), Span(" 500 mg ", lang="en"), Span("\u0627"), Span("Xanax ", lang="en"), PHONE]
    prepared = prepare(spans, "ar", "rtl")
    assert prepared.text == "\u0627 \u2068500 mg\u2069 \u0627\u2068Xanax\u2069 \u20661-800-222-1222\u2069"
    assert prepared.starts == (0, 2, 10, 12, 20, 36)
    assert prepare([Span(" ", lang="en")], "ar", "rtl").text == " "
