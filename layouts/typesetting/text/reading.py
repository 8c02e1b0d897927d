"""Reading: what is the same about a text at every size and width, in em. In: its pieces. Out: measures, a line.

A layout sets nearly all its texts at several sizes, until everything fits; each is read once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from operator import add, attrgetter
from typing import NamedTuple

from layouts.typesetting.text.emit import of_one_kind
from layouts.typesetting.text.glyphs import Cluster, GlyphRun, Line, Setting
from layouts.typesetting.text.lines import Widths
from layouts.typesetting.text.pieces import Piece
from layouts.typesetting.typefaces import Face

FORCED = attrgetter("forced")


class Solid(NamedTuple):
    """A text in one run from left to right. `width` in em; `text`: what is shown and the white space after it."""

    face: Face
    span: int
    clusters: tuple[Cluster, ...]
    width: float
    shown: str
    text: str

    def at(self, size: float) -> Setting:
        """The text on one line."""
        width = self.width * size
        run = GlyphRun(self.face, self.span, 0.0, width, size, self.clusters, self.shown, 0, 0)
        return Setting((Line((run,), width, self.text, 0.0),), width, size)


class Divided(NamedTuple):
    """The pieces of a text, their widths, and what the widest of them takes at the end of a line."""

    pieces: list[Piece]
    widths: Widths
    widest: float


class Reading:
    """A text that was read. `natural`: its width on one line, or that of the longest of its forced lines.

    `one_line`: nothing forces a second line.
    """

    def __init__(self, pieces: list[Piece], *, turns: bool) -> None:
        """`turns`: the paragraph runs from right to left."""
        self.one_line = bool(pieces) and not any(map(FORCED, pieces[:-1]))
        self.natural = _natural(pieces)
        self.divided = divided(pieces)
        self._turns = turns

    @cached_property
    def solid(self) -> Solid | None:
        """The text on one line, where that is a single run; most long texts are never asked for it."""
        return _solid(self.divided.pieces, self.natural) if self.one_line and not self._turns else None


def divided(pieces: list[Piece]) -> Divided:
    """The pieces with their widths, in em."""
    widths = Widths(
        [piece.word for piece in pieces],
        [piece.space for piece in pieces],
        [piece.hyphen.width if piece.hyphen else 0.0 for piece in pieces],
        [piece.forced for piece in pieces],
    )
    return Divided(pieces, widths, max(map(add, widths.word, widths.hyphen), default=0.0))


def _natural(pieces: Sequence[Piece]) -> float:
    widest = here = space = 0.0
    for piece in pieces:
        here += space + piece.word
        space = piece.space
        widest = max(widest, here)
        if piece.forced:
            here = space = 0.0
    return widest


def _solid(pieces: Sequence[Piece], width: float) -> Solid | None:
    last = pieces[-1]
    if last.hyphen:
        return None
    only = of_one_kind([*(atom for piece in pieces[:-1] for atom in piece.whole), *last.atoms])
    if only is None:
        return None
    text = only.text + "".join([atom.text for atom in last.glue])
    return Solid(only.face, only.span, only.clusters, width, only.text, text)
