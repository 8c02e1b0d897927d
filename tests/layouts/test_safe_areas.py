"""Safe areas (PR-03), measured on renders of the copies that desk printers print, and on the letters pdfium finds."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageDraw

from layouts.typesetting.geometry import PAPERS, Size
from press.imposition import Imposed, Side, impose
from tests.layouts.pieces import PIECES, Letter, Piece, letters, pages, rendered

DPI = 150
EDGE = 0.25 * 72  # from a sheet's edge and from a fold
TRIM = 0.125 * 72  # inside a card's edge
HAIR = 1.0  # points: a pixel is half of one, and edges are softened

each_piece = pytest.mark.parametrize("piece", PIECES, ids=str)


def imposed(piece: Piece) -> Imposed:
    """The sides of a piece."""
    sizes = [(each.page.name, Size(each.page.width, each.page.height)) for each in piece.composition.pages]
    return impose(piece.layout.imposition, sizes, piece.paper, right_to_left=piece.composition.right_to_left)


def without_ticks(image: Image.Image, side: Side) -> Image.Image:
    """The render with the marks for folding and cutting painted over, at their known places and nowhere else."""
    brush, scale = ImageDraw.Draw(image), DPI / 72
    for tick in side.ticks:
        x0, x1 = sorted((tick.x0, tick.x1))
        y0, y1 = sorted((side.size.height - tick.y0, side.size.height - tick.y1))
        brush.rectangle(((x0 - 1) * scale, (y0 - 1) * scale, (x1 + 1) * scale, (y1 + 1) * scale), fill="white")
    return image


def inked(image: Image.Image) -> tuple[float, float, float, float] | None:
    """Where there is ink: left, top, right, bottom, points from the upper left corner; None on a blank side."""
    difference = ImageChops.difference(image, Image.new("RGB", image.size, "white")).convert("L")
    box = difference.point(lambda value: 255 if value > 24 else 0).getbbox()
    return None if box is None else (box[0] * 72 / DPI, box[1] * 72 / DPI, box[2] * 72 / DPI, box[3] * 72 / DPI)


@each_piece
def test_no_ink_near_the_edge_of_a_sheet(piece: Piece) -> None:
    """A quarter of an inch all round stays blank on every side, but for fold and cut marks."""
    sides = imposed(piece).sides

    assert len(sides) == pages(piece.office)
    blank = 0
    for index, side in enumerate(sides):
        box = inked(without_ticks(rendered(piece.office, index, DPI), side))
        blank += box is None
        if box is None:
            continue
        left, top, right, bottom = box
        assert left >= EDGE - HAIR, side
        assert top >= EDGE - HAIR
        assert right <= side.size.width - EDGE + HAIR
        assert bottom <= side.size.height - EDGE + HAIR
    assert blank < len(sides)


def test_a_mark_near_the_edge_would_be_seen() -> None:
    """The measure finds a dot in a corner, or the test above would hold of nothing."""
    image = Image.new("RGB", (1275, 1650), "white")
    image.putpixel((20, 30), (90, 90, 90))

    assert (20 * 72 / DPI, 30 * 72 / DPI, 21 * 72 / DPI, 31 * 72 / DPI) == pytest.approx(inked(image))


def folds(piece: Piece, side: Side) -> list[float]:
    """Where a side is folded, from the left: as its ticks tell."""
    found = sorted({round(tick.x0, 2) for tick in side.ticks if tick.fold})
    assert {"trifold": 2, "booklet": 1}[piece.name] == len(found)
    return found


FOLDED = tuple(piece for piece in PIECES if piece.name in {"trifold", "booklet"})


@pytest.mark.parametrize("piece", FOLDED, ids=str)
def test_no_letter_near_a_fold(piece: Piece) -> None:
    """No letter comes within a quarter of an inch of a crease, on either side of the sheet."""
    found = letters(piece.office)
    seen = 0
    for side, page in zip(imposed(piece).sides, found, strict=True):
        seen += len(page)
        near = [(fold, each) for fold in folds(piece, side) for each in page if close(each, fold)]
        assert [] == near
    assert seen > 1000


def close(letter: Letter, fold: float) -> bool:
    """Whether a letter comes too near to a crease."""
    return letter.left < fold + EDGE - HAIR and letter.right > fold - EDGE + HAIR


@pytest.mark.parametrize("piece", FOLDED, ids=str)
def test_no_ink_near_a_fold_outside(piece: Piece) -> None:
    """Grounds and pictures keep off the creases too; only the hill inside the trifold runs over them."""
    for index, side in enumerate(imposed(piece).sides):
        if piece.name == "trifold" and index == 1:
            continue
        image = without_ticks(rendered(piece.office, index, DPI), side)
        for fold in folds(piece, side):
            strip = image.crop(
                (round((fold - EDGE + HAIR) * DPI / 72), 0, round((fold + EDGE - HAIR) * DPI / 72), image.height)
            )
            assert inked(strip) is None, (index, fold)


@pytest.mark.parametrize("piece", [piece for piece in PIECES if piece.name == "trifold"], ids=str)
def test_inside_a_trifold_only_the_hill_crosses_folds(piece: Piece) -> None:
    """What lies over a crease inside is one drawing, less than an inch and a half high."""
    side = imposed(piece).sides[1]
    image = without_ticks(rendered(piece.office, 1, DPI), side)
    for fold in folds(piece, side):
        strip = image.crop((round((fold - EDGE + 1) * DPI / 72), 0, round((fold + EDGE - 1) * DPI / 72), image.height))
        box = inked(strip)
        assert box is None or box[3] - box[1] < 1.5 * 72


@pytest.mark.parametrize("piece", [piece for piece in PIECES if piece.name == "card"], ids=str)
def test_no_ink_near_the_trim_of_a_card(piece: Piece) -> None:
    """On every card of a sheet ink keeps an eighth of an inch from where it is cut."""
    sizes = [(each.page.width, each.page.height) for each in piece.composition.pages]
    count = 0
    for index, side in enumerate(imposed(piece).sides):
        image = without_ticks(rendered(piece.office, index, DPI), side)
        for spot in side.spots:
            width, height = sizes[spot.page]
            top = side.size.height - spot.y - height
            scale = DPI / 72
            corners = (spot.x * scale, top * scale, (spot.x + width) * scale, (top + height) * scale)
            box = inked(image.crop(tuple(round(corner) for corner in corners)))  # type: ignore[arg-type]
            assert box is not None
            assert min(box[0], box[1]) >= TRIM - HAIR
            assert box[2] <= width - TRIM + HAIR
            assert box[3] <= height - TRIM + HAIR
            count += 1
    assert count == 20


def test_sheets_are_the_papers_they_say() -> None:
    """Sides measure what their paper does, standing or lying."""
    for piece in PIECES:
        if piece.name in {"card", "trifold"}:
            paper = PAPERS[piece.paper]
            for side in imposed(piece).sides:
                assert {round(paper.width, 2), round(paper.height, 2)} == {
                    round(side.size.width, 2),
                    round(side.size.height, 2),
                }
