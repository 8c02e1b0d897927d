"""Placing: set bands and poured columns at their places. In: pages and what is on them. Out: composed pages.

The only place that knows about languages from right to left: marks are mirrored here, in their strips.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from layouts.typesetting.bands import SetBand, foot_height
from layouts.typesetting.composition import Bookmark, ComposedPage, Placement
from layouts.typesetting.furniture import furniture
from layouts.typesetting.layout import Column, Page
from layouts.typesetting.marks import Mark, Slug, mirrored
from layouts.typesetting.pour import Poured, shared
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.setting.forms import LINE_APART, ruled
from layouts.typesetting.tags import Element

SHARE = 3.0  # units of spare room that a section may get above it

PageBands = tuple[list[SetBand], list[SetBand]]  # at the head of a page, at its foot
Bands = Mapping[str, PageBands]  # of each page by its name
Strip = tuple[str, Column, tuple[Slug, ...], float]  # the panel's name, where it stands, what is in it, its top


def place(
    desk: Desk, pages: tuple[Page, ...], poured: Poured, bands: Bands, root: Element, *, right_to_left: bool
) -> tuple[tuple[ComposedPage, ...], tuple[Bookmark, ...]]:
    """Every page with its marks in reading order, furniture last, and the headings that bookmarks point to."""

    def turned(mark: Mark, width: float) -> Mark:
        return mirrored(mark, width) if right_to_left else mark

    done: list[ComposedPage] = []
    bookmarks: list[Bookmark] = []
    columns = iter(poured.columns)
    for number, page in enumerate(pages, 1):
        placements: list[Placement] = []
        for panel, strip, slugs, top in _strips(desk, page, bands[page.name], columns, root):
            for slug, y in _tops(slugs, top):
                if slug.bookmark:
                    bookmarks.append(Bookmark(slug.bookmark, number, y))
                placements += [Placement(panel, strip.x, y, turned(mark, strip.width)) for mark in slug.marks]
        repeated = furniture(desk, page, number, len(pages))
        placements += [Placement("furniture", 0.0, page.height, turned(mark, page.width)) for mark in repeated]
        done.append(ComposedPage(page, tuple(placements)))
    return tuple(done), tuple(bookmarks)


def column_height(desk: Desk, page: Page, head: list[SetBand], foot: list[SetBand]) -> float:
    """The height that the bands leave to a page's columns; below 0 where they take too much."""
    gap = desk.styles.unit * desk.layout.gap
    used = sum(band.height + gap for band in head) + foot_height(foot, gap)
    return page.height - page.top - page.bottom - used


def _strips(
    desk: Desk,
    page: Page,
    bands: tuple[list[SetBand], list[SetBand]],
    columns: Iterator[tuple[Slug, ...]],
    root: Element,
) -> Iterator[Strip]:
    """What stands on a page, strip by strip in reading order. Takes from `columns` what the page's own hold."""
    head, foot = bands
    unit = desk.styles.unit
    gap = unit * desk.layout.gap
    live = Column(page.left, page.live_width)
    top = page.height - page.top
    for band in head:
        yield f"{page.name}/{band.name}", live, band.slugs, top
        top -= band.height + gap
    if page.flows:
        room = column_height(desk, page, head, foot)
        for index, column in enumerate(page.columns, 1):
            yield f"{page.name}/{index}", column, shared(next(columns), room, unit * SHARE), top
    elif page.ruled:
        yield page.name, page.columns[0], _ruled_page(desk, page, root), top
    bottom = page.bottom + sum(band.height for band in foot) + gap * (len(foot) - 1)
    for band in foot:
        yield f"{page.name}/{band.name}", live, band.slugs, bottom
        bottom -= band.height + gap


def _tops(slugs: tuple[Slug, ...], top: float) -> Iterator[tuple[Slug, float]]:
    for index, slug in enumerate(slugs):
        top -= slug.before if index else 0.0
        yield slug, top
        top -= slug.height


def _ruled_page(desk: Desk, page: Page, root: Element) -> tuple[Slug, ...]:
    """A page to write on, under its own heading: what a page that only fills the count is good for."""
    words = desk.said(desk.phrase("notes"))
    slugs = desk.lines(words, desk.styles.heading, page.live_width, root.add("H2"))
    room = page.height - page.top - page.bottom - slugs[0].height
    return (*slugs, ruled(desk, page.live_width, int(room / LINE_APART) - 1))
