"""The drawings of the house: all there, all on their grid, all with words in every language."""

from __future__ import annotations

import pytest

from handouts.blocks import PICTURES as NAMED
from layouts.typesetting.pictures import GRID, PICTURES, WEIGHT, strokes
from tests.layouts.pieces import LIBRARY

WITHOUT_WORDS = {"branch", "timeline"}  # an ornament; the hill under the timeline, described where it is drawn


@pytest.mark.parametrize("tag", LIBRARY.locales())
def test_every_picture_has_words_and_the_other_way_round(tag: str) -> None:
    """Each picture that a topic may name is drawn and described, and nothing is described that is not drawn."""
    described = set(LIBRARY.locale(tag).pictures)

    assert len(NAMED) >= 12
    assert set(NAMED) | WITHOUT_WORDS == set(PICTURES)
    assert set(NAMED) <= described
    assert described <= set(PICTURES)
    assert all(text.strip() for text in LIBRARY.locale(tag).pictures.values())


@pytest.mark.parametrize("name", PICTURES)
def test_strokes_stay_on_the_grid(name: str) -> None:
    """Every point and handle, and half the line around it, lies in the square of 24; paths begin with a move."""
    half = WEIGHT / 2 if name not in WITHOUT_WORDS else 0.0
    found = strokes(name)

    assert found
    for paint, commands in found:
        assert paint in {"line", "accent", "solid", "spot", "soft"}
        assert "M" == commands[0][0]
        for letter, *values in commands:
            assert {"M": 2, "L": 2, "C": 6, "Z": 0}[str(letter)] == len(values)
            assert all(half <= float(str(value)) <= GRID - half for value in values), (letter, values)


def test_no_such_picture() -> None:
    """Asking for a drawing that the house does not have is a mistake in the program."""
    with pytest.raises(KeyError):
        strokes("needle")


def test_a_circle_is_round() -> None:
    """The clock's face is four quarter turns, closed, 8.5 from its middle."""
    paint, commands = strokes("clock")[0]

    assert "line" == paint
    assert ["M", "C", "C", "C", "C", "Z"] == [letter for letter, *_ in commands]
    ends = [values[-2:] for letter, *values in commands if letter in "MC"]
    assert {round(((float(str(x)) - 12) ** 2 + (float(str(y)) - 12) ** 2) ** 0.5, 6) for x, y in ends} == {8.5}
