"""Typefaces as files: the two weights that every program sets, pinned from the project's own. In: a folder. Out: files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from layouts.typesetting.typefaces import family

NAME = "Press Sans"


def typefaces(folder: Path) -> None:
    """PressSans-Regular.ttf and PressSans-Bold.ttf in the folder, once."""
    for style, strong in (("Regular", False), ("Bold", True)):
        path = folder / f"PressSans-{style}.ttf"
        if path.exists():
            continue
        face = family("Latn").faces(strong=strong)[0]
        wanted: Any = hb.SubsetInput()
        wanted.keep_everything()
        for axis, value in face.axes:
            wanted.pin_axis_location(face.source, axis, value)
        font = TTFont(io.BytesIO(bytes(hb.subset(face.source, wanted).blob.data)))
        for record in list(font["name"].names):
            if record.nameID in {16, 17, 21, 22, 25}:
                font["name"].removeNames(nameID=record.nameID)
        for number, value in ((1, NAME), (2, style), (4, f"{NAME} {style}"), (6, f"PressSans-{style}")):
            font["name"].setName(value, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass = 700 if strong else 400
        font["OS/2"].fsSelection = 0x20 if strong else 0x40
        font["head"].macStyle = 1 if strong else 0
        font.save(path)
