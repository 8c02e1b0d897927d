"""Furniture: what repeats on pages. In: a page, its number, the desk. Out: marks of artifacts (folio, running head)."""

from __future__ import annotations

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
    return [
        mark
        for slug in desk.kept(lambda at, _: [_strip(at, page, number, count)], Element("Div"))
        for mark in slug.marks
    ]


def _strip(desk: Desk, page: Page, number: int, count: int) -> Slug:
    styles = desk.styles
    top = page.height - page.bottom + styles.unit * 0.8
    folio = desk.phrase("page_of", number=number, count=count)
    room = page.live_width - desk.measure(desk.said(folio), styles.small) - styles.small.size
    brand, piece = desk.edition.brand.short_name, desk.said(desk.edition.short_title.text)
    short, between = desk.named(brand).spans, (Span(BETWEEN),)
    choices = (Words(piece.place, spans) for spans in ((*short, *between, *piece.spans), piece.spans, short))
    names = next((words for words in choices if desk.measure(words, styles.small) <= room), None)
    outer_right = page.folio == "centre" or number % 2 == 1
    sides = ("start", "end") if outer_right else ("end", "start")
    marks: list[Mark] = []
    for words, align in zip((names, desk.said(folio)), sides, strict=True):
        if words is None:
            continue
        for slug in desk.lines(words, styles.small, page.live_width, None, align=align):
            marks.extend(moved(mark, page.left, top) for mark in slug.marks if isinstance(mark, Glyphs))
    rule = Rule(
        page.left,
        top - styles.unit * 0.3,
        page.left + page.live_width,
        top - styles.unit * 0.3,
        styles.palette.accent,
        0.5,
    )
    return Slug(0.0, (rule, *marks))
