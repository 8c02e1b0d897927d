"""Static fonts with PostScript outlines for tests: one with CIDs, one with names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from layouts.typesetting.typefaces import Face, family, opened


def numbered(path: Path, text: str) -> Face:
    """A static CFF font of a text's glyphs (simplified Chinese, bold), whose CIDs leave gaps."""
    face = family("Hans").bold[0]
    wanted: Any = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, text))
    wanted.pin_axis_location(face.source, "wght", 700)
    wanted.flags = hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.RETAIN_GIDS
    path.write_bytes(hb.subset(face.source, wanted).blob.data)
    return opened(path)


def named(path: Path) -> Face:
    """A static CFF font whose glyphs have names: a square for "a", a lower one for "b", one moved by its mark."""
    builder = FontBuilder(1000, isTTF=False)
    order = [".notdef", "space", "a", "b", "acutecomb"]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({0x20: "space", 0xA0: "space", 0x61: "a", 0x62: "b", 0x301: "acutecomb"})
    outlines = {}
    for name, top in (("space", 0), ("a", 700), ("b", 350), (".notdef", 800), ("acutecomb", 100)):
        pen = T2CharStringPen(600, None)
        if top:
            pen.moveTo((50, 0))
            for point in ((50, top), (550, top), (550, 0)):
                pen.lineTo(point)
            pen.closePath()
        outlines[name] = pen.getCharString()
    builder.setupCFF("Named-Regular", {"FullName": "Named"}, outlines, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 50)))
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupOS2(sTypoAscender=900, sCapHeight=700, sxHeight=350)
    builder.setupNameTable({"familyName": "Named", "styleName": "Regular", "psName": "Named-Regular"})
    builder.setupPost()
    builder.save(path)
    return opened(path)
