"""The story: sections as slugs. In: filled sections, a width. Out: slugs in reading order, with their elements.

`set_section` gives a section its heading and its blocks. What opens and closes a piece (title, message, imprint) is in
`setting/front.py` and `setting/closing.py`.
"""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from handouts.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Contacts,
    Figure,
    Myths,
    Paragraph,
    Questions,
    Steps,
    Story,
    Table,
    Timeline,
    WriteIn,
)
from handouts.topic import Role, Section
from layouts.typesetting.marks import FORBIDDEN, Mark, Picture, Slug, gathered
from layouts.typesetting.setting import boxes, contacts, forms, prose, table, timeline
from layouts.typesetting.setting.desk import Desk, held, on_grid
from layouts.typesetting.tags import Element

ROLE_PICTURES = {
    Role.EMERGENCY: "warning",
    Role.CONTACTS: "phone",
    Role.ABOUT: "leaf",
    Role.SIGNS: "mind",
    Role.TIMELINE: "clock",
    Role.SAFETY: "pill",
    Role.CARE: "hands",
    Role.AFTER: "moon",
    Role.TOOLS: "calendar",
}
Panels = timeline.Panels
SECTION_GAP = 2.3  # units above a heading; below it stands about a third of that
INSIDE = 12.0  # what a break between two blocks of one section costs besides the layout's `keep`


def set_section(
    desk: Desk,
    section: Section,
    width: float,
    parent: Element,
    *,
    across: int = 1,
    panels: Panels = (),
    marked: bool = True,
) -> list[Slug]:
    """A section's slugs. The emergency section is one box. `marked`: the pictogram of its role stands before it."""
    element = parent.add("Sect")
    if section.role is Role.EMERGENCY:

        def fill(room: float, owner: Element) -> list[Slug]:
            return set_blocks(desk, section.blocks, room, owner, across=across)

        return [boxes.danger_box(desk, section, width, element, fill)]
    if panels:
        slugs = _folded(desk, section, width, element, panels)
    elif section.role is Role.CONTACTS and across > 1:
        slugs = _grid(desk, section, width, element, across)
    else:
        slugs = _heading(desk, section, width, element, marked)
        slugs += set_blocks(desk, section.blocks, width, element, across=across)
    slugs = [replace(slug, section=section.id) for slug in slugs]
    return [replace(slugs[0], before=desk.styles.unit * SECTION_GAP, opens=True), *slugs[1:]]


def _grid(desk: Desk, section: Section, width: float, parent: Element, across: int) -> list[Slug]:
    """Contacts in columns. The heading takes the first cell where that fills the grid."""
    lists = [block for block in section.blocks if isinstance(block, Contacts)]
    lead: list[Slug] = []
    if len(lists) == 1 and (len(lists[0].lines) + 1) % across == 0 and section.blocks[0] is lists[0]:
        column = contacts.column(desk, width, across)
        lead = _heading(desk, section, column, parent)
        first = contacts.contacts(desk, lists[0], width, parent, across, lead=lead[0])
        rest = set_blocks(desk, section.blocks[1:], width, parent)
        if rest:
            rest = [replace(rest[0], before=desk.styles.unit), *rest[1:]]
        return [replace(first[0], element=lead[0].element, bookmark=lead[0].bookmark), *first[1:], *rest]
    return [*_heading(desk, section, width, parent), *set_blocks(desk, section.blocks, width, parent, across=across)]


def _folded(desk: Desk, section: Section, width: float, parent: Element, panels: Panels) -> list[Slug]:
    """A section over the creases of a sheet: the strip over all panels, every text within one of them."""
    slugs = _heading(desk, section, panels[0][1], parent)
    slugs = [replace(slugs[0], hold=FORBIDDEN)]
    aside = 0
    for block in section.blocks:
        if isinstance(block, Timeline):
            slugs += timeline.timeline(desk, block, width, parent, panels)
            continue
        x, room = panels[aside % len(panels)]
        aside += 1
        marks, below = gathered(set_block(desk, block, room, parent), x)
        slugs.append(Slug(desk.styles.up(below), marks, before=desk.styles.unit))
    return slugs


def _heading(desk: Desk, section: Section, width: float, parent: Element, marked: bool = True) -> list[Slug]:
    styles, palette = desk.styles, desk.styles.palette
    name = ROLE_PICTURES.get(section.role, "") if desk.layout.heading_marks and marked else ""
    side = styles.heading.size * 1.42 if name else 0.0
    indent = side + styles.heading.size * 0.5 if name else 0.0
    element = parent.add("H2")
    lines = desk.lines(section.heading, styles.heading, width - indent, element, x=indent, balance=True, whole=True)
    _, high = gathered(lines)
    height = max(high, side)
    words, _ = gathered(lines, 0.0, (height - high) / 2 if high < side else 0.0)
    marks: list[Mark] = []
    if name:
        figure = parent.add("Figure", alt=desk.edition.locale.pictures[name])
        marks.append(Picture(name, 0.0, 0.0, side, side, palette.deep, palette.accent, palette.paper, figure))
    room = styles.unit * 0.5 if desk.layout.heading_marks else 0.0
    slug = Slug(
        styles.up(height + room), (*marks, *words), hold=FORBIDDEN, element=element, bookmark=section.heading.text
    )
    return [slug]


def set_blocks(
    desk: Desk,
    blocks: tuple[Block, ...],
    width: float,
    parent: Element,
    *,
    across: int = 1,
    panels: Panels = (),
) -> list[Slug]:
    """Blocks one below the other, half a line apart; two titled lists that follow each other stand side by side."""
    blocks = _merged(blocks)
    slugs: list[Slug] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Bullets) and block.title and isinstance(after, Bullets) and after.title:
            strip = prose.groups(desk, (block, after), width, parent)
            index += 2
        else:
            strip = set_block(desk, block, width, parent, across=across, panels=panels)
            index += 1
        strip = on_grid(strip, desk.styles.unit)
        if slugs:
            keeps = slugs[-1].hold == FORBIDDEN or _leads_in(blocks, index, len(slugs))
            slugs = held(slugs, FORBIDDEN if keeps else max(slugs[-1].hold, INSIDE))
            strip = [replace(strip[0], before=desk.styles.unit), *strip[1:]]
        slugs.extend(strip)
    return slugs


def _merged(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, untitled lists that follow each other made one: a longer edition adds items, not a list."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if isinstance(block, Bullets) and isinstance(last, Bullets) and block.title is None and last.title is None:
            done[-1] = replace(last, items=last.items + block.items)
        else:
            done.append(block)
    return tuple(done)


def _leads_in(blocks: tuple[Block, ...], index: int, lines: int) -> bool:
    """Whether the block just set must stay with the one before: a lead-in of one line stays with its list."""
    current = blocks[index - 1]
    before = blocks[index - 2] if index >= 2 else None
    return isinstance(before, Paragraph) and isinstance(current, Bullets | Steps | Checklist | WriteIn) and lines <= 3


def set_block(
    desk: Desk,
    block: Block,
    width: float,
    parent: Element,
    *,
    across: int = 1,
    panels: Panels = (),
) -> list[Slug]:
    """One block's slugs."""
    match block:
        case Paragraph():
            return prose.paragraph(desk, block, width, parent)
        case Bullets():
            return prose.bullets(desk, block, width, parent, across)
        case Steps():
            return prose.steps(desk, block, width, parent)
        case Checklist():
            return prose.checklist(desk, block, width, parent, across)
        case Questions():
            return prose.questions(desk, block, width, parent)
        case Myths():
            return prose.myths(desk, block, width, parent)
        case Story():
            return prose.story(desk, block, width, parent)
        case Timeline():
            return timeline.timeline(desk, block, width, parent, panels)
        case Table():
            return table.table(desk, block, width, parent)
        case Callout():
            return boxes.callout(desk, block, width, parent)
        case Contacts():
            return contacts.contacts(desk, block, width, parent, across)
        case WriteIn():
            return forms.write_in(desk, block, width, parent)
        case Figure():
            return forms.figure(desk, block, width, parent)
        case _:
            assert_never(block)
