"""Standing orders: a run file, and options that narrow it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from handouts.problem import ContentError, UsageError
from press.orders import Wish
from press.standing import LISTS, narrowed, standing
from press.verify import verify
from tests.program.typed import DAY, ROOT, said

WEEKLY = """
brands: [clinic]
topics: [stopping]
layouts: [card, flyer]
locales: [es, en]
papers: [a4]
copies: [screen]
sites: places/sites.csv
out: out/weekly
discreet: false
release: true
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a run file and its table."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    Path("runs/places").mkdir(parents=True)
    Path("runs/weekly.yaml").write_text(WEEKLY)
    Path("runs/places/sites.csv").write_text("id,phones\nnorth,202-555-0143\nsouth,202-555-0144\n")


def test_what_a_file_says() -> None:
    """Every key should be read into the wish, the table's path from the file's folder."""
    found = standing("weekly")

    wish = Wish(
        brands=("clinic",),
        topics=("stopping",),
        layouts=("card", "flyer"),
        locales=("es", "en"),
        papers=("a4",),
        copies=("screen",),
        tables=(Path("runs/places/sites.csv"),),
    )
    assert (wish, Path("out/weekly"), True) == (found.wish, found.out, found.release)


def test_what_is_left_out_is_as_without_the_option() -> None:
    """A file with one list should leave everything else open."""
    Path("runs/cards.yaml").write_text("layouts: [card]\n")

    found = standing("cards")

    assert (Wish(layouts=("card",)), None, False) == (found.wish, found.out, found.release)


def test_options_narrow() -> None:
    """Names of a list should narrow it, lists that are left out be open to any name, flags add up."""
    found = standing("weekly")

    wish = narrowed(found, Wish(layouts=("flyer",), sites=("north",), discreet=True))

    assert replace(found.wish, layouts=("flyer",), sites=("north",), discreet=True) == wish


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        (Wish(layouts=("booklet",)), "--layout"),
        (Wish(locales=("en", "ru")), "--locale"),
        (Wish(copies=("office",)), "--for"),
        (Wish(tables=(Path("x.csv"),)), "--sites"),
    ],
)
def test_options_that_contradict(wish: Wish, place: str) -> None:
    """A name that the file does not list, and another table, should be refused at the option."""
    with pytest.raises(UsageError, match="weekly") as caught:
        narrowed(standing("weekly"), wish)

    assert [place] == [problem.place.path for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["weakly", "../weekly", "weekly.yaml", "", "a\x1bb"])
def test_a_run_that_is_not_there(name: str) -> None:
    """Only files of the folder should be found, and the nearest be named."""
    with pytest.raises(UsageError, match="weekly"):
        standing(name)


def test_a_folder_without_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a folder of runs it should be said how to begin."""
    (tmp_path / "bare").mkdir()
    monkeypatch.chdir(tmp_path / "bare")

    with pytest.raises(UsageError, match=r"write runs/NAME\.yaml first"):
        standing("weekly")


def test_built_by_its_name() -> None:
    """`build --run` should make what the file lists, into its folder or the one that is named, and keep it next time."""
    first = said("build", "--run", "weekly", "--json")
    again = said("build", "--run", "weekly")
    narrow = json.loads(
        said("build", "--run", "weekly", "--site", "south", "--out", "other", "--dry-run", "--json").stdout
    )

    assert 0 == first.exit_code, first.output
    assert {"north", "south"} == {each["site"] for each in json.loads(first.stdout)["made"]}
    assert (8, []) == verify(Path("out/weekly"))
    assert "0 made, 8 kept" in again.stdout
    assert {"south"} == {each["site"] for each in narrow["orders"]}
    assert not Path("other").exists()


def test_names_that_are_not_there_are_told_at_their_place() -> None:
    """A layout that nobody wrote should be told at the line of the file, one that is typed at its option."""
    Path("runs/odd.yaml").write_text("brands: [clinic]\nlayouts: [trifolt]\n")

    in_file = said("build", "--run", "odd")
    typed = said("build", "--run", "odd", "--layout", "trifolt", "--topic", "stoping")

    assert (1, "runs/odd.yaml:2:1: there is no layout named 'trifolt'") == (
        in_file.exit_code,
        in_file.stderr.split("\n")[0],
    )
    assert "--topic: there is no topic named 'stoping'" in typed.stderr


def test_a_bad_file_is_a_content_error() -> None:
    """Every problem of the file should be told, with its place, and end with 2."""
    Path("runs/bad.yaml").write_text("layuts: [card]\ncopies: [pres]\n")

    with pytest.raises(ContentError) as caught:
        standing("bad")

    assert 2 == len(caught.value.problems)
    assert 2 == said("build", "--run", "bad").exit_code


def test_the_example_of_the_readme() -> None:
    """The run file it shows should be one that is read, with every key there is."""
    found = re.search(
        r"<!-- a run file -->\n```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    Path("runs/example.yaml").write_text(found[1], encoding="utf-8")

    said_ = standing("example")

    assert (
        Wish(
            brands=("am-health-care",),
            topics=("kratom-withdrawal",),
            layouts=("trifold", "card"),
            locales=("en", "es"),
            papers=("letter",),
            copies=("screen", "office"),
            tables=(Path("runs/clinics.csv"),),
        )
        == said_.wish
    )
    assert (Path("out/weekly"), {*LISTS}) == (said_.out, {*said_.places})
