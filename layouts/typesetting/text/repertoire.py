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
from layouts.typesetting.text.shape import shape
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
    found: set[Cluster] = set()
    for char in characters:
        found.update(_shaped(face, char, language))
    for script in LIGATED:
        letters = sorted(char for char in characters if char.isalpha() and script_of(char) == script)
        pairs = [first + second for first, second in product(letters, repeat=2)]
        joined = [pair for pair in pairs if len(_shaped(face, pair, language)) == 1]
        for text in (*joined, *(pair + letter for pair in joined for letter in letters)):
            found.update(_shaped(face, text, language))
    plain = {(cluster.glyphs, cluster.text): cluster for cluster in sorted(found, key=_advance, reverse=True)}
    return tuple(plain[key] for key in sorted(plain))


def _shaped(face: Face, text: str, language: str) -> tuple[Cluster, ...]:
    script = next((found for found in map(script_of, text) if found), "Latn")
    return tuple(
        cluster for cluster in shape(face, text, script, language, right_to_left=False).clusters if cluster.glyphs
    )


def _advance(cluster: Cluster) -> int:
    return cluster.advance
