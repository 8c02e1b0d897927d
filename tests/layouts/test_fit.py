"""The fit contract: what does not fit is told with all a writer needs, and nothing is shrunk, clipped or dropped."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from handouts.blocks import Contacts, Length
from handouts.inline import Span, Words
from handouts.problem import ContentError
from layouts import layouts
from layouts.typesetting.compose import compose
from layouts.typesetting.layout import Fit, Layout
from tests.layouts.pieces import COPY_ID, PAPERS, PIECES, Piece, edition, placed, with_words

PLAIN = [piece for piece in PIECES if piece.brand == "am-health-care" and piece.tag in {"en", "es", "fa", "hy"}]


def chain(layout: Layout) -> list[Layout]:
    """The layout and what it names for overflow, and so on."""
    return [layout, *(chain(layout.overflow) if layout.overflow else ())]


def poured(name: str) -> str:
    """A section that a layout pours, the longest there is."""
    layout = layouts()[name]
    pages = layout.pages("letter", 3)
    taken = {part for page in pages for band in (*page.head, *page.foot) for part in band.takes}
    free = [each for each in edition(layout.length).sections if each.role.value not in taken]
    return max(free, key=lambda section: sum(len(repr(block)) for block in section.blocks)).id


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("name", "count"), [("trifold", 400), ("flyer", 1400)])
def test_four_hundred_words_too_many(name: str, count: int, paper: str) -> None:
    """More than the sheet has, its other side with it: the error stands at the block that is too long and names section, panel, language, paper, millimetres and words."""
    layout = layouts()[name]
    section = poured(name)
    longer, paragraph = with_words(edition(layout.length), section, count)

    with pytest.raises(ContentError) as told:
        compose(longer, layout, paper, COPY_ID)

    (problem,) = told.value.problems
    assert paragraph.place == problem.place
    assert f"section '{section}'" in problem.message
    assert f"for {name} in English on {paper}" in problem.message
    panels = [page.name for each in chain(layout) for page in each.pages(paper, 0)]
    assert re.search(r"panel '(\w+)'", problem.message)
    assert re.search(r"panel '(\w+)'", problem.message)[1] in panels  # type: ignore[index]
    over = float(re.search(r"overset by ([\d.]+) mm", problem.message)[1])  # type: ignore[index]
    cut = int(re.search(r"cut about (\d+) words", problem.hint)[1])  # type: ignore[index]
    assert f"at {layout.sizes.floor:g} pt" in problem.message
    assert over > 10
    assert count / 2 <= cut <= count * 2.25


def test_the_words_to_cut_are_about_right() -> None:
    """After cutting as many words as the error asks for, and a fifth more, the piece fits."""
    layout = layouts()["trifold"]
    base, section = edition(Length.STANDARD), poured("trifold")
    longer, _ = with_words(base, section, 400)
    with pytest.raises(ContentError) as told:
        compose(longer, layout, "letter", COPY_ID)
    cut = int(re.search(r"cut about (\d+) words", told.value.problems[0].hint)[1])  # type: ignore[index]

    left = max(0, 400 - round(cut * 1.2))
    fitting = with_words(base, section, left)[0] if left else base
    assert compose(fitting, layout, "letter", COPY_ID).pages


def test_a_piece_that_may_grow_takes_more_pages() -> None:
    """Four hundred words more make the booklet and large print longer, never smaller than their floor."""
    for name in ("booklet", "large-print"):
        layout = layouts()[name]
        before = compose(edition(layout.length), layout, "letter", COPY_ID)
        after = compose(with_words(edition(layout.length), poured(name), 1600)[0], layout, "letter", COPY_ID)

        assert len(after.pages) > len(before.pages)
        assert after.body >= layout.sizes.floor


def test_a_piece_that_grows_beyond_a_staple_is_told() -> None:
    """A text for more pages than can be stitched is an error, not an endless booklet."""
    layout = layouts()["booklet"]
    longer, _ = with_words(edition(layout.length), poured("booklet"), 30_000)

    with pytest.raises(ContentError, match="section '.*' is too long for booklet in English on letter"):
        compose(longer, layout, "letter", COPY_ID)


@pytest.mark.parametrize("name", ["card", "trifold", "flyer"])
def test_bands_that_are_too_high_are_told(name: str) -> None:
    """What stands in a band is held as well: fifty words more in the box for danger do not fit."""
    layout = layouts()[name]
    base = edition(layout.length)
    section = next(each for each in base.sections if each.role.value == "emergency")
    longer, _ = with_words(base, section.id, 400)

    with pytest.raises(ContentError) as told:
        compose(longer, layout, "letter", COPY_ID)

    (problem,) = told.value.problems
    assert f"section '{section.id}' is too long for {name} in English on letter" in problem.message
    assert re.search(r"overset by [\d.]+ mm", problem.message)


def test_every_word_of_a_text_that_fits_is_set() -> None:
    """Forty words that do fit are all there, in order."""
    layout = layouts()["booklet"]
    longer, paragraph = with_words(edition(layout.length), poured("booklet"), 40)

    text = " ".join(line.text for line in placed(compose(longer, layout, "letter", COPY_ID)))
    assert paragraph.words.text in text


@pytest.mark.parametrize("piece", PLAIN, ids=str)
def test_body_sizes_that_are_tried_lie_between_floor_and_body(piece: Piece, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copyfit asks for no size outside the layout's range, the full one first, and takes one that it tried."""
    from layouts.typesetting import compose as room

    said = piece.composition.edition
    tried: list[float] = []
    arrange = room._arrange

    def watched(*args: object) -> object:
        assert isinstance(args[-1], Fit)
        tried.append(args[-1].body)
        return arrange(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "_arrange", watched)
    made = compose(said, piece.layout, piece.paper, COPY_ID)

    sizes = piece.layout.sizes
    assert sizes.body == tried[0]
    assert all(sizes.floor <= size <= sizes.body for size in tried)
    assert made.body in tried
    assert len(tried) <= 6 * len(chain(piece.layout))


@pytest.mark.parametrize("piece", PLAIN, ids=str)
def test_type_is_as_large_as_everything_allows(piece: Piece) -> None:
    """None of the larger fits of the layout holds the piece, set whole."""
    from layouts.typesetting import compose as room

    made = piece.composition
    asked = room._Piece(made.edition, made.layout, made.paper, COPY_ID, (), slotted=False)
    for fit in made.layout.sizes.fits:
        if fit == made.fit:
            return
        with pytest.raises(ContentError):
            room._arrange(asked, fit)
    pytest.fail("it was not set in a fit of its layout")


def with_number(number: str) -> tuple[str, ContentError | None]:
    """A trifold whose Poison Help number reads so."""
    base = edition(Length.STANDARD)
    sections = []
    for section in base.sections:
        blocks = tuple(
            replace(
                block,
                lines=tuple(
                    replace(each, number=Words(each.place, (Span(number, strong=True, href="tel:1", unbroken=True),)))
                    if each.line == "poison-help"
                    else each
                    for each in block.lines
                ),
            )
            if isinstance(block, Contacts)
            else block
            for block in section.blocks
        )
        sections.append(replace(section, blocks=blocks))
    try:
        made = compose(replace(base, sections=tuple(sections)), layouts()["trifold"], "letter", COPY_ID)
    except ContentError as error:
        return "", error
    return next(line.text for line in placed(made) if number in line.text), None


def test_a_number_too_long_for_its_column_is_told() -> None:
    """A telephone number is never broken: one that no line can hold is an error that shows it and how much is over."""
    assert ("1-800-222-1222", None) == with_number("1-800-222-1222")

    _, error = with_number("1-800-222-1222-1-800-222-1222-1-800-222-1222")
    assert error is not None
    assert '"1-800-222-1222-1-800-222-1222-1-800-222-1222" must stay on one line' in str(error)
    assert re.search(r"[\d.]+ mm too long", str(error))


@pytest.mark.parametrize("name", ["trifold", "booklet"])
def test_no_contact_for_danger_to_life(name: str) -> None:
    """A layout that prints whom to call in danger says so where no contact names it; it never leaves the line out."""
    layout = layouts()[name]
    whole = edition(layout.length)
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, lines=tuple(each for each in block.lines if each.line != "emergency"))
                if isinstance(block, Contacts)
                else block
                for block in section.blocks
            ),
        )
        for section in whole.sections
    )

    with pytest.raises(ContentError) as told:
        compose(replace(whole, sections=sections), layout, "letter", COPY_ID)

    (problem,) = told.value.problems
    assert f"the {name} prints whom to call in danger" in problem.message
    assert "{line: emergency" in problem.hint
