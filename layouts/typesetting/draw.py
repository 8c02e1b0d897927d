"""Drawing: placed marks onto ink. In: a composed page. Out: nothing but ink; no decision is made here.

Shapes are artifacts. Type belongs to the elements of its voice. Links and the lines under them are for the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import cast

from handouts.edition import Edition
from layouts.typesetting.composition import ComposedPage, Placement
from layouts.typesetting.marks import Code, Disc, Fill, Glyphs, Logo, Picture, Rule, Voice
from layouts.typesetting.pen import Pen
from layouts.typesetting.pictures import GRID, WEIGHT, Command, strokes
from layouts.typesetting.qr import modules
from layouts.typesetting.shapes import Box
from layouts.typesetting.tags import Element
from layouts.typesetting.text.glyphs import Line

PLACES = 1  # a tenth of a point is finer than any drawing of the house
QUIET = 4  # modules of clear ground around a QR code (ISO/IEC 18004)
UNDERLINE_DROP = 0.13  # below the baseline, over the type size


def draw(ink: Pen, page: ComposedPage, edition: Edition, *, screen: bool) -> None:
    """Everything on one page, in reading order."""
    for hangs, run in groupby(page.placements, lambda each: each.mark.spot is not None):
        placements = list(run)
        if hangs:
            with ink.opening(placements):
                draw_part(ink, placements, edition, screen=screen)
        else:
            draw_part(ink, placements, edition, screen=screen)


def draw_part(ink: Pen, placements: Iterable[Placement], edition: Edition, *, screen: bool) -> None:
    """Some of a page, in reading order."""
    for kind, run in groupby(placements, _kind):
        of_kind = list(run)
        if isinstance(kind, Voice):
            _type(ink, of_kind, kind, edition.locale.direction == "rtl", screen)
        elif kind == "shapes":
            with ink.artifact():
                for placement in of_kind:
                    _shape(ink, placement, edition)
        else:
            for placement in of_kind:
                _figure(ink, placement, edition)


def _kind(placement: Placement) -> object:
    mark = placement.mark
    if isinstance(mark, Glyphs):
        return mark.voice
    return "figures" if isinstance(mark, Picture | Logo | Code) and mark.element is not None else "shapes"


def _type(ink: Pen, placements: list[Placement], voice: Voice, right_to_left: bool, screen: bool) -> None:
    lines = []
    colour = ""
    for placement in placements:
        mark = placement.mark
        assert isinstance(mark, Glyphs)
        colour = mark.colour
        lines.append((mark.line, placement.x + mark.x + _start(mark, right_to_left), placement.top - mark.y))
    ink.text(lines, voice.elements, colour)
    if screen and any(span.href for span in voice.spans):
        _links(ink, lines, voice, colour)


def _start(mark: Glyphs, right_to_left: bool) -> float:
    """Where a line begins in its column."""
    if mark.align == "start":
        return mark.line.start
    spare = mark.width - mark.line.width
    return spare / 2 if mark.align == "centre" else 0.0 if right_to_left else spare


def _links(ink: Pen, lines: Sequence[tuple[Line, float, float]], voice: Voice, colour: str) -> None:
    links: dict[Element, tuple[str, str, list[Box]]] = {}
    for line, x, y in lines:
        for run in line.runs:
            span, owner = voice.spans[run.span], voice.elements[run.span]
            if span.href and owner is not None:
                box = (x + run.x, y - run.size * 0.28, x + run.x + run.width, y + run.size * 0.92)
                links.setdefault(owner, (span.href, span.text, []))[2].append(box)
    for owner, (uri, text, boxes) in links.items():
        merged = list(_merged(boxes)) if len(boxes) > 1 else boxes
        ink.link(merged, uri, owner, text)
        with ink.artifact():
            for left, bottom, right, top in merged:
                size = (top - bottom) / 1.2
                drop = bottom + size * (0.28 - UNDERLINE_DROP)
                ink.line(left, drop, right, drop, colour, max(0.4, size * 0.05))


def _merged(boxes: list[Box]) -> Iterator[Box]:
    """Boxes on one line that touch, as one."""
    for _, same in groupby(boxes, lambda box: round(box[1], 2)):
        line = list(same)
        yield min(box[0] for box in line), line[0][1], max(box[2] for box in line), line[0][3]


def _figure(ink: Pen, placement: Placement, edition: Edition) -> None:
    mark = placement.mark
    assert isinstance(mark, Picture | Logo | Code)
    assert mark.element is not None
    x, top = placement.x + mark.x, placement.top - mark.y
    width, height = (mark.side, mark.side) if isinstance(mark, Code) else (mark.width, mark.height)
    with ink.figure(mark.element, (x, top - height, x + width, top)):
        _shape(ink, placement, edition)


def _shape(ink: Pen, placement: Placement, edition: Edition) -> None:
    mark, left, top = placement.mark, placement.x, placement.top
    match mark:
        case Fill(x, y, width, height, colour, radius, stroke, corners):
            if stroke:
                ink.stroke_box(left + x, top - y - height, width, height, colour, stroke, radius=radius)
            else:
                ink.fill_box(left + x, top - y - height, width, height, colour, radius=radius, corners=corners)
        case Rule(x0, y0, x1, y1, colour, width, dash):
            ink.line(left + x0, top - y0, left + x1, top - y1, colour, width, dash=dash)
        case Disc(x, y, radius, colour):
            ink.dot(left + x, top - y, radius, colour)
        case Picture():
            _picture(ink, mark, left + mark.x, top - mark.y)
        case Logo(x, y, width, height):
            ink.logo(edition.brand, left + x, top - y - height, width, height)
        case Code(text, x, y, side, colour):
            cells = modules(text)
            step = side / (len(cells) + 2 * QUIET)
            with ink.at(left + x + QUIET * step, top - y - QUIET * step, step):
                ink.cells(cells, colour)


def _picture(ink: Pen, mark: Picture, left: float, top: float) -> None:
    across, down = mark.width / GRID, mark.height / GRID
    weight = WEIGHT * min(across, down)
    if mark.width > mark.height * 2:
        weight = 1.4
    for paint, commands in strokes(mark.name):
        placed = _placed(
            commands, left + mark.width if mark.turned else left, top, -across if mark.turned else across, down
        )
        match paint:
            case "line":
                ink.path(placed, stroke=mark.colour, width=weight, places=PLACES)
            case "accent":
                ink.path(placed, stroke=mark.accent, width=weight, places=PLACES)
            case "solid":
                ink.path(placed, fill=mark.colour, places=PLACES)
            case "spot":
                ink.path(placed, fill=mark.accent, places=PLACES)
            case "soft":
                ink.path(placed, fill=mark.ground, places=PLACES)


@lru_cache(1_000)
def _placed(commands: tuple[Command, ...], left: float, top: float, across: float, down: float) -> tuple[Command, ...]:
    return tuple(_moved(command, left, top, across, down) for command in commands)


def _moved(command: Command, left: float, top: float, across: float, down: float) -> Command:
    letter, *values = command
    points = cast("list[float]", values)
    return (letter, *(left + value * across if n % 2 == 0 else top - value * down for n, value in enumerate(points)))
