"""Places to write on, and drawings on their own. In: a block, a width. Out: slugs."""

from __future__ import annotations

from handouts.blocks import Figure, WriteIn
from layouts.typesetting.geometry import MM
from layouts.typesetting.marks import FORBIDDEN, Mark, Picture, Rule, Slug, gathered
from layouts.typesetting.setting.desk import Desk, spaced
from layouts.typesetting.tags import Element

LINE_APART = 8.5 * MM  # a shaking hand needs room


def write_in(desk: Desk, block: WriteIn, width: float, parent: Element) -> list[Slug]:
    """Each prompt with its empty lines, kept together."""
    slugs: list[Slug] = []
    for prompt in block.prompts:
        words, y = gathered(desk.lines(prompt, desk.styles.body, width, parent.add("P")))
        slugs.extend(spaced([ruled(desk, width, block.rules, words, y)], desk.styles.unit if slugs else 0.0))
    return slugs


def ruled(desk: Desk, width: float, count: int, above: tuple[Mark, ...] = (), y: float = 0.0) -> Slug:
    """`count` lines to write on, below what stands above them."""
    colour, weight = desk.styles.palette.quiet, desk.styles.line * 0.5
    rules = [Rule(0.0, y + LINE_APART * (n + 1), width, y + LINE_APART * (n + 1), colour, weight) for n in range(count)]
    return Slug(desk.styles.up(y + LINE_APART * count + 1), (*above, *rules))


def figure(desk: Desk, block: Figure, width: float, parent: Element) -> list[Slug]:
    """A drawing at the start of its line."""
    palette = desk.styles.palette
    side = min(width, desk.styles.body.size * 6)
    element = parent.add("Figure", alt=block.alt.text)
    mark = Picture(block.name, 0.0, 0.0, side, side, palette.deep, palette.accent, palette.paper, element)
    return [Slug(desk.styles.up(side), (mark,), hold=FORBIDDEN)]
