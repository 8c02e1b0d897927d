"""Blocks as nodes. In: a desk, a block of an edition, a width. Out: nodes, with the measures of our own setting."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from benchmarks.contacts import contacts
from benchmarks.nodes import Node, apart, box, columns, lines, listed, picture, space, table, text
from handouts.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Contacts,
    Figure,
    Length,
    Myths,
    Paragraph,
    Questions,
    Steps,
    Story,
    Table,
    Timeline,
    WriteIn,
)
from handouts.inline import Words
from handouts.topic import Role, Section
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.setting.forms import LINE_APART
from layouts.typesetting.setting.prose import HANG, ITEM_GAP, PAIR_ROOM
from layouts.typesetting.setting.timeline import HILL_NARROW, HILL_WIDE, Panels, cells
from layouts.typesetting.story import ROLE_PICTURES, SECTION_GAP

SINGLE: Panels = ()


def section_nodes(
    desk: Desk, section: Section, width: float, *, across: int = 1, panels: Panels = SINGLE, marked: bool = True
) -> list[list[Node]]:
    """A section's nodes, a list for its heading with the first block and one for every further block."""
    styles, palette = desk.styles, desk.styles.palette
    if section.role is Role.EMERGENCY:
        return [[_danger(desk, section, width, across)]]
    name = ROLE_PICTURES.get(section.role, "") if desk.layout.heading_marks and marked else ""
    side = styles.heading.size * 1.42
    words = text(section.heading, styles.heading, "H2", keep=True)
    paints = (palette.deep, palette.accent, palette.paper)
    heading = words
    if name:
        drawing = picture(name, side, side, paints, desk.edition.locale.pictures[name])
        gap = styles.heading.size * 0.5
        heading = columns([(side, [drawing]), (width - side - gap, [words])], gap, keep=True)
    heading["section"] = True
    done = [[heading]]
    for block in merged(section.blocks):
        nodes = block_nodes(desk, block, width, across, panels)
        if isinstance(block, Bullets) and block.title is not None and (before := _grouped(desk, done[-1][-1], width)):
            before["cells"].append({"width": before["cells"][0]["width"], "nodes": _bullets(desk, block, width / 2)})
        elif len(done) == 1 and len(done[0]) == 1:
            done[0] += [space(styles.unit * 0.5), *nodes]
        else:
            done.append([space(styles.unit), *nodes])
    return done


def section_gap(desk: Desk) -> Node:
    """The space above a section."""
    return space(desk.styles.unit * SECTION_GAP)


def merged(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, untitled lists that follow each other made one, as the story does."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if isinstance(block, Bullets) and isinstance(last, Bullets) and block.title is None and last.title is None:
            done[-1] = replace(last, items=last.items + block.items)
        else:
            done.append(block)
    return tuple(done)


def block_nodes(desk: Desk, block: Block, width: float, across: int = 1, panels: Panels = SINGLE) -> list[Node]:
    """One block's nodes."""
    styles, body = desk.styles, desk.styles.body
    match block:
        case Paragraph():
            return [text(block.words, body)]
        case Bullets():
            if block.title is not None and width >= body.size * PAIR_ROOM:
                gap = body.size * 1.4
                return [columns([((width - gap) / 2, _bullets(desk, block, (width - gap) / 2))], gap)]
            return _bullets(desk, block, width, across)
        case Checklist():
            head = [text(block.title, styles.minor, "H3", keep=True)] if block.title is not None else []
            return [*head, _marked(desk, block.items, "tick", across)]
        case Steps():
            return [_steps(desk, block)]
        case Questions():
            pairs = [
                node
                for pair in block.pairs
                for node in (text(pair.said, styles.minor, "H3", keep=True), text(pair.answer, body))
            ]
            return apart(pairs, styles.unit * 0.25)
        case Myths():
            return [_myths(desk, block)]
        case Story():
            inner = [text(desk.phrase("example"), body.bold.tinted(styles.palette.deep), "H3", keep=True)]
            inner += apart([text(words, body) for words in block.paragraphs], styles.unit * 0.8)
            return [box(inner, width, (0, 0, 0, body.size * 1.1), bar=styles.palette.accent)]
        case Timeline():
            return _timeline(desk, block, width, panels)
        case Table():
            return [_table(desk, block, width)]
        case Callout():
            return [_callout(desk, block, width)]
        case Contacts():
            return contacts(desk, block, width, across)
        case WriteIn():
            weight, colour = styles.line * 0.5, styles.palette.quiet
            return [
                node
                for prompt in block.prompts
                for node in (text(prompt, body, keep=True), lines(block.rules, LINE_APART, colour, weight))
            ]
        case Figure():
            side = min(width, body.size * 6)
            palette = styles.palette
            return [picture(block.name, side, side, (palette.deep, palette.accent, palette.paper), block.alt.text)]
        case _:
            assert_never(block)


def _grouped(desk: Desk, node: Node, width: float) -> Node | None:
    """The first of two groups side by side, if that is what the node is."""
    wide = width >= desk.styles.body.size * PAIR_ROOM
    return node if wide and node["t"] == "columns" and "section" not in node and len(node["cells"]) == 1 else None


def _bullets(desk: Desk, block: Bullets, width: float, across: int = 1) -> list[Node]:
    styles, palette = desk.styles, desk.styles.palette
    head: list[Node] = []
    if block.title is not None:
        title = text(block.title, styles.minor, "H3", keep=True)
        side = styles.minor.size * 1.55
        head = [title]
        if block.icon:
            paints = (palette.deep, palette.accent, palette.paper)
            drawing = picture(block.icon, side, side, paints, desk.edition.locale.pictures[block.icon])
            gap = styles.minor.size * 0.35
            head = [columns([(side, [drawing]), (width - side - gap, [title])], gap, keep=True)]
    return [*head, _marked(desk, block.items, "disc", across)]


def _marked(desk: Desk, items: tuple[Words, ...], mark: str, across: int) -> Node:
    styles = desk.styles
    size = styles.body.size
    colour = styles.palette.accent if mark == "disc" else styles.palette.deep
    hang = size * (HANG if mark == "disc" else 1.5)
    shown = [text(item, styles.body) for item in items]
    return listed(shown, mark, size, hang, styles.unit * ITEM_GAP, colour, across=across)


def _steps(desk: Desk, block: Steps) -> Node:
    body, deep = desk.styles.body, desk.styles.palette.deep
    labels = [text(desk.edition.locale.step(n), body.bold.tinted(deep)) for n in range(1, len(block.items) + 1)]
    items = [text(item, body) for item in block.items]
    hang = desk.measure(desk.said(desk.edition.locale.step(len(items)), strong=True), body.bold) + body.size * 0.45
    return listed(items, "number", body.size, hang, desk.styles.unit * ITEM_GAP, deep, labels=labels)


def _myths(desk: Desk, block: Myths) -> Node:
    body, palette = desk.styles.body, desk.styles.palette
    said, so = desk.phrase("myth"), desk.phrase("fact")
    hang = max(desk.measure(desk.said(each), body.bold) for each in (said, so)) + body.size * 0.9
    items, labels = [], []
    for pair in block.pairs:
        items += [text(pair.said, body.bold), text(pair.answer, body)]
        labels += [text(said, body.bold.tinted(palette.quiet)), text(so, body.bold.tinted(palette.deep))]
    return listed(items, "label", body.size, hang, desk.styles.unit * ITEM_GAP, palette.deep, labels=labels)


def _timeline(desk: Desk, block: Timeline, width: float, panels: Panels) -> list[Node]:
    styles, palette = desk.styles, desk.styles.palette
    paints, alt = (palette.deep, palette.accent, palette.tint), desk.edition.locale.pictures["timeline"]
    aside = styles.aside
    if not panels:
        hill = picture("timeline", width, styles.body.size * HILL_NARROW - styles.unit * 0.4, paints, alt)
        items = [text(each.what, aside) for each in block.phases]
        labels = [text(each.when, aside.bold.tinted(palette.deep)) for each in block.phases]
        indent = max(desk.measure(each.when, aside.bold) for each in block.phases) + styles.body.size
        return [hill, listed(items, "label", aside.size, indent, styles.unit * 0.7, palette.deep, labels=labels)]
    places = cells(panels, len(block.phases), styles.body.size)
    shown: list[tuple[float, list[Node]]] = []
    at = 0.0
    for (x, room), phase in zip(places, block.phases, strict=True):
        if x - at > 0.01:
            shown.append((x - at, []))
        words: list[Node] = [text(phase.when, aside.bold.tinted(palette.deep)), text(phase.what, aside)]
        shown.append((room, words))
        at = x + room
    hill = picture("timeline", width, styles.body.size * HILL_WIDE, paints, alt)
    return [hill, space(styles.unit * 0.6), columns(shown, 0.0)]


def _table(desk: Desk, block: Table, width: float) -> Node:
    styles, palette = desk.styles, desk.styles.palette
    bold = styles.body.bold
    every = list(zip(block.header, *block.rows, strict=True))
    wants = [max(desk.measure(cell, bold) for cell in column) ** 0.5 for column in every]
    least = [max(desk.least(cell, bold) for cell in column) + styles.body.size * 0.8 for column in every]
    spare = width - sum(least)
    widths = [low + spare * want / sum(wants) for low, want in zip(least, wants, strict=True)]
    header = [text(words, bold.tinted(palette.deep)) for words in block.header]
    rows = [[text(words, styles.body if n else bold) for n, words in enumerate(row)] for row in block.rows]
    return table(widths, header, rows, palette.tint, palette.quiet, styles.unit * 0.35)


def _callout(desk: Desk, block: Callout, width: float) -> Node:
    styles, palette = desk.styles, desk.styles.palette
    size = styles.body.size
    colour = palette.urgent if block.kind == "urgent" else palette.deep
    pad = size * 0.85
    inner = [text(words, styles.body) for words in block.lines]
    if block.title is not None:
        inner.insert(0, text(block.title, styles.body.bold.tinted(colour), "H3", keep=True))
    inner = apart(inner, styles.unit * 0.2)
    if block.kind != "note":
        sign = picture("warning", size * 1.7, size * 1.7, (colour, palette.accent, palette.tint))
        gap = size * 0.4
        room = width - 2 * pad - size * 1.7 - gap
        inner = [columns([(size * 1.7, [sign]), (room, inner)], gap)]
    stroke = palette.urgent if block.kind == "urgent" else ""
    around = (pad * 0.75, pad, pad * 0.75, pad)
    return box(inner, width, around, fill=palette.tint, stroke=stroke, radius=styles.corner)


def _danger(desk: Desk, section: Section, width: float, across: int) -> Node:
    styles, palette = desk.styles, desk.styles.palette
    size = styles.body.size
    pad = size * (0.5 if desk.layout.length is Length.BRIEF else 0.75)
    heading = styles.heading.tinted(palette.on_urgent)
    side, gap = heading.size * 1.25, size * 0.55
    sign = picture("warning", side, side, (palette.on_urgent, palette.on_urgent, palette.urgent))
    title = columns([(side, [sign]), (width - 2 * pad - side - gap, [text(section.heading, heading, "H2")])], gap)
    bar = box([title], width, (pad * 0.4, pad, pad * 0.4, pad), fill=palette.urgent, radius=styles.corner)
    room = width - 2 * pad
    blocks = [node for block in merged(section.blocks) for node in block_nodes(desk, block, room, across)]
    body = box(apart(blocks, styles.unit), width, (pad * 0.6, pad, pad * 0.6, pad))
    return box([bar, body], width, (0, 0, 0, 0), stroke=palette.urgent, radius=styles.corner)
