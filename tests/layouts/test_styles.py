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

    for each in ("message", "body"):
        assert getattr(less, each).size == pytest.approx(getattr(full, each).size * 0.9)
    for each in ("title", "heading", "number"):
        assert getattr(less, each).size == pytest.approx(max(getattr(full, each).size * 0.9, sizes.floor))
    assert full.small.size == less.small.size


def test_what_a_script_is_set_larger_is_given_back() -> None:
    """A locale's size and leading shape the type; a squeezed fit keeps the leading and gives up what is over."""
    sizes = layouts()["flyer"].sizes
    arabic = replace(LOCALE, size=1.1, leading=1.6)
    full, squeezed = (styles(sizes, BRAND, arabic, fit).body for fit in (sizes.fits[0], sizes.fits[-1]))

    assert (pytest.approx(13.2), pytest.approx(12.0)) == (full.size, squeezed.size)
    assert full.leading == pytest.approx(13.2 * 1.6 * sizes.tightness)
    assert squeezed.leading == pytest.approx(12.0 * 1.6 * sizes.tightest)


def test_the_fits_go_down_one_way() -> None:
    """Every try is smaller or tighter than the one before, and none is under the floor."""
    for name in NAMES:
        sizes = layouts()[name].sizes
        tries = [(fit.body, fit.tightness, fit.display, fit.larger) for fit in sizes.fits]

        assert (sizes.body, sizes.tightness, 1.0, 1.0) == tries[0]
        assert all(body >= sizes.floor for body, *_ in tries)
        assert tries == sorted(tries, reverse=True)


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
