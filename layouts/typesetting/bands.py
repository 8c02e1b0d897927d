"""Bands: the strips at the head and the foot of a page. In: what they take. Out: their slugs and their heights."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from layouts.typesetting.layout import Band, Page
from layouts.typesetting.marks import Fill, Slug, gathered, stacked
from layouts.typesetting.setting import closing, front, pairs
from layouts.typesetting.setting.desk import Desk, spaced
from layouts.typesetting.story import set_section
from layouts.typesetting.tags import Element

PARTS = {
    "wordmark": front.wordmark,
    "title": front.title,
    "masthead": front.masthead,
    "promise": front.promise,
    "message": front.message,
    "centre": front.centre,
    "danger": front.danger,
    "call-line": front.call_line,
    "turn-over": closing.turn_over,
    "pair-title": pairs.title,
}
TALL = {
    "cover": front.cover,
    "closing": front.closing,
    "card-face": front.card_face,
}  # parts that fill the height they are given


class SetBand(Struct, frozen=True):
    """A band that was set."""

    name: str
    slugs: tuple[Slug, ...]
    height: float


def foot_height(bands: list[SetBand], gap: float) -> float:
    """The height that bands take at the foot of a page, with a gap above each."""
    return sum(band.height + gap for band in bands)


def set_bands(
    desk: Desk, page: Page, bands: tuple[Band, ...], root: Element, others: Sequence[SetBand] = ()
) -> list[SetBand]:
    """The bands of one end of a page, empty ones left out. `others`: those at its other end.

    A band that fills gets what all the others leave.
    """
    gap = desk.styles.unit * desk.layout.gap
    live = page.height - page.top - page.bottom
    done: list[SetBand | None] = []
    spare: int | None = None
    holder: Element | None = None
    for index, band in enumerate(bands):
        if band.fill:
            spare, holder = index, root.add("Sect")
            done.append(None)
            continue
        slugs = _set(desk, band, page, root)
        done.append(SetBand("+".join(band.takes), tuple(slugs), stacked(slugs)) if slugs else None)
    if spare is not None and holder is not None:
        room = max(0.0, live - sum(band.height + gap for band in (*done, *others) if band))
        slugs = TALL[bands[spare].takes[0]](desk, page.live_width, room, holder)
        # A part that needs more than is left takes it, and the page is overset: it is never squeezed.
        done[spare] = SetBand(bands[spare].takes[0], tuple(slugs), stacked(slugs))
    return [band for band in done if band is not None]


def _set(desk: Desk, band: Band, page: Page, root: Element) -> list[Slug]:
    pad = desk.styles.unit if band.ground else 0.0
    width = page.live_width
    inner = width - 2 * pad
    slugs: list[Slug] = []
    for name in band.takes:
        for strip in _strips(desk, name, band, page, inner, root):
            slugs += spaced(strip, desk.styles.unit * 1.5 if slugs else 0.0)
    if not slugs or not band.ground:
        return slugs
    colour = desk.styles.palette.tint if band.ground == "tint" else desk.styles.palette.deep
    marks, below = gathered(slugs, pad, pad)
    height = desk.styles.up(below + pad)
    return [Slug(height, (Fill(0.0, 0.0, width, height, colour, radius=desk.styles.corner), *marks))]


def _strips(desk: Desk, name: str, band: Band, page: Page, width: float, root: Element) -> list[list[Slug]]:
    if name == "imprint":
        return [closing.imprint(desk, width, root)]
    if name in PARTS:
        return [PARTS[name](desk, width, root)]
    sections = [section for section in desk.edition.sections if section.role.value == name]
    panels = tuple((column.x - page.columns[0].x, column.width) for column in page.columns) if band.folded else ()
    if panels and desk.edition.locale.direction == "rtl":
        panels = tuple(
            (page.columns[0].x + page.columns[0].width - column.x - column.width, column.width)
            for column in page.columns
        )
    if not panels and band.across > 1 and name == "timeline":
        panels = ((0.0, width),)
    strips = [set_section(desk, section, width, root, across=band.across, panels=panels) for section in sections]
    return [[replace(strip[0], before=0.0), *strip[1:]] for strip in strips]
