"""Subset: a font file with the glyphs of one document. In: a face and glyph recipes. Out: bytes to embed.

HarfBuzz subsets and pins the axes. A recipe of several glyphs, or of one that is moved, becomes one composite glyph.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any, NamedTuple

import uharfbuzz as hb

from handouts.problem import MissingError, Place, Problem
from layouts.typesetting.text.composites import compose
from layouts.typesetting.text.glyphs import Recipe
from layouts.typesetting.text.sfnt import tables
from layouts.typesetting.typefaces import Face

# What a reader of PDFs does not ask for.
DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "meta", "kern", "gasp", "cmap", "name", "OS/2")
CACHE_LIMIT = 256


class Subset(NamedTuple):
    """`packed`: the deflated file, `length` before deflating; `glyphs`: recipe -> glyph id; `box` in font units."""

    packed: bytes
    length: int
    glyphs: dict[Recipe, int]
    box: tuple[int, int, int, int]


_cache: dict[tuple[Face, frozenset[tuple[Recipe, int]]], Subset] = {}


def subset(face: Face, recipes: tuple[tuple[Recipe, int], ...]) -> Subset:
    """The subset of the recipes, each with its advance in font units. The empty recipe is .notdef, always there."""
    key = (face, frozenset(recipes))
    found = _cache.get(key)
    if found is None:
        if len(_cache) >= CACHE_LIMIT:
            _cache.clear()
        found = _cache[key] = _subset(face, sorted(key[1]))
    return found


def _subset(face: Face, recipes: list[tuple[Recipe, int]]) -> Subset:
    if face.outlines != "glyf":
        raise MissingError(
            Problem(
                Place(str(face.path)),
                "this font has PostScript outlines, which cannot be embedded yet",
                "Use the TrueType build of the font.",
            )
        )
    data, numbers = cut(face, {glyph for recipe, _ in recipes for glyph, _, _ in recipe})
    glyphs: dict[Recipe, int] = {(): 0}
    composed = []
    for recipe, advance in recipes:
        if len(recipe) == 1 and recipe[0][1:] == (0, 0):
            glyphs[recipe] = numbers[recipe[0][0]]
        elif recipe not in glyphs:
            glyphs[recipe] = -1
            composed.append((recipe, advance))
    if composed:
        data, made = compose(data, numbers, composed)
        glyphs.update(made)
    return Subset(zlib.compress(data, 9), len(data), glyphs, struct.unpack_from(">4h", tables(data)["head"], 36))


def cut(face: Face, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """The file with these glyphs and what they are made of, and the new number of each old glyph."""
    wanted: Any = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_tag(tag) for tag in DROPPED)
    for axis, value in face.axes:
        wanted.pin_axis_location(face.source, axis, value)
    flags = hb.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
    plan = hb.SubsetPlan(face.source, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _tag(tag: str) -> int:
    return int.from_bytes(tag.ljust(4).encode(), "big")
