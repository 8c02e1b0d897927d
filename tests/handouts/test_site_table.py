"""Tables of sites: what a row says is what the site says, whatever bytes a table has."""

from __future__ import annotations

import csv
import io
import time
import unicodedata
from itertools import islice, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.hours import Hours
from handouts.problem import ContentError, FilesError, Place
from handouts.site import Site
from handouts.site_rules import COLUMNS, MOST_CHARACTERS
from handouts.site_table import MOST_ROWS, read_table, table_of

HOSTILE = settings.get_profile("hostile")
LOCALES = ("en", "es", "zh-Hans")
HERE = Path(__file__).parent
NORTH = """\
id,name,address,phones,hours,web,locales,logo
north,"Clinic, North",1 Main Street; Anytown,202-555-0142; (202) 555-0143,Monday-friday 9:00-17:00;saturday 10:00 \u2013 14:00,https://www.example.org/n,en; zh-Hans,
"""


def read(text: str | bytes, folder: Path = HERE) -> tuple[Site, ...]:
    """The sites of a table."""
    return table_of(text if isinstance(text, bytes) else text.encode(), "x.csv", folder, LOCALES)


def said(text: str | bytes, folder: Path = HERE) -> list[str]:
    """What is wrong with a table."""
    with pytest.raises(ContentError) as caught:
        read(text, folder)
    return [f"{each.place.line}:{each.place.column} {each.message}" for each in caught.value.problems]


def test_a_row_is_a_site() -> None:
    """Every column comes to its field, values apart where they are several."""
    assert (
        Site(
            place=Place("x.csv", 2, 1),
            id="north",
            name="Clinic, North",
            address=("1 Main Street", "Anytown"),
            phones=("202-555-0142", "(202) 555-0143"),
            hours=(Hours(0, 4, "9:00", "17:00"), Hours(5, 5, "10:00", "14:00")),
            web="https://www.example.org/n",
            locales=("en", "zh-Hans"),
        ),
    ) == read(NORTH)


def test_an_id_is_enough() -> None:
    """The other columns may be missing, or empty, in any order."""
    few = read("id\nnorth\nsouth\n")

    assert [("north", 2), ("south", 3)] == [(site.id, site.place.line) for site in few]
    assert all(site == Site(place=site.place, id=site.id) for site in few)
    assert (Site(place=Place("x.csv", 2, 1), id="north"),) == read("web,locales,id,hours,phones\n,,north,,\n")


@pytest.mark.parametrize(
    "data",
    [
        NORTH.encode("utf-8-sig"),
        NORTH.replace("\n", "\r\n").encode(),
        NORTH.replace("\n", "\r").encode(),
        NORTH.rstrip("\n").encode(),
        (NORTH + "\n\n,,,,,,,\n").encode(),
        NORTH.replace("north,", '" north ",', 1).encode(),
    ],
    ids=["mark", "crlf", "cr", "no-end", "empty-rows", "blanks"],
)
def test_how_spreadsheets_write(data: bytes) -> None:
    """A byte order mark, line ends of any kind, empty rows and blanks around values change nothing."""
    (expected,) = read(NORTH)

    assert (expected,) == read(data)


def test_lines_are_those_of_the_file() -> None:
    """A quoted cell over several lines does not shift the places of the rows below it."""
    table = 'id,name\nnorth,"a\nb\nc"\n\nsouth,=x\n'

    assert [
        "2:2 name: a tab or a line break stands in it",
        "6:2 name: '=x' begins as a formula of a spreadsheet does",
    ] == said(table)


def test_text_is_composed() -> None:
    """A letter with its accent apart is the letter with its accent."""
    assert "Caf\u00e9" == read("id,name\nnorth,Cafe\u0301\n")[0].name


def test_a_logo_beside_the_table(tmp_path: Path) -> None:
    """A picture is read by the rules of a brand's logo; a file that breaks them is told at the cell."""
    png = b"\x89PNG\r\n\x1a\n" + bytes(20)
    (tmp_path / "north.png").write_bytes(png)
    (tmp_path / "bad.svg").write_bytes(png)
    (tmp_path / "folder.png").mkdir()

    first, second = read("id,logo\nnorth,north.png\nsouth,north.png\n", tmp_path)

    assert (png, "png") == (first.logo, first.logo_kind)
    assert first.logo is second.logo
    assert [
        "2:2 logo: this file holds a picture in PNG, not what its name says",
        "3:2 logo: there is no file 'folder.png'",
    ] == said("id,logo\nnorth,bad.svg\nsouth,folder.png\n", tmp_path)


def test_paths_are_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem names the table as the user did; what cannot be opened is an error of files."""
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("id\nA\n")
    Path("y.csv").mkdir()

    with pytest.raises(ContentError) as caught:
        read_table(Path("x.csv"), "./x.csv", LOCALES)
    assert "./x.csv" == caught.value.problems[0].place.path
    for name in ("y.csv", "z.csv"):
        with pytest.raises(FilesError, match=name):
            read_table(Path(name), name, LOCALES)


def test_too_many_sites() -> None:
    """A table of more rows than are read is refused at the first row too many."""
    ids = map("".join, product("abcdefghij", repeat=6))
    table = "id\n" + "\n".join(islice(ids, MOST_ROWS + 5))

    assert [f"{MOST_ROWS + 2}:1 more than 100,000 sites"] == said(table)


def table_of_many(count: int) -> str:
    """A table of that many sites, all with different values in all columns but the logo."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for number in range(count):
        phones = f"202-555-{number % 10_000:04}; 303-555-{number % 10_000:04}"
        hours = f"monday-friday {number % 12}:{number % 60:02}-17:00; saturday 10:00-14:00"
        address = f"{number} Main Street; Town, {number % 50}; Anystate"
        web = f"https://www.example.org/{number}"
        rows.writerow((f"site-{number}", f"Clinic, No. {number}", address, phones, hours, web, "en; es", ""))
    return file.getvalue()


def test_ten_thousand_rows() -> None:
    """Ten thousand sites are ordinary: each is read whole, in about the time a page takes."""
    start = time.process_time()
    sites = read(table_of_many(10_000))
    took = time.process_time() - start

    assert 10_000 == len(sites)
    assert {f"site-{number}": number + 2 for number in range(10_000)} == {each.id: each.place.line for each in sites}
    assert ("777 Main Street", "Town, 27", "Anystate") == sites[777].address
    assert took < 3.0  # a slow machine of a CI service; a tenth of it elsewhere


def test_every_row_that_is_wrong_is_told() -> None:
    """A mistake in each of a thousand rows is told a thousand times, each at its line and column."""
    table = "name,id,web\n" + "".join(f"A,site-{number},http://x.org\n" for number in range(1_000))

    assert [f"{line}:3" for line in range(2, 1_002)] == [each.partition(" ")[0] for each in said(table)]


PLAIN = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "Zs"), include_characters=",\"'.&/()"), min_size=1, max_size=30
).filter(lambda text: text.strip() and text.strip(" \u00a0\u3000")[0] not in "=+-@\t\r\"'")


@given(st.lists(PLAIN, min_size=1, max_size=5))
def test_names_come_back(names: list[str]) -> None:
    """Whatever name a writer of CSV writes is the name that is read, but for blanks around it and composition."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(("id", "name"))
    rows.writerows((f"s{number}", name) for number, name in enumerate(names))

    wanted = [unicodedata.normalize("NFC", name).strip(" \u00a0\u3000") for name in names]
    assert wanted == [site.name for site in read(file.getvalue())]


def hold(data: bytes) -> None:
    """A table gives sites that keep to the rules, or problems with places in it; nothing else is raised."""
    try:
        sites = read(data)
    except ContentError as error:
        for problem in error.problems:
            assert "x.csv" == problem.place.path
            assert 1 <= problem.place.line <= data.count(b"\n") + data.count(b"\r") + 1
            assert problem.message.isprintable()
            assert problem.hint.isprintable()
        return
    assert sites
    assert len(sites) == len({site.id.casefold() for site in sites})
    for site in sites:
        values = (site.name, *site.address, *site.phones, site.web)
        assert all(len(value) <= MOST_CHARACTERS for value in values)
        assert not [value for value in values if value[:1] in tuple("=+-@\t\r")]
        assert set(site.locales) <= set(LOCALES)


@HOSTILE
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Bytes that nobody typed, alone and below a header."""
    hold(data)
    hold(b"id,name,phones\n" + data)


CELLS = st.sampled_from(
    ["north", "South", "", " ", '"', '""', "=1", "202-555-0142", "+1-202-555-0142", "en;es", ";;", "monday 9:00-17:00",
     "https://x.org", "x.png", "\u202e", "\u2066", "\r", "\n", "\t", "\0", "con", ";".join("a" * 600), "a" * 501, *COLUMNS]
)  # fmt: skip


@HOSTILE
@given(st.lists(st.lists(CELLS, max_size=9), max_size=6))
def test_any_cells(rows: list[list[str]]) -> None:
    """Cells that mean something to the reader, in any order and number."""
    hold("\n".join(",".join(row) for row in rows).encode("utf-8", "surrogatepass"))
    hold("\n".join([",".join(COLUMNS), *(",".join(row) for row in rows)]).encode())
