"""The imprint: who made this copy, from which version, how far it was reviewed. In: an edition. Out: small lines."""

from __future__ import annotations

from handouts.blocks import Length
from handouts.foreign import proper
from handouts.inline import Span, Words
from handouts.locale import Locale
from layouts.typesetting.marks import Rule, Slug
from layouts.typesetting.setting.desk import Desk, spaced
from layouts.typesetting.tags import Element

BETWEEN = "\u00a0\u00b7 "
WITHOUT_SPACES = frozenset({"Hans", "Hant", "Jpan"})  # between sentences


def imprint_texts(desk: Desk) -> list[str]:
    """The imprint's paragraphs as plain text: the one that names the copy, then, where there is room, the others."""
    if desk.edition.length is Length.BRIEF:
        return [_copy_text(desk)]
    locale = desk.edition.locale
    between = "" if locale.script in WITHOUT_SPACES else " "
    said = (*desk.edition.review_lines, desk.phrase("not_advice"))
    return [_copy_text(desk), between.join(_sentence(line, locale) for line in said)]


def _copy_text(desk: Desk) -> str:
    edition = desk.edition
    brief = edition.length is Length.BRIEF
    made = (
        *(() if brief else (edition.brand.name,)),
        desk.phrase("version", version=edition.review.version),
        edition.locale.date(edition.review.revised),
        desk.phrase("copy", id=desk.copy_id),
        edition.locale.name,
    )
    # Small paper: one paragraph; the brand's name stands above it, beside the number.
    return BETWEEN.join((*made, *edition.review_lines) if brief else made)


def _sentence(line: str, locale: Locale) -> str:
    ends = locale.sentence_end
    return line if not ends or line.endswith(ends) else line + ends[0]


def turn_over(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """That the sheet goes on on its other side, at the end of the line."""
    words, style = desk.said(desk.phrase("turn_over")), desk.styles.aside.bold.tinted(desk.styles.palette.deep)
    return desk.lines(words, style, width, parent.add("P"), align="end")


def imprint(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The imprint under a thin rule. The copy id never breaks."""
    styles = desk.styles
    slugs = desk.kept(lambda at, owner: _made(at, width, owner), parent)
    for text in imprint_texts(desk)[1:]:
        slugs += spaced(
            desk.lines(_words(desk, (Span(text),)), styles.small, width, parent.add("P"), whole=True), _gap(desk)
        )
    rule = Rule(0.0, 0.0, width, 0.0, styles.palette.accent, styles.line * 0.6)
    pad = styles.small.size * 0.5
    return [Slug(pad, (rule,)), *slugs]


def _made(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The paragraph that names the copy. What runs in another direction or script is a span of its own."""
    text, name, script = _copy_text(desk), desk.edition.brand.name, desk.edition.locale.script
    pieces: tuple[Span, ...] = (Span(text),)
    if script != "Latn":
        start = len(name) if text.startswith(name) else 0
        before, found, after = text[start:].partition(desk.copy_id)
        pieces = (proper(text[:start], script), Span(before), Span(found, unbroken=True), Span(after))
    return spaced(desk.lines(_words(desk, pieces), desk.styles.small, width, parent.add("P"), whole=True), _gap(desk))


def _words(desk: Desk, pieces: tuple[Span, ...]) -> Words:
    return Words(desk.edition.locale.place, tuple(piece for piece in pieces if piece.text))


def _gap(desk: Desk) -> float:
    return desk.styles.small.size * 0.15
