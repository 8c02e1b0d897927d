"""What opens a piece: wordmark, title, cover, message, promise, the centre's number, the danger line. Out: slugs."""

from __future__ import annotations

from msgspec.structs import replace

from handouts import hours
from handouts.blocks import Contacts
from handouts.edition import Edition
from handouts.filling import call
from handouts.inline import Span, Words
from handouts.problem import ContentError, Problem
from layouts.typesetting.geometry import MM
from layouts.typesetting.marks import FORBIDDEN, Code, Fill, Logo, Mark, Picture, Slug, gathered, stacked
from layouts.typesetting.setting.desk import Desk, held, joined, on_grid
from layouts.typesetting.tags import Element

LOGO_HEIGHT = 1.6  # a logo's most height over that of the wordmark in type
CODE_SIDE = 22 * MM  # a QR code that a shaking phone still reads


def wordmark(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The brand's logo, or its name in bold behind a small leaf."""
    styles, brand = desk.styles, desk.edition.brand
    if brand.logo is not None:
        from layouts.typesetting.artwork import artwork, sharpness  # only a brand with a logo reads pictures

        height = styles.up(_wordmark_size(desk) * 1.5)
        drawn = artwork(brand).fitted(width, height * LOGO_HEIGHT)
        sharpness(brand, drawn.width)
        logo = Logo(0.0, 0.0, drawn.width, drawn.height, parent.add("Figure", alt=brand.logo_name or brand.name))
        return [Slug(styles.up(drawn.height), (logo,))]
    size, palette = _wordmark_size(desk), styles.palette
    height, side = styles.up(size * 1.5), size * 1.3
    leaf = Picture("leaf", 0.0, (height - side) / 2, side, side, palette.deep, palette.accent, palette.paper, None)
    lines = desk.kept(lambda at, owner: _name(at, width, owner), parent)
    return [Slug(lines[0].height, (leaf, *lines[0].marks), hold=FORBIDDEN), *lines[1:]] if lines else []


def _name(desk: Desk, width: float, parent: Element) -> list[Slug]:
    size = _wordmark_size(desk)
    style = replace(desk.styles.heading, size=size, leading=desk.styles.up(size * 1.5))
    return desk.lines(desk.named(desk.edition.brand.name), style, width - size * 1.7, parent.add("P"), x=size * 1.7)


def _wordmark_size(desk: Desk) -> float:
    return max(desk.styles.heading.size * 0.92, desk.styles.small.size)


def title(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The title, in lines of even length."""
    lines = desk.lines(desk.edition.title, desk.styles.title, width, parent.add("H1"), balance=True, whole=True)
    return on_grid(held(lines), desk.styles.unit)


def masthead(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The title with the wordmark at the other end of its line: for paper that has no room above the title."""
    if desk.edition.brand.logo is not None:  # the same on all copies of a shell
        return _masthead(desk, width, parent)
    return desk.kept(lambda at, owner: _masthead(at, width, owner), parent)


def _masthead(desk: Desk, width: float, parent: Element) -> list[Slug]:
    size = _wordmark_size(desk)
    mark_width = width * 0.36
    if desk.edition.brand.logo is None:
        named = desk.measure(desk.named(desk.edition.brand.name), replace(desk.styles.heading, size=size))
        mark_width = min(mark_width, named + size * 1.7 + 0.5)
    opening = parent.add("Sect")  # the title is read first, whichever is set first
    mark = wordmark(desk, mark_width, parent)
    first = mark[0].marks[0]
    if isinstance(first, Logo):
        mark_width = first.width
    lines = title(desk, width - mark_width - size, opening)
    marks, high = gathered(lines)
    beside, low = gathered(mark, width - mark_width, max(0.0, (lines[0].height - mark[0].height) / 2))
    return [Slug(desk.styles.up(max(high, low)), (*marks, *beside))]


def closing(desk: Desk, width: float, height: float, parent: Element) -> list[Slug]:
    """The back cover's ground: the message again, and the number at its foot."""
    styles, palette = desk.styles, desk.styles.palette
    pad = styles.title.size * 0.8
    room = width - 2 * pad
    style = replace(styles.heading.tinted(palette.on_deep), leading=styles.heading.leading * 1.12)
    above, below = gathered(
        desk.lines(desk.edition.message, style, room, parent.add("P"), balance=True), pad, pad * 1.6
    )
    side = pad * 1.7
    mark = Picture("branch", pad, below + pad, side, side, palette.on_deep, palette.accent, palette.deep, None)
    number = _number(desk.edition, "centre")
    whole = joined(desk.kept(lambda at, owner: _call(at, number, room, owner), parent))
    height = max(height, below + pad + side + pad + whole.height + pad)
    foot, _ = gathered([whole], pad, height - pad - whole.height)
    ground = Fill(0.0, 0.0, width, height, palette.deep, radius=styles.corner * 1.6)
    return [Slug(height, (ground, mark, *above, *foot))]


def _call(desk: Desk, number: Words | None, width: float, parent: Element) -> list[Slug]:
    styles, on_deep = desk.styles, desk.styles.palette.on_deep
    name = desk.lines(desk.named(desk.edition.brand.name), styles.body.bold.tinted(on_deep), width, parent.add("P"))
    return [*name, *desk.lines(_here(desk, number), styles.number.tinted(on_deep), width, parent.add("P"))]


def promise(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The line under the title that promises no cure."""
    style = replace(desk.styles.message, colour=desk.styles.palette.deep)
    return on_grid(
        desk.lines(desk.edition.promise, style, width, parent.add("P"), balance=True, whole=True), desk.styles.unit
    )


def message(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """What the reader must take away, set apart on a tint beside a bar."""
    styles, palette = desk.styles, desk.styles.palette
    pad = styles.message.size * 0.8
    rows = desk.lines(desk.edition.message, styles.message, width - 2.4 * pad, parent.add("P"))
    content, below = gathered(rows, pad * 1.5, pad * 0.45)
    height = below + pad * 0.45
    ground = Fill(0.0, 0.0, width, height, palette.tint, radius=styles.corner)
    bar = Fill(
        0.0, 0.0, 4.0, height, palette.accent, radius=min(styles.corner, 2.0), corners=(True, False, False, True)
    )
    return [Slug(height, (ground, bar, *content))]


def cover(desk: Desk, width: float, height: float, parent: Element) -> list[Slug]:
    """A ground of the brand's colour with a leaf above and the title at its foot."""
    styles, palette = desk.styles, desk.styles.palette
    pad = styles.title.size * 0.8
    colour = palette.on_deep
    lines = desk.lines(
        desk.edition.title, styles.title.tinted(colour), width - 2 * pad, parent.add("H1"), balance=True, whole=True
    )
    text_high = stacked(lines)
    foot = pad * 0.9
    height = max(height, text_high + foot + pad)
    top = height - foot - text_high
    side = max(0.0, min(width * 0.56, top - 2.2 * pad))
    marks: list[Mark] = [Fill(0.0, 0.0, width, height, palette.deep, radius=styles.corner * 1.6)]
    if side > pad:
        marks.append(Picture("branch", pad, pad * 1.1, side, side, colour, palette.accent, palette.deep, None))
    marks.append(Fill(pad, top - pad * 0.75, styles.title.size * 1.6, 3.2, palette.accent))
    drawn, _ = gathered(lines, pad, top)
    return [Slug(height, (*marks, *drawn))]


def centre(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The brand's name over its numbers, with a QR code beside them for a site that gives a web address."""
    number = _number(desk.edition, "centre")
    return desk.kept(lambda at, owner: _centre(at, number, width, owner), parent)


def _centre(desk: Desk, number: Words | None, width: float, parent: Element) -> list[Slug]:
    styles, brand = desk.styles, desk.edition.brand
    code: list[Mark] = []
    room = 0.0
    if brand.web:
        room = CODE_SIDE + styles.body.size
    rows = desk.lines(desk.named(brand.name), styles.body.bold, width - room, parent.add("P"))
    rows += desk.lines(_here(desk, number), styles.number, width - room, parent.add("P"))
    for further in brand.further_phones:
        rows += desk.lines(Words(brand.place, (call(further),)), styles.body, width - room, parent.add("P"))
    for row in hours.said(brand.hours, desk.edition.locale, brand.place):
        rows += desk.lines(row, styles.small, width - room, parent.add("P"))
    for line in brand.address:
        rows += desk.lines(desk.named(line), styles.small, width - room, parent.add("P"))
    if brand.web:
        web = Words(brand.place, (Span(brand.web.removeprefix("https://"), href=brand.web, unbroken=True),))
        rows += desk.lines(web, styles.small, width - room, parent.add("P"))
        figure = parent.add("Figure", alt=desk.phrase("scan"))
        code.append(Code(brand.web, width - CODE_SIDE, 0.0, CODE_SIDE, styles.palette.ink, figure))
    whole = joined(rows)
    return [Slug(styles.up(max(whole.height, CODE_SIDE if code else 0.0)), (*whole.marks, *code))]


def danger(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """One line for danger to life, on the urgent colour: whom to call now."""
    styles, palette = desk.styles, desk.styles.palette
    style = styles.body.bold.tinted(palette.on_urgent)
    before, _, after = desk.edition.locale.phrases["in_danger"].partition("{number}")
    number = emergency_number(desk)
    pieces = (Span(before, strong=True), *number.spans, Span(after, strong=True))
    words = Words(desk.edition.locale.place, tuple(piece for piece in pieces if piece.text))
    side = style.size * 1.35
    indent = style.size * 0.7 + side + style.size * 0.5
    rows = desk.lines(words, style, width - indent - style.size * 0.6, parent.add("P"))
    content, below = gathered(rows, indent, style.size * 0.3)
    height = styles.up(below + style.size * 0.3)
    drop = (height - below - style.size * 0.3) / 2
    content, _ = gathered(rows, indent, style.size * 0.3 + drop)
    sign = Picture(
        "warning",
        style.size * 0.7,
        (height - side) / 2,
        side,
        side,
        palette.on_urgent,
        palette.on_urgent,
        palette.urgent,
        None,
    )
    ground = Fill(0.0, 0.0, width, height, palette.urgent, radius=styles.corner)
    return [Slug(height, (ground, sign, *content))]


def emergency_number(desk: Desk) -> Words:
    """The number for danger to life, from the edition's contacts. Raises ContentError where no contact names it."""
    number = _number(desk.edition, "emergency")
    if number is None:
        message = f"the {desk.layout.name} prints whom to call in danger, and no contacts block names `emergency`"
        hint = "add {line: emergency, what: ...} to the contacts"
        raise ContentError(Problem(desk.edition.title.place, message, hint))
    return number


def centre_number(desk: Desk) -> Words:
    """The brand's own number: as its contact gives it, with its link, or plain where no contact names `centre`."""
    return _here(desk, _number(desk.edition, "centre"))


def _here(desk: Desk, number: Words | None) -> Words:
    """The brand's number at this desk's site."""
    return desk.own(number) if number is not None else desk.said(desk.edition.brand.phone, strong=True)


def _number(edition: Edition, line: str) -> Words | None:
    contacts = (block for section in edition.sections for block in section.blocks if isinstance(block, Contacts))
    return next((each.number for block in contacts for each in block.lines if each.line == line), None)


def card_face(desk: Desk, width: float, height: float, parent: Element) -> list[Slug]:
    """The face of a card: the piece's short name and its line beside a leaf, on the brand's colour."""
    styles, palette = desk.styles, desk.styles.palette
    pad = styles.body.size * 0.6
    side = styles.title.size * 1.9
    x, room = side + pad * 1.4, width - side - pad * 2.4
    rows = desk.lines(
        desk.edition.short_title, styles.title.tinted(palette.on_deep), room, parent.add("H1"), balance=True
    )
    rows += desk.lines(desk.edition.promise, styles.body.tinted(palette.on_deep), room, parent.add("P"))
    height = max(height, stacked(rows) + pad * 0.6, side + pad * 0.5)
    content, _ = gathered(rows, x, (height - stacked(rows)) / 2)
    ground = Fill(0.0, 0.0, width, height, palette.deep, radius=styles.corner)
    leaf = Picture("branch", pad, (height - side) / 2, side, side, palette.on_deep, palette.accent, palette.deep, None)
    return [Slug(height, (ground, leaf, *content))]


def call_line(desk: Desk, width: float, parent: Element) -> list[Slug]:
    """The brand's name and number on one line."""
    number = _number(desk.edition, "centre")
    return desk.kept(lambda at, owner: _call_line(at, number, width, owner), parent)


def _call_line(desk: Desk, number: Words | None, width: float, parent: Element) -> list[Slug]:
    styles = desk.styles
    name = desk.named(desk.edition.brand.name)
    here = _here(desk, number)
    room = desk.measure(here, styles.number)
    left = desk.lines(name, styles.number, width - room - styles.body.size, parent.add("P"))
    right = desk.lines(here, styles.number, room + 0.5, parent.add("P"), x=width - room - 0.5, align="end")
    marks, high = gathered(left)
    beside, _ = gathered(right)
    return [Slug(high, (*marks, *beside))]
