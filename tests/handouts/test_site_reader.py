"""Sites in a brand's file: the same rules as a table's, in YAML's shape."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import source
from handouts.gathering import Problems
from handouts.hours import Hours
from handouts.library import Library
from handouts.problem import ContentError, Place
from handouts.site import Site
from handouts.site_reader import sites_of
from handouts.site_table import table_of
from handouts.source import Entry, Items, Mapping, Node, Nothing, Text

LIBRARY = Path(__file__).parents[1] / "library"
HERE = Path(__file__).parent
SITES = """
sites:
  - id: north
    name: Clinic, North
    address: [1 Main Street, Anytown]
    phones: [202-555-0142, (202) 555-0143]
    hours:
      - {days: [monday, friday], opens: "9:00", closes: "17:00"}
    web: https://www.example.org/n
    locales: [en, es]
  - id: south
"""
TABLE = """\
id,name,address,phones,hours,web,locales
north,"Clinic, North",1 Main Street; Anytown,202-555-0142; (202) 555-0143,monday-friday 9:00-17:00,https://www.example.org/n,en; es
south,,,,,,
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the library whose brand has two sites."""
    root = tmp_path / "handouts"
    shutil.copytree(LIBRARY, root)
    with (root / "brands/clinic.yaml").open("a") as file:
        file.write(SITES)
    return root


def read(text: str) -> tuple[tuple[Site, ...], list[str]]:
    """The sites of a brand's file, and what is wrong with them."""
    problems = Problems()
    sites = sites_of(source.parse(text.encode(), "x.yaml"), HERE, ("en", "es"), problems)
    return sites, [each.message for each in problems.found]


def bare(sites: tuple[Site, ...]) -> list[object]:
    """Sites without their places."""
    return [tuple(getattr(site, name) for name in Site.__struct_fields__ if name != "place") for site in sites]


def test_the_two_readers_agree() -> None:
    """The same sites in YAML and in a table are the same values."""
    sites, problems = read(SITES)

    assert [] == problems
    assert bare(table_of(TABLE.encode(), "x.csv", HERE, ("en", "es"))) == bare(sites)
    assert (Hours(0, 4, "9:00", "17:00"),) == sites[0].hours
    assert [Place("x.yaml", 3, 5), Place("x.yaml", 11, 5)] == [site.place for site in sites]


@pytest.mark.parametrize("text", ["name: A\n", "name: A\nsites:\n", "[]\n", "just text\n"])
def test_no_sites(text: str) -> None:
    """A brand without sites has none; a file that is no brand at all is told by the brand's reader."""
    assert ((), []) == read(text)


def test_a_library_knows_them(copy: Path) -> None:
    """The sites of a brand come with its library, and the brand's own values stay as they were."""
    library = Library(copy)

    assert ["north", "south"] == [site.id for site in library.sites("clinic")]
    assert () == Library(LIBRARY).sites("clinic")
    before, after = Library(LIBRARY).brand("clinic"), library.brand("clinic")
    assert (before.name, before.address, before.hours) == (after.name, after.address, after.hours)
    assert [] == library.check(date(2026, 12, 1))


def test_a_logo_in_the_brands_folder(copy: Path) -> None:
    """A site's logo is a file in the folder of its brand."""
    png = b"\x89PNG\r\n\x1a\n" + bytes(20)
    (copy / "brands/clinic").mkdir(exist_ok=True)
    (copy / "brands/clinic/north.png").write_bytes(png)
    file = copy / "brands/clinic.yaml"
    file.write_text(file.read_text().replace("- id: north", "- id: north\n    logo: north.png"))

    north, south = Library(copy).sites("clinic")

    assert ((png, "png"), (None, "")) == ((north.logo, north.logo_kind), (south.logo, south.logo_kind))


def test_problems_of_sites_are_told_with_the_library(copy: Path) -> None:
    """A site with a problem is in what `check` finds, and keeps its brand's sites from being used."""
    file = copy / "brands/clinic.yaml"
    file.write_text(file.read_text().replace("locales: [en, es]", "locales: [en, ar]"))

    (problem,) = Library(copy).check(date(2026, 12, 1))

    assert ("handouts/brands/clinic.yaml", "locales: there is no locale 'ar'") == (problem.place.path, problem.message)
    with pytest.raises(ContentError):
        Library(copy).sites("clinic")


def test_a_site_that_lacks_what_a_text_names(copy: Path) -> None:
    """A text that gives the centre's web address is held against sites that have none."""
    file = copy / "topics/small/en.yaml"
    file.write_text(file.read_text().replace("Ask {centre}", "Ask {web:centre}"))
    (copy / "topics/small/es.yaml").unlink()

    (problem,) = Library(copy).check(date(2026, 12, 1))

    assert "brand 'clinic' has no web" == problem.message
    assert "handouts/brands/clinic.yaml:31:5" in problem.hint


HERE_IN = Place("x.yaml", 1, 1)
KEYS = "id name address phones hours web locales logo days opens closes x".split()
VALUES = ["", "a", "A", "north", "=1", "202-555-0142", "https://x.org", "monday", "9:00", "x.png", "en", "\u202e"]
NODES: st.SearchStrategy[Node] = st.recursive(
    st.sampled_from(VALUES).map(lambda value: Text(HERE_IN, value)) | st.just(Nothing(HERE_IN)),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: Items(HERE_IN, tuple(items)))
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8).map(
            lambda values: Mapping(HERE_IN, tuple(Entry(key, HERE_IN, value) for key, value in values.items()))
        )
    ),
    max_leaves=20,
)


@given(NODES)
def test_any_shape(node: Node) -> None:
    """Sites of any shape are read or refused at a place; nothing is raised, and what is read has an id of its own."""
    problems = Problems()

    sites = sites_of(Mapping(HERE_IN, (Entry("sites", HERE_IN, node),)), HERE, ("en", "es"), problems)

    assert {HERE_IN} >= {problem.place for problem in problems.found}
    assert all(site.id for site in sites)
