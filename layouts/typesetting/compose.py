"""Compose: an edition and a layout to placed pages. In: what is said, a layout, a paper. Out: a `Composition`.

The body type is tried at its full size and then smaller, down to the layout's floor, then tighter lines and smaller
headings, as far as the layout allows, then what the layout names for overflow. What still does not fit is an error that
says how much; nothing is shrunk further, clipped or left out.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from handouts.edition import Edition
from handouts.locale import Locale
from handouts.problem import ContentError
from handouts.topic import Section
from layouts.typesetting.bands import SetBand, set_bands
from layouts.typesetting.composition import Composition
from layouts.typesetting.layout import Fit, Layout, Page
from layouts.typesetting.marks import Slug
from layouts.typesetting.overset import overset
from layouts.typesetting.placing import Bands, column_height, place
from layouts.typesetting.pour import Overset, Poured, fewest, pour
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.setting.pairs import letters, set_pair
from layouts.typesetting.slots import Slots
from layouts.typesetting.story import set_section
from layouts.typesetting.styles import styles
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import family

MOST_PAGES = 48  # a saddle stitch holds no more
PAGE = 60.0  # what a page more costs, against tearing what belongs together


def typesetter(locale: Locale, fonts: tuple[Path, ...] = ()) -> Typesetter:
    """One typesetter a language for the life of the process: its caches are worth keeping."""
    habits = locale.keep_with_next, locale.whole_words
    return _typesetter(locale.script, locale.language, locale.direction, *habits, fonts)


@cache
def _typesetter(
    script: str,
    language: str,
    direction: str,
    keep_with_next: tuple[str, ...],
    whole_words: tuple[str, ...],
    fonts: tuple[Path, ...],
) -> Typesetter:
    whole = frozenset(whole_words)
    return Typesetter(family(script, fonts), language, direction, script, keep_with_next=keep_with_next, whole=whole)


def compose(
    edition: Edition, layout: Layout, paper: str, copy_id: str, fonts: tuple[Path, ...] = (), *, slotted: bool = False
) -> Composition:
    """The edition on paper. Raises ContentError (overset, a glyph no font has) and MissingError (a font).

    `fonts`: folders that are looked in for the typefaces first. `slotted`: what hangs on the site is remembered, so
    that it can be set again for another.

    A line that may not break can be too long at one size and not at a smaller one, so every such error is tried again.
    """
    fits = layout.sizes.fits
    piece = _Piece(edition, layout, paper, copy_id, fonts, slotted)
    best: Composition | None = None
    try:
        return _arrange(piece, fits[0])
    except ContentError as error:
        refused = error
    low, high = 0, len(fits)  # the first that holds everything stands after `low`, and before `high` if that is not it
    while high - low > 1:
        middle = (low + high) // 2
        try:
            best, high = _arrange(piece, fits[middle]), middle
        except ContentError as error:
            refused, low = error, middle
    if best is not None:
        return best
    if layout.overflow is not None:
        return compose(edition, layout.overflow, paper, copy_id, fonts, slotted=slotted)
    raise refused  # by the last of them: what does not fit so is overset


def larger_fits(composition: Composition, first: Layout, least: Edition, fonts: tuple[Path, ...]) -> tuple[Fit, ...]:
    """The fits tried before this composition's own that hold `least`, the edition of a site that says next to nothing.

    Where there is none, the site has no part in why type is as small as it is. `first`: the layout asked for.
    """
    tried: list[Fit] = []
    layout: Layout | None = first
    while layout is not None:
        piece = _Piece(least, layout, composition.paper, composition.desk.copy_id, fonts, slotted=False)
        for fit in layout.sizes.fits:
            if layout is composition.layout and fit == composition.fit:
                return tuple(tried)
            with suppress(ContentError):
                _arrange(piece, fit)
                tried.append(fit)
        layout = layout.overflow
    return tuple(tried)


def desk_at(desk: Desk, fit: Fit) -> Desk:
    """The same desk for type of another fit."""
    locale, brand = desk.edition.locale, desk.edition.brand
    beside = desk_at(desk.beside, fit) if desk.beside is not None else None
    return replace(desk, styles=styles(desk.layout.sizes, brand, locale, fit), beside=beside)


class _Piece(Struct, frozen=True):
    """What `compose` was asked for."""

    edition: Edition
    layout: Layout
    paper: str
    copy_id: str
    fonts: tuple[Path, ...]
    slotted: bool


def _arrange(piece: _Piece, fit: Fit) -> Composition:
    edition, layout, paper = piece.edition, piece.layout, piece.paper
    right_to_left = edition.locale.direction == "rtl"
    desk = _desk(piece, edition, fit, Slots[Desk]() if piece.slotted else None)
    root = Element("Document")
    probe = _pages(layout, paper, 3, right_to_left)  # first, running and last pages are all among them
    rest_of = _rest(edition, probe)
    bands: dict[str, tuple[list[SetBand], list[SetBand]]] = {}
    flow: tuple[float, Element] | None = None
    for page in probe:
        if page.name in bands:
            continue
        head = set_bands(desk, page, page.head, root)
        if page.flows and flow is None:
            # The rest is read here, and set once all bands have their room: what cannot fit is known early.
            flow = (min(column.width for column in page.columns), root.add("Sect"))
        bands[page.name] = (head, set_bands(desk, page, page.foot, root))
        _check_bands(desk, page, paper, bands[page.name])
    rest = _set_rest(desk, rest_of, *flow) if flow else []
    pages, poured = _pour(desk, paper, right_to_left, rest, bands)
    placed, bookmarks = place(desk, pages, poured, bands, root, right_to_left=right_to_left)
    return Composition(edition, layout, paper, placed, bookmarks, root, fit, right_to_left, desk)


def _desk(piece: _Piece, edition: Edition, fit: Fit, slots: Slots[Desk] | None) -> Desk:
    return Desk(
        edition,
        piece.layout,
        styles(piece.layout.sizes, edition.brand, edition.locale, fit),
        typesetter(edition.locale, piece.fonts),
        _desk(piece, edition.beside, fit, slots) if edition.beside is not None else None,
        edition is not piece.edition,
        piece.copy_id,
        slots,
    )


def _set_rest(desk: Desk, sections: list[Section], width: float, root: Element) -> list[Slug]:
    """The sections that are poured. A pictogram marks where another role begins, not every heading."""
    slugs: list[Slug] = []
    if desk.beside is not None:
        english = {section.id: section for section in desk.beside.edition.sections}
        for number, section in enumerate(sections):
            slugs += set_pair(desk, (section, english[section.id]), letters(number), width, root)
        return slugs
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


def _pour(
    desk: Desk,
    paper: str,
    right_to_left: bool,
    rest: list[Slug],
    bands: Bands,
) -> tuple[tuple[Page, ...], Poured]:
    """The pages it takes and the division of the rest among their columns."""
    layout = desk.layout
    counts = range(_first(desk, paper, rest, bands), MOST_PAGES) if layout.running else (0,)
    found: tuple[float, tuple[Page, ...], Poured] | None = None
    spare = 0
    for count in counts:
        pages = _pages(layout, paper, count, right_to_left)
        if len(pages) > MOST_PAGES:
            break
        columns = [(page, column) for page in pages if page.flows for column in page.columns]
        heights = [column_height(desk, page, *bands[page.name]) for page, _ in columns]
        result = pour(rest, heights, layout.keep)
        if isinstance(result, Overset):
            if not layout.running or len(pages) + layout.multiple > MOST_PAGES:
                page = columns[result.column][0]
                raise ContentError(overset(desk, page.name, paper, result, rest))
            continue
        cost = result.cost + PAGE * len(pages)
        if found is None or cost < found[0]:
            found = (cost, pages, result)
        spare += 1
        if spare > max(layout.multiple, 3):
            break
    assert found is not None
    return found[1], found[2]


def _first(desk: Desk, paper: str, rest: list[Slug], bands: Bands) -> int:
    """A number of running pages to begin with: fewer cannot hold the rest."""
    pages = [page for page in _pages(desk.layout, paper, 1, right_to_left=False) if page.flows]
    tallest = max(column_height(desk, page, *bands[page.name]) for page in pages)
    others = sum(len(page.columns) for page in pages) - 1
    first = fewest(rest, tallest)[0] - others
    while first > 1 and len(_pages(desk.layout, paper, first, right_to_left=False)) > MOST_PAGES:
        first -= 1  # it is overset there, and said so
    return max(1, first)


def _check_bands(desk: Desk, page: Page, paper: str, bands: tuple[list[SetBand], list[SetBand]]) -> None:
    head, foot = bands
    room = column_height(desk, page, head, foot) + (desk.styles.unit * desk.layout.gap if not page.flows else 0.0)
    if room < -0.01:
        slugs = [slug for band in (*head, *foot) for slug in band.slugs]
        raise ContentError(overset(desk, page.name, paper, Overset(-room, Slug(0.0), 0), slugs))
