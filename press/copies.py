"""Copies: a composed piece as a finished PDF. In: an edition, a layout, a paper, what it is for. Out: bytes.

`screen`: pages in reading order, tagged and linked. `office`: sides as a desk printer prints them, imposed, for paper
only: the screen copy is the accessible one, and the office copy's title says what it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from msgspec import Struct

from handouts.edition import Edition
from layouts.typesetting.compose import compose
from layouts.typesetting.composition import Composition
from layouts.typesetting.draw import draw
from layouts.typesetting.geometry import Size
from layouts.typesetting.ink import Ink, ViewerHints
from layouts.typesetting.layout import Layout
from layouts.typesetting.marks import Glyphs
from layouts.typesetting.shell import Shell, ShellInk
from press.identity import ALPHABET
from press.imposition import Imposed, impose

BOOKMARKS_FROM = 5  # pages: a shorter piece is seen at a glance
TICK = "#808080"


class Copy(Struct, frozen=True):
    """A finished PDF and what is promised of it. `of_shell`: one more copy of a shell that was read back whole."""

    pdf: bytes
    pages: int
    title: str
    language: str
    of_shell: bool = False


def make(edition: Edition, layout: Layout, paper: str, copy: str, copy_id: str, fonts: tuple[Path, ...] = ()) -> Copy:
    """One copy. `copy` is "screen" or "office", `fonts` folders to look in first.

    Raises ContentError (overset, glyph), MissingError (font), KeyError (copy).
    """
    return COPIES[copy](compose(edition, layout, paper, copy_id, fonts))


def make_shell(
    edition: Edition,
    layout: Layout,
    paper: str,
    copy: str,
    copy_id: str,
    fonts: tuple[Path, ...],
    characters: frozenset[str],
) -> tuple[Shell, Copy]:
    """A file with the places open that hang on the site, and what its copies are but for their bytes.

    `edition` is that of one site; `characters`: all that the lines of any site are made of. Raises as `make`.
    """
    composition = compose(edition, layout, paper, copy_id, fonts, slotted=True)
    plan = PLANS[copy](composition)
    ink = ShellInk(composition, characters | _letters(composition), **_said(composition, plan))
    plan.draw(ink)
    return ink.shell(), Copy(b"", plan.pages, plan.title, edition.locale.language)


def screen(composition: Composition) -> Copy:
    """Pages in reading order, tagged, with links, and with bookmarks where there are more than four pages."""
    return _copy(composition, _screen(composition))


def office(composition: Composition) -> Copy:
    """Sides with pages at their places; the page is recorded once and drawn wherever it stands."""
    return _copy(composition, _office(composition))


class Plan(Struct, frozen=True):
    """How a composition becomes a file. `draw` draws all of it."""

    title: str
    pages: int
    tagged: bool
    hints: ViewerHints
    draw: Callable[[Ink], None]


def _copy(composition: Composition, plan: Plan) -> Copy:
    ink = Ink(**_said(composition, plan))
    plan.draw(ink)
    return Copy(ink.save(), plan.pages, plan.title, composition.edition.locale.language)


def _screen(composition: Composition) -> Plan:
    edition = composition.edition

    def drawn(ink: Ink) -> None:
        for composed in composition.pages:
            ink.begin_page(composed.page.width, composed.page.height)
            draw(ink, composed, edition, screen=True)
            ink.end_page()
        if len(composition.pages) >= BOOKMARKS_FROM:
            for mark in composition.bookmarks:
                ink.bookmark(mark.title, mark.page, mark.top)

    return Plan(edition.title.text, len(composition.pages), True, ViewerHints(), drawn)


def _office(composition: Composition) -> Plan:
    edition = composition.edition
    title = f"{edition.title.text} ({edition.locale.phrase('for_printing')})"
    sizes = [(each.page.name, Size(each.page.width, each.page.height)) for each in composition.pages]
    imposed = impose(composition.layout.imposition, sizes, composition.paper, right_to_left=composition.right_to_left)

    def drawn(ink: Ink) -> None:
        for number, composed in enumerate(composition.pages):
            ink.begin_form(f"page{number}", composed.page.width, composed.page.height)
            draw(ink, composed, edition, screen=False)
            ink.end_form()
        for side in imposed.sides:
            ink.begin_page(side.size.width, side.size.height)
            for spot in side.spots:
                ink.place_form(f"page{spot.page}", spot.x, spot.y)
            with ink.artifact():
                for tick in side.ticks:
                    fold = tick.fold
                    width, dash = (0.5, (2, 2)) if fold else (0.25, None)
                    ink.line(tick.x0, tick.y0, tick.x1, tick.y1, TICK, width, dash=dash)
            ink.end_page()

    hints = ViewerHints(print_scaling="None", duplex=_duplex(imposed))
    return Plan(title, len(imposed.sides), False, hints, drawn)


def _duplex(imposed: Imposed) -> str:
    return {"": "", "short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge"}[imposed.flip]


def _said(composition: Composition, plan: Plan) -> dict[str, Any]:
    """What the file says of itself."""
    edition = composition.edition
    return {
        "title": plan.title,
        "author": edition.brand.name,
        "subject": edition.short_title.text,
        "language": edition.locale.language,
        "direction": edition.locale.direction,
        "created": created(edition),
        "root": composition.root if plan.tagged else None,
        "layout_hints": plan.hints,
    }


def _letters(composition: Composition) -> frozenset[str]:
    """What slots show beside what comes from sites: the program's own words, and any copy id."""
    slots = composition.desk.slots
    assert slots is not None
    marks = (mark for slot in slots.all for slug in slot.slugs for mark in slug.marks)
    return frozenset(ALPHABET).union(*(mark.line.text for mark in marks if isinstance(mark, Glyphs)))


def created(edition: Edition) -> datetime:
    """The date that a PDF carries: SOURCE_DATE_EPOCH if set, else the day the text was revised. Never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(edition.review.revised, time(0, 0), UTC)


COPIES: dict[str, Callable[[Composition], Copy]] = {"screen": screen, "office": office}
PLANS: dict[str, Callable[[Composition], Plan]] = {"screen": _screen, "office": _office}
