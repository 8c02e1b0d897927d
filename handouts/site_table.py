"""Sites out of a table. In: a CSV file with a header. Out: its `Site`s, or every problem of every row at once.

A place in a table is a row's line and the number of a column; messages name the column. Cells with several values have
a `;` between them.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from handouts.characters import place_in, utf8
from handouts.gathering import Problems, short
from handouts.hours import Hours, hours_in
from handouts.nearest import did_you_mean
from handouts.problem import ContentError, Place
from handouts.site import Site
from handouts.site_rules import BLANKS, COLUMNS, Rules
from handouts.source import bytes_of

MOST_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_LISTED = 10_000  # problems; who has more sees them when these are mended
BETWEEN = ";"

_BROKEN = {
    "unexpected end of data": ("a quote is not closed", 'write a " after the last character of the cell'),
    "',' expected after '\"'": ("text stands behind the quote that ends a cell", 'write "" for a quote within a cell'),
    "field larger": ("a cell is far too long", "is a quote not closed?"),
}

Row = tuple[int, list[str]]


def read_table(path: Path, shown: str, locales: Collection[str]) -> tuple[Site, ...]:
    """The sites of a table. `shown` is the path as the user typed it; logos are looked for beside the file.

    Raises FilesError where it cannot be read, ContentError with every problem of every row.
    """
    return table_of(bytes_of(path, shown, MOST_BYTES, "a CSV file"), shown, path.parent, locales)


def table_of(data: bytes, shown: str, folder: Path, locales: Collection[str]) -> tuple[Site, ...]:
    """The sites of a table's bytes, in the order of the rows. Raises ContentError with every problem found."""
    text = utf8(data, shown, MOST_BYTES)
    problems = Problems()
    if (at := text.find("\0")) >= 0:
        problems.add(place_in(text, at, shown), "a NUL stands in the file: it is no text", "save it as CSV in UTF-8")
        problems.raise_if_any()
    rows = _rows(unicodedata.normalize("NFC", text), shown, problems)
    columns = _header(rows, shown, problems)
    reader = _Cells(columns, shown, Rules(locales, folder, problems))
    sites = []
    for count, (line, cells) in enumerate(rows if columns else (), 1):
        if count > MOST_ROWS or len(problems.found) >= MOST_LISTED:
            message = f"more than {MOST_ROWS:,} sites" if count > MOST_ROWS else "there are more problems below"
            problems.add(Place(shown, line, 1), message, "cut the table into several files")
            break
        if len(cells) != len(columns):
            message = f"this row has {len(cells)} cells, the header has {len(columns)}"
            hint = (
                "a cell that holds a comma stands in quotes"
                if len(cells) > len(columns)
                else "an empty cell has its comma, too"
            )
            problems.add(Place(shown, line, 1), message, hint)
        elif site := reader.site(line, cells):
            sites.append(site)
    if not sites and not problems.found:
        problems.add(Place(shown, 1, 1), "the table has no site", "write a row for each, below the header")
    if problems.found:
        raise ContentError(problems.found)
    return tuple(sites)


def _rows(text: str, shown: str, problems: Problems) -> Iterator[Row]:
    """The rows that are not empty, each with the line it begins on; a problem ends them."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = next((fault for sign, fault in _BROKEN.items() if sign in str(error)), (str(error), ""))
            problems.add(Place(shown, line, 1), *fault)
            return
        if any(cells):
            yield line, cells


def _header(rows: Iterator[Row], shown: str, problems: Problems) -> tuple[str, ...]:
    """The names of the columns as they stand; none where no row can be read by them."""
    line, cells = next(rows, (1, []))
    names = tuple(cell.strip(BLANKS) for cell in cells)
    missing = [name for name in COLUMNS if name not in names]
    for number, name in enumerate(names, 1):
        place = Place(shown, line, number)
        if name not in COLUMNS:
            near = did_you_mean(name.lower(), missing) or f"the columns are: {', '.join(COLUMNS)}"
            hint = near if len(names) > 1 else "write commas between the columns"
            problems.add(place, f"there is no column '{short(name)}'", hint)
        elif names.index(name) != number - 1:
            problems.add(place, f"the column '{name}' is here twice", "delete one of them")
    if "id" in names:
        return names
    if not problems.found or len(names) > 1:
        hint = f"write the names of the columns into the first row: {', '.join(COLUMNS)}"
        problems.add(Place(shown, line, 1), "the header has no column 'id'", hint)
    return ()


class _Cells:
    """The cells of one row after the other, by the names of their columns."""

    def __init__(self, columns: tuple[str, ...], shown: str, rules: Rules) -> None:
        self._columns = {name: number for number, name in enumerate(columns)}
        self._shown = shown
        self._rules = rules
        self._held: dict[tuple[str, str], tuple[str, ...]] = {}  # cells without a fault: many rows have the same

    def site(self, line: int, cells: list[str]) -> Site | None:
        """The site of a row; None where all cells are empty, as spreadsheets leave rows below the last one."""
        row = [cell.strip(BLANKS) for cell in cells]
        if not any(row):
            return None
        rules, logo = self._rules, None
        if name := self._cell("logo", row):
            logo = rules.logo(name, self._place("logo", line))
        id_ = self._cell("id", row)
        if not id_:
            rules.add("id", ("this site has none", "give it one that no other site has"), self._place("id", line))
        return Site(
            place=Place(self._shown, line, 1),
            id=rules.id(id_, self._place("id", line)) if id_ else "",
            name=self._one("name", row, line),
            address=self._many("address", row, line),
            phones=self._many("phones", row, line),
            hours=self._hours(row, line),
            web=self._one("web", row, line),
            locales=self._many("locales", row, line),
            logo=None if logo is None else logo.data,
            logo_kind="" if logo is None else logo.kind,
        )

    def _cell(self, column: str, row: list[str]) -> str:
        number = self._columns.get(column)
        return "" if number is None else row[number]

    def _place(self, column: str, line: int) -> Place:
        return Place(self._shown, line, self._columns[column] + 1)

    def _one(self, column: str, row: list[str], line: int) -> str:
        cell = self._cell(column, row)
        return self._rules.value(column, cell, self._place(column, line)) if cell else ""

    def _many(self, column: str, row: list[str], line: int) -> tuple[str, ...]:
        cell = self._cell(column, row)
        if not cell:
            return ()
        if (column, cell) in self._held:
            return self._held[column, cell]
        place, before = self._place(column, line), len(self._rules.problems.found)
        parts = (part.strip(BLANKS) for part in cell.split(BETWEEN))
        values = self._rules.values(column, ((part, place) for part in parts if part))
        if len(self._rules.problems.found) == before:
            self._held[column, cell] = values
        return values

    def _hours(self, row: list[str], line: int) -> tuple[Hours, ...]:
        kept = []
        for each in self._many("hours", row, line):
            found = hours_in(each)
            if isinstance(found, Hours):
                kept.append(found)
            else:
                self._rules.add("hours", found, self._place("hours", line))
        return tuple(kept)
