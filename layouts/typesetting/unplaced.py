"""What a layout has no place for. In: an edition, a layout, its pages. Out: problems; nothing is left out unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handouts.blocks import Contacts, Length
from handouts.edition import Edition
from handouts.inline import Words
from handouts.problem import Problem
from handouts.telephone import dialled
from handouts.texts import section_texts
from handouts.topic import Role, Section
from layouts.typesetting.layout import Layout, Page

NUMBER_PARTS = {"centre", "call-line"}  # the parts that print the centre's number


def taken(pages: Iterable[Page]) -> set[str]:
    """The parts and the section roles that bands take."""
    return {name for page in pages for band in (*page.head, *page.foot) for name in band.takes}


def poured(edition: Edition, pages: Iterable[Page]) -> list[Section]:
    """The sections that no band takes: they go where a page flows."""
    names = taken(pages)
    return [section for section in edition.sections if section.role.value not in names]


def unplaced(edition: Edition, layout: Layout, pages: Sequence[Page]) -> list[Problem]:
    """Sections that no band takes where no page flows, and the centre's number where nothing prints it."""
    names = taken(pages)
    problems = []
    if not any(page.flows for page in pages):
        problems += [_homeless(section, layout, names) for section in poured(edition, pages)]
    if not names & NUMBER_PARTS and f"tel:{dialled(edition.brand.phone)}" not in set(_called(edition)):
        message = f"the {layout.name} prints the centre's number among the contacts, and none of them names `centre`"
        place = next((each.place for each in edition.sections if each.role is Role.CONTACTS), edition.title.place)
        problems.append(Problem(place, message, "add {line: centre, what: ...} to the contacts"))
    return problems


def _homeless(section: Section, layout: Layout, names: set[str]) -> Problem:
    roles = ", ".join(role.value for role in Role if role.value in names)
    hint = f"its places are for the roles {roles}"
    if not section.urgent and layout.length < Length.FULL:
        hint += f"; or give the section `length: {Length(layout.length + 1).word}`"
    return Problem(
        section.place,
        f"the {layout.name} has no place for section {section.id!r}, whose role is {section.role.value!r}",
        hint,
    )


def _called(edition: Edition) -> Iterator[str]:
    for words in _texts(edition):
        yield from (span.href for span in words.spans if span.href)


def _texts(edition: Edition) -> Iterator[Words]:
    yield from (edition.title, edition.message, edition.promise)
    for section in edition.sections:
        yield from section_texts(section)
        for block in section.blocks:
            if isinstance(block, Contacts):
                yield from (contact.number for contact in block.lines if contact.number is not None)
