"""Two languages beside each other. In: a section and the same section in English. Out: slugs, one a line, under keys.

Every text of the two sections stands in a row of its own: the key (B3: third line of the second section), the reader's
language, English. The rows are a table in the tree; each English cell says that it is English.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from string import ascii_uppercase

from msgspec.structs import replace

from handouts.blocks import Contact, Contacts, Figure
from handouts.inline import Words
from handouts.texts import texts
from handouts.topic import Role, Section
from layouts.typesetting.marks import FORBIDDEN, Mark, Rule, Slug, gathered
from layouts.typesetting.setting.desk import CAPITAL_HALF, Desk, held, on_grid
from layouts.typesetting.styles import Type
from layouts.typesetting.tags import Element

GUTTER = 1.5  # between the two languages, over the body size
KEYS = 2.9  # room for a key, over the body size
ROW_HEAD = {"Scope": "/Row"}
HEAD_GAP = 2.0  # units above a heading
HEAD_PAD = 0.4  # units below it
PAD = 0.8  # units between a line and the next, with a rule in the middle

Cell = tuple[Words, ...]  # one text below the other


def letters(number: int) -> str:
    """The key of a section: A to Z, then AA, AB ... `number` counts from 0."""
    more, last = divmod(number, len(ascii_uppercase))
    return (letters(more - 1) if more else "") + ascii_uppercase[last]


def title(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The title, the message, and how to use the keys, in both languages."""
    english = _english(desk)
    texts_of = [
        (each.edition.title, each.edition.message, each.said(each.phrase("line_keys"))) for each in (desk, english)
    ]
    kinds = ("H1", "P", "P")
    slugs: list[Slug] = []
    for own, theirs, kind, style in zip(*texts_of, kinds, ("title", "body", "aside"), strict=True):
        owners = (parent.add(kind), parent.add("P", lang=english.edition.locale.language))
        types = (getattr(desk.styles, style), getattr(english.styles, style))
        marks, height = _beside(desk, ((own,), (theirs,)), types, owners, width)
        slugs.append(Slug(height, marks, before=desk.styles.unit * 0.6, hold=FORBIDDEN))
    return on_grid(slugs, desk.styles.unit)


def set_pair(desk: Desk, sections: tuple[Section, Section], key: str, width: float, parent: Element) -> list[Slug]:
    """The two sections as slugs: a heading, then a row a line."""
    section, model = sections
    english = _english(desk)
    language = english.edition.locale.language
    holder = parent.add("Sect")
    colour = desk.styles.palette.urgent if section.role is Role.EMERGENCY else desk.styles.heading.colour
    heading = holder.add("H2")
    types = (desk.styles.heading.tinted(colour), english.styles.heading.tinted(colour))
    label = _key(desk, key, types[0], heading)
    said, height = _beside(
        desk, ((section.heading,), (model.heading,)), types, (heading, holder.add("P", lang=language)), width
    )
    opening = Slug(
        height + desk.styles.unit * HEAD_PAD,
        (*label, *said),
        before=desk.styles.unit * HEAD_GAP,
        hold=FORBIDDEN,
        opens=True,
        element=heading,
        bookmark=section.heading.text,
    )
    table = holder.add("Table").add("TBody")
    slugs = [opening]
    for number, cells in enumerate(zip_longest(_rows(section), _rows(model), fillvalue=()), 1):
        line = table.add("TR")
        label = _key(desk, f"{key}{number}", desk.styles.body, line.add("TH", attributes=ROW_HEAD))
        owners = (line.add("TD"), line.add("TD", lang=language))
        said, height = _beside(desk, cells, (desk.styles.body, english.styles.body), owners, width)
        pad = desk.styles.unit * PAD
        y = height + pad / 2
        rule = Rule(0.0, y, width, y, desk.styles.palette.quiet, desk.styles.line * 0.3)
        slugs.append(Slug(height + pad, (*label, *said, rule)))
    # A heading is followed by two lines, or by all there are.
    return [replace(slug, section=section.id) for slug in (*held(slugs[:2]), *slugs[2:])]


def _english(desk: Desk) -> Desk:
    assert desk.beside is not None  # the plan makes no such piece without it
    return desk.beside


def _rows(section: Section) -> Iterator[Cell]:
    """A cell for every text that is printed; whom to call is one, with its name and its number."""
    for block in section.blocks:
        if isinstance(block, Contacts):
            yield from map(_contact, block.lines)
        elif not isinstance(block, Figure):
            yield from ((words,) for words in texts(block))


def _contact(contact: Contact) -> Cell:
    assert contact.name is not None  # an edition fills both
    assert contact.number is not None
    name = replace(contact.name, pieces=tuple(replace(span, strong=True) for span in contact.name.spans))
    return (name, contact.number, contact.what, *contact.also)


def _key(desk: Desk, key: str, type_: Type, owner: Element) -> tuple[Mark, ...]:
    style = type_.bold.tinted(desk.styles.palette.deep)
    return desk.lines(desk.said(key), style, desk.styles.body.size * KEYS, owner)[0].marks


def _beside(
    desk: Desk,
    cells: tuple[Cell, Cell],
    types: tuple[Type, Type],
    owners: tuple[Element, Element],
    width: float,
) -> tuple[tuple[Mark, ...], float]:
    """Two cells with their first lines on one baseline, and the height of the deeper one."""
    room, gutter = desk.styles.body.size * KEYS, desk.styles.body.size * GUTTER
    each = (width - room - gutter) / 2
    baselines = [type_.leading / 2 + CAPITAL_HALF * type_.size for type_ in types]
    marks: list[Mark] = []
    height = 0.0
    desks = (desk, _english(desk))
    for index, (setter, cell, type_, owner) in enumerate(zip(desks, cells, types, owners, strict=True)):
        paragraphs = [owner.add("P") for _ in cell] if owner.kind == "TD" and len(cell) > 1 else [owner] * len(cell)
        lines = [
            line
            for words, paragraph in zip(cell, paragraphs, strict=True)
            for line in setter.lines(words, type_, each, paragraph)
        ]
        drawn, below = gathered(lines, room + index * (each + gutter), max(baselines) - baselines[index])
        marks.extend(drawn)
        height = max(height, below)
    return tuple(marks), height
