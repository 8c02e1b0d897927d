"""Ligatures from right to left: a glyph that draws several letters. In: one cluster. Out: one a character.

Readers of PDFs disagree on a CID with several characters in a line from right to left: one turns them round, another
does not. So each character has a CID of its own: the last one, which stands leftmost, draws the ligature, the others
draw nothing. They share its width.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from layouts.typesetting.text.glyphs import Recipe
from layouts.typesetting.typefaces import Face

Part = tuple[Recipe, str, int]


def shared(face: Face, recipe: Recipe, text: str, advance: int) -> list[Part]:
    """The (recipe, character, advance) of each character, as they are drawn from left to right."""
    space = _space(face)
    if len(text) < 2 or space is None or all(unicodedata.combining(char) for char in text):
        return [(recipe, text, advance)]  # marks alone mean the same in either order
    letters = max(1, sum(not unicodedata.combining(char) for char in text))
    widths = [0 if unicodedata.combining(char) else advance // letters for char in text]
    widths[0] += advance - sum(widths)
    # A space at its end makes a glyph of its own of each share, as wide as that: readers see no gap between them.
    made: list[Part] = []
    drawn = recipe
    for char, width in zip(reversed(text), reversed(widths), strict=True):
        made.append(((*drawn, (space, width, 0)), char, width))
        drawn = ((space, 0, 0),)
    return made


def is_share(face: Face, recipe: Recipe, text: str) -> bool:
    """Whether this is a letter that another one of its ligature draws, the next one in the text."""
    space = _space(face)
    return len(recipe) == 2 and all(glyph == space for glyph, _, _ in recipe) and not text.isspace()


@cache
def _space(face: Face) -> int | None:
    glyph: int | None = face.font.get_nominal_glyph(ord(" "))
    return glyph
