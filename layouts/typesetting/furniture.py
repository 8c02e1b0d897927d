"""Furniture: what repeats on pages. In: a page, its number, the desk. Out: marks of artifacts (folio, running head)."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.inline import Span, Words
from layouts.typesetting.layout import Page
from layouts.typesetting.marks import Glyphs, Mark, Rule, Slug, moved
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.tags import Element

BETWEEN = " \u00b7 "


def furniture(desk: Desk, page: Page, number: int, count: int) -> list[Mark]:
    """The folio with the brand's and the piece's short names, below the live area; from the page's upper left corner.

    On an `outer` folio the number stands at the page's outer edge: right on odd pages, left on even ones (the other way
    round where pages turn to the right: the composing step mirrors the whole strip).
    """
    if not page.folio:
        return []
    styles = desk.styles
    top = page.height - page.bottom + styles.unit * 0.8
    folio = desk.said(desk.phrase("page_of", number=number, count=count))
    room = page.live_width - desk.measure(folio, styles.small) - styles.small.size
    outer_right = page.folio == "centre" or number % 2 == 1
    sides = ("start", "end") if outer_right else ("end", "start")

    def set_names(at: Desk, _: Element) -> list[Slug]:
        names = _names(at, room)
        return [Slug(0.0, tuple(_line(at, page, names, top, sides[0])))] if names is not None else []

    y = top - styles.unit * 0.3
    rule = Rule(page.left, y, page.left + page.live_width, y, styles.palette.accent, 0.5)
    named = [mark for slug in desk.kept(set_names, Element("Div")) for mark in slug.marks]
    return [rule, *named, *_line(desk, page, folio, top, sides[1])]


def _names(desk: Desk, room: float) -> Words | None:
    """The names of the brand and the piece, both or one, as they fit."""
    piece = desk.said(desk.edition.short_title.text)
    short, between = desk.named(desk.edition.brand.short_name).spans, (Span(BETWEEN),)
    choices = (Words(piece.place, spans) for spans in ((*short, *between, *piece.spans), piece.spans, short))
    return next((words for words in choices if desk.measure(words, desk.styles.small) <= room), None)


def _line(desk: Desk, page: Page, words: Words, top: float, align: str) -> Iterator[Mark]:
    for slug in desk.lines(words, desk.styles.small, page.live_width, None, align=align):
        yield from (moved(mark, page.left, top) for mark in slug.marks if isinstance(mark, Glyphs))
