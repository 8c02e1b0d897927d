"""What may stand in each column of a site. In: values as they were typed, with their places. Out: those that hold.

Both readers of sites, YAML and CSV, keep to these rules, so that a list can move from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from handouts.brand import WEB, WEB_SAMPLE
from handouts.characters import check_decoded
from handouts.gathering import Problems, short
from handouts.logo import KINDS, Logo, picture_of
from handouts.nearest import did_you_mean
from handouts.problem import Place
from handouts.reading import ID_HINT
from handouts.telephone import SAMPLE, is_us_number

COLUMNS = ("id", "name", "address", "phones", "hours", "web", "locales", "logo")
MOST_CHARACTERS = 500  # of one value
LONGEST_ID = 60  # it stands in a file name beside layout, paper and copy
BLANKS = " \u00a0\u3000"

# A spreadsheet may run what begins so, the full-width forms too.
_FORMULA = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
# Compiled by `re` where first wanted: most brands have no sites.
_ID = r"[a-z0-9]+([-_]+[a-z0-9]+)*"
_DEVICE = r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])"
_FILE = r"\w[\w .()-]*"

Fault = tuple[str, str]  # message and hint


class Rules:
    """Holds the values of one list of sites, and remembers which ids it gives. Problems name the column."""

    def __init__(self, locales: Collection[str], folder: Path, problems: Problems) -> None:
        """`locales`: the tags there are. `folder`: where the files of logos are."""
        self.problems = problems
        self._locales = frozenset(locales)
        self._folder = folder
        self._ids: dict[str, Place] = {}
        self._logos: dict[str, tuple[Logo | None, Problems]] = {}

    def value(self, column: str, value: str, place: Place) -> str:
        """The value of a column that has one, which is not empty; "" after a problem."""
        fault = fault_in(column, value, self._locales)
        if fault is None:
            return value
        self.add(column, fault, place)
        return ""

    def values(self, column: str, values: Iterable[tuple[str, Place]]) -> tuple[str, ...]:
        """The values of a column that may have several; those with a problem are left out."""
        kept: list[str] = []
        for value, place in values:
            if value in kept:
                self.add(column, (f"'{short(value)}' is here twice", "delete one of them"), place)
            elif self.value(column, value, place):
                kept.append(value)
        return tuple(kept)

    def id(self, value: str, place: Place) -> str:
        """A site's id, which no other site of the list has, in whatever letters; "" after a problem."""
        first = self._ids.setdefault(value.casefold(), place)
        if first is not place:
            self.add("id", (f"'{short(value)}' is here twice", f"it is on line {first.line} too; take another"), place)
        return self.value("id", value, place)

    def logo(self, name: str, place: Place) -> Logo | None:
        """The picture in a file of this name, each read once; None after a problem."""
        if not self.value("logo", name, place):
            return None
        if name not in self._logos:
            found = Problems()
            path = self._folder / name
            if path.is_file():
                self._logos[name] = picture_of(path, name, found), found
            else:
                found.add(place, f"there is no file '{short(name)}'", "put the picture beside the list of sites")
                self._logos[name] = None, found
        logo, found = self._logos[name]
        for problem in found.found:
            self.add("logo", (problem.message, problem.hint), place)
        return logo

    def add(self, column: str, fault: Fault, place: Place) -> None:
        """Note what is wrong with a value of a column."""
        self.problems.add(place, f"{column}: {fault[0]}", fault[1])


def fault_in(column: str, value: str, locales: Collection[str]) -> Fault | None:
    """What is wrong with one value of a column, without blanks around it; None where it holds."""
    if value[:1] in _FORMULA:
        plus = column == "phones" and value[0] in "+\uff0b"
        hint = "write it without the plus, as in 202-555-0142" if plus else "begin it with a letter or a digit"
        return f"'{short(value)}' begins as a formula of a spreadsheet does", hint
    if len(value) > MOST_CHARACTERS:
        return f"{len(value):,} characters, {MOST_CHARACTERS} at most", "make it shorter"
    if not value.isprintable() and (fault := _unprintable(value)):
        return fault
    match column:
        case "id":
            return _fault_in_id(value)
        case "phones" if not is_us_number(value):
            return f"'{short(value)}' is not a telephone number of the United States", SAMPLE
        case "web" if not re.fullmatch(WEB, value, re.ASCII):
            return f"'{short(value)}' is not a web address that begins with https://", WEB_SAMPLE
        case "locales" if value not in locales:
            listed = f"there are: {', '.join(sorted(locales))}"
            return f"there is no locale '{short(value)}'", did_you_mean(value, locales) or listed
        case "logo" if not re.fullmatch(_FILE, value):
            return f"'{short(value)}' is not the name of a file", "write the file's name alone, without its folder"
        case "logo" if Path(value).suffix.lower() not in KINDS:
            return "a logo of this kind cannot be drawn", "save it as PNG, JPEG or SVG"
    return None


def _fault_in_id(value: str) -> Fault | None:
    if len(value) > LONGEST_ID or not re.fullmatch(_ID, value, re.ASCII):
        return f"'{short(value)}' cannot be part of a file's name", ID_HINT
    if re.fullmatch(_DEVICE, value, re.ASCII):
        return f"'{value}' is a device on Windows, not a file's name", f"take another, as in {value}-1"
    return None


def _unprintable(value: str) -> Fault | None:
    if any(sign in value for sign in "\t\r\n"):
        hint = "write it on one line; where there may be several values, put ; between them"
        return "a tab or a line break stands in it", hint
    problems = Problems()
    check_decoded(value, Place(""), problems)
    return next(((each.message, each.hint) for each in problems.found), None)
