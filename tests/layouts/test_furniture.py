"""Furniture: the folio and the running names below a page."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from handouts.blocks import Length
from handouts.inline import Span
from layouts import layouts
from layouts.typesetting.compose import typesetter
from layouts.typesetting.furniture import furniture
from layouts.typesetting.layout import Column, Page
from layouts.typesetting.marks import Glyphs, Rule
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.styles import styles
from tests.layouts.pieces import edition

PAGE = Page(name="page", width=400, height=600, top=40, bottom=60, columns=(Column(50, 300),), folio="outer")


def desk(title: str = "Stopping kratom") -> Desk:
    """A desk at the booklet."""
    base = edition(Length.FULL)
    said = replace(base, short_title=replace(base.short_title, pieces=(Span(title),)))
    layout = layouts()["booklet"]
    made = styles(layout.sizes, said.brand, said.locale, layout.sizes.fits[0])
    return Desk(said, layout, made, typesetter(said.locale))


def lines(number: int, page: Page = PAGE, title: str = "Stopping kratom") -> dict[str, Glyphs]:
    """The lines of type by what they say."""
    marks = furniture(desk(title), page, number, 8)
    return {mark.line.text.strip(): mark for mark in marks if isinstance(mark, Glyphs)}


@pytest.mark.parametrize(("number", "sides"), [(3, ("start", "end")), (4, ("end", "start"))])
def test_the_number_stands_outside(number: int, sides: tuple[str, str]) -> None:
    """Odd pages have it at the end, even ones at the start; the names stand across from it."""
    names, folio = lines(number).items()

    assert ("AM Health Care · Stopping kratom", f"Page {number} of 8") == (names[0], folio[0])
    assert sides == (names[1].align, folio[1].align)


def test_it_stands_below_the_live_area() -> None:
    """Rule and type lie between the live area and the paper's edge, a quarter of an inch from it, artifacts all."""
    marks = furniture(desk(), PAGE, 3, 8)

    (rule,) = [mark for mark in marks if isinstance(mark, Rule)]
    assert PAGE.height - PAGE.bottom < rule.y0 == rule.y1 < PAGE.height - 18
    for mark in marks:
        if isinstance(mark, Glyphs):
            assert PAGE.height - PAGE.bottom < mark.y < PAGE.height - 18
            assert {None} == set(mark.voice.elements)


def test_names_that_are_too_long_give_way() -> None:
    """Where both names do not fit beside the number only one stands, and where none does, none."""
    narrow = replace(PAGE, columns=(Column(50, 160),))
    tiny = replace(PAGE, columns=(Column(50, 55),))

    assert ["Stopping kratom", "Page 3 of 8"] == list(lines(3, narrow))
    assert ["AM Health Care", "Page 3 of 8"] == list(lines(3, narrow, "A title that is much too long for this place"))
    assert ["Page 3 of 8"] == list(lines(3, tiny))


def test_a_page_without_a_folio_has_no_furniture() -> None:
    """Covers stay clean."""
    assert [] == furniture(desk(), replace(PAGE, folio=""), 1, 8)
