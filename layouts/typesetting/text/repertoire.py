"""Repertoire: the glyphs that texts not yet known may need. In: the characters they are made of. Out: clusters a face.

A font is written once for many copies, so it holds what any of them may show: every character alone, and the ligatures
of the face over its letters. What depends on more of its neighbours (Arabic, Indic) is not foreseen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from layouts.typesetting.text.glyphs import Cluster
from layouts.typesetting.text.itemize import script_of
from layouts.typesetting.text.shape import by_font
from layouts.typesetting.typefaces import Face, Family

LIGATED = frozenset(("Latn", "Cyrl", "Grek", "Armn"))  # scripts whose letters may join into one glyph


def repertoire(family: Family, language: str, characters: frozenset[str]) -> Iterator[tuple[Face, tuple[Cluster, ...]]]:
    """For every face of the family that has some of the characters: the clusters they can come to."""
    for strong in (False, True):
        for face in family.faces(strong=strong):
            drawn = frozenset(char for char in characters if face.has(char))
            if drawn:
                yield face, _clusters(face, language, drawn)


@lru_cache(64)
def _clusters(face: Face, language: str, characters: frozenset[str]) -> tuple[Cluster, ...]:
    found = {cluster for char in characters for cluster in _shaped(face, char, language)}
    for script in LIGATED:
        letters = sorted(char for char in characters if char.isalpha() and script_of(char) == script)
        ligatures = _joined(face, [first + second for first, second in product(letters, repeat=2)], language)
        pairs = {cluster.text for cluster in ligatures}
        ligatures |= _joined(face, [pair + letter for pair in sorted(pairs) for letter in letters], language)
        found |= ligatures
    plain = {(cluster.glyphs, cluster.text): cluster for cluster in sorted(found, key=_advance, reverse=True)}
    return tuple(plain[key] for key in sorted(plain))


def _joined(face: Face, texts: list[str], language: str) -> set[Cluster]:
    """The clusters of several letters in these texts, which are shaped side by side."""
    shaped = _shaped(face, " ".join(texts), language) if texts else ()
    return {cluster for cluster in shaped if len(cluster.text) > 1}


def _shaped(face: Face, text: str, language: str) -> tuple[Cluster, ...]:
    script = next((found for found in map(script_of, text) if found), "Latn")
    clusters = by_font(face, text, script, language, right_to_left=False).clusters
    return tuple(cluster for cluster in clusters if cluster.glyphs)


def _advance(cluster: Cluster) -> int:
    return cluster.advance
