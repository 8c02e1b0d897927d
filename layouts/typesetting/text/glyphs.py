"""What a line is made of: clusters, runs of glyphs, lines, settings. Frozen values that the other modules deal in.

Font units inside a cluster, points in everything that stands on a line.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from layouts.typesetting.typefaces import Face

Recipe = tuple[tuple[int, int, int], ...]


def is_plain(recipe: Recipe) -> bool:
    """Whether it is one glyph at the pen's own place, which any font can hold as it is."""
    return len(recipe) == 1 and recipe[0][1:] == (0, 0)


class Cluster(NamedTuple):
    """Glyphs that belong to one stretch of text and are never torn apart.

    `glyphs`: (glyph id, x, y) from the cluster's pen position, y up; empty for format characters, which are not drawn.
    `advance`: how far the pen moves. All in font units.
    """

    glyphs: Recipe
    text: str
    advance: int


class GlyphRun(Struct, frozen=True):
    """Neighbouring clusters of one face and one span, left to right as drawn. `text` is in logical order.

    `x`: from the start of the line. `span`: the index of the span the text comes from. `level` is odd where the
    clusters are drawn in the reverse of how they are read; `place` counts the runs of the line as they are read.
    """

    face: Face
    span: int
    x: float
    width: float
    size: float
    clusters: tuple[Cluster, ...]
    text: str
    level: int
    place: int


class Line(Struct, frozen=True):
    """One line. `runs` in visual order, `text` logical with its trailing space, `width` without that space.

    `start`: where the line begins in its column: 0, or what is left over where the paragraph runs from right to left.
    There a trailing space stands before the start (its run has an `x` below 0).
    """

    runs: tuple[GlyphRun, ...]
    width: float
    text: str
    start: float


class Setting(Struct, frozen=True):
    """A paragraph set to a width. `width` is that of its widest line."""

    lines: tuple[Line, ...]
    width: float
    size: float
