"""Reading a topic. What is refused, and where, stands in tests/broken/topic."""

from __future__ import annotations

from datetime import date
from typing import cast

from handouts import source
from handouts.block_reader import KINDS, name_of
from handouts.blocks import (
    Bullets,
    Callout,
    Checklist,
    Contacts,
    Figure,
    Length,
    Steps,
    Story,
    Table,
    Timeline,
    WriteIn,
)
from handouts.gathering import Problems
from handouts.library import Library
from handouts.problem import Place
from handouts.texts import texts, unfilled
from handouts.topic import Role, SignOff
from handouts.topic_reader import topic_of


def test_face_and_review(library: Library) -> None:
    """Titles, message, promise, review state and sources come as they were written."""
    topic = library.topic("stopping", "en")

    said = [unfilled(each) for each in (topic.title, topic.short_title, topic.message, topic.promise)]
    assert [
        "Stopping safely",
        "Stopping",
        "You do not have to stop alone. Call \ufffc first.",
        "Plain facts about stopping.",
    ] == said
    assert ("stopping", "en", None) == (topic.slug, topic.tag, topic.translation)
    review = topic.review
    assert ("1.2.0", "Clinic", date(2026, 11, 1), date(2027, 5, 1)) == (
        review.version,
        review.owner,
        review.revised,
        review.review_by,
    )
    assert (SignOff("A. Doctor", date(2026, 11, 10), "MD"), None) == (review.medical, review.language)
    assert Place("library/topics/stopping/en.yaml", 9, 14) == review.review_by_place
    assert 2 == len(topic.sources)


def test_sections(library: Library) -> None:
    """Sections keep their order, ids, roles, urgency, lengths and places."""
    topic = library.topic("stopping", "en")

    assert [
        ("emergency", Role.EMERGENCY, True, Length.BRIEF),
        ("about", Role.ABOUT, False, Length.SHORT),
        ("days", Role.TIMELINE, False, Length.STANDARD),
        ("tools", Role.TOOLS, False, Length.FULL),
        ("contacts", Role.CONTACTS, True, Length.BRIEF),
    ] == [(each.id, each.role, each.urgent, each.length) for each in topic.sections]
    assert Place("library/topics/stopping/en.yaml", 11, 1) == topic.sections_place
    assert Place("library/topics/stopping/en.yaml", 12, 5) == topic.sections[0].place


def test_lengths_of_blocks(library: Library) -> None:
    """A block has its section's length where it states none, and no end where it states none."""
    emergency, about = library.topic("stopping", "en").sections[:2]

    assert [(Length.BRIEF, Length.FULL), (Length.STANDARD, Length.FULL)] == [
        (block.length, block.until) for block in emergency.blocks
    ]
    assert [
        (Length.SHORT, Length.FULL),
        (Length.SHORT, Length.SHORT),
        (Length.STANDARD, Length.FULL),
        (Length.FULL, Length.FULL),
    ] == [(block.length, block.until) for block in about.blocks]


def test_every_block_type(library: Library) -> None:
    """The topic of the tests uses every block type, and each is known by the key that it is written with."""
    blocks = [block for section in library.topic("stopping", "en").sections for block in section.blocks]

    assert set(KINDS) == {name_of(block) for block in blocks}
    assert all(type(block) is KINDS[name_of(block)][0] for block in blocks)


def test_what_blocks_hold(library: Library) -> None:
    """Beside their words, blocks hold titles, pictograms, kinds, rows, lines and rules."""
    sections = {section.id: section.blocks for section in library.topic("stopping", "en").sections}
    tools = sections["tools"]

    timeline, table = cast(Timeline, sections["days"][0]), cast(Table, sections["days"][1])
    assert [("First days", "The hardest part."), ("Later", "It eases.")] == [
        (unfilled(phase.when), unfilled(phase.what)) for phase in timeline.phases
    ]
    assert (2, [2, 2]) == (len(table.header), [len(row) for row in table.rows])
    contacts = cast(Contacts, sections["contacts"][0])
    assert ["emergency", "lifeline", "poison-help", "samhsa", "centre"] == [each.line for each in contacts.lines]
    assert Place("library/topics/stopping/en.yaml", 67, 20) == contacts.lines[0].place
    leaf, hands = cast(Figure, sections["about"][2]), cast(Figure, sections["about"][3])
    assert [("leaf", ""), ("hands", "Two hands")] == [(each.name, unfilled(each.alt)) for each in (leaf, hands)]
    assert ["Wait", "Walk"] == [unfilled(item) for item in cast(Steps, tools[0]).items]
    assert [True, False] == [cast(Checklist, each).title is not None for each in tools[1:3]]
    assert 2 == len(cast(Story, tools[5]).paragraphs)
    callout, write_in, mind = cast(Callout, tools[6]), cast(WriteIn, tools[7]), cast(Bullets, tools[8])
    assert ("caution", 3, "mind") == (callout.kind, write_in.rules, mind.icon)


def test_translation(library: Library) -> None:
    """A translation says what it was made from, and so does each of its sections."""
    english, spanish = library.topic("stopping", "en"), library.topic("stopping", "es")

    assert spanish.translation is not None
    assert ("en", "machine draft, edited") == (spanish.translation.source, spanish.translation.method)
    assert SignOff("A. Translator", date(2026, 11, 12)) == spanish.translation.checked
    assert [section.digest for section in english.sections] == [section.made_from for section in spanish.sections]
    assert {12} == {len(section.digest) for section in (*english.sections, *spanish.sections)}


def test_what_could_be_read_is_kept() -> None:
    """A topic with problems still comes, with what is sound in it, so that checks see the rest."""
    problems = Problems()
    section = "{id: a, role: about, length: full, heading: A, blocks: [{text: Hello}, {txt: No}]}"
    text = f"title: One\nsections: [{section}]\n"

    topic = topic_of(source.parse(text.encode(), "en.yaml"), "one", "en", problems)

    assert topic is not None
    assert problems.found
    assert ["Hello"] == [unfilled(words) for block in topic.sections[0].blocks for words in texts(block)]
