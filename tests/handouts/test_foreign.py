"""Latin runs in texts of another script: what is tagged as English, and what is left alone."""

from __future__ import annotations

import pytest

from handouts.foreign import tagged
from handouts.inline import Placeholder, Span, Words
from handouts.problem import Place

PLACE = Place("ar.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("خذ 7-OH وSAMHSA 5 من", ["7-OH", "SAMHSA"]),
        ("نالوكسون (Narcan). FDA", ["Narcan", "FDA"]),
        ("National Institute on Drug Abuse (NIDA), Kratom (без даты).", ["National Institute on Drug Abuse (NIDA), Kratom"]),
        ("Palamar JJ, American Journal of Preventive Medicine, 2021 (сколько)", ["Palamar JJ, American Journal of Preventive Medicine"]),
        ("服用7-OH后", ["7-OH"]),
        ("SMART Recovery, Kratom Anonymous и 12-step.", ["SMART Recovery, Kratom Anonymous", "12-step"]),
        ("«Harm Reduction» и 2018", ["Harm Reduction"]),
        ("من 5 إلى 7, 1-800-222-1222", []),
        ("только кириллица", []),
    ],
)  # fmt: skip
def test_runs(text: str, runs: list[str]) -> None:
    """A run begins and ends with a word of Latin letters, without the punctuation around it; nothing is lost."""
    found = tagged(Words(PLACE, (Span(text),)), "Cyrl")

    assert runs == [piece.text for piece in found.pieces if isinstance(piece, Span) and piece.lang == "en"]
    assert text == "".join(piece.text for piece in found.pieces if isinstance(piece, Span))


def test_latin_texts_are_left_alone() -> None:
    """In a language of Latin script no run can be told from the text."""
    words = Words(PLACE, (Span("Tome SAMHSA"),))

    assert words is tagged(words, "Latn")


def test_what_has_a_language_or_is_a_number_stays_whole() -> None:
    """A run that was marked, an address, a number to call and a hole are not cut again; strong text stays strong."""
    pieces = (
        Span("Poison Help", lang="es"), Span("988lifeline.org", unbroken=True), Placeholder("phone", "x", PLACE),
        Span("и FDA", strong=True),
    )  # fmt: skip

    found = tagged(Words(PLACE, pieces), "Cyrl")

    assert (*pieces[:3], Span("и ", strong=True), Span("FDA", strong=True, lang="en")) == found.pieces
