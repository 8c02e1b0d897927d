"""Imposition, held against a simulated fold and a simulated turn of the sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import layouts
from layouts.typesetting.geometry import INCH, MM, PAPERS, Size
from press.imposition import CARDS, Imposed, impose, signatures

Pair = tuple[int, int]


def fold(sheets: list[tuple[Pair, Pair]], right_to_left: bool) -> list[int]:
    """Fold nested sheets in the middle, outermost first, and read the pages from the front."""
    lead: list[int] = []
    tail: list[int] = []
    for (front_left, front_right), (back_left, back_right) in sheets:
        if right_to_left:
            lead += [front_left, back_right]
            tail = [back_left, front_right, *tail]
        else:
            lead += [front_right, back_left]
            tail = [back_right, front_left, *tail]
    return lead + tail


@given(st.integers(1, 64), st.booleans())
def test_a_folded_booklet_reads_in_order_and_ends_with_its_back_cover(count: int, right_to_left: bool) -> None:
    """After folding, pages stand in order, blanks only before the last one."""
    read = fold(signatures(count, right_to_left=right_to_left), right_to_left)

    assert [page for page in read if page] == list(range(1, count + 1))
    assert len(read) % 4 == 0
    if count > 1:
        assert read[-1] == count


def test_an_eight_page_booklet_is_imposed_as_printers_know_it() -> None:
    """Eight pages: 8 1 / 2 7, then 6 3 / 4 5; mirrored from right to left."""
    assert [((8, 1), (2, 7)), ((6, 3), (4, 5))] == signatures(8)
    assert [((1, 8), (7, 2)), ((3, 6), (5, 4))] == signatures(8, right_to_left=True)


def of(name: str, paper: str, running: int = 1, *, right_to_left: bool = False) -> tuple[Imposed, list[str]]:
    """A layout's pages imposed, and their names."""
    layout = layouts()[name]
    pages = [(page.name, Size(page.width, page.height)) for page in layout.pages(paper, running)]
    return impose(layout.imposition, pages, paper, right_to_left=right_to_left), [page for page, _ in pages]


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_front_of_a_trifold_is_on_top_when_it_is_folded(paper: str, right_to_left: bool) -> None:
    """Outside, left to right: flap, back, front; from right to left: front, back, flap. The flap is the narrow one."""
    imposed, names = of("trifold", paper, right_to_left=right_to_left)
    outside = [names[spot.page] for spot in sorted(imposed.sides[0].spots, key=lambda spot: spot.x)]
    layout = layouts()["trifold"]
    widths = {page.name: page.width for page in layout.pages(paper, 0)}

    assert (["front", "back", "flap"] if right_to_left else ["flap", "back", "front"]) == outside
    assert widths["flap"] < widths["back"] == widths["front"]
    assert sum(widths[name] for name in outside) == pytest.approx(imposed.sides[0].size.width)
    assert imposed.flip == "short"


def test_the_panels_inside_a_trifold_lie_behind_those_outside() -> None:
    """The narrow inside panel is the flap's own back: text keeps to its panel's width on both sides."""
    layout = layouts()["trifold"]
    inside = next(page for page in layout.pages("letter", 0) if page.name == "inside")
    flap = next(page for page in layout.pages("letter", 0) if page.name == "flap")
    margin = inside.columns[0].x
    last = inside.columns[-1]

    assert last.width + 2 * margin == pytest.approx(flap.width)
    assert last.x + last.width + margin == pytest.approx(inside.width)


@pytest.mark.parametrize(
    ("paper", "left", "top", "width", "height"),
    [
        ("letter", 0.75 * INCH, 0.5 * INCH, 3.5 * INCH, 2 * INCH),
        ("a4", 15 * MM, 13.5 * MM, 85 * MM, 54 * MM),
    ],
)
def test_cards_stand_where_the_stock_is_cut_and_backs_behind_their_faces(
    paper: str, left: float, top: float, width: float, height: float
) -> None:
    """Ten cards a side at the stock's places; turned on the long edge, each back lies behind a face."""
    imposed, _ = of("card", paper)
    sheet = PAPERS[paper]
    face, back = imposed.sides
    first = min(face.spots, key=lambda spot: (spot.x, -spot.y))

    assert (left, sheet.height - top - height) == pytest.approx((first.x, first.y))
    assert CARDS[paper].columns * CARDS[paper].rows == len(face.spots) == len(back.spots) == 10
    turned = {(round(sheet.width - spot.x - width, 3), round(spot.y, 3)) for spot in back.spots}
    assert {(round(spot.x, 3), round(spot.y, 3)) for spot in face.spots} == turned
    assert imposed.flip == "long"


@pytest.mark.parametrize("name", sorted(layouts()))
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_page_is_printed_and_none_overlaps(name: str, paper: str) -> None:
    """Every page stands on some side; pages on one side lie inside the sheet and beside each other."""
    imposed, names = of(name, paper, 5)
    layout = layouts()[name]
    sizes = [(page.width, page.height) for page in layout.pages(paper, 5)]

    assert set(range(len(names))) == {spot.page for side in imposed.sides for spot in side.spots}
    for side in imposed.sides:
        boxes = [(spot.x, spot.y, spot.x + sizes[spot.page][0], spot.y + sizes[spot.page][1]) for spot in side.spots]
        for n, (x0, y0, x1, y1) in enumerate(boxes):
            assert x0 >= -0.01 and y0 >= -0.01 and x1 <= side.size.width + 0.01 and y1 <= side.size.height + 0.01
            for other in boxes[n + 1 :]:
                assert x1 <= other[0] + 0.01 or other[2] <= x0 + 0.01 or y1 <= other[1] + 0.01 or other[3] <= y0 + 0.01
