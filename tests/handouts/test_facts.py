"""Reading facts. What is refused, and where, stands in tests/broken/facts."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.facts import hold_dates
from handouts.gathering import Problems
from handouts.library import Library
from handouts.problem import Place


def test_values(library: Library) -> None:
    """Facts of all files come by their ids, as they were written."""
    facts = library.facts()

    assert ["emergency", "lifeline", "poison-help", "samhsa", "law"] == list(facts)
    samhsa = facts["samhsa"]
    assert ("helpline", "National Helpline", "1-800-662-4357") == (samhsa.kind, samhsa.name, samhsa.phone)
    assert ("your ZIP code", "435748", "1-800-487-4889") == (samhsa.sms_word, samhsa.sms_number, samhsa.tty)
    assert ("", "988", "988lifeline.org") == (
        facts["lifeline"].sms_word,
        facts["lifeline"].sms_number,
        facts["lifeline"].web,
    )
    assert (date(2026, 11, 5), date(2027, 2, 3)) == (facts["law"].as_of, facts["law"].expires)
    assert Place("library/facts/legal.yaml", 6, 14) == facts["law"].expires_place


@pytest.mark.parametrize(
    ("today", "expired"),
    [
        (date(2027, 2, 3), []),
        (date(2027, 2, 4), ["law"]),
        (date(2027, 5, 1), ["emergency", "lifeline", "poison-help", "samhsa", "law"]),
    ],
)
def test_dates(library: Library, today: date, expired: list[str]) -> None:
    """A fact holds through the day it expires on, and is a problem at that date from the next day on."""
    problems = Problems()
    facts = library.facts()

    hold_dates(facts, today, problems)

    assert [f"fact '{id_}' expired on {facts[id_].expires}" for id_ in expired] == [
        problem.message for problem in problems.found
    ]
    assert [facts[id_].expires_place for id_ in expired] == [problem.place for problem in problems.found]
