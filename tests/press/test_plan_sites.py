"""Planning for sites: each gets its own file in the languages it needs, and what they share is worked out once."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from handouts.blocks import Length
from handouts.edition import words
from handouts.filling import printed_web
from handouts.hours import said
from handouts.library import Library
from handouts.problem import ContentError, Place, UsageError
from handouts.site import Site, at_site
from press.identity import ALPHABET
from press.orders import Order, Wish
from press.plan import Batch, complete, plan, refuse_paths
from press.sites import fingerprint
from tests.handouts.test_site_table import table_of_many
from tests.press.wishes import LAYOUTS, Piece

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
TABLE = """\
id,name,address,phones,hours,web,locales,logo
north,North Clinic,1 Main Street; Anytown,202-555-0143,monday-friday 9:00-17:00,https://www.example.org/north,,
south,South Clinic,\u0141odz Street 2,202-555-0144,,,es,
east,,,,,,en; es,
"""
OVERLAY = """\
hide: [{id: tools, made_from: %s}]
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of three sites."""
    file = tmp_path / "sites.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def planned(root: Path, wish: Wish, layouts: dict[str, Piece] | None = None) -> tuple[Batch, ...]:
    """The batches that answer a wish."""
    library, pieces = Library(root), LAYOUTS if layouts is None else layouts
    return plan(library, pieces, complete(library, pieces, wish))


def by_site(batches: tuple[Batch, ...]) -> dict[str, Order]:
    """The orders by their paths."""
    return {order.path: order for batch in batches for order in batch.orders}


def overlay(root: Path, site: str, tag: str, text: str = "") -> None:
    """Write an overlay that leaves out the tools, or the text that is given."""
    folder = root / f"brands/clinic/sites/{site}/stopping"
    folder.mkdir(parents=True, exist_ok=True)
    digest = next(each for each in Library(root).topic("stopping", tag).sections if each.id == "tools").digest
    (folder / f"{tag}.yaml").write_text(text or OVERLAY % digest, encoding="utf-8")


def test_each_site_in_the_languages_it_needs(library: Path, table: Path) -> None:
    """A brand with sites is printed for them and not for itself; no languages ask for all."""
    found = planned(library, Wish(tables=(table,), layouts=("card",), papers=("a4",), copies=("screen",)))

    assert {
        "clinic/stopping/en/card-a4-north.pdf": "north",
        "clinic/stopping/en/card-a4-east.pdf": "east",
        "clinic/stopping/es/card-a4-north.pdf": "north",
        "clinic/stopping/es/card-a4-south.pdf": "south",
        "clinic/stopping/es/card-a4-east.pdf": "east",
    } == {path: order.site for path, order in by_site(found).items()}


def test_sites_share_one_batch(library: Path, table: Path) -> None:
    """All sites of an edition, layout and paper are one batch with the brand's own edition, each order with its site."""
    found = planned(library, Wish(tables=(table,)))

    counts = Counter((batch.edition.locale.tag, batch.orders[0].layout, batch.orders[0].paper) for batch in found)
    assert {1} == set(counts.values())
    assert 2 * 5 == len(counts)
    for batch in found:
        assert [order.site for order in batch.orders] == [site.id for site in batch.sites if site is not None]
        assert {("screen", "office")} == {
            tuple(order.copy for order in batch.orders if order.site == site) for site in {o.site for o in batch.orders}
        }
        assert Library(library).brand("clinic") == batch.edition.brand


def test_without_sites_nothing_is_new(library: Path) -> None:
    """A brand that has no sites is planned for itself."""
    for batch in planned(library, Wish()):
        assert ((), "") == (batch.sites, batch.repertoire)
        assert {""} == {order.site for order in batch.orders}


def test_sites_of_the_brands_file(library: Path, table: Path) -> None:
    """Sites in the brand's file are printed without being asked for, those of a table beside them."""
    with (library / "brands/clinic.yaml").open("a") as file:
        file.write("sites: [{id: west, name: West Clinic}]\n")
    wish = Wish(layouts=("card",), locales=("en",), papers=("a4",), copies=("screen",))

    assert ["west"] == [order.site for order in by_site(planned(library, wish)).values()]
    assert ["west", "north", "east"] == [
        order.site for order in by_site(planned(library, replace(wish, tables=(table, table)))).values()
    ]


def test_a_site_is_asked_for(library: Path, table: Path) -> None:
    """--site narrows, and leaves the identity of what it makes as it is in a run of all."""
    everything = by_site(planned(library, Wish(tables=(table,))))

    found = by_site(planned(library, Wish(tables=(table,), sites=("south", "south"))))

    assert {path: order for path, order in everything.items() if order.site == "south"} == found
    assert found


@pytest.mark.parametrize(
    ("sites", "message", "hint"),
    [
        (("nort",), "there is no site named 'nort'", "did you mean 'north'?"),
        (("north", "\x1b[31m"), "there is no site named '\x1b[31m'", "there are 3, as east"),
    ],
)
def test_unknown_sites(library: Path, table: Path, sites: tuple[str, ...], message: str, hint: str) -> None:
    """A site that is in no list is named with the nearest one."""
    with pytest.raises(UsageError) as caught:
        planned(library, Wish(tables=(table,), sites=sites))

    (problem,) = caught.value.problems
    assert ("--site", message, hint) == (problem.place.path, problem.message, problem.hint)


def test_a_site_of_a_brand_without_sites(library: Path) -> None:
    """Who asks for a site where there are none is told where sites come from."""
    with pytest.raises(UsageError, match="name a table with --sites"):
        planned(library, Wish(sites=("north",)))


def test_a_site_in_no_language_that_was_asked_for(library: Path, table: Path) -> None:
    """A site that does not need the language is not printed in it, which is said where nothing is left."""
    with pytest.raises(UsageError, match="there is nothing to make for en, letter, a4, south"):
        planned(library, Wish(tables=(table,), sites=("south",), locales=("en",)))


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        ("north,Again", "2:1", "id: 'north' is here twice"),
        ("office,Office", "2:1", "id: 'office' stands in file names"),
        ("office-north,North", "2:1", "id: 'office-north' begins as a kind of copy does in file names"),
    ],
)
def test_ids_that_two_lists_have(
    library: Path, table: Path, tmp_path: Path, row: str, place: str, message: str
) -> None:
    """An id in two lists, or one that file names use otherwise, is told at the second list's row."""
    (tmp_path / "more.csv").write_text(f"id,name\n{row}\n")

    with pytest.raises(ContentError) as caught:
        planned(library, Wish(tables=(table, tmp_path / "more.csv")))

    (problem,) = caught.value.problems
    assert f"{(tmp_path / 'more.csv').as_posix()}:{place}" == str(problem.place)
    assert problem.message.startswith(message)


def test_a_site_whose_files_would_be_those_of_another(library: Path, tmp_path: Path) -> None:
    """A site whose name reads as a copy of another's is refused: the other one may stand in a table of another day."""
    (tmp_path / "x.csv").write_text("id\noffice-north\n")

    with pytest.raises(ContentError, match="begins as a kind of copy does"):
        planned(library, Wish(tables=(tmp_path / "x.csv",), copies=("screen",)))


def test_two_orders_for_one_file(library: Path, table: Path) -> None:
    """Orders that would be written to one file are told with their sites."""
    batch = planned(library, Wish(tables=(table,), locales=("en",), layouts=("card",), papers=("a4",)))[0]
    first, *others = batch.orders
    mixed = replace(batch, orders=(first, replace(others[-1], path=first.path)))

    with pytest.raises(UsageError, match=f"for site {first.site} and stopping in en for site .* would both be"):
        refuse_paths([mixed])


@pytest.mark.parametrize("tag", ["en", "es"])
def test_repertoire_is_all_that_is_printed(library: Path, table: Path, tag: str) -> None:
    """The characters of a batch are those of every site that needs the language, whoever was asked for."""
    here = Library(library)
    brand, locale = here.brand("clinic"), here.locale(tag)
    expected: set[str] = set()
    for site in here.table(table):
        if not site.locales or tag in site.locales:
            there = at_site(brand, site)
            expected.update(there.name, there.short_name, there.phone, *there.address, *there.further_phones)
            expected.update(printed_web(there.web), *(each.text for each in said(there.hours, locale, Place(""))))

    for sites in ((), ("north",)):
        (batch,) = planned(
            library, Wish(tables=(table,), locales=(tag,), layouts=("card",), papers=("a4",), sites=sites)
        )
        assert "".join(sorted(expected)) == batch.repertoire
    assert ("\u0141" in batch.repertoire) == (tag == "es")


def test_a_site_with_words_of_its_own(library: Path, table: Path) -> None:
    """A site with an overlay has a batch of its own in that language, with its own edition; the others share theirs."""
    overlay(library, "north", "es")
    wish = Wish(tables=(table,), layouts=("flyer",), papers=("a4",), copies=("screen",))
    pieces = {"flyer": Piece(Length.FULL)}

    found = {
        tuple(order.path.rpartition("/")[0][-2:] + " " + order.site for order in batch.orders): batch
        for batch in planned(library, wish, pieces)
    }

    assert {("en north", "en east"), ("es south", "es east"), ("es north",)} == set(found)
    own, shared = found["es north",], found["es south", "es east"]
    assert ["north"] == [site.id for site in own.sites if site]
    assert "North Clinic" == own.edition.brand.name
    assert "tools" in {section.id for section in shared.edition.sections}
    assert "tools" not in {section.id for section in own.edition.sections}
    assert words(shared.edition) == words(Library(library).edition("stopping", "es", Length.FULL, "clinic"))


def test_a_site_with_a_logo_of_its_own(library: Path, tmp_path: Path) -> None:
    """A site with its own logo has a batch of its own, and the logo is in its edition."""
    (tmp_path / "x.png").write_bytes(PNG)
    (tmp_path / "x.csv").write_text("id,logo\nnorth,x.png\nsouth,\n")

    found = planned(library, Wish(tables=(tmp_path / "x.csv",), layouts=("card",), locales=("en",), papers=("a4",)))

    assert [("north", PNG), ("south", None)] == [(batch.orders[0].site, batch.edition.brand.logo) for batch in found]


def test_beside_english(library: Path, table: Path) -> None:
    """Beside a text that a site changed stands the English that it changed; else the English of all."""
    pieces = {"pair": Piece(Length.FULL, beside_english=True)}
    wish = Wish(tables=(table,), layouts=("pair",), locales=("es",), papers=("a4",), sites=("north",))
    overlay(library, "north", "en")
    (batch,) = planned(library, wish, pieces)
    assert batch.edition.beside is not None
    assert "tools" in {section.id for section in batch.edition.beside.sections}

    overlay(library, "north", "es")
    (batch,) = planned(library, wish, pieces)
    assert batch.edition.beside is not None
    assert "tools" not in {section.id for section in batch.edition.beside.sections}

    (library / "brands/clinic/sites/north/stopping/en.yaml").unlink()
    with pytest.raises(ContentError, match="site 'north' has changed 'stopping' in 'es' and not in English"):
        planned(library, wish, pieces)


EDITS = {
    "name": ("South Clinic", "South House"),
    "phone": ("202-555-0144", "202-555-0145"),
    "address": ("Street 2", "Street 3"),
    "hours": (",202-555-0144,,", ",202-555-0144,monday 9:00-17:00,"),
    "web": (",202-555-0144,,,", ",202-555-0144,,https://www.example.org/south,"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_identity_follows_the_site(library: Path, table: Path, edit: str) -> None:
    """What a site says changes the identity of its copies, and of no other site's where no new character comes."""
    wish = Wish(tables=(table,), layouts=("card",), locales=("es",), papers=("a4",))
    table.write_text(
        TABLE + "all,0123456789 South House monday 9:00-17:00 lunes am pm \u00b7,,,,https://www.example.org/south,,\n"
    )
    before = by_site(planned(library, wish))
    table.write_text(table.read_text().replace(*EDITS[edit]))

    after = by_site(planned(library, wish))

    changed = {after[path].site for path in before if before[path].inputs_sha256 != after[path].inputs_sha256}
    assert {"south"} == changed
    assert {"south"} == {after[path].site for path in before if before[path].copy_id != after[path].copy_id}


def test_identity_does_not_follow_what_is_not_printed(library: Path, table: Path) -> None:
    """Where a row stands, and which other languages a site needs, changes no copy."""
    wish = Wish(tables=(table,), layouts=("card",), locales=("es",), papers=("a4",))
    before = by_site(planned(library, wish))
    header, *rows = TABLE.splitlines()
    table.write_text("\n".join([header, "", *reversed(rows)]).replace(",es,", ",es; en,"))

    assert before == by_site(planned(library, wish))


def test_a_new_character_changes_every_copy(library: Path, table: Path) -> None:
    """Glyphs of all sites are in every file, so a character that no site had before is an input of all."""
    wish = Wish(tables=(table,), layouts=("card",), locales=("es",), papers=("a4",))
    before = by_site(planned(library, wish))
    table.write_text(TABLE.replace("South Clinic", "South Clini\u0107"))

    after = by_site(planned(library, wish))

    assert set(before) == set(after)
    assert not {each.inputs_sha256 for each in before.values()} & {each.inputs_sha256 for each in after.values()}


def test_every_field_of_a_site_is_in_its_fingerprint() -> None:
    """No field that is printed is left out of what tells two sites apart."""
    site = Site(place=Place("x.csv", 2, 1), id="north", logo=PNG, logo_kind="png")
    others = [
        replace(site, id="south"), replace(site, name="A"), replace(site, address=("A",)), replace(site, phones=("A",)),
        replace(site, web="A"), replace(site, logo=PNG + b"x"), replace(site, logo_kind="svg"), replace(site, logo=None),
    ]  # fmt: skip

    assert 1 + len(others) == len({fingerprint(each) for each in (site, *others)})
    assert fingerprint(site) == fingerprint(replace(site, place=Place("y.csv", 9, 1), locales=("en",)))
    assert fingerprint(replace(site, address=("A", "B"))) != fingerprint(replace(site, address=("A\nB",)))


def test_ten_thousand_sites(library: Path, tmp_path: Path) -> None:
    """Ten thousand orders are planned in about the time that a few pages take, each with an identity of its own."""
    (tmp_path / "x.csv").write_text(table_of_many(10_000))
    wish = Wish(tables=(tmp_path / "x.csv",), layouts=("card",), locales=("es",), papers=("a4",), copies=("screen",))
    here = Library(library)
    whole = complete(here, LAYOUTS, wish)
    here.table(tmp_path / "x.csv")

    start = time.process_time()
    (batch,) = plan(here, LAYOUTS, whole)
    took = time.process_time() - start

    assert 10_000 == len(batch.orders) == len({order.copy_id for order in batch.orders})
    assert all(re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", order.copy_id) for order in batch.orders)
    assert took < 3.0  # a slow machine of a CI service; a quarter of a second elsewhere
