"""Reading a locale. What is refused, and where, stands in tests/broken/locale."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.library import Library
from handouts.locale import Locale
from handouts.phrases import PHRASES, names_in


def test_values(library: Library) -> None:
    """A locale comes as it was written; script and direction follow from its tag."""
    spanish = library.locale("es")

    assert ("es", "es-US", "Latn", "ltr") == (spanish.tag, spanish.language, spanish.script, spanish.direction)
    assert ("Español", "Spanish", 1.4, 1.0) == (spanish.name, spanish.english_name, spanish.leading, spanish.size)
    assert (", ", " y ") == spanish.list_pattern
    assert "Una ramita" == spanish.pictures["leaf"]


@pytest.mark.parametrize(("tag", "expected"), [("en", "March 5, 2027"), ("es", "5 de marzo de 2027")])
def test_dates(library: Library, tag: str, expected: str) -> None:
    """A date is written as the language writes it, without a leading zero."""
    assert expected == library.locale(tag).date(date(2027, 3, 5))


def test_phrases(english: Locale) -> None:
    """A phrase comes with its values set in."""
    assert "Page 2 of 7" == english.phrase("page_of", number=2, count=7)


def test_every_needed_phrase_can_be_said(library: Library) -> None:
    """Each phrase the program needs, with the names it needs, is there in each locale."""
    for tag in library.locales():
        locale = library.locale(tag)
        for key, names in PHRASES.items():
            assert "{" not in locale.phrase(key, **dict.fromkeys(names, "x"))


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Page {number} of {count}", frozenset({"number", "count"})),
        ("Nothing", frozenset()),
        ("A { brace", None),
        ("{0}", None),
        ("{}", None),
        ("{number!r}", None),
        ("{{number}}", None),
    ],
)
def test_names_in(phrase: str, names: frozenset[str] | None) -> None:
    """Only plain names stand in braces; anything else that `format` would take is refused."""
    assert names == names_in(phrase)
