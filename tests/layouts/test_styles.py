"""Styles: sizes in proportion, a grid of whole units, colours from the brand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from layouts import layouts
from layouts.typesetting.layout import Fit
from layouts.typesetting.styles import Styles, styles
from tests.layouts.pieces import LIBRARY, NAMES

BRAND = LIBRARY.brand("am-health-care")
LOCALE = LIBRARY.locale("en")


def of(name: str, body: float | None = None, scale: float = 1.0) -> Styles:
    """A layout's styles at a body size and a scale of headings."""
    sizes = layouts()[name].sizes
    return styles(sizes, replace(BRAND, headline_scale=scale), LOCALE, Fit(body or sizes.body, sizes.tightness, 1.0))


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_sizes(name: str) -> None:
    """Title over heading over body, small type never larger than body; the unit is half the leading of body."""
    found = of(name)

    assert found.title.size > found.heading.size >= found.body.size >= found.small.size
    assert found.title.strong
    assert found.heading.strong
    assert not found.body.strong
    assert found.unit == pytest.approx(found.body.leading / 2)
    assert all(each.leading >= each.size * 1.1 for each in (found.body, found.small, found.title, found.heading))


@pytest.mark.parametrize("name", NAMES)
def test_sizes_shrink_together_but_small_type_does_not(name: str) -> None:
    """At nine tenths of the body size headings are nine tenths as large; small type stays."""
    sizes = layouts()[name].sizes
    full, less = of(name), of(name, sizes.body * 0.9)

    for each in ("title", "heading", "message", "number", "body"):
        assert getattr(less, each).size == pytest.approx(getattr(full, each).size * 0.9)
    assert full.small.size == less.small.size


def test_a_brand_scales_headings_only() -> None:
    """`headline_scale` moves titles and headings; body and numbers stay."""
    plain, large = of("trifold"), of("trifold", scale=1.2)

    assert large.title.size == pytest.approx(plain.title.size * 1.2)
    assert large.heading.size == pytest.approx(plain.heading.size * 1.2)
    assert (plain.body, plain.number) == (large.body, large.number)


def test_colours_are_the_brands() -> None:
    """Body in ink, headings in deep, small type in quiet."""
    found, palette = of("flyer"), BRAND.palette

    assert [palette.ink, palette.deep, palette.deep, palette.quiet] == [
        each.colour for each in (found.body, found.heading, found.title, found.small)
    ]


def test_heights_are_whole_units() -> None:
    """A height is rounded up to the grid; one that is on it, but for what floats do, stays."""
    found = of("booklet")

    assert found.up(found.unit * 2.01) == pytest.approx(found.unit * 3)
    assert found.up(found.unit * 2) == pytest.approx(found.unit * 2)
    assert found.up(found.unit * 2 + 1e-7) == pytest.approx(found.unit * 2)
    assert 0.0 == found.up(0.0)


@pytest.mark.parametrize("name", NAMES)
def test_floors(name: str) -> None:
    """The sizes that were promised: body 12 on the flyer, 18 in large print, 10 in the trifold, 8 on the card; small 7."""
    sizes = layouts()[name].sizes
    floors = {"flyer": 12, "large-print": 18, "trifold": 10, "card": 8, "booklet": 10}

    assert sizes.floor >= floors.get(name, 10)
    assert sizes.body >= sizes.floor
    assert sizes.small >= 7
