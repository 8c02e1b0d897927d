"""Emit: a line's pieces to runs of glyphs. In: pieces that share a line, the base level, a size. Out: a `Line`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, count, groupby

from layouts.typesetting.text.glyphs import GlyphRun, Line
from layouts.typesetting.text.order import visual
from layouts.typesetting.text.pieces import KIND, Atom, Piece, joined, width_of


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
    places: Iterable[int] = count()
    if not base and not any(atom.level for atom in atoms):
        return Line(_straight(atoms, size), width, text, 0.0)
    if atoms:
        order = visual([atom.level for atom in atoms])
        places = _places(atoms, order)
        atoms = [atoms[index] for index in order]
    return Line(_runs(atoms, places, size, -hanging if base else 0.0), width, text, column - width if base else 0.0)


def of_one_kind(atoms: Sequence[Atom]) -> Atom | None:
    """All of a line's atoms as one, where they can be: the way of most names and numbers."""
    if not atoms or atoms[0].level:
        return None
    first = atoms[0]
    for atom in atoms[1:]:
        if atom.face is not first.face or atom.span != first.span or atom.level:
            return None
    if len(atoms) == 1:
        return first
    clusters = tuple(chain.from_iterable([atom.clusters for atom in atoms]))
    return first._replace(text="".join([atom.text for atom in atoms]), clusters=clusters, width=width_of(atoms))


def _straight(atoms: Sequence[Atom], size: float) -> tuple[GlyphRun, ...]:
    """The runs of a line that goes from left to right all the way."""
    runs: list[GlyphRun] = []
    x, start = 0.0, 0
    for end in range(1, len(atoms) + 1):
        first = atoms[start]
        if end < len(atoms) and atoms[end].span == first.span and atoms[end].face is first.face:
            continue
        group = atoms[start:end]
        clusters = first.clusters if len(group) == 1 else tuple(chain.from_iterable([each.clusters for each in group]))
        wide = sum([each.width for each in group]) * size
        if clusters:
            text = "".join([each.text for each in group])
            runs.append(GlyphRun(first.face, first.span, x, wide, size, clusters, text, 0, len(runs)))
        x += wide
        start = end
    return tuple(runs)


def _runs(atoms: Sequence[Atom], places: Iterable[int], size: float, x: float) -> tuple[GlyphRun, ...]:
    runs: list[GlyphRun] = []
    for place, (face, span, level, text, clusters, em) in zip(places, joined(atoms, drawn=True), strict=False):
        width = em * size
        if any(cluster.glyphs for cluster in clusters):  # isolates and marks of direction show nothing
            runs.append(GlyphRun(face, span, x, width, size, clusters, text, level, place))
        x += width
    return tuple(runs)


def _places(atoms: Sequence[Atom], order: Sequence[int]) -> list[int]:
    """For each run as it is drawn, which one of the line it is as it is read."""
    firsts = [min(group) for _, group in groupby(order, lambda index: KIND(atoms[index]))]
    rank = {first: place for place, first in enumerate(sorted(firsts))}
    return [rank[first] for first in firsts]
