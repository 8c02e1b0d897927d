"""Emit: a line's pieces to runs of glyphs. In: pieces that share a line, the base level, a size. Out: a `Line`."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.typesetting.text.glyphs import GlyphRun, Line
from layouts.typesetting.text.order import visual
from layouts.typesetting.text.pieces import Atom, Piece, joined


def line(pieces: Sequence[Piece], base: int, size: float, column: float, *, last: bool) -> Line:
    """The line. Its trailing space is kept, invisible, unless it is the `last` of its paragraph. `column` in points."""
    atoms: list[Atom] = []
    for piece in pieces[:-1]:
        atoms += piece.whole
    final = pieces[-1]
    atoms += final.atoms
    tail: list[Atom] = []
    if final.hyphen and not last:
        atoms.append(final.hyphen)
    elif not last:
        # L1: the white space at the end of a line has the level of the paragraph.
        tail = [atom._replace(level=base) for atom in final.glue]
    text = "".join([atom.text for atom in atoms])
    if not (final.hyphen and not last):
        text += "".join([atom.text for atom in final.glue])
    width = sum([atom.width for atom in atoms]) * size
    hanging = sum([atom.width for atom in tail]) * size
    atoms += tail
    if base or any(atom.level for atom in atoms):
        atoms = [atoms[index] for index in visual([atom.level for atom in atoms])]
    return Line(_runs(atoms, size, -hanging if base else 0.0), width, text, column - width if base else 0.0)


def _runs(atoms: Sequence[Atom], size: float, x: float) -> tuple[GlyphRun, ...]:
    runs: list[GlyphRun] = []
    for face, span, _, text, clusters, em in joined(atoms, drawn=True):
        width = em * size
        if clusters:
            runs.append(GlyphRun(face, span, x, width, size, clusters, text))
        x += width
    return tuple(runs)
