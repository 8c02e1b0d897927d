"""Copies: a composed piece as a finished PDF. In: an edition, a layout, a paper, what it is for. Out: bytes.

`screen`: pages in reading order, tagged and linked. `office`: sides as a desk printer prints them, imposed, for paper
only: the screen copy is the accessible one, and the office copy's title says what it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

from msgspec import Struct

from handouts.edition import Edition
from layouts.typesetting.compose import compose
from layouts.typesetting.composition import Composition
from layouts.typesetting.draw import draw
from layouts.typesetting.geometry import Size
from layouts.typesetting.ink import Ink, ViewerHints
from layouts.typesetting.layout import Layout
from press.imposition import Imposed, impose

BOOKMARKS_FROM = 5  # pages: a shorter piece is seen at a glance
TICK = "#808080"


class Copy(Struct, frozen=True):
    """A finished PDF and what is promised of it."""

    pdf: bytes
    pages: int
    title: str
    language: str


def make(edition: Edition, layout: Layout, paper: str, copy: str, copy_id: str, fonts: tuple[Path, ...] = ()) -> Copy:
    """One copy. `copy` is "screen" or "office", `fonts` folders to look in first.

    Raises ContentError (overset, glyph), MissingError (font), KeyError (copy).
    """
    return COPIES[copy](compose(edition, layout, paper, copy_id, fonts))


def screen(composition: Composition) -> Copy:
    """Pages in reading order, tagged, with links, and with bookmarks where there are more than four pages."""
    edition = composition.edition
    title = edition.title.text
    ink = _ink(composition, title, tagged=True, hints=ViewerHints())
    for composed in composition.pages:
        ink.begin_page(composed.page.width, composed.page.height)
        draw(ink, composed, edition, screen=True)
        ink.end_page()
    if len(composition.pages) >= BOOKMARKS_FROM:
        for mark in composition.bookmarks:
            ink.bookmark(mark.title, mark.page, mark.top)
    return Copy(ink.save(), len(composition.pages), title, edition.locale.language)


def office(composition: Composition) -> Copy:
    """Sides with pages at their places; the page is recorded once and drawn wherever it stands."""
    edition = composition.edition
    title = f"{edition.title.text} ({edition.locale.phrase('for_printing')})"
    sizes = [(each.page.name, Size(each.page.width, each.page.height)) for each in composition.pages]
    imposed = impose(composition.layout.imposition, sizes, composition.paper, right_to_left=composition.right_to_left)
    ink = _ink(composition, title, tagged=False, hints=ViewerHints(print_scaling="None", duplex=_duplex(imposed)))
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
                ink.line(
                    tick.x0,
                    tick.y0,
                    tick.x1,
                    tick.y1,
                    TICK,
                    0.5 if tick.fold else 0.25,
                    dash=(2, 2) if tick.fold else None,
                )
        ink.end_page()
    return Copy(ink.save(), len(imposed.sides), title, edition.locale.language)


def _duplex(imposed: Imposed) -> str:
    return {"": "", "short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge"}[imposed.flip]


def _ink(composition: Composition, title: str, *, tagged: bool, hints: ViewerHints) -> Ink:
    edition = composition.edition
    return Ink(
        title=title,
        author=edition.brand.name,
        subject=edition.short_title.text,
        language=edition.locale.language,
        direction=edition.locale.direction,
        created=created(edition),
        root=composition.root if tagged else None,
        layout_hints=hints,
    )


def created(edition: Edition) -> datetime:
    """The date that a PDF carries: SOURCE_DATE_EPOCH if set, else the day the text was revised. Never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(edition.review.revised, time(0, 0), UTC)


COPIES: dict[str, Callable[[Composition], Copy]] = {"screen": screen, "office": office}
