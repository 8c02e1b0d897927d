"""Fonts for the peers: the program's own Noto Sans as two static files. In: a folder. Out: its files, made once.

Some peers take no variable font, and an instance made at run time would be no part of the work compared. HarfBuzz pins
the weight; the names are set right, since some peers choose a face by them.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from layouts.typesetting.typefaces import Face, family

FAMILY = "Noto Sans"
FILES = {"Regular": "NotoSans-Regular.ttf", "Bold": "NotoSans-Bold.ttf"}


def make_fonts(folder: Path) -> Path:
    """The folder with both files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    faces = family("Latn")
    for style, face in (("Regular", faces.regular[-1]), ("Bold", faces.bold[-1])):
        path = folder / FILES[style]
        if not path.exists():
            _instance(face, style).save(path)
    return folder


def _instance(face: Face, style: str) -> Any:
    wanted: Any = hb.SubsetInput()
    wanted.keep_everything()
    for axis, value in face.axes:
        wanted.pin_axis_location(face.source, axis, value)
    font: Any = TTFont(io.BytesIO(bytes(hb.subset(face.source, wanted).blob.data)))
    names = font["name"]
    for record in list(names.names):
        if record.nameID >= 16:
            names.removeNames(nameID=record.nameID)
    for number, said in ((1, FAMILY), (2, style), (4, f"{FAMILY} {style}"), (6, f"NotoSans-{style}")):
        names.setName(said, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["head"].macStyle = 1 if bold else 0
    if "STAT" in font:
        del font["STAT"]
    return font
