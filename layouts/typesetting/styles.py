"""Styles: type sizes and colours of one piece. In: a layout's sizes, a brand, a locale, a body size. Out: styles."""

from __future__ import annotations

import math

from msgspec import Struct
from msgspec.structs import replace

from handouts.brand import Brand, Palette
from handouts.locale import Locale
from layouts.typesetting.layout import Fit, Sizes

LATIN_LEADING = 1.4  # what a locale's leading is measured against for headings
HEADING_LEADING = 1.18


class Type(Struct, frozen=True):
    """How one kind of text is set: size and baseline distance in points, weight, colour."""

    size: float
    leading: float
    strong: bool
    colour: str

    def tinted(self, colour: str) -> Type:
        """The same in another colour."""
        return replace(self, colour=colour)

    @property
    def bold(self) -> Type:
        """The same in bold."""
        return replace(self, strong=True)


class Styles(Struct, frozen=True):
    """Every style of one piece. `unit` is half the leading of body text: every strip is whole units high."""

    body: Type
    aside: Type
    small: Type
    heading: Type
    minor: Type
    title: Type
    message: Type
    number: Type
    unit: float
    palette: Palette
    corner: float
    line: float  # the one weight of lines and drawings

    def up(self, height: float) -> float:
        """A height rounded up to whole units."""
        return math.ceil(round(height / self.unit, 3)) * self.unit


def styles(sizes: Sizes, brand: Brand, locale: Locale, fit: Fit) -> Styles:
    """The styles of a piece set so. The other sizes shrink with the body, small type does not; none below the floor."""
    body = fit.body
    palette, share = brand.palette, body / sizes.body
    script = locale.leading / LATIN_LEADING
    own = 1 + (locale.size - 1) * fit.larger

    def text(size: float, colour: str, *, strong: bool = False) -> Type:
        size = size * own
        return Type(size, size * locale.leading * fit.tightness, strong, colour)

    def display(size: float, colour: str, scale: float = brand.headline_scale) -> Type:
        size = max(size * share * scale * fit.display, sizes.floor) * own
        return Type(size, size * HEADING_LEADING * script, True, colour)

    running = text(body, palette.ink)
    small = text(sizes.small, palette.quiet)
    return Styles(
        body=running,
        aside=text(sizes.aside * share, palette.ink) if sizes.aside else running,
        small=replace(small, leading=small.size * 1.28 * script),
        heading=display(sizes.heading, palette.deep),
        minor=replace(running, strong=True, colour=palette.deep),
        title=display(sizes.title, palette.deep),
        message=text(sizes.message * share, palette.ink),
        number=display(sizes.number, palette.deep, 1.0),
        unit=running.leading / 2,
        palette=palette,
        corner=brand.corner,
        line=max(0.75, body / 11),
    )
