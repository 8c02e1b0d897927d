"""Shape: characters to glyphs by HarfBuzz. In: a stretch of one face, script, language, direction. Out: clusters.

Everything is in font units, so that one entry of the cache serves every size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import uharfbuzz as hb

from layouts.typesetting.text.glyphs import Cluster, Recipe
from layouts.typesetting.text.ligatures import shared
from layouts.typesetting.typefaces import Face

# Format characters decide the order and are not drawn; joiners stay, Persian needs them in the text.
SILENT = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CACHE_LIMIT = 4_000

# Set solid, each sign in its square: a line may end after nearly every one, so kerns would fall between few of them.
SOLID = frozenset(("Bopo", "Hani", "Hira", "Kana"))

FIGURES = frozenset("0123456789-")

# Armenian puts its marks of asking, calling and stress on a letter: some readers take them for words of their own.
ON_A_LETTER = frozenset("\u055b\u055c\u055e")

# A base with its marks is one cluster, but not from right to left: pdfium turns the characters of a cluster round.
GRAPHEMES = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
CHARACTERS = hb.BufferClusterLevel.MONOTONE_CHARACTERS


Move = tuple[int, int, int, int]  # x, y, advance, and the vertical one
Group = tuple[tuple[int, ...], str, tuple[Move, ...]]  # glyphs, what they draw, and how


class Shaped(NamedTuple):
    """Clusters in visual order and the width of all in em. Their texts in logical order make up the text."""

    clusters: tuple[Cluster, ...]
    width: float


_cache: dict[tuple[Face, str, str, str, bool], Shaped] = {}
# Equal clusters of a face are one object: most of what the cache would weigh, and of the time it takes to fill.
_clusters: dict[tuple[Face, bool], dict[object, Cluster]] = {}
_groups: dict[tuple[Face, bool], dict[Group, list[Cluster]]] = {}


def shape(face: Face, text: str, script: str, language: str, *, right_to_left: bool) -> Shaped:
    """The glyphs of a text. `script` ISO 15924, `language` BCP 47."""
    key = (face, text, script, language, right_to_left)
    found = _cache.get(key)
    if found is None:
        if len(_cache) >= CACHE_LIMIT:
            _cache.clear()
            _clusters.clear()
            _groups.clear()
        found = _cache[key] = _shape(*key)
    return found


def _shape(face: Face, text: str, script: str, language: str, right_to_left: bool) -> Shaped:
    if not text:
        return Shaped((), 0.0)
    if not right_to_left and FIGURES.issuperset(text) and (alone := _figures(face, script, language)):
        clusters = tuple([alone[char] for char in text])
        return Shaped(clusters, sum([cluster.advance for cluster in clusters]) / face.upem)
    return by_font(face, text, script, language, right_to_left=right_to_left)


def by_font(face: Face, text: str, script: str, language: str, *, right_to_left: bool) -> Shaped:
    """Shaped by HarfBuzz."""
    buffer: Any = hb.Buffer()
    buffer.cluster_level = CHARACTERS if right_to_left else GRAPHEMES
    buffer.add_str(text.replace("\n", " "))
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.script = script
    buffer.language = language
    hb.shape(face.font, buffer, {"kern": False} if script in SOLID else None)
    infos = buffer.glyph_infos
    glyphs = [info.codepoint for info in infos]
    starts = [info.cluster for info in infos]
    if script == "Armn" and not ON_A_LETTER.isdisjoint(text):
        for index in range(1, len(starts)):
            if text[starts[index]] in ON_A_LETTER:
                starts[index] = starts[index - 1]
    moves = [position.position for position in buffer.glyph_positions]
    known = _clusters.setdefault((face, right_to_left), {})
    count = len(text)
    if starts == list(range(count - 1, -1, -1) if right_to_left else range(count)):
        # Nearly all text: one glyph a character.
        made = [
            known.get(key) or _single(face, key, known, right_to_left=right_to_left)
            for key in zip(glyphs, text[::-1] if right_to_left else text, moves, strict=True)
        ]
    else:
        made = []
        groups = _groups.setdefault((face, right_to_left), {})
        # Glyphs with one start belong together, and to the text up to the next higher start.
        edges = [index for index, start in enumerate(starts) if not index or start != starts[index - 1]]
        ends = [count, *[starts[edge] for edge in edges[:-1]]] if right_to_left else []
        ends = ends or [*[starts[edge] for edge in edges[1:]], count]
        for first, last, end in zip(edges, [*edges[1:], len(starts)], ends, strict=True):
            own = text[starts[first] : end]
            if last == first + 1 and len(own) == 1:
                single = glyphs[first], own, moves[first]
                made.append(known.get(single) or _single(face, single, known, right_to_left=right_to_left))
                continue
            group = tuple(glyphs[first:last]), own, tuple(moves[first:last])
            found = groups.get(group)
            if found is None:
                found = groups[group] = _made(face, *group, known, right_to_left=right_to_left)
            made += found
    return Shaped(tuple(made), sum([cluster.advance for cluster in made]) / face.upem)


@cache
def _figures(face: Face, script: str, language: str) -> dict[str, Cluster]:
    """The figures of this face, where they neither join nor move each other: then numbers need no shaping."""
    if not all(map(face.has, FIGURES)):
        return {}
    figures = sorted(FIGURES)
    alone = {char: by_font(face, char, script, language, right_to_left=False).clusters for char in figures}
    text = "".join([first + second for first, second in product(figures, repeat=2)])
    together = by_font(face, text, script, language, right_to_left=False).clusters
    if together != tuple([cluster for char in text for cluster in alone[char]]):
        return {}
    return {char: clusters[0] for char, clusters in alone.items()}


def _single(face: Face, key: tuple[int, str, Move], known: dict[object, Cluster], *, right_to_left: bool) -> Cluster:
    glyph, char, (x, y, advance, _) = key
    cluster = known[key] = _cluster(face, ((glyph, x, y),), char, advance, right_to_left)
    return cluster


def _made(
    face: Face,
    glyphs: Sequence[int],
    text: str,
    moves: Sequence[Move],
    known: dict[object, Cluster],
    *,
    right_to_left: bool,
) -> list[Cluster]:
    """The cluster of a group, or those of its letters where one glyph draws several from right to left."""
    pen = 0
    recipe = []
    for glyph, (x, y, advance, _) in zip(glyphs, moves, strict=True):
        recipe.append((glyph, pen + x, y))
        pen += advance
    parts = shared(face, tuple(recipe), text, pen) if right_to_left else [(tuple(recipe), text, pen)]
    for part in parts:
        if part not in known:
            known[part] = _cluster(face, *part, right_to_left)
    return [known[part] for part in parts]


def _cluster(face: Face, recipe: Recipe, text: str, advance: int, right_to_left: bool) -> Cluster:
    if SILENT.issuperset(text):
        return Cluster((), text, 0)
    if right_to_left and len(text) == 1 and unicodedata.mirrored(text):
        # Readers turn a bracket in a right-to-left line round once more, so it is stored as it looks.
        text = face.mirrors.get(recipe[0][0], text)
    return Cluster(recipe, text.replace("\n", " "), advance)
