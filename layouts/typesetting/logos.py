"""Logos as they are drawn. In: a brand. Out: a picture of pixels or of paths, with its size.

Raises ContentError, at the logo's file, for one that cannot be drawn.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from handouts.brand import Brand
from handouts.problem import ContentError, Place, Problem
from layouts.typesetting.reportlab_guard import ImageReader
from layouts.typesetting.svg import Shape, SvgError, shapes_of

MOST_PIXELS = 40_000_000
SUFFIXES = {"png": "png", "jpeg": "jpg", "svg": "svg"}


@dataclass(frozen=True)
class Bitmap:
    """Pixels, for ReportLab's canvas. Width and height in pixels."""

    width: float
    height: float
    reader: Any


@dataclass(frozen=True)
class Vector:
    """Shapes from a lower left corner at (0, 0), y up. Width and height in the shapes' own units."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def logo_of(brand: Brand) -> Bitmap | Vector:
    """The brand's logo, ready to draw. Raises ContentError, and ValueError for a brand that has none."""
    if brand.logo is None:
        message = f"{brand.slug} has no logo"
        raise ValueError(message)
    place = Place(f"{brand.place.path.removesuffix('.yaml')}/logo.{SUFFIXES[brand.logo_kind]}")
    return _vector(brand.logo, place) if brand.logo_kind == "svg" else _bitmap(brand.logo, place)


@lru_cache(maxsize=8)
def _vector(data: bytes, place: Place) -> Vector:
    try:
        return Vector(*shapes_of(data))
    except SvgError as error:
        hint = "turn text into paths and save it as plain SVG, or save it as PNG"
        raise ContentError(Problem(place, f"the logo cannot be drawn: {error}", hint)) from error


@lru_cache(maxsize=8)
def _bitmap(data: bytes, place: Place) -> Bitmap:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            wide, high = image.size
            if wide * high > MOST_PIXELS:
                problem = f"the logo has {wide} x {high} pixels"
                raise ContentError(Problem(place, problem, f"save it with fewer than {MOST_PIXELS:,}"))
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ContentError(Problem(place, "the logo cannot be read as a picture", "save it again as PNG")) from error
    return Bitmap(wide, high, ImageReader(io.BytesIO(_bare(data))))


def _bare(data: bytes) -> bytes:
    """A JPEG without what a camera or an editor wrote about itself, its place and its user; other data as it is."""
    if not data.startswith(b"\xff\xd8"):
        return data
    kept, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        kind, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind not in (0xE1, 0xED, 0xFE):  # Exif and XMP, Photoshop, comment
            kept += data[at:end]
        at = end
    return bytes(kept) + data[at:]
