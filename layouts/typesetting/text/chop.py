"""Chop: the way out for a piece wider than its line. In: a piece, a measure in em. Out: pieces cut between clusters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from layouts.typesetting.text.glyphs import Cluster
from layouts.typesetting.text.ligatures import is_share
from layouts.typesetting.text.pieces import GLUE, SOFT_HYPHEN, Atom, Piece, joined, width_of
from layouts.typesetting.text.syllables import halved, torn

HYPHEN = "-"


def chopped(piece: Piece, measure: float) -> list[Piece]:
    """An over-long piece as pieces that fit the measure (em): cut at spaces and hyphens, else between clusters."""
    parts = _spaced(piece)
    return [short for part in parts for short in ([part] if part.word <= measure else _cuts(part, measure))]


def _spaced(piece: Piece) -> list[Piece]:
    """The piece cut after each space and hyphen in it: where it must give way, it does so there."""
    parts: list[Piece] = []
    word: list[Atom] = []
    glue: list[Atom] = []
    for each in piece.atoms:
        clusters = _logical(each)
        rest = each
        for kind, group in groupby(clusters, _kind):
            stretch, rest = _cut(rest, len(list(group)))
            if kind == "word" and (glue or (word and word[-1].text.endswith(HYPHEN))):
                parts.append(_made(word, glue))
                word, glue = [], []
            (glue if kind == "glue" else word).append(stretch)
        if not clusters:
            word.append(each)
    ending = [*glue, *piece.glue]
    parts.append(_made(word, ending)._replace(hyphen=piece.hyphen, forced=piece.forced))
    return parts


def _kind(cluster: Cluster) -> str:
    return "glue" if cluster.text in GLUE else "hyphen" if cluster.text == HYPHEN else "word"


def _cuts(piece: Piece, measure: float) -> list[Piece]:
    parts: list[Piece] = []
    held: list[Atom] = []
    room = measure
    for each in piece.atoms:
        rest = each
        if not rest.clusters:
            held.append(rest)
        while rest.clusters:
            count = _fitting(rest, room)
            if not count and held:
                parts.append(_made(held))
                held, room = [], measure
                continue
            head, rest = _cut(rest, max(count, 1))
            held.append(head)
            room -= head.width
            if rest.clusters:
                parts.append(_made(held))
                held, room = [], measure
    parts.append(_made(held, piece.glue)._replace(hyphen=piece.hyphen, forced=piece.forced))
    return parts


def _made(word: Sequence[Atom], glue: Sequence[Atom] = ()) -> Piece:
    return Piece(tuple(word), width_of(word), tuple(glue), width_of(glue), tuple(joined([*word, *glue])))


def _logical(atom: Atom) -> tuple[Cluster, ...]:
    return atom.clusters[::-1] if atom.level % 2 else atom.clusters


def _fitting(atom: Atom, room: float) -> int:
    """How many clusters fit, cut where a word gives way best: between syllables, else between signs."""
    clusters = _logical(atom)
    width = 0.0
    fit = well = 0
    for index, cluster in enumerate(clusters):
        width += cluster.advance / atom.face.upem
        if width > room + 1e-9:
            break
        if _one(atom, clusters, index + 1):
            continue
        fit = index + 1
        if fit == len(clusters) or not halved(cluster.text, clusters[fit].text):
            well = fit
    return well or fit


def _one(atom: Atom, clusters: Sequence[Cluster], count: int) -> bool:
    """Whether the clusters before and after that place are one sign."""
    if not 0 < count < len(clusters):
        return False
    before, after = clusters[count - 1], clusters[count]
    return torn(before.text, after.text) or is_share(atom.face, before.glyphs, before.text)


def _cut(atom: Atom, count: int) -> tuple[Atom, Atom]:
    clusters = _logical(atom)
    while _one(atom, clusters, count):
        count += 1
    # By length, not by the clusters' text: a mirrored bracket in there is stored as it looks.
    end = _after(atom.text, sum(len(cluster.text) for cluster in clusters[:count]))
    return _sliced(atom, clusters[:count], atom.text[:end]), _sliced(atom, clusters[count:], atom.text[end:])


def _after(text: str, count: int) -> int:
    """Where that many characters are over: soft hyphens do not count, they have no cluster."""
    for index, char in enumerate(text):
        if char != SOFT_HYPHEN:
            if not count:
                return index
            count -= 1
    return len(text)


def _sliced(atom: Atom, clusters: Sequence[Cluster], text: str) -> Atom:
    drawn = tuple(reversed(clusters)) if atom.level % 2 else tuple(clusters)
    width = sum(cluster.advance for cluster in clusters) / atom.face.upem
    return atom._replace(text=text, clusters=drawn, width=width)
