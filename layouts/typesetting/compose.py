"""Compose: an edition and a layout to placed pages. In: what is said, a layout, a paper. Out: a `Composition`.

The body type is tried at its full size and then smaller, down to the layout's floor, then tighter lines and smaller
headings, as far as the layout allows, then what the layout names for overflow. What still does not fit is an error that
says how much; nothing is shrunk further, clipped or left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from handouts.edition import Edition
from handouts.locale import Locale
from handouts.problem import ContentError, Problem
from handouts.topic import Section
from layouts.typesetting.bands import SetBand, set_bands
from layouts.typesetting.composition import Composition
from layouts.typesetting.layout import Fit, Layout, Page
from layouts.typesetting.marks import Slug
from layouts.typesetting.overset import overset
from layouts.typesetting.placing import Bands, PageBands, column_height, place
from layouts.typesetting.pour import Overset, Poured, fewest, pour
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.setting.pairs import letters, set_pair
from layouts.typesetting.slots import Slots
from layouts.typesetting.story import set_section
from layouts.typesetting.styles import styles
from layouts.typesetting.tags import Element
from layouts.typesetting.text.itemize import GlyphError
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import family
from layouts.typesetting.unplaced import poured, unplaced

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
    low, high = -1, len(fits)  # the first that holds everything stands after `low`, and before `high` if that is not it
    middle = 0
    while low < middle < high:
        try:
            best, high = _arrange(piece, fits[middle]), middle
        except GlyphError:
            raise
        except _TightError as error:
            low = _tight_up_to(piece, error.page, middle, high)
            middle = low + 1
            continue
        except ContentError:
            low = middle
        middle = (low + high) // 2
    if best is not None:
        return best
    if layout.overflow is not None:
        return compose(edition, layout.overflow, paper, copy_id, fonts, slotted=slotted)
    try:
        return _arrange(piece, fits[-1])  # what does not fit in the last of them is overset, and said so
    except _TightError as error:
        raise ContentError(error.problems) from None


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


class _TightError(ContentError):
    """A page that cannot hold what stands at its head and its foot: there is no need to set the rest."""

    def __init__(self, page: str, problems: Iterable[Problem]) -> None:
        super().__init__(problems)
        self.page = page


class _Piece(Struct, frozen=True):
    """What `compose` was asked for."""

    edition: Edition
    layout: Layout
    paper: str
    copy_id: str
    fonts: tuple[Path, ...]
    slotted: bool


def _tight_up_to(piece: _Piece, name: str, low: int, high: int) -> int:
    """The last of the fits before `high` that this page is too tight for, as it is for `low`; only the page is set."""
    fits = piece.layout.sizes.fits
    page = next(page for page in _probe(piece) if page.name == name)
    while high - low > 1:
        middle = (low + high) // 2
        try:
            _set_page(_desk(piece, piece.edition, fits[middle], None), page, piece.paper, Element("Document"))
            high = middle
        except ContentError:
            low = middle
    return low


def _probe(piece: _Piece) -> tuple[Page, ...]:
    """Enough pages that the first, the running and the last ones are all among them."""
    return _pages(piece.layout, piece.paper, 3, piece.edition.locale.direction == "rtl")


def _arrange(piece: _Piece, fit: Fit) -> Composition:
    edition, layout, paper = piece.edition, piece.layout, piece.paper
    right_to_left = edition.locale.direction == "rtl"
    desk = _desk(piece, edition, fit, Slots[Desk]() if piece.slotted else None)
    root, sect = Element("Document"), Element("Sect")
    probe = _probe(piece)
    bands: dict[str, PageBands] = {}
    flow = next((page for page in probe if page.flows), None)
    if problems := unplaced(edition, layout, probe):
        raise ContentError(problems)
    for page in probe:
        if page.name not in bands:
            try:
                bands[page.name] = _set_page(desk, page, paper, root, sect if page is flow else None)
            except GlyphError:
                raise  # no size would help
            except ContentError as error:
                raise _TightError(page.name, error.problems) from None
    # What is poured is set once all bands have their room: what cannot fit is known early.
    width = min(column.width for column in flow.columns) if flow else 0.0
    rest = _set_rest(desk, poured(edition, probe), width, sect)
    pages, columns = _pour(desk, paper, right_to_left, rest, bands)
    placed, bookmarks = place(desk, pages, columns, bands, root, right_to_left=right_to_left)
    return Composition(edition, layout, paper, placed, bookmarks, root, fit, right_to_left, desk)


def _set_page(desk: Desk, page: Page, paper: str, root: Element, rest: Element | None = None) -> PageBands:
    """The bands of a page, and their elements below `root`, those of the head first, then `rest`.

    Raises ContentError where the page has no room for them.
    """
    above, below = Element("Document"), Element("Document")
    if any(band.fill for band in page.foot):  # what fills takes what the other end leaves
        head = set_bands(desk, page, page.head, above)
        foot = set_bands(desk, page, page.foot, below, head)
    else:
        foot = set_bands(desk, page, page.foot, below)
        head = set_bands(desk, page, page.head, above, foot)
    for element in (*above.kids, *([rest] if rest is not None else []), *below.kids):
        root.adopt(element)
    _check_bands(desk, page, paper, head, foot)
    return head, foot


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


def _check_bands(desk: Desk, page: Page, paper: str, head: list[SetBand], foot: list[SetBand]) -> None:
    room = column_height(desk, page, head, foot) + (desk.styles.unit * desk.layout.gap if not page.flows else 0.0)
    if room < -0.01:
        slugs = [slug for band in (*head, *foot) for slug in band.slugs]
        raise ContentError(overset(desk, page.name, paper, Overset(-room, Slug(0.0), 0), slugs))
