"""The timeline strip: a soft hill over labelled phases. In: a timeline, a width or cells. Out: slugs.

It promises no exact days: the hill has no scale, and the words under it stand in even cells. It reads without colour.
"""

from __future__ import annotations

from handouts.blocks import Phase, Timeline
from layouts.typesetting.marks import FORBIDDEN, Disc, Mark, Picture, Rule, Slug, gathered
from layouts.typesetting.setting.desk import Desk, held, spaced
from layouts.typesetting.tags import Element

Panels = tuple[tuple[float, float], ...]  # x and width of the stretches between creases

HILL_NARROW = 4.6  # height of the hill over the body size
HILL_WIDE = 3.2


def timeline(desk: Desk, block: Timeline, width: float, parent: Element, panels: Panels) -> list[Slug]:
    """Phases side by side over the panels of a folded page, or one below the other in a column."""
    if panels:
        return [_wide(desk, block, width, parent, cells(panels, len(block.phases), desk.styles.body.size))]
    return _narrow(desk, block, width, parent)


def cells(panels: Panels, count: int, gap: float) -> Panels:
    """`count` cells in the panels, evenly and the same from both ends: four in three panels stand 1, 2, 1."""
    each, more = divmod(count, len(panels))
    middle = len(panels) // 2
    order = sorted(range(len(panels)), key=lambda n: (abs(n - middle), n) if more % 2 else (-abs(n - middle), n))
    held = [each + (1 if n in order[:more] else 0) for n in range(len(panels))]
    found: list[tuple[float, float]] = []
    for (x, width), number in zip(panels, held, strict=True):
        room = (width - gap * (number - 1)) / number if number else 0.0
        found.extend((x + n * (room + gap), room) for n in range(number))
    return tuple(found)


def _hill(desk: Desk, width: float, height: float, parent: Element) -> Picture:
    palette = desk.styles.palette
    figure = parent.add("Figure", alt=desk.edition.locale.pictures["timeline"])
    return Picture("timeline", 0.0, 0.0, width, height, palette.deep, palette.accent, palette.tint, figure)


def _phase(desk: Desk, phase: Phase, width: float, list_: Element, x: float = 0.0) -> list[Slug]:
    entry = list_.add("LI")
    when = desk.lines(
        phase.when, desk.styles.aside.bold.tinted(desk.styles.palette.deep), width, entry.add("Lbl"), x=x, whole=True
    )
    what = desk.lines(phase.what, desk.styles.aside, width, entry.add("LBody"), x=x, whole=True)
    return [*held(when), *what]


def _wide(desk: Desk, block: Timeline, width: float, parent: Element, places: Panels) -> Slug:
    height = desk.styles.body.size * HILL_WIDE
    marks: list[Mark] = [_hill(desk, width, height, parent)]
    list_ = parent.add("L", attributes={"ListNumbering": "/None"})
    below = height
    for (x, room), phase in zip(places, block.phases, strict=True):
        drawn, end = gathered(_phase(desk, phase, room, list_), x, height + desk.styles.unit * 0.6)
        marks.extend(drawn)
        below = max(below, end)
    return Slug(desk.styles.up(below), tuple(marks))


def _narrow(desk: Desk, block: Timeline, width: float, parent: Element) -> list[Slug]:
    styles, palette = desk.styles, desk.styles.palette
    height = styles.up(styles.body.size * HILL_NARROW)
    slugs = [Slug(height, (_hill(desk, width, height - styles.unit * 0.4, parent),), hold=FORBIDDEN)]
    list_ = parent.add("L", attributes={"ListNumbering": "/None"})
    indent = styles.body.size * 1.5
    for index, phase in enumerate(block.phases):
        drawn, deep = gathered(_phase(desk, phase, width - indent, list_, indent))
        middle, radius = styles.aside.leading / 2 + 0.04 * styles.aside.size, styles.body.size * 0.3
        shapes: list[Mark] = [Disc(styles.body.size * 0.45, middle, radius, palette.accent)]
        gap = styles.unit * 0.7
        if index < len(block.phases) - 1:
            x = styles.body.size * 0.45
            shapes.insert(0, Rule(x, middle, x, deep + gap + middle, palette.accent, styles.line))
        step = [Slug(deep, (*shapes, *drawn), hold=FORBIDDEN if index < len(block.phases) - 1 else 0.0)]
        slugs.extend(spaced(step, gap if index else styles.unit * 0.4))
    return slugs
