"""Chop: the way out for a piece wider than its line. In: a piece, a measure in em. Out: pieces cut between clusters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from layouts.typesetting.text.glyphs import Cluster
from layouts.typesetting.text.pieces import SOFT_HYPHEN, Atom, Piece, joined, width_of


def chopped(piece: Piece, measure: float) -> list[Piece]:
    """An over-long piece cut between clusters into pieces that fit the measure (em) where a cluster does."""
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
                parts.append(_plain(held))
                held, room = [], measure
                continue
            head, rest = _cut(rest, max(count, 1))
            held.append(head)
            room -= head.width
            if rest.clusters:
                parts.append(_plain(held))
                held, room = [], measure
    parts.append(piece._replace(atoms=tuple(held), word=width_of(held), whole=tuple(joined([*held, *piece.glue]))))
    return parts


def _plain(atoms: list[Atom]) -> Piece:
    return Piece(tuple(atoms), width_of(atoms), (), 0.0, tuple(joined(atoms)))


def _logical(atom: Atom) -> tuple[Cluster, ...]:
    return atom.clusters[::-1] if atom.level % 2 else atom.clusters


def _fitting(atom: Atom, room: float) -> int:
    clusters = _logical(atom)
    width = 0.0
    fit = 0
    for index, cluster in enumerate(clusters):
        width += cluster.advance / atom.face.upem
        if width > room + 1e-9:
            break
        following = clusters[index + 1].text[:1] if index + 1 < len(clusters) else ""
        if not following or unicodedata.category(following)[0] != "M":
            fit = index + 1
    return fit


def _cut(atom: Atom, count: int) -> tuple[Atom, Atom]:
    clusters = _logical(atom)
    while count < len(clusters) and unicodedata.category(clusters[count].text[0])[0] == "M":
        count += 1
    # By length, not by the clusters' text: a mirrored bracket in there is stored as it looks.
    text = atom.text.replace(SOFT_HYPHEN, "")
    length = sum(len(cluster.text) for cluster in clusters[:count])
    return _sliced(atom, clusters[:count], text[:length]), _sliced(atom, clusters[count:], text[length:])


def _sliced(atom: Atom, clusters: Sequence[Cluster], text: str) -> Atom:
    drawn = tuple(reversed(clusters)) if atom.level % 2 else tuple(clusters)
    width = sum(cluster.advance for cluster in clusters) / atom.face.upem
    return atom._replace(text=text, clusters=drawn, width=width)
