"""Tables. In: a header row, body rows, a width. Out: a slug a row; the first cell of a row heads it."""

from __future__ import annotations

from handouts.blocks import Table
from handouts.inline import Words
from layouts.typesetting.marks import FORBIDDEN, Fill, Mark, Rule, Slug, gathered
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.styles import Type
from layouts.typesetting.tags import Element

GAP = 0.8  # between columns, over the type size
WHOLE = 6  # rows up to which a table is never torn
COLUMN_HEAD = {"Scope": "/Column"}
ROW_HEAD = {"Scope": "/Row"}


def table(desk: Desk, block: Table, width: float, parent: Element) -> list[Slug]:
    """A table with rules between rows, no boxes. Columns share the width by what they hold."""
    widths = _columns(desk, block, width)
    root = parent.add("Table")
    body, palette = desk.styles.body, desk.styles.palette
    head_row = root.add("THead").add("TR")
    header = [
        (words, body.bold.tinted(palette.deep), head_row.add("TH", attributes=COLUMN_HEAD)) for words in block.header
    ]
    slugs = [_row(desk, header, widths, palette.deep, desk.styles.line * 1.4, FORBIDDEN, head=True)]
    rows = root.add("TBody")
    for index, cells in enumerate(block.rows):
        row = rows.add("TR")
        entries = [
            (words, body.bold if n == 0 else body, row.add("TH", attributes=ROW_HEAD) if n == 0 else row.add("TD"))
            for n, words in enumerate(cells)
        ]
        last = index == len(block.rows) - 1
        hold = 0.0 if last else FORBIDDEN if len(block.rows) <= WHOLE else 20.0
        slugs.append(_row(desk, entries, widths, palette.quiet, desk.styles.line * 0.5, hold))
    return slugs


def _columns(desk: Desk, block: Table, width: float) -> list[float]:
    """Every column holds its longest word; what is left is shared by what the columns hold.

    Where not even the words have room beside each other the cells of a row stand one below the other, each this wide.
    """
    columns = list(zip(block.header, *block.rows, strict=True))
    gap = desk.styles.body.size * GAP
    least, wants = [], []
    for index, cells in enumerate(columns):
        style = desk.styles.body.bold if index == 0 else desk.styles.body
        least.append(max(desk.least(cell, style.bold) for cell in cells) + gap)
        # A column that is long gets more, but not in proportion: square roots keep short ones from starving.
        wants.append(max(desk.measure(cell, style) for cell in cells) ** 0.5)
    spare = width - sum(least)
    if spare < 0:
        return [width]
    return [low + spare * want / sum(wants) for low, want in zip(least, wants, strict=True)]


def _row(
    desk: Desk,
    cells: list[tuple[Words, Type, Element]],
    widths: list[float],
    colour: str,
    weight: float,
    hold: float,
    *,
    head: bool = False,
) -> Slug:
    styles = desk.styles
    gap, pad = styles.body.size * GAP, styles.unit * 0.35
    marks: list[Mark] = []
    x = 0.0
    height = pad
    stacked = len(widths) < len(cells)
    for (words, style, element), width in zip(cells, widths * len(cells) if stacked else widths, strict=True):
        room = width - (gap if not stacked and x + width < sum(widths) - 0.01 else 0.0)
        drawn, below = gathered(desk.lines(words, style, room, element, whole=True), x, height if stacked else pad)
        marks.extend(drawn)
        height = max(height, below)
        x += 0.0 if stacked else width
    height = styles.up(height + pad)
    rule = Rule(0.0, height - weight / 2, sum(widths), height - weight / 2, colour, weight)
    ground = (Fill(0.0, 0.0, sum(widths), height, styles.palette.tint),) if head else ()
    return Slug(height, (*ground, rule, *marks), hold=hold)
