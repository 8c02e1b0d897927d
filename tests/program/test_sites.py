"""Building for sites, as it is typed."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import handouts
from handouts.library import Library
from handouts.site_rules import COLUMNS
from tests.program.typed import ROOT, said

NARROW = ("--layout", "card", "--locale", "es", "--paper", "a4", "--for", "screen", "--dry-run")


def test_dry_run_for_a_table(library: Path) -> None:
    """A table gives each of its sites a file, and --site one of them."""
    Path("x.csv").write_text("id,phones\nnorth,202-555-0143\nsouth,\n")

    orders = json.loads(said("build", "--sites", "x.csv", "--json", *NARROW, library=library).stdout)["orders"]
    one = said("build", "--sites", "x.csv", "--site", "south", *NARROW, library=library)

    assert ["north", "south"] == [order["site"] for order in orders]
    assert ["make   out/clinic/stopping/es/card-a4-south.pdf", "1 to make, 0 to keep, 0 to remove"] == [
        line.partition("  copy")[0] for line in one.stdout.splitlines()
    ]


def test_problems_of_a_table_and_of_the_library_at_once(library: Path) -> None:
    """Every problem of all files that are touched is told in one go, the table's path as it was typed; nothing is made."""
    Path("x.csv").write_text("id,web\nnorth,http://x.org\nNORTH,\n")
    brand = library / "brands/clinic.yaml"
    brand.write_text(brand.read_text().replace("paper: a4", "paper: a5"))

    result = said("build", "--sites", "x.csv", library=library)

    assert 2 == result.exit_code
    assert ["library/brands/clinic.yaml:20:8", "x.csv:2:2", "x.csv:3:1", "x.csv:3:1"] == [
        line.partition(": ")[0] for line in result.stderr.splitlines() if not line.startswith(" ")
    ]
    assert not Path("out").exists()


def test_a_table_that_is_not_there(library: Path) -> None:
    """A path that names no file, or a folder, ends with words and a code."""
    none = said("build", "--sites", "none.csv", library=library)
    folder = said("build", "--sites", ".", library=library)

    assert (5, "none.csv: there is no such file\n") == (none.exit_code, none.stderr)
    assert 1 == folder.exit_code
    assert "Traceback" not in folder.output


def test_an_unknown_site(library: Path) -> None:
    """A site that is not there is named with the nearest one."""
    Path("x.csv").write_text("id\nnorth\n")

    result = said("build", "--sites", "x.csv", "--site", "nort", library=library)

    assert 1 == result.exit_code
    assert "--site: there is no site named 'nort'" in result.stderr
    assert "did you mean 'north'?" in result.stderr


def test_the_examples_of_the_readme(tmp_path: Path) -> None:
    """The table it shows is read, with every column there is, and the overlay it shows changes the first topic."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    csv, overlay = (
        re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", text, re.DOTALL) for name in ("a table of sites", "an overlay")
    )
    assert csv
    assert overlay
    Path("x.csv").write_text(csv.group(1), encoding="utf-8")
    root = tmp_path / "handouts"
    shutil.copytree(Path(handouts.__file__).parent, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    file = root / "brands/am-health-care/sites/north/kratom-withdrawal/en.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(overlay.group(1), encoding="utf-8")
    library = Library(root)
    day = library.topic("kratom-withdrawal", "en").review.revised

    sites = library.table(Path("x.csv"))

    assert (
        list(COLUMNS)
        == csv.group(1).splitlines()[0].split(",")
        == re.findall(r"^\| `(\w+)` \| [^|]+ \|$", text, re.MULTILINE)[-8:]
    )
    assert ["north", "south"] == [site.id for site in sites]
    found = library.check(
        max(day, date(2026, 12, 1)), topics=["kratom-withdrawal"], tags=["en"], brands=["am-health-care"], sites=sites
    )
    assert [] == [
        str(problem)
        for problem in found
        if not problem.warning and problem.place.path.endswith("sites/north/kratom-withdrawal/en.yaml")
    ]
    planned = said(
        "build",
        "--sites",
        "x.csv",
        "--brand",
        "am-health-care",
        "--locale",
        "en",
        "--layout",
        "booklet",
        "--paper",
        "a4",
        "--dry-run",
        "--json",
        library=root,
    )
    assert ["north", "north", "south", "south"] == [order["site"] for order in json.loads(planned.stdout)["orders"]]
