"""Pages in the order in which they are read: panels, page counts, folios, pages for notes, two brands of one text."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from handouts import hours
from handouts.blocks import Length
from handouts.edition import Edition
from layouts import layouts
from layouts.typesetting.compose import compose
from tests.layouts.pieces import BRANDS, COPY_ID, NAMES, PAPERS, PIECES, Piece, edition, letters, pages, placed
from tests.press.everything import ALL_BRANDS

TRIFOLDS = [piece for piece in PIECES if piece.name == "trifold"]
WITH_FOLIOS = [piece for piece in PIECES if piece.name in {"booklet", "large-print"}]


@pytest.mark.parametrize("piece", TRIFOLDS, ids=str)
def test_a_trifold_is_read_as_a_hand_opens_it(piece: Piece) -> None:
    """Front, flap, inside, back; inside the columns one after the other."""
    lines = list(placed(piece.composition))
    order = list(dict.fromkeys(line.page.name for line in lines))
    inside = [line.panel for line in lines if line.page.name == "inside"]

    assert ["front", "flap", "inside", "back"] == order
    assert 4 == pages(piece.screen)
    assert ["inside/timeline", "inside/1", "inside/2", "inside/3"] == list(dict.fromkeys(inside))
    assert piece.composition.edition.title.text[:3] in lines[0].text + lines[1].text + lines[2].text


def shortened(count: int) -> Edition:
    """The full edition with only so many of the sections that are not urgent."""
    base = edition(Length.FULL)
    kept = [each for each in base.sections if not each.urgent][:count]
    return replace(base, sections=tuple(each for each in base.sections if each.urgent or each in kept))


@pytest.mark.parametrize("count", [0, 1, 3, 6, 9, 14])
def test_a_booklet_has_a_multiple_of_four_pages(count: int) -> None:
    """However long the text: cover and help first, running pages, pages for notes only before the back cover."""
    made = compose(shortened(count), layouts()["booklet"], "a4", COPY_ID)
    names = [each.page.name for each in made.pages]

    assert len(names) % 4 == 0
    running, notes = names.count("page"), names.count("notes")
    assert ["cover", "help", *["page"] * running, *["notes"] * notes, "back"] == names
    assert running >= 1
    assert notes <= 3
    filled = [each for each in made.pages if each.page.name == "page"]
    if count > 1:
        assert all(any(place.panel.startswith("page/") for place in each.placements) for each in filled)


@pytest.mark.parametrize("piece", WITH_FOLIOS, ids=str)
def test_page_numbers_stand_outside(piece: Piece) -> None:
    """On right-hand (odd) pages the number ends at the right edge, on even ones it begins at the left; each tells its page."""
    seen = 0
    for number, composed in enumerate(piece.composition.pages, 1):
        own = [line for line in placed(piece.composition) if line.number == number and line.panel == "furniture"]
        if not composed.page.folio:
            assert [] == own
            continue
        count = len(piece.composition.pages)
        said = piece.composition.edition.locale.phrase("page_of", number=number, count=count)
        (folio,) = [line for line in own if line.text == said]
        left, right = composed.page.left, composed.page.left + composed.page.live_width
        if (number % 2 == 1) != piece.composition.right_to_left:
            assert right == pytest.approx(folio.right, abs=0.5)
        else:
            assert left == pytest.approx(folio.left, abs=0.5)
        assert folio.baseline < composed.page.bottom
        assert folio.baseline > 0.25 * 72
        seen += 1
    assert seen > 2


@pytest.mark.parametrize("piece", WITH_FOLIOS, ids=str)
def test_page_numbers_are_where_pdfium_finds_them(piece: Piece) -> None:
    """In the finished file the digits below the live area are the page's number, on its outer side."""
    for number, (composed, page) in enumerate(zip(piece.composition.pages, letters(piece.screen), strict=True), 1):
        if composed.page.folio:
            low = [each for each in page if each.top < composed.page.bottom - 2]
            half = composed.page.width / 2
            right = (number % 2 == 1) != piece.composition.right_to_left
            outer = sorted((each for each in low if (each.left > half) == right), key=lambda each: each.left)
            assert str(number) in "".join(each.text for each in outer)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("tag", sorted(ALL_BRANDS))
@pytest.mark.parametrize("name", NAMES)
def test_two_brands_say_the_same(name: str, tag: str, paper: str) -> None:
    """But for who publishes, every word of the two brands' pieces is the same; colours and sizes are not."""
    made = [Piece(name, paper, tag, brand).composition for brand in ("am-health-care", "example-clinic")]
    said = []
    for each in made:
        text = " ".join(line.mark.line.text.strip() for line in placed(each) if line.panel != "furniture")
        said.append(neutral(text, each.edition))

    assert {"am-health-care", "example-clinic"} <= set(BRANDS)
    assert said[0] == said[1]
    looks = [{(line.mark.colour, round(line.size, 2)) for line in placed(each)} for each in made]
    assert looks[0] != looks[1]


def neutral(text: str, said: Edition) -> str:
    """The words without those that a brand has of its own."""
    text = re.sub("[\u2066-\u2069]", "", text)
    brand, host = said.brand, said.brand.web.removeprefix("https://")
    for own in (
        *brand.address,
        *(row.text for row in hours.said(brand.hours, said.locale, brand.place)),
        f"{said.locale.phrase('online')} {host}" if host else "",
        host,
    ):
        if own:
            text = text.replace(own, "")
    for own in (brand.name, brand.phone):
        text = text.replace(own, "-")
    return " ".join(text.split())
