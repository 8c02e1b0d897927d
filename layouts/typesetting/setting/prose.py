"""Running text: paragraphs, steps, bullets, ticks, stories, questions, myths. In: a block, a width. Out: slugs."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.blocks import Bullets, Checklist, Myths, Pair, Paragraph, Questions, Steps, Story
from handouts.inline import Words
from layouts.typesetting.marks import FORBIDDEN, Disc, Fill, Mark, Picture, Slug, gathered, moved
from layouts.typesetting.setting.desk import Desk, held, on_grid, spaced
from layouts.typesetting.styles import Type
from layouts.typesetting.tags import Element

DISC = 0.17  # radius of a solid bullet over the type size
HANG = 1.15  # hanging indent of a list over the type size
BOX = 0.78  # side of a box to tick over the type size
ITEM_GAP = 0.3  # space between list items, in units
SHORT_ITEM = 4  # lines up to which a list item is never torn
PAIR_ROOM = 19  # a group needs this many ems to stand beside another


def paragraph(desk: Desk, block: Paragraph, width: float, parent: Element) -> list[Slug]:
    """A paragraph."""
    return desk.lines(block.words, desk.styles.body, width, parent.add("P"))


def bullets(desk: Desk, block: Bullets, width: float, parent: Element, across: int = 1) -> list[Slug]:
    """A list without order, with its title and pictogram if it is a group, in as many columns as are asked for."""
    head = titled(desk, block.title, block.icon, width, parent)
    return [*head, *marked(desk, block.items, width, parent, "disc", across)]


def steps(desk: Desk, block: Steps, width: float, parent: Element) -> list[Slug]:
    """A list in order: numbers in bold, hanging."""
    return numbered(desk, block.items, width, parent, desk.styles.body)


def checklist(desk: Desk, block: Checklist, width: float, parent: Element, across: int = 1) -> list[Slug]:
    """A list to tick: drawn boxes."""
    head = titled(desk, block.title, "", width, parent)
    return [*head, *marked(desk, block.items, width, parent, "tick", across)]


def titled(desk: Desk, title: Words | None, icon: str, width: float, parent: Element) -> list[Slug]:
    """The small heading of a group, with its pictogram before it."""
    if title is None:
        return []
    style = desk.styles.minor
    room = style.size * 1.9 if icon else 0.0
    shapes: list[Mark] = []
    if icon:
        side = style.size * 1.55
        figure = parent.add("Figure", alt=desk.edition.locale.pictures[icon])
        palette = desk.styles.palette
        y = (style.leading - side) / 2
        shapes.append(Picture(icon, 0.0, y, side, side, palette.deep, palette.accent, palette.paper, figure))
    lines = desk.lines(title, style, width - room, parent.add("H3"), x=room, whole=True)
    first = Slug(lines[0].height, (*shapes, *lines[0].marks), hold=FORBIDDEN)
    rows = [first, *lines[1:]]
    return [*rows[:-1], replace(rows[-1], height=rows[-1].height + desk.styles.unit * 0.25, hold=FORBIDDEN)]


def marked(
    desk: Desk, items: tuple[Words, ...], width: float, parent: Element, mark: str, across: int = 1
) -> list[Slug]:
    """List items behind a disc or a box, in one column or several (filled one after the other)."""
    style, unit = desk.styles.body, desk.styles.unit
    numbering = {"ListNumbering": "/Disc" if mark == "disc" else "/Square"}
    list_ = parent.add("L", attributes=numbering)
    if across == 1:
        return on_grid(_column(desk, items, width, list_, mark), unit)
    gap = style.size * 1.2
    column = (width - gap * (across - 1)) / across
    share = -(-len(items) // across)
    strips = [_column(desk, items[n : n + share], column, list_, mark) for n in range(0, len(items), share)]
    marks: list[Mark] = []
    height = 0.0
    for index, strip in enumerate(strips):
        drawn, deep = gathered(strip, index * (column + gap))
        marks.extend(drawn)
        height = max(height, deep)
    return [Slug(desk.styles.up(height), tuple(marks))]


def _column(desk: Desk, items: tuple[Words, ...], width: float, list_: Element, mark: str) -> list[Slug]:
    style, palette = desk.styles.body, desk.styles.palette
    hang = style.size * (HANG if mark == "disc" else 1.5)
    slugs: list[Slug] = []
    ends: list[int] = []
    for item in items:
        body = list_.add("LI").add("LBody")
        lines = desk.lines(item, style, width - hang, body, x=hang)
        middle = style.leading / 2 + 0.09 * style.size
        shape: Mark
        if mark == "disc":
            shape = Disc(style.size * 0.32, middle, style.size * DISC, palette.accent)
        else:
            side = style.size * BOX
            shape = Fill(0.0, middle - side * 0.55, side, side, palette.deep, radius=1.2, stroke=desk.styles.line)
        if len(lines) <= SHORT_ITEM:
            lines = [*(replace(line, hold=FORBIDDEN) for line in lines[:-1]), lines[-1]]
        lines[0] = replace(lines[0], marks=(shape, *lines[0].marks))
        slugs.extend(spaced(lines, desk.styles.unit * ITEM_GAP if slugs else 0.0))
        ends.append(len(slugs) - 1)
    return together(slugs, ends)


def together(slugs: list[Slug], ends: list[int]) -> list[Slug]:
    """The slugs of list items, whose last lines are at `ends`: neither the first item nor the last stands alone."""
    for end in {*ends[:1], *ends[-2:-1]} - {len(slugs) - 1}:
        slugs[end] = replace(slugs[end], hold=FORBIDDEN)
    return slugs


def numbered(desk: Desk, items: tuple[Words, ...], width: float, parent: Element, style: Type) -> list[Slug]:
    """Numbered items: the number is the label of its item."""
    list_ = parent.add("L", attributes={"ListNumbering": "/Decimal"})
    hang = desk.measure(desk.said(desk.edition.locale.step(len(items)), strong=True), style.bold) + style.size * 0.45
    slugs: list[Slug] = []
    ends: list[int] = []
    for number, item in enumerate(items, 1):
        entry = list_.add("LI")
        label = desk.lines(
            desk.said(desk.edition.locale.step(number)),
            style.bold.tinted(desk.styles.palette.deep),
            hang,
            entry.add("Lbl"),
        )
        lines = desk.lines(item, style, width - hang, entry.add("LBody"), x=hang)
        lines[0] = replace(lines[0], marks=(*label[0].marks, *lines[0].marks))
        slugs.extend(spaced(lines, desk.styles.unit * ITEM_GAP if slugs else 0.0))
        ends.append(len(slugs) - 1)
    return on_grid(together(slugs, ends), desk.styles.unit)


def questions(desk: Desk, block: Questions, width: float, parent: Element) -> list[Slug]:
    """Questions in bold, each with its answer below and never apart from it."""
    slugs: list[Slug] = []
    for pair in block.pairs:
        asked = held(desk.lines(pair.said, desk.styles.minor, width, parent.add("H3"), whole=True))
        answered = desk.lines(pair.answer, desk.styles.body, width, parent.add("P"))
        slugs.extend(spaced([*asked, *answered], desk.styles.unit if slugs else 0.0))
    return slugs


def myths(desk: Desk, block: Myths, width: float, parent: Element) -> list[Slug]:
    """What people say and what is so, each behind its own word."""
    slugs: list[Slug] = []
    for pair in block.pairs:
        slugs.extend(spaced(_myth(desk, pair, width, parent), desk.styles.unit * 1.5 if slugs else 0.0))
    return slugs


def _myth(desk: Desk, pair: Pair, width: float, parent: Element) -> list[Slug]:
    body, palette = desk.styles.body, desk.styles.palette
    labels = [desk.said(desk.phrase(key)) for key in ("myth", "fact")]
    room = max(desk.measure(label, body.bold) for label in labels) + body.size * 0.9
    slugs: list[Slug] = []
    rows = ((labels[0], pair.said, palette.quiet, body.bold), (labels[1], pair.answer, palette.deep, body))
    list_ = parent.add("L", attributes={"ListNumbering": "/None"})
    for label, words, colour, style in rows:
        entry = list_.add("LI")
        tag = desk.lines(label, body.bold.tinted(colour), room, entry.add("Lbl"))
        lines = desk.lines(words, style, width - room, entry.add("LBody"), x=room, whole=True)
        lines[0] = Slug(lines[0].height, (*tag[0].marks, *lines[0].marks), hold=FORBIDDEN)
        slugs.extend(held(lines))
    return on_grid(held(slugs, 0.0), desk.styles.unit)


def story(desk: Desk, block: Story, width: float, parent: Element) -> list[Slug]:
    """An example under the word for "example", beside a bar, so that nobody takes it for a promise."""
    palette, style = desk.styles.palette, desk.styles.body
    indent = style.size * 1.1
    label = desk.said(desk.phrase("example"))
    slugs = held(desk.lines(label, style.bold.tinted(palette.deep), width - indent, parent.add("H3"), x=indent))
    for words in block.paragraphs:
        lines = desk.lines(words, style, width - indent, parent.add("P"), x=indent)
        slugs.extend(spaced(lines, desk.styles.unit * 0.8 if len(slugs) > 1 else 0.0))
    barred = []
    for index, slug in enumerate(slugs):
        above = slug.before if index else 0.0
        bar = Fill(0.0, -above, 2.2, slug.height + above, palette.accent)
        barred.append(Slug(slug.height, (bar, *slug.marks), slug.before, slug.hold))
    return on_grid(barred, desk.styles.unit)


def groups(desk: Desk, pair: tuple[Bullets, Bullets], width: float, parent: Element) -> list[Slug]:
    """Two groups side by side where there is room, one below the other where not."""
    size = desk.styles.body.size
    gap = size * 1.4
    column = (width - gap) / 2
    longest = max(desk.least(item, desk.styles.body) for block in pair for item in block.items)
    if width < size * PAIR_ROOM or longest > column - size * HANG:
        first = bullets(desk, pair[0], width, parent)
        return [*first, *spaced(bullets(desk, pair[1], width, parent), desk.styles.unit)]
    marks: list[Mark] = []
    height = 0.0
    for index, block in enumerate(pair):
        drawn, deep = gathered(bullets(desk, block, column, parent))
        marks.extend(moved(mark, index * (column + gap), 0.0) for mark in drawn)
        height = max(height, deep)
    return [Slug(desk.styles.up(height), tuple(marks))]
