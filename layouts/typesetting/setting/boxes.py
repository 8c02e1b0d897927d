"""Text set apart: callouts, and the box for danger to life. In: a block or a section, a width. Out: one slug each."""

from __future__ import annotations

from collections.abc import Callable

from handouts.blocks import Callout, Length
from handouts.topic import Section
from layouts.typesetting.marks import Fill, Mark, Picture, Slug, gathered
from layouts.typesetting.setting.desk import Desk, spaced
from layouts.typesetting.tags import Element

BORDER = 1.6  # of the box for danger: seen in grey and on a second photocopy


def callout(desk: Desk, block: Callout, width: float, parent: Element) -> list[Slug]:
    """A few lines on a tint; a caution has its sign, an urgent one a border in the urgent colour."""
    styles, palette = desk.styles, desk.styles.palette
    size = styles.body.size
    pad = size * 0.85
    sign = {"urgent": "warning", "caution": "warning", "note": ""}[block.kind]
    colour = palette.urgent if block.kind == "urgent" else palette.deep
    room = size * 2.1 if sign else 0.0
    inner = width - 2 * pad - room
    rows: list[Slug] = []
    if block.title is not None:
        rows += desk.lines(block.title, styles.body.bold.tinted(colour), inner, parent.add("H3"))
    for words in block.lines:
        rows += spaced(desk.lines(words, styles.body, inner, parent.add("P")), styles.unit * 0.4 if rows else 0.0)
    content, below = gathered(rows, pad + room, pad * 0.75)
    height = styles.up(below + pad * 0.75)
    ground: list[Mark] = [Fill(0.0, 0.0, width, height, palette.tint, radius=styles.corner)]
    if block.kind == "urgent":
        ground.append(Fill(0.0, 0.0, width, height, palette.urgent, radius=styles.corner, stroke=BORDER))
    if sign:
        side = size * 1.7
        ground.append(Picture(sign, pad, pad * 0.9, side, side, colour, palette.accent, palette.tint, None))
    return [Slug(height, (*ground, *content))]


def danger_box(
    desk: Desk, section: Section, width: float, parent: Element, fill: Callable[[float, Element], list[Slug]]
) -> Slug:
    """The section in a border of the urgent colour under a bar with its heading. `fill` sets its blocks at a width."""
    styles, palette = desk.styles, desk.styles.palette
    size = styles.body.size
    brief = desk.layout.length is Length.BRIEF
    pad = size * (0.5 if brief else 0.75)
    heading = styles.heading.tinted(palette.on_urgent)
    side = heading.size * 1.25
    indent = pad + side + size * 0.55
    lines = desk.lines(section.heading, heading, width - indent - pad, parent.add("H2"), balance=True)
    words, below = gathered(lines, indent, pad * 0.4)
    bar = below + pad * 0.4
    corner = styles.corner
    sign = Picture(
        "warning", pad, (bar - side) / 2, side, side, palette.on_urgent, palette.on_urgent, palette.urgent, None
    )
    content, end = gathered(fill(width - 2 * pad, parent), pad, bar + pad * 0.6)
    height = styles.up(end + pad * 0.6)
    marks: list[Mark] = [
        Fill(0.0, 0.0, width, bar, palette.urgent, radius=corner, corners=(True, True, False, False)),
        Fill(BORDER / 2, BORDER / 2, width - BORDER, height - BORDER, palette.urgent, radius=corner, stroke=BORDER),
        sign,
        *words,
        *content,
    ]
    return Slug(height, tuple(marks), opens=True, section=section.id)
