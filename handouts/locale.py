"""A locale: the program's own words in one language. In: `locales/<tag>.yaml`. Out: a frozen `Locale`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handouts.problem import Place


@dataclass(frozen=True, kw_only=True)
class Locale:
    """Phrases and habits of setting for one BCP 47 tag. Script and direction follow from the tag, they are not listed."""

    place: Place
    tag: str  # the file's name, "en", "es"
    language: str  # the tag written into PDFs, "en-US", "es-US"
    script: str  # ISO 15924, "Latn"
    direction: str  # "ltr" or "rtl"
    name: str  # the language's own name, "Español"
    english_name: str
    leading: float  # baseline distance over type size
    size: float  # factor on type sizes
    phrases: Mapping[str, str]
    pictures: Mapping[str, str]  # drawing name -> what it shows, in words
    months: tuple[str, ...]
    date_pattern: str  # "{month} {day}, {year}"
    list_pattern: tuple[str, str]  # between items, before the last: (", ", " and ")

    def phrase(self, key: str, **values: object) -> str:
        """The phrase with its values set in. Raises KeyError for a key no locale has (a fault of ours)."""
        return self.phrases[key].format(**values)

    def date(self, day: date) -> str:
        """A date as this language writes it."""
        return self.date_pattern.format(day=day.day, month=self.months[day.month - 1], year=day.year)
