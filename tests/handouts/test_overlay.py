"""Overlays: what a site says otherwise, and that it goes on holding, or says so, when the topic is edited."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handouts import source
from handouts.blocks import Length
from handouts.edition import words
from handouts.gathering import Problems
from handouts.library import Library
from handouts.overlay import Added, Hidden, Overlay, overlaid, problems_of
from handouts.overlay_reader import overlay_of
from handouts.problem import ContentError, Place, Problem
from handouts.site import Site
from handouts.source import Entry, Items, Mapping, Node, Nothing, Text
from handouts.topic import Section

LIBRARY = Path(__file__).parents[1] / "library"
TODAY = date(2026, 12, 1)
REST = "0155d0dd9216"  # the digest of the section in the library of the tests
OVERLAY = f"""\
replace:
  - id: rest
    role: care
    length: brief
    heading: How to rest here
    made_from: {REST}
    blocks:
      - bullets: [Sleep 8 hours, "Ask {{centre}} for a quiet room"]
add:
  - after: contacts
    id: parking
    role: tools
    length: brief
    heading: Where to park
    blocks:
      - text: Park behind the house.
"""
HIDE = f"hide: [{{id: rest, made_from: {REST}}}]\n"
NORTH = Site(place=Place("x.csv", 2, 1), id="north", name="North Clinic", phones=("202-555-0143",))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the library whose brand has a site with an overlay."""
    root = tmp_path / "handouts"
    shutil.copytree(LIBRARY, root)
    with (root / "brands/clinic.yaml").open("a") as file:
        file.write("sites:\n  - {id: north, name: North Clinic, phones: [202-555-0143]}\n")
    overlay(root, OVERLAY)
    return root


def overlay(root: Path, text: str, name: str = "north/small/en") -> None:
    """Write an overlay of the brand."""
    file = root / f"brands/clinic/sites/{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def change(file: Path, old: str, new: str) -> None:
    """Write `new` where a file says `old`."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def said(problems: list[Problem]) -> list[str]:
    """Problems as places and messages."""
    return [f"{'warning: ' if each.warning else ''}{each.place}: {each.message}" for each in problems]


def test_a_site_says_otherwise(copy: Path) -> None:
    """A replaced section says the site's words, an added one stands behind the one it names; no other edition changes."""
    library = Library(copy)
    north, *_ = library.sites("clinic")
    other = Site(place=north.place, id="south")

    own = library.edition("small", "en", Length.BRIEF, "clinic", site=north)

    assert [] == library.check(TODAY, release=True)
    assert ["contacts", "parking", "rest"] == [section.id for section in own.sections]
    assert "Ask North Clinic for a quiet room" in words(own)
    assert {"Where to park", "Park behind the house."} < set(words(own))
    plain = Library(LIBRARY).edition("small", "en", Length.BRIEF, "clinic")
    assert words(plain) == words(library.edition("small", "en", Length.BRIEF, "clinic"))
    for edition in (
        library.edition("small", "en", Length.BRIEF, "clinic", site=other),
        library.edition("small", "en", Length.BRIEF, "clinic", site=north, own_words=False),
    ):
        assert ["contacts", "rest"] == [section.id for section in edition.sections]
    assert ["202-555-0143", "202-555-0142"] == [
        library.edition("small", "en", Length.BRIEF, "clinic", site=site).phones[-1] for site in (north, None)
    ]


def test_a_site_hides_a_section(copy: Path) -> None:
    """A section that is hidden is not printed, and one that is added behind it stays where it would stand."""
    overlay(copy, HIDE + OVERLAY.partition("add:")[1] + OVERLAY.partition("add:")[2].replace("contacts", "rest"))
    library = Library(copy)

    edition = library.edition("small", "en", Length.FULL, "clinic", site=NORTH)

    assert [] == library.check(TODAY)
    assert ["contacts", "parking", "sources"] == [section.id for section in edition.sections]


def test_who_has_an_overlay(copy: Path) -> None:
    """A site has one where its file is, for that topic and language and no other."""
    library = Library(copy)

    assert library.has_overlay("clinic", "north", "small", "en")
    assert not library.has_overlay("clinic", "north", "small", "es")
    assert not library.has_overlay("clinic", "south", "small", "en")
    assert not library.has_overlay("clinic", "north", "stopping", "en")


def test_an_edit_elsewhere_changes_nothing(copy: Path) -> None:
    """Sections may come, go and move around those that an overlay names."""
    text = (copy / "topics/small/en.yaml").read_text()
    new = "  - id: new\n    role: about\n    length: brief\n    heading: New\n    blocks: [{text: New.}]\n"
    head, tail = text.split("  - id: rest\n")
    (copy / "topics/small/en.yaml").write_text(head + new + "  - id: rest\n" + tail)
    (copy / "topics/small/es.yaml").unlink()
    library = Library(copy)

    assert [] == library.check(TODAY)
    edition = library.edition("small", "en", Length.BRIEF, "clinic", site=NORTH)
    assert ["contacts", "parking", "new", "rest"] == [section.id for section in edition.sections]


def test_a_changed_section_is_a_warning(copy: Path) -> None:
    """When the words that a site replaced are edited, the overlay says so, goes on printing, and stops a release."""
    change(copy / "topics/small/en.yaml", "Sleep 8 hours", "Sleep well for 8 hours")
    (copy / "topics/small/es.yaml").unlink()
    library = Library(copy)

    message = (
        "handouts/brands/clinic/sites/north/small/en.yaml:6:16: 'rest', which the overlay replaces, has changed since"
    )
    assert [f"warning: {message}"] == said(library.check(TODAY))
    assert [message] == said(library.check(TODAY, release=True))
    assert "How to rest here" in words(library.edition("small", "en", Length.BRIEF, "clinic", site=NORTH))


def test_the_hint_is_what_to_write(copy: Path) -> None:
    """What the warning says to write is what ends it."""
    overlay(copy, "hide: [rest]\n")
    (problem,) = Library(copy).check(TODAY)
    assert problem.warning

    overlay(copy, f"hide: [{problem.hint.split('`')[1]}]\n")

    assert [] == Library(copy).check(TODAY)


def test_an_overlay_that_no_longer_applies(copy: Path) -> None:
    """A section that was renamed is told at the overlay's own place, and the site's edition is not made."""
    for tag in ("en", "es"):
        change(copy / f"topics/small/{tag}.yaml", "id: rest", "id: resting")
    library = Library(copy)

    (problem,) = [each for each in library.check(TODAY) if not each.warning]

    place = "handouts/brands/clinic/sites/north/small/en.yaml:2:5"
    message = "the overlay no longer applies here: handouts/topics/small/en.yaml has no section 'rest'"
    assert [f"{place}: {message}"] == said([problem])
    assert "did you mean 'resting'?" == problem.hint
    library.edition("small", "en", Length.BRIEF, "clinic")
    with pytest.raises(ContentError, match="no longer applies"):
        library.edition("small", "en", Length.BRIEF, "clinic", site=NORTH)


def test_what_is_urgent_stays(copy: Path) -> None:
    """No site hides or replaces what is urgent, not even where nobody looked at what `check` says."""
    overlay(copy, "hide: [contacts]\n")
    library = Library(copy)

    assert ["the overlay hides 'contacts', which is urgent: it is printed at every site as it is"] == [
        each.message for each in library.check(TODAY)
    ]
    topic = library.topic("small", "en")
    changes = Overlay(place=topic.place, hide=(Hidden(topic.place, "contacts"),))
    assert topic.sections == overlaid(topic, changes)
    with pytest.raises(ContentError, match="urgent"):
        library.edition("small", "en", Length.BRIEF, "clinic", site=NORTH)


def test_a_translation_may_be_overlaid(copy: Path) -> None:
    """What a site adds to a translation has no English to be held against, and the rest still has."""
    digest = Library(copy).topic("small", "es").sections[1].digest
    overlay(copy, OVERLAY.replace(REST, digest).replace("Sleep 8 hours", "Duerma 9 horas"), "north/small/es")
    assert [] == Library(copy).check(TODAY, release=True)

    change(copy / "topics/small/es.yaml", "Duerma 8 horas", "Duerma 7 horas")

    assert "other numbers than in the source: 8 is missing, 7 is not in the source" in {
        each.message for each in Library(copy).check(TODAY)
    }


def test_overlays_that_nothing_asks_for(copy: Path) -> None:
    """Sites, topics and languages that are not there, and files that nobody would find, are told."""
    overlay(copy, HIDE, "nort/small/en")
    overlay(copy, HIDE, "north/smal/en")
    overlay(copy, HIDE, "north/small/fr")
    for name in ("x.yaml", "north/en.yml", "north/small/es.yml"):
        (copy / f"brands/clinic/sites/{name}").write_text(HIDE)

    root = "handouts/brands/clinic/sites"
    assert sorted(
        [
            f"warning: {root}/nort/small/en.yaml: brand 'clinic' has no site 'nort'",
            f"{root}/north/smal/en.yaml: there is no topic 'smal'",
            f"{root}/north/small/fr.yaml: there is no text of 'small' in 'fr'",
            f"{root}/x.yaml: this file is not read",
            f"{root}/north/en.yml: this file is not read",
            f"{root}/north/small/es.yml: this file is not read",
        ]
    ) == sorted(said(Library(copy).check(TODAY)))


def test_a_site_of_a_table_is_known(copy: Path) -> None:
    """An overlay of a site that only a table has is held at that site and is no surprise."""
    overlay(copy, OVERLAY.replace("for a quiet room", "at {web:centre}"), "south/small/en")
    south = Site(place=Place("x.csv", 3, 1), id="south")

    assert "brand 'clinic' has no site 'south'" in {each.message for each in Library(copy).check(TODAY)}
    (problem,) = Library(copy).check(TODAY, sites=[south])
    assert ("brand 'clinic' has no web", "give it one in x.csv:3:1, or use another") == (problem.message, problem.hint)


def test_narrowed(copy: Path) -> None:
    """Overlays of topics and languages that were not asked for are not looked at."""
    overlay(copy, "hide: [gone]\n")

    assert [] == Library(copy).check(TODAY, topics=["stopping"])
    assert [] == Library(copy).check(TODAY, topics=["small"], tags=["es"])
    assert 1 == len(Library(copy).check(TODAY, topics=["small"], tags=["en"]))


def test_added_sections_in_order() -> None:
    """Sections that follow the same one stand in the order of the file; one may follow another that was added."""
    topic = Library(LIBRARY).topic("stopping", "en")
    first, *_ = topic.sections
    made = {name: replace_id(first, name) for name in "abc"}
    changes = Overlay(
        place=topic.place,
        add=(
            Added(first.id, topic.place, made["a"]),
            Added(first.id, topic.place, made["b"]),
            Added("a", topic.place, made["c"]),
        ),
    )

    assert [] == list(problems_of(topic, changes))
    assert [first.id, "a", "c", "b"] == [each.id for each in overlaid(topic, changes)][:4]


def replace_id(section: Section, id_: str) -> Section:
    """The section under another id."""
    return replace(section, id=id_)


HERE = Place("x.yaml", 1, 1)
KEYS = "hide replace add id after made_from role urgent length heading blocks text bullets x".split()
VALUES = ["", "rest", "contacts", "true", "brief", "care", "0155d0dd9216", "{centre}", "x"]
NODES: st.SearchStrategy[Node] = st.recursive(
    st.sampled_from(VALUES).map(lambda value: Text(HERE, value)) | st.just(Nothing(HERE)),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: Items(HERE, tuple(items)))
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6).map(
            lambda values: Mapping(HERE, tuple(Entry(key, HERE, value) for key, value in values.items()))
        )
    ),
    max_leaves=20,
)
SMALL = Library(LIBRARY).topic("small", "en")


@given(NODES)
def test_any_shape(node: Node) -> None:
    """An overlay of any shape is read or refused; what was read never takes an urgent section away."""
    problems = Problems()

    changes = overlay_of(node, problems)

    if changes is not None:
        list(problems_of(SMALL, changes))
        urgent = [section for section in SMALL.sections if section.urgent]
        assert urgent == [section for section in overlaid(SMALL, changes) if section in urgent]
    else:
        assert problems.found


@given(st.lists(st.sampled_from(["contacts", "rest", "gone", "a"]), max_size=4), st.data())
def test_problems_are_all_there_is_to_say(ids: list[str], data: st.DataObject) -> None:
    """An overlay without a problem changes each section that it names, and leaves the others as they are."""
    sections = {section.id: section for section in SMALL.sections}
    hide = tuple(Hidden(HERE, id_, sections[id_].digest if id_ in sections else "") for id_ in ids)
    after = data.draw(st.sampled_from(["contacts", "rest", "gone"]))
    add = (Added(after, HERE, replace_id(sections["rest"], data.draw(st.sampled_from(["a", "rest"])))),)
    changes = Overlay(place=HERE, hide=hide, add=add)

    if not list(problems_of(SMALL, changes)):
        assert {*sections, "a"} - set(ids) == {each.id for each in overlaid(SMALL, changes)}
        assert "contacts" not in ids
        assert all(each in (*SMALL.sections, add[0].section) for each in overlaid(SMALL, changes))


def test_a_file_that_is_no_mapping() -> None:
    """A list where an overlay should be is refused in words."""
    problems = Problems()

    assert None is overlay_of(source.parse(b"- rest\n", "x.yaml"), problems)
    assert ["the overlay is written as 'key: value' lines"] == [each.message for each in problems.found]
