"""Compose: an edition and a layout to placed pages. In: what is said, a layout, a paper. Out: a `Composition`.

The body type is tried at its full size and then smaller, down to the layout's floor, until everything has its place.
What still does not fit is an error that says how much; nothing is shrunk further, clipped or left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from handouts.edition import Edition
from handouts.inline import Words
from handouts.problem import ContentError
from handouts.topic import Section
from layouts.typesetting.bands import SetBand, foot_height, set_bands
from layouts.typesetting.furniture import furniture
from layouts.typesetting.layout import Column, Layout, Page
from layouts.typesetting.marks import Mark, Slug, mirrored
from layouts.typesetting.overset import overset
from layouts.typesetting.pour import Overset, Poured, pour, shared
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.setting.forms import LINE_APART, ruled
from layouts.typesetting.story import set_section
from layouts.typesetting.styles import styles
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import family

PAGE = 60.0  # what a page more costs, against tearing what belongs together
MOST_PAGES = 48  # a saddle stitch holds no more
SHARE = 3.0  # units of spare room that a section may get above it


@dataclass(frozen=True)
class Placement:
    """A mark on its page: `x` and `top` (y going up) of the strip whose corner its own position is counted from."""

    panel: str
    x: float
    top: float
    mark: Mark


@dataclass(frozen=True)
class Bookmark:
    """A heading in the outline of a finished PDF."""

    title: str
    page: int
    top: float


@dataclass(frozen=True)
class ComposedPage:
    """A page with everything on it, in reading order, furniture last."""

    page: Page
    placements: tuple[Placement, ...]


@dataclass(frozen=True)
class Composition:
    """A piece composed and not yet inked."""

    edition: Edition
    layout: Layout
    paper: str
    copy_id: str
    pages: tuple[ComposedPage, ...]
    bookmarks: tuple[Bookmark, ...]
    root: Element
    body: float
    right_to_left: bool


@cache
def typesetter(script: str, language: str, direction: str) -> Typesetter:
    """One typesetter a language for the life of the process: its caches are worth keeping."""
    return Typesetter(family(script), language, direction, script)


def compose(edition: Edition, layout: Layout, paper: str, copy_id: str) -> Composition:
    """The edition on paper. Raises ContentError (overset, a glyph no font has) and MissingError (a font)."""
    sizes = _sizes(layout)
    try:
        return _arrange(edition, layout, paper, copy_id, sizes[0])
    except OversetError:
        pass
    best = _arrange(edition, layout, paper, copy_id, sizes[-1])  # what does not fit at the floor is overset
    low, high = 0, len(sizes) - 1  # the largest size that holds everything stands after `low`, not after `high`
    while high - low > 1:
        middle = (low + high) // 2
        try:
            best, high = _arrange(edition, layout, paper, copy_id, sizes[middle]), middle
        except OversetError:
            low = middle
    return best


class OversetError(ContentError):
    """Something did not fit at this size; smaller type may hold it."""


def _sizes(layout: Layout) -> list[float]:
    sizes = layout.sizes
    return [sizes.body - step * sizes.step for step in range(round((sizes.body - sizes.floor) / sizes.step) + 1)]


def _arrange(edition: Edition, layout: Layout, paper: str, copy_id: str, body: float) -> Composition:
    locale = edition.locale
    right_to_left = locale.direction == "rtl"
    setter = typesetter(locale.script, locale.language, locale.direction)
    desk = Desk(edition, layout, styles(layout.sizes, edition.brand, locale, body), setter)
    root = Element("Document")
    probe = _pages(layout, paper, 3, right_to_left)  # first, running and last pages are all among them
    rest_of = _rest(edition, probe)
    bands: dict[str, tuple[list[SetBand], list[SetBand]]] = {}
    rest: list[Slug] | None = None
    for page in probe:
        if page.name in bands:
            continue
        head = set_bands(desk, page, page.head, root, copy_id)
        if page.flows and rest is None:
            width = min(column.width for column in page.columns)
            rest = _set_rest(desk, rest_of, width, root)
        bands[page.name] = (head, set_bands(desk, page, page.foot, root, copy_id))
    pages, poured = _pour(desk, paper, right_to_left, rest or [], bands)
    return _place(desk, paper, copy_id, pages, poured, bands, root, right_to_left, body)


def _set_rest(desk: Desk, sections: list[Section], width: float, root: Element) -> list[Slug]:
    """The sections that are poured. A pictogram marks where another role begins, not every heading."""
    slugs: list[Slug] = []
    role = None
    for section in sections:
        slugs += set_section(desk, section, width, root, marked=section.role is not role)
        role = section.role
    return slugs


def _pages(layout: Layout, paper: str, running: int, right_to_left: bool) -> tuple[Page, ...]:
    pages = layout.pages(paper, running)
    return tuple(page.mirrored for page in pages) if right_to_left else pages


def _rest(edition: Edition, pages: tuple[Page, ...]) -> list[Section]:
    taken = {name for page in pages for band in (*page.head, *page.foot) for name in band.takes}
    return [section for section in edition.sections if section.role.value not in taken]


def _column_height(desk: Desk, page: Page, head: list[SetBand], foot: list[SetBand]) -> float:
    gap = desk.styles.unit * desk.layout.gap
    used = sum(band.height + gap for band in head) + foot_height(foot, gap)
    return page.height - page.top - page.bottom - used


def _pour(
    desk: Desk,
    paper: str,
    right_to_left: bool,
    rest: list[Slug],
    bands: dict[str, tuple[list[SetBand], list[SetBand]]],
) -> tuple[tuple[Page, ...], Poured]:
    """The pages it takes and the division of the rest among their columns."""
    layout = desk.layout
    counts = range(1, MOST_PAGES) if layout.running else (0,)
    found: tuple[float, tuple[Page, ...], Poured] | None = None
    spare = 0
    for count in counts:
        pages = _pages(layout, paper, count, right_to_left)
        if len(pages) > MOST_PAGES:
            break
        for page in pages:
            _check_bands(desk, page, paper, bands[page.name])
        columns = [(page, column) for page in pages if page.flows for column in page.columns]
        heights = [_column_height(desk, page, *bands[page.name]) for page, _ in columns]
        result = pour(rest, heights, layout.keep)
        if isinstance(result, Overset):
            if not layout.running or len(pages) + layout.multiple > MOST_PAGES:
                page = columns[result.column][0]
                raise OversetError(overset(desk, page.name, paper, result, rest))
            continue
        cost = result.cost + PAGE * len(pages)
        if found is None or cost < found[0]:
            found = (cost, pages, result)
        spare += 1
        if spare > max(layout.multiple, 3):
            break
    assert found is not None
    return found[1], found[2]


def _check_bands(desk: Desk, page: Page, paper: str, bands: tuple[list[SetBand], list[SetBand]]) -> None:
    head, foot = bands
    room = _column_height(desk, page, head, foot) + (desk.styles.unit * desk.layout.gap if not page.flows else 0.0)
    if room < -0.01:
        slugs = [slug for band in (*head, *foot) for slug in band.slugs]
        longest = max(slugs, key=lambda slug: slug.height)
        raise OversetError(overset(desk, page.name, paper, Overset(-room, longest, 0), slugs))


def _place(
    desk: Desk,
    paper: str,
    copy_id: str,
    pages: tuple[Page, ...],
    poured: Poured,
    bands: dict[str, tuple[list[SetBand], list[SetBand]]],
    root: Element,
    right_to_left: bool,
    body: float,
) -> Composition:
    unit = desk.styles.unit
    gap = unit * desk.layout.gap
    done: list[ComposedPage] = []
    bookmarks: list[Bookmark] = []
    columns = iter(poured.columns)
    for number, page in enumerate(pages, 1):
        placements: list[Placement] = []

        def put(panel: str, strip: Column, slugs: tuple[Slug, ...], top: float, onto: list[Placement] = placements, at: int = number) -> None:
            for index, slug in enumerate(slugs):
                top -= slug.before if index else 0.0
                if slug.bookmark:
                    bookmarks.append(Bookmark(slug.bookmark, at, top))
                for mark in slug.marks:
                    onto.append(Placement(panel, strip.x, top, mirrored(mark, strip.width) if right_to_left else mark))
                top -= slug.height

        head, foot = bands[page.name]
        top = page.height - page.top
        for band in head:
            put(f"{page.name}/{band.name}", Column(page.left, page.live_width), band.slugs, top)
            top -= band.height + gap
        if page.flows:
            room = _column_height(desk, page, head, foot)
            for index, column in enumerate(page.columns, 1):
                put(f"{page.name}/{index}", column, shared(next(columns), room, unit * SHARE), top)
        elif page.ruled:
            put(page.name, page.columns[0], _ruled_page(desk, page, root), top)
        bottom = page.bottom + sum(band.height for band in foot) + gap * (len(foot) - 1)
        for band in foot:
            put(f"{page.name}/{band.name}", Column(page.left, page.live_width), band.slugs, bottom)
            bottom -= band.height + gap
        for mark in furniture(desk, page, number, len(pages)):
            placements.append(Placement("furniture", 0.0, page.height, mirrored(mark, page.width) if right_to_left else mark))
        done.append(ComposedPage(page, tuple(placements)))
    return Composition(
        desk.edition, desk.layout, paper, copy_id, tuple(done), tuple(bookmarks), root, body, right_to_left
    )


def _ruled_page(desk: Desk, page: Page, root: Element) -> tuple[Slug, ...]:
    """A page to write on, under its own heading: what a page that only fills the count is good for."""
    words: Words = desk.said(desk.phrase("notes"))
    slugs = desk.lines(words, desk.styles.heading, page.live_width, root.add("H2"))
    room = page.height - page.top - page.bottom - slugs[0].height
    return (*slugs, ruled(desk, page.live_width, int(room / LINE_APART) - 1))
