"""Subset: a font file with the glyphs of one document. In: a face and glyph recipes. Out: bytes to embed.

HarfBuzz subsets and pins the axes. TrueType: a recipe of several glyphs, or of one that is moved, becomes one composite
glyph. PostScript: only the table of outlines is embedded (CFF; CFF2 is made into it), and its CIDs are glyph numbers.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any, NamedTuple

import uharfbuzz as hb

from layouts.typesetting.text.composites import compose
from layouts.typesetting.text.glyphs import Recipe, is_plain
from layouts.typesetting.text.sfnt import tables
from layouts.typesetting.typefaces import Face

# What a reader of PDFs does not ask for.
DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "meta", "kern", "gasp", "cmap", "name", "OS/2")
CACHE_LIMIT = 256


class Subset(NamedTuple):
    """`packed`: the deflated file, `length` before deflating; `glyphs`: recipe -> glyph id; `box` in font units.

    `compact`: the file is a bare CFF table, not TrueType.
    """

    packed: bytes
    length: int
    glyphs: dict[Recipe, int]
    box: tuple[int, int, int, int]
    compact: bool = False


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
    data, numbers = cut(face, {glyph for recipe, _ in recipes for glyph, _, _ in recipe})
    if face.compact:
        return _compact(face, tables(data)["CFF "], numbers, [recipe for recipe, _ in recipes])
    glyphs: dict[Recipe, int] = {(): 0}
    composed = []
    for recipe, advance in recipes:
        if is_plain(recipe):
            glyphs[recipe] = numbers[recipe[0][0]]
        elif recipe not in glyphs:
            glyphs[recipe] = -1
            composed.append((recipe, advance))
    if composed:
        data, made = compose(data, numbers, composed)
        glyphs.update(made)
    return Subset(zlib.compress(data, 9), len(data), glyphs, struct.unpack_from(">4h", tables(data)["head"], 36))


def _compact(face: Face, outlines: bytes, numbers: dict[int, int], recipes: list[Recipe]) -> Subset:
    """The box is that of the glyphs: what `head` says is not always brought up to date."""
    glyphs = {recipe: numbers[recipe[0][0]] for recipe in recipes if is_plain(recipe)}
    extents = [face.font.get_glyph_extents(glyph) for glyph in numbers]
    inked = [each for each in extents if each.width or each.height]
    box = (
        min((each.x_bearing for each in inked), default=0),
        min((each.y_bearing + each.height for each in inked), default=0),
        max((each.x_bearing + each.width for each in inked), default=0),
        max((each.y_bearing for each in inked), default=0),
    )
    return Subset(zlib.compress(outlines, 9), len(outlines), {(): 0, **glyphs}, box, compact=True)


def cut(face: Face, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """The file with these glyphs and what they are made of, and the new number of each old glyph."""
    wanted: Any = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_tag(tag) for tag in DROPPED)
    for axis, value in face.axes:
        wanted.pin_axis_location(face.source, axis, value)
    flags = hb.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
    wanted.flags |= flags.DOWNGRADE_CFF2 | flags.CFF_IDENTITY_CHARSET
    plan = hb.SubsetPlan(face.source, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _tag(tag: str) -> int:
    return int.from_bytes(tag.ljust(4).encode(), "big")
