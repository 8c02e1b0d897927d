"""Composite glyphs and font files, read back by fontTools."""

from __future__ import annotations

import io
import struct

import pytest
from fontTools.ttLib import TTFont

from layouts.typesetting.text.composites import compose
from layouts.typesetting.text.sfnt import packed, tables
from layouts.typesetting.text.subset import cut, subset
from layouts.typesetting.typefaces import Face, Family

LIMITS = ("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentElements")


@pytest.fixture(params=[False, True], ids=["regular", "bold"])
def face(latin: Family, request: pytest.FixtureRequest) -> Face:
    """Each weight."""
    return latin.faces(strong=request.param)[0]


def glyph(face: Face, char: str) -> int:
    """The number of a character's glyph."""
    return int(face.font.get_nominal_glyph(ord(char)))


def test_a_font_file_survives_taking_apart(face: Face) -> None:
    """Tables taken out and packed again are the same file to a reader that checks its sums."""
    data, _ = cut(face, {glyph(face, char) for char in "abc"})
    again = packed(tables(data))
    assert tables(again).keys() == tables(data).keys()
    TTFont(io.BytesIO(again), checkChecksums=2)
    assert {tag: table for tag, table in tables(again).items() if tag != "head"} == {
        tag: table for tag, table in tables(data).items() if tag != "head"
    }


def test_composites_are_what_fonttools_would_write(face: Face) -> None:
    """Parts, bounds, metrics and limits of new glyphs agree with a reader that computes them from the outlines."""
    q, acute, eacute, space = (glyph(face, char) for char in "q\u0301\u00e9 ")
    recipes = [
        (((q, 0, 0), (acute, 310, -20)), 615),
        (((eacute, 0, 0), (acute, -5, 190)), 564),  # a composite of a composite
        (((acute, 40, -300),), 0),  # one glyph, moved
        (((space, 0, 0), (acute, 7, 0)), 260),  # a part without outline
        (((space, 0, 90),), 260),
    ]
    data, numbers = cut(face, {part for recipe, _ in recipes for part, _, _ in recipe})
    written, made = compose(data, numbers, recipes)
    font = TTFont(io.BytesIO(written), checkChecksums=2)
    order, outlines = font.getGlyphOrder(), font["glyf"]
    for recipe, advance in recipes:
        found = outlines[order[made[recipe]]]
        parts = [part for part in recipe if part[0] != space]
        if not parts:
            assert found.numberOfContours == 0
            continue
        assert [(order.index(part.glyphName), part.x, part.y) for part in found.components] == [
            (numbers[number], x, y) for number, x, y in parts
        ]
        stated = (found.xMin, found.yMin, found.xMax, found.yMax)
        found.recalcBounds(outlines)
        assert (found.xMin, found.yMin, found.xMax, found.yMax) == stated
        assert font["hmtx"][order[made[recipe]]] == (advance, found.xMin)
    stated_limits = [getattr(font["maxp"], name) for name in (*LIMITS, "maxComponentDepth")]
    box = [getattr(font["head"], name) for name in ("xMin", "yMin", "xMax", "yMax")]
    font["maxp"].recalc(font)
    assert stated_limits == [getattr(font["maxp"], name) for name in (*LIMITS, "maxComponentDepth")]
    assert box == [getattr(font["head"], name) for name in ("xMin", "yMin", "xMax", "yMax")]
    assert stated_limits[-1] == 2


def test_horizontal_extremes_are_true(face: Face) -> None:
    """`hhea` states the extremes of the metrics, new glyphs among them."""
    q, acute = glyph(face, "q"), glyph(face, "\u0301")
    data, numbers = cut(face, {q, acute})
    written, _ = compose(data, numbers, [(((q, 0, 0), (acute, 900, 0)), 2000)])
    font = TTFont(io.BytesIO(written))
    names = ("advanceWidthMax", "minLeftSideBearing", "minRightSideBearing", "xMaxExtent")
    stated = [getattr(font["hhea"], name) for name in names]
    font["hhea"].recalc(font)
    assert stated == [getattr(font["hhea"], name) for name in names]


def test_a_subset_holds_what_was_asked_and_is_remembered(face: Face) -> None:
    """Few glyphs, few tables, few bytes; the same glyphs in another order are the same object."""
    recipes = tuple((((glyph(face, char), 0, 0),), face.advance(glyph(face, char))) for char in "handout")
    made = subset(face, recipes)
    assert subset(face, recipes[::-1]) is made
    assert made.length < 2_000
    assert set(made.glyphs.values()) == set(range(8))
    assert made.glyphs[()] == 0


def test_tables_of_a_broken_file_are_a_fault() -> None:
    """A file cut short is told by the standard library, it does not pass."""
    with pytest.raises(struct.error):
        tables(b"\0\1\0\0\0\5")
