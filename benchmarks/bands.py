"""Bands as nodes: cover, title, message, promise, whom to call, imprint. In: a desk and a band's part. Out: nodes."""

from __future__ import annotations

from msgspec.structs import replace

from benchmarks.blocks import section_nodes
from benchmarks.contacts import contacts, web_code
from benchmarks.nodes import Node, apart, box, columns, picture, rule, space, text
from handouts import hours
from handouts.blocks import Contacts
from handouts.inline import Span, Words
from handouts.topic import Section
from layouts.typesetting.layout import Band, Page
from layouts.typesetting.setting.closing import imprint_texts
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.setting.front import CODE_SIDE, centre_number, emergency_number


def band_nodes(desk: Desk, band: Band, page: Page, height: float) -> list[Node]:
    """Everything in a band. `height` is that of a band that fills what others leave."""
    width = page.live_width
    nodes: list[Node] = []
    for part in band.takes:
        sections = [section for section in desk.edition.sections if section.role.value == part]
        strips = (
            [_section(desk, section, band, page) for section in sections]
            if sections
            else [_part(desk, part, width, height)]
        )
        for strip in strips:
            nodes += [space(desk.styles.unit * 1.5), *strip] if nodes else strip
    return nodes


def _section(desk: Desk, section: Section, band: Band, page: Page) -> list[Node]:
    across = band.across
    panels = tuple((column.x - page.columns[0].x, column.width) for column in page.columns) if band.folded else ()
    if not panels and across > 1 and section.role.value == "timeline":
        panels = ((0.0, page.live_width),)
    first = section.blocks[0]
    if isinstance(first, Contacts) and across > 1 and (len(first.lines) + 1) % across == 0:
        gap = desk.styles.body.size * 1.3
        cell = (page.live_width - gap * (across - 1)) / across
        bare = replace(section, blocks=())
        lead = section_nodes(desk, bare, cell)[0]
        rest = section_nodes(desk, replace(section, blocks=section.blocks[1:]), page.live_width)
        below = [node for nodes in rest for node in nodes][1:]
        return [*contacts(desk, first, page.live_width, across, lead), *below]
    groups = section_nodes(desk, section, page.live_width, across=across, panels=panels)
    return [node for group in groups for node in group]


def _part(desk: Desk, part: str, width: float, height: float) -> list[Node]:
    styles, palette, edition = desk.styles, desk.styles.palette, desk.edition
    match part:
        case "wordmark":
            return [_wordmark(desk, width)]
        case "title":
            return [text(edition.title, styles.title, "H1")]
        case "masthead":
            size = max(styles.heading.size * 0.92, styles.small.size)
            named = desk.measure(desk.said(edition.brand.name), replace(styles.heading, size=size)) + size * 1.7 + 2
            title: list[Node] = [text(edition.title, styles.title, "H1")]
            return [columns([(width - named - size, title), (named, [_wordmark(desk, named)])], size)]
        case "message":
            pad = styles.message.size * 0.8
            words: list[Node] = [text(edition.message, styles.message)]
            around = (pad * 0.45, pad * 0.9, pad * 0.45, pad * 1.5)
            return [box(words, width, around, fill=palette.tint, bar=palette.accent, radius=styles.corner)]
        case "promise":
            return [text(edition.promise, replace(styles.message, colour=palette.deep))]
        case "cover" | "closing" | "card-face":
            return [_ground(desk, part, width, height)]
        case "centre":
            return [_centre(desk, width)]
        case "danger":
            return [_danger_line(desk, width)]
        case "call-line":
            number = centre_number(desk)
            room = desk.measure(number, styles.number) + 1
            name: list[Node] = [text(edition.brand.name, styles.number)]
            return [columns([(width - room, name), (room, [text(number, styles.number, align="end")])], 0.0)]
        case "imprint":
            thin = rule(palette.accent, styles.line * 0.6)
            return [thin, *apart((text(line, styles.small) for line in imprint_texts(desk)), styles.small.size * 0.15)]
        case "turn-over":
            return [text(desk.phrase("turn_over"), styles.aside.bold.tinted(palette.deep), align="end")]
        case _:
            return []  # a role that this edition has no section of


def _wordmark(desk: Desk, width: float) -> Node:
    styles, palette = desk.styles, desk.styles.palette
    size = max(styles.heading.size * 0.92, styles.small.size)
    leaf = picture("leaf", size * 1.3, size * 1.3, (palette.deep, palette.accent, palette.paper))
    name = text(desk.edition.brand.name, replace(styles.heading, size=size, leading=size * 1.3))
    return columns([(size * 1.3, [leaf]), (width - size * 1.7, [name])], size * 0.4)


def _ground(desk: Desk, part: str, width: float, height: float) -> Node:
    styles, palette, edition = desk.styles, desk.styles.palette, desk.edition
    paints = (palette.on_deep, palette.accent, palette.deep)
    pad = styles.title.size * 0.8
    room = width - 2 * pad
    radius = styles.corner * 1.6
    if part == "cover":
        title = text(edition.title, styles.title.tinted(palette.on_deep), "H1")
        side = width * 0.4
        bar = box([], styles.title.size * 1.6, (3.2, 0, 0, 0), fill=palette.accent)
        inner = [picture("branch", side, side, paints), space(pad), bar, space(pad * 0.5), title]
        return box(inner, width, (pad, pad, pad * 0.9, pad), fill=palette.deep, radius=radius, height=height)
    if part == "closing":
        style = replace(styles.heading.tinted(palette.on_deep), leading=styles.heading.leading * 1.12)
        call = [
            text(edition.brand.name, styles.body.bold.tinted(palette.on_deep)),
            text(centre_number(desk), styles.number.tinted(palette.on_deep)),
        ]
        inner = [text(edition.message, style), space(pad), picture("branch", pad * 1.7, pad * 1.7, paints), space(pad)]
        inner += call
        return box(inner, width, (pad, pad, pad, pad), fill=palette.deep, radius=radius, height=height)
    pad = styles.body.size * 0.6
    side = styles.title.size * 1.9
    words: list[Node] = [
        text(edition.short_title, styles.title.tinted(palette.on_deep), "H1"),
        text(edition.promise, styles.body.tinted(palette.on_deep)),
    ]
    room = width - side - 3 * pad
    row = columns([(side, [picture("branch", side, side, paints)]), (room, words)], pad)
    return box([row], width, (pad, pad, pad, pad), fill=palette.deep, radius=styles.corner, height=height)


def _centre(desk: Desk, width: float) -> Node:
    styles, brand = desk.styles, desk.edition.brand
    rows: list[Node] = [text(brand.name, styles.body.bold), text(centre_number(desk), styles.number)]
    rows += [text(row, styles.small) for row in hours.said(brand.hours, desk.edition.locale, brand.place)]
    rows += [text(line, styles.small) for line in brand.address]
    if not brand.web:
        return columns([(width, rows)], 0.0)
    shown = Words(brand.place, (Span(brand.web.removeprefix("https://"), href=brand.web, unbroken=True),))
    rows.append(text(shown, styles.small))
    gap = styles.body.size
    return columns([(width - CODE_SIDE - gap, rows), (CODE_SIDE, [web_code(desk)])], gap)


def _danger_line(desk: Desk, width: float) -> Node:
    styles, palette = desk.styles, desk.styles.palette
    style = styles.body.bold.tinted(palette.on_urgent)
    before, _, after = desk.edition.locale.phrases["in_danger"].partition("{number}")
    number = emergency_number(desk)
    pieces = (Span(before, strong=True), *number.spans, Span(after, strong=True))
    words = Words(desk.edition.locale.place, tuple(piece for piece in pieces if piece.text))
    side, pad = style.size * 1.35, style.size * 0.6
    sign = picture("warning", side, side, (palette.on_urgent, palette.on_urgent, palette.urgent))
    row = columns([(side, [sign]), (width - side - 3 * pad, [text(words, style)])], pad)
    around = (style.size * 0.3, pad, style.size * 0.3, pad)
    return box([row], width, around, fill=palette.urgent, radius=styles.corner)
