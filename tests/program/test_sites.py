"""Building for sites, as it is typed."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pypdfium2

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


def test_copies_for_sites_are_made_checked_and_kept(library: Path) -> None:
    """Every site's copy is made, says its own number, is what the manifest says, and is not made again."""
    Path("x.csv").write_text("id,name,phones\nnorth,North Clinic,202-555-0143\nsouth,,\n")

    first = said("build", "--sites", "x.csv", "--json", *NARROW[:-1], library=library)
    again = said("build", "--sites", "x.csv", "--json", *NARROW[:-1], library=library)

    assert (0, 0) == (first.exit_code, again.exit_code)
    made = json.loads(first.stdout)["made"]
    assert ["north", "south"] == [each["site"] for each in made]
    texts = [pypdfium2.PdfDocument(f"out/{each['path']}")[0].get_textpage().get_text_bounded() for each in made]
    assert ["202-555-0143" in text for text in texts] == [True, False]
    assert ["202-555-0142" in text for text in texts] == [False, True]
    assert [] == json.loads(again.stdout)["made"]
    assert 0 == said("verify", library=library).exit_code


def test_a_site_that_does_not_fit_is_named_and_the_others_are_made(library: Path) -> None:
    """A name that no card holds: exit 6, the row and the millimetres; the other site's file is there."""
    name = "The Very Long Name of a Clinic That Nobody Prints on a Card " * 8
    Path("x.csv").write_text(f"id,name\nnorth,{name}\nsouth,South Clinic\n")

    result = said("build", "--sites", "x.csv", *NARROW[:-1], library=library)

    assert 6 == result.exit_code
    assert "x.csv:2:" in result.stderr
    assert "site 'north'" in result.stderr
    assert " mm" in result.stderr
    assert ["card-a4-south.pdf"] == [path.name for path in Path("out").rglob("*.pdf")]


def test_a_letter_is_from_one_site(library: Path) -> None:
    """A brand with sites in its file: `mail` asks which, and takes that one's copy."""
    brand = library / "brands/clinic.yaml"
    brand.write_text(brand.read_text() + "sites:\n  - {id: north, phones: [202-555-0143]}\n  - {id: south}\n")
    wanted = ("mail", "--brand", "clinic", "--topic", "stopping", "--locale", "es", "--layout", "card")

    which = said(*wanted, library=library)
    north = said(*wanted, "--site", "north", library=library)

    assert (1, 0) == (which.exit_code, north.exit_code)
    assert "--site north" in which.stderr
    (pdf,) = Path("out").rglob("*.pdf")
    assert "202-555-0143" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()


def test_the_same_bytes_however_it_is_made(library: Path) -> None:
    """One worker or four, one site after the other or all at once: the same manifest, and so the same files."""
    rows = [f"s{number},Clinic {number},202-555-01{number:02}" for number in range(12)]
    manifests = []
    for number, (jobs, order) in enumerate((("1", rows), ("2", rows[::-1]), ("4", rows))):
        Path("x.csv").write_text("\n".join(["id,name,phones", *order]) + "\n")
        narrow = ("--layout", "card", "--for", "screen", "--jobs", jobs, "--out", f"out{number}")
        if number == 2:
            for one in range(12):
                said("build", "--sites", "x.csv", "--site", f"s{one}", *narrow, library=library)
        assert 0 == said("build", "--sites", "x.csv", *narrow, library=library).exit_code
        manifests.append(Path(f"out{number}/manifest.json").read_bytes())
    assert 1 == len(set(manifests))
