"""How the real pieces are set: sizes above their floors, lines in their columns, nothing torn that belongs together."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from handouts.edition import words
from layouts.typesetting.layout import Page
from layouts.typesetting.marks import Glyphs, Voice
from tests.layouts.pieces import PIECES, Letter, Piece, Placed, letters, placed

SMALLEST = 7.0
CLOSE = 0.5
ISOLATES = re.compile("[\u2066-\u2069]")
PHONE = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}")

each_piece = pytest.mark.parametrize("piece", PIECES, ids=str)


def spans_of(page: Page, panel: str) -> list[tuple[float, float]]:
    """The stretches of a page that a panel's lines may fill: its column, or for a band the live width, or each column."""
    bands = {band for band in (*page.head, *page.foot) if "+".join(band.takes) == panel.partition("/")[2]}
    columns = [(column.x, column.x + column.width) for column in page.columns]
    if panel.partition("/")[2].isdigit():
        return [columns[int(panel.partition("/")[2]) - 1]]
    if any(band.folded for band in bands):
        return columns
    return [(page.left, page.left + page.live_width)]


@each_piece
def test_no_type_is_below_its_floor(piece: Piece) -> None:
    """No line is smaller than the layout's small type, that is never under 7 points, and body type keeps its floor."""
    sizes = piece.layout.sizes
    lines = list(placed(piece.composition))

    assert lines
    assert sizes.small >= SMALLEST
    assert sizes.floor <= piece.composition.body <= sizes.body
    assert [] == [(line.text, line.size) for line in lines if line.size < sizes.small - 0.001]
    assert [] == [(run.text, run.size) for line in lines for run in line.mark.line.runs if run.size != line.size]
    ink, floor = piece.composition.edition.brand.palette.ink, min(sizes.floor, sizes.aside or sizes.floor)
    body = [line for line in lines if line.mark.colour == ink]
    assert body
    least = floor if not sizes.aside else floor * piece.composition.body / sizes.body
    assert [] == [(line.text, line.size) for line in body if line.size < least - 0.001]


@each_piece
def test_the_type_of_a_pdf_is_no_smaller_than_it_was_set(piece: Piece) -> None:
    """As pdfium sees it: x-heights on every page are those of Noto Sans at 7 points or more."""
    for page in letters(piece.screen):
        low = [each.top - each.bottom for each in page if each.text in "xzvw"]
        assert [] == [height for height in low if height < SMALLEST * 0.51]


@each_piece
def test_every_line_stands_in_its_column(piece: Piece) -> None:
    """Each line lies between the edges that it was set for, and those lie in a column or band of its page."""
    for line in placed(piece.composition):
        assert line.start - CLOSE <= line.left, line.text
        assert line.right <= line.end + CLOSE, line.text
        if line.panel == "furniture":
            spans = [(line.page.left, line.page.left + line.page.live_width)]
        else:
            spans = spans_of(line.page, line.panel)
        assert any(left - CLOSE <= line.left and line.right <= right + CLOSE for left, right in spans), (
            line.panel,
            line.text,
        )


@each_piece
def test_every_letter_of_a_pdf_lies_in_the_live_width(piece: Piece) -> None:
    """As pdfium sees it: no letter's box reaches past the columns of its page, nor into the gutter of a folded side."""
    found = letters(piece.screen)

    assert len(piece.composition.pages) == len(found)
    for composed, page in zip(piece.composition.pages, found, strict=True):
        own = composed.page
        spans = [(own.left, own.left + own.live_width)]
        if piece.name == "trifold":
            spans = [(column.x, column.x + column.width) for column in own.columns]
        assert [] == [
            each
            for each in page
            if not any(left - 1.5 <= each.left and each.right <= right + 1.5 for left, right in spans)
        ]


@each_piece
def test_lines_of_one_text_go_down(piece: Piece) -> None:
    """In a column each baseline of a text stands below the one before, by no less than the type is high."""
    texts: dict[tuple[int, str, int], list[Placed]] = {}
    for line in placed(piece.composition):
        texts.setdefault((line.number, line.panel, id(line.mark.voice)), []).append(line)

    assert any(len(lines) > 1 for lines in texts.values())
    for lines in texts.values():
        for upper, lower in pairwise(lines):
            assert upper.baseline - lower.baseline >= upper.size * 1.1, (upper.text, lower.text)


@pytest.mark.parametrize("piece", [piece for piece in PIECES if not piece.joined], ids=str)
def test_no_lines_overlap(piece: Piece) -> None:
    """As pdfium sees it: no letter's box lies over that of another line by more than a hair."""
    for number, page in enumerate(letters(piece.screen), 1):
        for one, other in overlaps(page):
            raise AssertionError(f"page {number}: {one} over {other}")


def overlaps(page: list[Letter]) -> list[tuple[Letter, Letter]]:
    """Pairs of letters (commas may be kerned) whose boxes cover each other by half their width and their height."""
    found = []
    ordered = sorted((each for each in page if each.text.isalnum()), key=lambda each: each.left)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.left > one.right:
                break
            if (one.left, one.right, one.bottom) == (other.left, other.right, other.bottom):
                continue  # two letters in one ligature
            wide = min(one.right, other.right) - other.left
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            if wide > 0.5 * min(one.right - one.left, other.right - other.left) and high > 0.5 * min(
                one.top - one.bottom, other.top - other.bottom
            ):
                found.append((one, other))
    return found


@each_piece
def test_no_heading_ends_a_column(piece: Piece) -> None:
    """The last line of a column of running text is no heading, nor is it the first of two lines that stay together."""
    titles = {
        id(placement.mark.voice)
        for composed in piece.composition.pages
        for placement in composed.placements
        if isinstance(placement.mark, Glyphs) and kind(placement.mark.voice) in {"H1", "H2", "H3"}
    }
    last: dict[tuple[int, str], Placed] = {}
    for line in placed(piece.composition):
        if line.panel.partition("/")[2].isdigit():
            last[line.number, line.panel] = line

    assert titles
    assert [] == [line.text for line in last.values() if id(line.mark.voice) in titles]


def kind(voice: Voice) -> str:
    """The kind of element that a text is."""
    element = voice.elements[0]
    while element is not None and element.kind in {"Link", "Span"}:
        element = element.parent
    return element.kind if element is not None else ""


@each_piece
def test_no_lonely_lines_at_the_edges_of_columns(piece: Piece) -> None:
    """A text that goes on in another column leaves two lines behind and takes two along."""
    texts: dict[int, list[tuple[int, str]]] = {}
    for line in placed(piece.composition):
        texts.setdefault(id(line.mark.voice), []).append((line.number, line.panel))

    for places in texts.values():
        counts = [places.count(place) for place in dict.fromkeys(places)]
        if len(counts) > 1:
            assert counts[0] >= 2
            assert counts[-1] >= 2


@each_piece
def test_no_number_is_broken_over_two_lines(piece: Piece) -> None:
    """Each telephone number of the edition stands whole on a line, as often as it is said."""
    texts: dict[int, tuple[str, list[str]]] = {}
    for line in placed(piece.composition):
        whole = "".join(span.text for span in line.mark.voice.spans)
        texts.setdefault(id(line.mark.voice), (whole, []))[1].append(line.text)

    assert piece.composition.edition.phones
    for number in piece.composition.edition.phones:
        said = sum(whole.count(number) for whole, _ in texts.values())
        assert said >= 1, number
        assert said == sum(line.count(number) for _, lines in texts.values() for line in lines), number
    written = {number for text in words(piece.composition.edition) for number in PHONE.findall(text)}
    assert written <= set(piece.composition.edition.phones)


@each_piece
def test_nothing_is_said_twice_or_left_out_by_breaking_lines(piece: Piece) -> None:
    """The lines of each text, put together, are the text."""
    texts: dict[int, tuple[Voice, list[str]]] = {}
    for line in placed(piece.composition):
        texts.setdefault(id(line.mark.voice), (line.mark.voice, []))[1].append(ISOLATES.sub("", line.mark.line.text))

    for voice, lines in texts.values():
        wanted = "".join(span.text for span in voice.spans)
        assert wanted.split() == "".join(
            line if line.endswith((" ", "-")) else line + " " for line in lines
        ).split() or (wanted.replace(" ", "") == "".join(lines).replace(" ", ""))


def test_there_is_much_to_look_at() -> None:
    """What the tests above look at holds many lines, or they would hold of nothing."""
    counted = {
        piece.name: len(list(placed(piece.composition))) for piece in PIECES if (piece.tag, piece.paper) == ("en", "a4")
    }

    assert {"booklet", "card", "flyer", "large-print", "trifold"} <= set(counted)
    assert counted["card"] >= 15
    assert counted["booklet"] > 300
