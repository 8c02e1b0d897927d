"""The content that comes with the program: topics, locales, brands and facts under handouts/."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import handouts
from handouts.edition import words
from handouts.library import Library, Planned

ROOT = Path(handouts.__file__).parent
LIBRARY = Library(ROOT)
PLAN = LIBRARY.plan()
TEXTS = [(slug, tag) for slug in LIBRARY.slugs() for tag in LIBRARY.tags(slug)]


def last_revised() -> date:
    """The day of the newest text, so that these tests say the same on any day."""
    return max(LIBRARY.topic(slug, tag).review.revised for slug, tag in TEXTS)


def test_there_is_content() -> None:
    """What follows looks at something."""
    assert "kratom-withdrawal" in LIBRARY.slugs()
    assert {"am-health-care", "example-clinic"} <= set(LIBRARY.brands())
    assert "en" in LIBRARY.locales()
    assert PLAN


def test_clean() -> None:
    """No file has a problem or a warning on the day the newest text was revised."""
    assert [] == [str(problem) for problem in LIBRARY.check(last_revised())]


@pytest.mark.parametrize("planned", PLAN, ids=lambda each: f"{each.topic}-{each.tag}-{each.brand}-{each.length.word}")
def test_every_edition_can_be_made(planned: Planned) -> None:
    """Each planned edition is made; all its numbers and urgent lines are among its words."""
    edition = LIBRARY.edition(planned.topic, planned.tag, planned.length, planned.brand)

    said = words(edition)
    assert set(edition.urgent_lines) <= set(said)
    assert all(any(phone in text for text in said) for phone in edition.phones[:-1])


@pytest.mark.parametrize("planned", [each for each in PLAN if each.brand == PLAN[0].brand])
def test_lines_in_danger_are_in_every_edition(planned: Planned) -> None:
    """911, 988, Poison Help and the national helpline are printed at every length, in every language."""
    phones = LIBRARY.edition(planned.topic, planned.tag, planned.length, planned.brand).phones

    facts = LIBRARY.facts()
    assert {facts[line].phone for line in ("emergency", "lifeline", "poison-help", "samhsa")} <= set(phones)


@pytest.mark.parametrize("slug", LIBRARY.slugs())
def test_lengths(slug: str) -> None:
    """Each length says clearly more than the one before it."""
    counts = [
        sum(len(text.split()) for text in words(LIBRARY.edition(slug, "en", each.length, each.brand)))
        for each in PLAN
        if (each.topic, each.tag, each.brand) == (slug, "en", PLAN[0].brand)
    ]

    assert 4 == len(counts)
    assert all(long > 1.2 * short for short, long in pairwise(counts))
