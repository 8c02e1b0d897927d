"""Composites: one glyph out of several (TrueType). In: a subset font, recipes. Out: the font, a glyph a recipe more.

Written by hand, since opening and saving a font with fontTools costs thirty times the subset itself.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from layouts.typesetting.text.glyphs import Recipe
from layouts.typesetting.text.sfnt import packed, tables

WORDS, ARE_OFFSETS, SCALE, MORE, TWO_SCALES, MATRIX = 0x0001, 0x0002, 0x0008, 0x0020, 0x0040, 0x0080


class Extent(NamedTuple):
    """What a glyph adds to the limits a font states: contours, points, how deep its components go."""

    contours: int
    points: int
    depth: int


def compose(
    data: bytes, numbers: Mapping[int, int], recipes: Sequence[tuple[Recipe, int]]
) -> tuple[bytes, dict[Recipe, int]]:
    """The font and the new glyph of each recipe. `numbers`: the font's number of each glyph a recipe names.

    Each recipe comes with its advance in font units.
    """
    parts = tables(data)
    outlines = _outlines(parts)
    metrics = _metrics(parts, len(outlines))
    made: dict[Recipe, int] = {}
    limits = list(struct.unpack(">HHHH", parts["maxp"][6:14]))  # points, contours, the same of composites
    elements, depth = struct.unpack(">HH", parts["maxp"][28:32])
    extent = cache(lambda glyph: _extent(glyph, outlines))  # a mark is part of many glyphs
    for recipe, advance in recipes:
        members = [(numbers[glyph], x, y) for glyph, x, y in recipe if outlines[numbers[glyph]]]
        outline = _composite(members, outlines)
        made[recipe] = len(outlines)
        outlines.append(outline)
        # With another side bearing, rasterisers shift the glyph.
        metrics.append((advance, struct.unpack_from(">h", outline, 2)[0] if outline else 0))
        extents = [extent(glyph) for glyph, _, _ in members]
        limits[2] = max(limits[2], sum(each.points for each in extents))
        limits[3] = max(limits[3], sum(each.contours for each in extents))
        elements = max(elements, len(members))
        depth = max(depth, 1 + max((each.depth for each in extents), default=0))
    parts["maxp"] = (
        parts["maxp"][:4]
        + struct.pack(">HHHHH", len(outlines), *limits)
        + parts["maxp"][14:28]
        + struct.pack(">HH", elements, depth)
    )
    _store(parts, outlines, metrics)
    return packed(parts), made


def _outlines(parts: Mapping[str, bytes]) -> list[bytes]:
    count = struct.unpack_from(">H", parts["maxp"], 4)[0]
    long = struct.unpack_from(">h", parts["head"], 50)[0]
    offsets = struct.unpack_from(f">{count + 1}{'L' if long else 'H'}", parts["loca"])
    scale = 1 if long else 2
    return [parts["glyf"][start * scale : end * scale] for start, end in pairwise(offsets)]


def _metrics(parts: Mapping[str, bytes], count: int) -> list[tuple[int, int]]:
    """(advance, left side bearing) of every glyph: the last advance stands for all that follow."""
    stated = struct.unpack_from(">H", parts["hhea"], 34)[0]
    found = list(struct.iter_unpack(">Hh", parts["hmtx"][: 4 * stated]))
    bearings = struct.unpack_from(f">{count - stated}h", parts["hmtx"], 4 * stated)
    return [*found, *((found[-1][0], bearing) for bearing in bearings)]


def _composite(members: Sequence[tuple[int, int, int]], outlines: Sequence[bytes]) -> bytes:
    if not members:
        return b""
    boxes = []
    body = b""
    for place, (glyph, x, y) in enumerate(members):
        left, bottom, right, top = struct.unpack_from(">4h", outlines[glyph], 2)
        boxes.append((left + x, bottom + y, right + x, top + y))
        flags = WORDS | ARE_OFFSETS | (MORE if place + 1 < len(members) else 0)
        body += struct.pack(">HHhh", flags, glyph, x, y)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return struct.pack(">hhhhh", -1, min(lefts), min(bottoms), max(rights), max(tops)) + body


def _extent(glyph: int, outlines: Sequence[bytes]) -> Extent:
    outline = outlines[glyph]
    if not outline:
        return Extent(0, 0, 0)
    contours = struct.unpack_from(">h", outline)[0]
    if contours >= 0:
        points = 1 + struct.unpack_from(">H", outline, 8 + 2 * contours)[0] if contours else 0
        return Extent(contours, points, 0)
    inner = [_extent(each, outlines) for each in _members(outline)]
    return Extent(
        sum(each.contours for each in inner),
        sum(each.points for each in inner),
        1 + max(each.depth for each in inner),
    )


def _members(outline: bytes) -> list[int]:
    found = []
    at, flags = 10, MORE
    while flags & MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        found.append(glyph)
        at += 8 if flags & WORDS else 6
        at += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0
    return found


def _store(parts: dict[str, bytes], outlines: Sequence[bytes], metrics: Sequence[tuple[int, int]]) -> None:
    """Writes glyphs and metrics back, and the extremes that `head` and `hhea` state of them."""
    padded = [outline + b"\0" * (-len(outline) % 4) for outline in outlines]
    offsets = [0]
    for outline in padded:
        offsets.append(offsets[-1] + len(outline))
    short = offsets[-1] < 0x20000
    parts["glyf"] = b"".join(padded)
    if short:
        parts["loca"] = struct.pack(f">{len(offsets)}H", *(offset // 2 for offset in offsets))
    else:
        parts["loca"] = struct.pack(f">{len(offsets)}L", *offsets)
    parts["hmtx"] = b"".join(struct.pack(">Hh", *each) for each in metrics)
    boxes = [
        (*struct.unpack_from(">4h", outline, 2), advance, bearing)
        for outline, (advance, bearing) in zip(outlines, metrics, strict=True)
        if outline
    ]
    lefts, bottoms, rights, tops, _, _ = zip(*boxes, strict=True)
    head = bytearray(parts["head"])
    struct.pack_into(">4h", head, 36, min(lefts), min(bottoms), max(rights), max(tops))
    struct.pack_into(">h", head, 50, int(not short))
    parts["head"] = bytes(head)
    hhea = bytearray(parts["hhea"])
    right_bearing = min(advance - bearing - (right - left) for left, _, right, _, advance, bearing in boxes)
    extent = max(bearing + right - left for left, _, right, _, _, bearing in boxes)
    struct.pack_into(">H", hhea, 10, max(advance for advance, _ in metrics))
    struct.pack_into(">3h", hhea, 12, min(each[5] for each in boxes), right_bearing, extent)
    struct.pack_into(">H", hhea, 34, len(metrics))
    parts["hhea"] = bytes(hhea)
