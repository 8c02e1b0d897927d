"""Whom to call. In: a contacts block, a width, how many columns. Out: slugs; numbers large, one a line, unbroken."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from handouts.blocks import Contact, Contacts, Length
from handouts.edition import Edition
from handouts.filling import CENTRE, Filling
from handouts.gathering import Problems
from handouts.inline import Span, Words
from handouts.texts import texts
from layouts.typesetting.marks import Mark, Rule, Slug, gathered
from layouts.typesetting.setting.desk import Desk, joined
from layouts.typesetting.tags import Element

BETWEEN = "\u00a0\u00b7 "
TORN = 150.0  # what tearing the list costs: numbers are looked for in one place
DANGER = "emergency"


def elsewhere(edition: Edition) -> frozenset[str]:
    """The contacts that small paper has no line for: the face of the card has the centre's number.

    911 is among them where an urgent section says it in its own words, as the heading of the box does.
    """
    urgent = [section for section in edition.sections if section.urgent]
    lists = [block for section in edition.sections for block in section.blocks if isinstance(block, Contacts)]
    danger = [contact.number for block in lists for contact in block.lines if contact.line == DANGER]
    said = [section.heading for section in urgent]
    for section in urgent:
        said += [words for block in section.blocks if not isinstance(block, Contacts) for words in texts(block)]
    is_said = _called(number for number in danger if number is not None) <= _called(said)
    return frozenset({CENTRE, DANGER}) if is_said else frozenset({CENTRE})


def _called(texts: Iterable[Words]) -> set[str]:
    return {span.href for words in texts for span in words.spans if span.href}


def column(desk: Desk, width: float, across: int) -> float:
    """The width of one cell of the grid."""
    return (width - _gap(desk) * (across - 1)) / across


def _gap(desk: Desk) -> float:
    return desk.styles.body.size * 1.3


def contacts(
    desk: Desk, block: Contacts, width: float, parent: Element, across: int = 1, lead: Slug | None = None
) -> list[Slug]:
    """The contacts in a grid of so many columns, row by row. `lead` is a heading that takes the first cell."""
    styles = desk.styles
    cell = column(desk, width, across)
    list_ = parent.add("L", attributes={"ListNumbering": "/None"})
    lines = block.lines
    if desk.layout.length is Length.BRIEF:
        left_out = elsewhere(desk.edition)
        lines = tuple(contact for contact in lines if contact.line not in left_out)
        return [_run_in(desk, contact, width, list_.add("LI").add("LBody")) for contact in lines]
    cells = [_contact(desk, contact, cell, list_.add("LI").add("LBody"), across == 1) for contact in lines]
    if lead is not None:
        cells.insert(0, lead)
    slugs: list[Slug] = []
    rows = -(-len(cells) // across)
    for row in range(rows):
        marks: list[Mark] = []
        height = 0.0
        for place, each in enumerate(cells[row * across : (row + 1) * across]):
            drawn, below = gathered([each], place * (cell + _gap(desk)))
            marks.extend(drawn)
            height = max(height, below)
        pad = styles.unit * 0.45
        if row < rows - 1:
            y = height + pad
            marks.append(Rule(0.0, y, width, y, styles.palette.accent, styles.line * 0.6))
            height = y + pad
        slugs.append(Slug(height, tuple(marks), hold=TORN if row < rows - 1 else 0.0))
    return slugs


def _run_in(desk: Desk, contact: Contact, width: float, parent: Element) -> Slug:
    assert contact.name is not None  # an edition fills both
    assert contact.number is not None
    number = contact.number.spans[0]
    name = contact.name.spans
    if contact.name.text.startswith(number.text):
        # The number is part of the name ("988 ..."): say it once.
        name = (replace(name[0], text=name[0].text.removeprefix(number.text).lstrip()), *name[1:])
    run = Words(contact.place, (number, Span(" "), *name, Span(BETWEEN), *contact.what.spans))
    return joined(desk.lines(run, desk.styles.body, width, parent.add("P")))


def _name_and_number(desk: Desk, name: Words, number: Words, width: float, parent: Element, beside: bool) -> list[Slug]:
    """The name over the number, or, in a list, the number at the end of the name's line where both fit."""
    styles = desk.styles
    room = desk.measure(number, styles.number)
    if beside and desk.measure(name, styles.aside) + room + styles.aside.size <= width:
        left = desk.lines(name, styles.aside, width - room - styles.aside.size * 0.5, parent.add("P"))
        right = desk.lines(number, styles.number, room + 0.5, parent.add("P"), x=width - room - 0.5, align="end")
        drop = max(0.0, styles.number.leading - styles.aside.leading) * 0.7
        marks, _ = gathered(left, 0.0, drop)
        return [Slug(max(left[0].height + drop, right[0].height), (*marks, *right[0].marks))]
    return [
        *desk.lines(name, styles.aside, width, parent.add("P")),
        *desk.lines(number, styles.number, width, parent.add("P")),
    ]


def _contact(desk: Desk, contact: Contact, width: float, parent: Element, beside: bool) -> Slug:
    if contact.line == CENTRE:
        return desk.kept(lambda at, owner: [_cell(at, own(at, contact), width, owner, beside)], parent)[0]
    return _cell(desk, contact, width, parent, beside)


def own(desk: Desk, contact: Contact) -> Contact:
    """The contact of the brand's own centre, as it is at this desk's site."""
    edition = desk.edition
    return Filling(edition.locale, edition.brand, {}, Problems()).contact(contact, edition.length)


def _cell(desk: Desk, contact: Contact, width: float, parent: Element, beside: bool) -> Slug:
    assert contact.name is not None  # an edition fills both
    assert contact.number is not None
    styles = desk.styles
    name = replace(contact.name, pieces=tuple(replace(span, strong=True) for span in contact.name.spans))
    rows = _name_and_number(desk, name, contact.number, width, parent, beside)
    for words in (contact.what, *contact.also):
        rows += desk.lines(words, styles.aside, width, parent.add("P"))
    return joined(rows)
