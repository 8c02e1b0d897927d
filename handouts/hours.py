"""Opening hours as data, so that every language can say them. In: a list of hours, or a line. Out: rows; words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from handouts.fields import Fields, text_of
from handouts.gathering import Problems, short
from handouts.inline import Span, Words
from handouts.locale import Locale
from handouts.nearest import did_you_mean
from handouts.problem import Place

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BETWEEN = " \u00b7 "
_TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_SAMPLE = 'write it as in {days: [monday, friday], opens: "9:00", closes: "17:00"}'
_LINE = (  # compiled by `re` where first wanted
    r"(?P<first>[^\W\d_]+)(?: ?[-\u2013] ?(?P<last>[^\W\d_]+))? +"
    rf"(?P<opens>{_TIME}) ?[-\u2013] ?(?P<closes>{_TIME})"
)
_LINE_SAMPLE = "write it as in monday-friday 9:00-17:00"


class Hours(Struct, frozen=True):
    """The days from `first` to `last` (0: Monday), and when the doors are open then: "9:00", "17:00"."""

    first: int
    last: int
    opens: str
    closes: str


def hours_of(brand: Fields, problems: Problems) -> tuple[Hours, ...]:
    """The rows of a brand's `hours`; every problem is added to `problems`."""
    rows = (Fields(node, "row of hours", problems) for node in brand.items("hours", optional=True))
    return tuple(row for row in map(_row, rows) if row is not None)


@lru_cache(maxsize=4096)
def hours_in(line: str) -> Hours | tuple[str, str]:
    """The hours of a line such as `monday-friday 9:00-17:00`; else a message and a hint."""
    found = re.fullmatch(_LINE, line)
    if found is None:
        return f"'{short(line)}' cannot be read as hours", _LINE_SAMPLE
    first = found["first"].lower()
    days = (first, (found["last"] or first).lower())
    for day in days:
        if day not in DAYS:
            return f"there is no day '{short(day)}'", did_you_mean(day, DAYS) or _LINE_SAMPLE
    return Hours(DAYS.index(days[0]), DAYS.index(days[1]), found["opens"], found["closes"])


def said(hours: Iterable[Hours], locale: Locale, place: Place) -> tuple[Words, ...]:
    """The hours with the language's names of days, a row a line. Times are written as on doors in the United States."""
    return tuple(
        Words(
            place,
            (
                Span("\u2013".join(dict.fromkeys((locale.weekdays[each.first], locale.weekdays[each.last]))) + BETWEEN),
                Span(f"{_clock(each.opens)}\u2013{_clock(each.closes)}", unbroken=True),
            ),
        )
        for each in hours
    )


def _row(fields: Fields) -> Hours | None:
    days = [_day(fields, text_of(node, fields.problems), node.place) for node in fields.items("days")]
    if len(days) not in (0, 1, 2):
        fields.problems.add(fields.place_of("days"), f"{len(days)} days in a row of hours", _SAMPLE)
    opens, closes = (fields.text(key, pattern=_TIME, hint=_SAMPLE) for key in ("opens", "closes"))
    fields.done()
    if not days or None in days or not opens or not closes:
        return None
    first, last = days[0], days[-1]
    assert first is not None
    assert last is not None
    return Hours(first, last, opens, closes)


def _day(fields: Fields, name: str, place: Place) -> int | None:
    if name in DAYS:
        return DAYS.index(name)
    if name:
        fields.problems.add(place, f"there is no day '{name}'", did_you_mean(name, DAYS) or _SAMPLE)
    return None


def _clock(time: str) -> str:
    hour, minute = map(int, re.split(":", time))
    return f"{hour % 12 or 12}:{minute:02} {'am' if hour < 12 else 'pm'}"
