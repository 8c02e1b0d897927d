"""Editions: abridged and filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest
from msgspec.structs import replace

from handouts.blocks import Block, Contacts, Figure, Length, Paragraph, Steps
from handouts.brand import Brand
from handouts.edition import Edition, make, words
from handouts.facts import Fact
from handouts.inline import Placeholder, Span, Words
from handouts.library import Library
from handouts.locale import Locale
from handouts.problem import ContentError, Place, Problem
from handouts.texts import section_texts
from handouts.topic import Role, SignOff

TAGS = ["en", "es"]


def edition(library: Library, length: Length = Length.FULL, tag: str = "en", discreet: bool = False) -> Edition:
    """An edition of the topic that has every block type."""
    return library.edition("stopping", tag, length, "clinic", discreet)


def blocks(made: Edition) -> list[Block]:
    """Every block of an edition, in order."""
    return [block for section in made.sections for block in section.blocks]


def spans(made: Edition) -> list[Span]:
    """Every span of an edition's title, message and sections, in order."""
    texts = [made.title, made.message, *(each for section in made.sections for each in section_texts(section))]
    return [span for each in texts for span in each.spans]


def filled(library: Library, brand: Brand, kind: str, name: str, tag: str = "en") -> Span:
    """What one placeholder becomes."""
    topic = library.topic("small", tag)
    title = Words(topic.title.place, (Placeholder(kind, name, topic.title.place),))
    made = make(replace(topic, title=title), library.locale(tag), brand, library.facts(), Length.BRIEF, discreet=False)
    (span,) = made.title.spans
    return span


@pytest.mark.parametrize(
    ("length", "ids"),
    [
        (Length.BRIEF, ["emergency", "contacts"]),
        (Length.SHORT, ["emergency", "about", "contacts"]),
        (Length.STANDARD, ["emergency", "about", "days", "contacts"]),
        (Length.FULL, ["emergency", "about", "days", "tools", "contacts", "sources"]),
    ],
)
def test_sections_of_a_length(library: Library, length: Length, ids: list[str]) -> None:
    """A length carries the sections that begin at it or before it, and every urgent one, in the topic's order."""
    assert ids == [section.id for section in edition(library, length).sections]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("short", "long"), list(pairwise(Length)))
def test_longer_holds_shorter(library: Library, short: Length, long: Length, tag: str) -> None:
    """A longer edition has all blocks of a shorter one, in the same order, but those that say `until`."""
    kept = [block for block in blocks(edition(library, short, tag)) if block.until >= long]
    there = [block.place for block in blocks(edition(library, long, tag))]

    assert kept
    assert [block.place for block in kept] == [place for place in there if place in {each.place for each in kept}]


def test_until(library: Library) -> None:
    """A block that says `until: short` is gone from standard on."""
    said = ["In short, it is a leaf." in words(edition(library, length)) for length in Length]

    assert [False, True, False, False] == said


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("length", list(Length))
def test_everything_is_filled(library: Library, length: Length, tag: str) -> None:
    """No edition has a hole left, nor a text without words."""
    made = edition(library, length, tag)

    assert all(text.strip() for text in words(made))
    pieces = [piece for section in made.sections for each in section_texts(section) for piece in each.pieces]
    assert [] == [piece for piece in pieces if isinstance(piece, Placeholder)]


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("phone", "poison-help", Span("1-800-222-1222", strong=True, href="tel:+18002221222", unbroken=True)),
        ("phone", "emergency", Span("911", strong=True, href="tel:911", unbroken=True)),
        ("phone", "lifeline", Span("988", strong=True, href="tel:988", unbroken=True)),
        ("phone", "centre", Span("202-555-0142", strong=True, href="tel:+12025550142", unbroken=True, of_site="phone")),
        ("sms", "samhsa", Span("435748", strong=True, href="sms:435748", unbroken=True)),
        ("web", "poison-help", Span("PoisonHelp.org", href="https://PoisonHelp.org", unbroken=True)),
        ("web", "centre", Span("www.example.org", href="https://www.example.org", unbroken=True, of_site="web")),
        ("name", "lifeline", Span("Crisis Lifeline")),
        ("as-of", "law", Span("November 5, 2026")),
        ("centre", "", Span("Corner Clinic", of_site="name")),
    ],
)
def test_placeholders(library: Library, brand: Brand, kind: str, name: str, expected: Span) -> None:
    """Each kind of placeholder becomes one span: its text, its link, kept on one line where it must be."""
    assert expected == filled(library, brand, kind, name)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("name", "lifeline", Span("Crisis Lifeline", lang="en")),
        ("centre", "", Span("Corner Clinic", lang="en", of_site="name")),
        ("as-of", "law", Span("5 de noviembre de 2026")),
        ("phone", "lifeline", Span("988", strong=True, href="tel:988", unbroken=True)),
    ],
)
def test_placeholders_in_spanish(library: Library, brand: Brand, kind: str, name: str, expected: Span) -> None:
    """In another language official names say that they are English; dates are written its way."""
    assert expected == filled(library, brand, kind, name, "es")


def test_strong_placeholder(library: Library, english: Locale, brand: Brand) -> None:
    """A placeholder within strong text is strong."""
    topic = library.topic("small", "en")
    holes = tuple(
        Placeholder(kind, name, Place("x"), strong=True) for kind, name in (("centre", ""), ("web", "lifeline"))
    )

    made = make(replace(topic, title=Words(Place("x"), holes)), english, brand, library.facts(), Length.BRIEF, False)

    assert [True, True] == [span.strong for span in made.title.spans]


@pytest.mark.parametrize(
    ("kind", "name", "message", "hint"),
    [
        (
            "phone",
            "lifline",
            "unknown fact 'lifline'",
            "did you mean 'lifeline'? helplines live in library/facts/helplines.yaml",
        ),
        ("phone", "x", "unknown fact 'x'", "helplines live in library/facts/helplines.yaml"),
        ("phone", "law", "fact 'law' has no phone", "give it one in library/facts/legal.yaml:2:3, or use another"),
        ("sms", "poison-help", "fact 'poison-help' has no sms", ""),
        ("web", "samhsa", "fact 'samhsa' has no web", ""),
        ("name", "law", "fact 'law' has no name", ""),
        ("as-of", "centre", "brand 'clinic' has no as_of", ""),
    ],
)
def test_what_cannot_be_filled(library: Library, brand: Brand, kind: str, name: str, message: str, hint: str) -> None:
    """A hole that nothing fills is a problem at its own place, and no edition is made."""
    with pytest.raises(ContentError) as caught:
        filled(library, brand, kind, name)

    (problem,) = caught.value.problems
    assert (Place("library/topics/small/en.yaml", 1, 8), message) == (problem.place, problem.message)
    assert problem.hint.startswith(hint)


def test_brand_without_a_site(library: Library, brand: Brand) -> None:
    """A brand that gives no site cannot fill the placeholder for it."""
    with pytest.raises(ContentError, match="brand 'clinic' has no web"):
        filled(library, replace(brand, web=""), "web", "centre")


def test_all_problems_at_once(library: Library, english: Locale, brand: Brand) -> None:
    """Every missing fact is told, placeholders and contacts alike, each at its place."""
    facts: Mapping[str, Fact] = {}

    with pytest.raises(ContentError) as caught:
        make(library.topic("small", "en"), english, brand, facts, Length.BRIEF, False)

    assert [
        ("13:20", "unknown fact 'emergency'"),
        ("14:20", "unknown fact 'lifeline'"),
        ("15:20", "unknown fact 'poison-help'"),
        ("16:20", "unknown fact 'samhsa'"),
    ] == [(f"{each.place.line}:{each.place.column}", each.message) for each in caught.value.problems]


def test_urgent_section_left_empty(library: Library, english: Locale, brand: Brand) -> None:
    """An urgent section that a length would leave without a block is a problem, never dropped."""
    topic = library.topic("small", "en")
    late = Paragraph(place=Place("x"), length=Length.STANDARD, words=topic.title)
    sections = (replace(topic.sections[0], blocks=(late,)), *topic.sections[1:])

    with pytest.raises(ContentError) as caught:
        make(replace(topic, sections=sections), english, brand, library.facts(), Length.BRIEF, False)

    assert (
        Problem(
            topic.sections[0].place,
            "urgent section 'contacts' has no block left at length brief",
            "give it a block without `length`, or with `length: brief`",
        ),
    ) == caught.value.problems


def contacts(made: Edition) -> Contacts:
    """The contacts of an edition."""
    (block,) = (each for each in blocks(made) if isinstance(each, Contacts))
    return block


def test_contacts(library: Library) -> None:
    """A contact has its name and number; the brand stands where `centre` is."""
    lines = contacts(edition(library, Length.STANDARD)).lines

    assert [
        ("Emergency", "911"),
        ("Crisis Lifeline", "988"),
        ("Poison Help", "1-800-222-1222"),
        ("National Helpline", "1-800-662-4357"),
        ("Corner Clinic", "202-555-0142"),
    ] == [(each.name.text, each.number.text) for each in lines if each.name and each.number]
    assert {()} == {each.also for each in lines}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (
            "en",
            [
                [],
                ["Text 988", "Online 988lifeline.org"],
                ["Online PoisonHelp.org"],
                ["Text your ZIP code to 435748", "TTY 1-800-487-4889"],
                ["Online www.example.org"],
            ],
        ),
        # A line that asks for a word in English answers in English, so it is not offered in Spanish.
        (
            "es",
            [
                [],
                ["Mensaje al 988", "En línea 988lifeline.org"],
                ["En línea PoisonHelp.org"],
                ["TTY 1-800-487-4889"],
                ["En línea www.example.org"],
            ],
        ),
    ],
)
def test_other_ways(library: Library, tag: str, expected: list[list[str]]) -> None:
    """At full length a contact tells how else it can be reached, in the locale's words."""
    lines = contacts(edition(library, Length.FULL, tag)).lines

    assert expected == [[way.text for way in each.also] for each in lines]


def test_links_of_other_ways(library: Library) -> None:
    """The numbers and addresses in them are links, kept on one line."""
    lines = contacts(edition(library, Length.FULL)).lines
    found = [span for each in lines for way in each.also for span in way.spans if span.href]

    assert [
        "sms:988",
        "https://988lifeline.org",
        "https://PoisonHelp.org",
        "sms:435748",
        "tel:+18004874889",
        "https://www.example.org",
    ] == [span.href for span in found]
    assert all(span.unbroken for span in found)


def test_names_of_contacts_in_spanish(library: Library) -> None:
    """Official names of lines are said to be English; emergency services have the locale's word."""
    lines = contacts(edition(library, Length.BRIEF, "es")).lines

    emergency, *others = [each.name for each in lines if each.name]
    assert ("Emergencia", {""}) == (emergency.text, {span.lang for span in emergency.spans})
    assert {"en"} == {span.lang for name in others for span in name.spans}


def test_sources(library: Library) -> None:
    """At full length the sources are a last section of steps under the locale's heading."""
    last = edition(library, tag="es").sections[-1]

    assert ("sources", Role.SOURCES, "Fuentes", False) == (last.id, last.role, last.heading.text, last.urgent)
    (block,) = last.blocks
    assert isinstance(block, Steps)
    assert ["First Author, A Study, 2020;12(911):988-995.", "Second Author, Another Study, 2021."] == [
        item.text for item in block.items
    ]


def test_figures(library: Library) -> None:
    """A figure without words of its own has the locale's."""
    figures = [block for block in blocks(edition(library, tag="es")) if isinstance(block, Figure)]

    assert ["Una ramita", "Dos manos juntas"] == [figure.alt.text for figure in figures]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ["Health information for you", "Health information", "Read this in a quiet moment.", "Plain facts."]),
        ("es", ["Información de salud", "Salud", "Lea con calma.", "Datos claros."]),
    ],
)
def test_discreet(library: Library, tag: str, expected: list[str]) -> None:
    """A discreet edition shows the locale's neutral words on its face and says the same inside."""
    made, open_one = edition(library, tag=tag, discreet=True), edition(library, tag=tag)

    assert expected == [each.text for each in (made.title, made.short_title, made.message, made.promise)]
    assert open_one.sections == made.sections
    assert (True, False) == (made.discreet, open_one.discreet)


@pytest.mark.parametrize(
    ("tag", "signed", "expected"),
    [
        ("en", True, ("Reviewed by A. Doctor, MD on November 10, 2026",)),
        ("en", False, ("Not yet reviewed by a clinician",)),
        (
            "es",
            True,
            (
                "Revisado por A. Doctor, MD el 10 de noviembre de 2026",
                "Traducción verificada por A. Translator el 12 de noviembre de 2026",
            ),
        ),
        ("es", False, ("Sin revisión médica", "Borrador sin verificar")),
    ],
)
def test_review_lines(library: Library, brand: Brand, tag: str, signed: bool, expected: tuple[str, ...]) -> None:
    """The review state is told as it is, a translation's too, in the locale's words."""
    topic = library.topic("stopping", tag)
    if not signed:
        translation = topic.translation and replace(topic.translation, checked=None)
        topic = replace(topic, review=replace(topic.review, medical=None), translation=translation)

    made = make(topic, library.locale(tag), brand, library.facts(), Length.BRIEF, False)

    assert expected == made.review_lines


def test_sign_off_without_role(library: Library, english: Locale, brand: Brand) -> None:
    """A signature without a role is told without one."""
    topic = library.topic("small", "en")
    review = replace(topic.review, medical=SignOff("B. Nurse", date(2026, 11, 2)))

    made = make(replace(topic, review=review), english, brand, library.facts(), Length.BRIEF, False)

    assert ("Reviewed by B. Nurse on November 2, 2026",) == made.review_lines


def test_urgent_lines(library: Library) -> None:
    """Every text of the urgent sections that the length carries is to be found again in the PDF."""
    assert (
        "Call 911 now",
        "Will not wake up",
        "Slow breathing",
        "Who to call",
        "danger now",
        "any crisis",
        "took too much",
        "find treatment",
        "make a plan",
    ) == edition(library, Length.BRIEF).urgent_lines


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (Length.BRIEF, ("911", "988", "1-800-222-1222", "1-800-662-4357", "202-555-0142")),
        (
            Length.FULL,
            ("911", "988", "1-800-222-1222", "1-800-662-4357", "435748", "1-800-487-4889", "202-555-0142"),
        ),
    ],
)
def test_phones(library: Library, length: Length, expected: tuple[str, ...]) -> None:
    """Every number printed is told once, in the order it is read."""
    assert expected == edition(library, length).phones


def test_brand_phone_comes_always(library: Library, brand: Brand, english: Locale) -> None:
    """The brand's number is printed on every handout, so it is told even where no text names it."""
    made = make(library.topic("small", "en"), english, brand, library.facts(), Length.BRIEF, False)

    assert "202-555-0142" == made.phones[-1]


def test_words(library: Library) -> None:
    """All texts come in reading order, numbered where they are printed so."""
    said = words(edition(library))

    assert ("Stopping safely", "Plain facts about stopping.", said[2]) == said[:3]
    assert "You do not have to stop alone. Call Corner Clinic first." == said[2]
    steps = said.index("Tools")
    assert ("1. Wait", "2. Walk", "Today", "I slept", "I ate", "I called", "It is natural.", "So is poison.") == said[
        steps + 1 : steps + 9
    ]
    assert ("Sources", "1. First Author, A Study, 2020;12(911):988-995.") == said[-3:-1]
    assert "Two hands" not in said


def test_english_runs(library: Library) -> None:
    """Runs that a text says are English keep their language."""
    found = [span.text for span in spans(edition(library, Length.SHORT)) if span.lang == "en"]

    assert ["Southeast Asia"] == found
