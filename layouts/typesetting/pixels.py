"""Pixels: a PNG or JPEG file read by Pillow within limits. In: bytes of anybody. Out: a picture for the canvas."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import Any

from layouts.typesetting.reportlab_guard import ImageReader

MOST_BYTES = 10_000_000
MOST_PIXELS = 25_000_000  # 11 x 17 in at 300 pixels an inch is 16.8 million
LONGEST = 12_000  # pixels a side
KEPT = 1_600  # pixels a side that are printed: 300 an inch, 5.3 in wide
BROKEN = (OSError, ValueError, TypeError, SyntaxError, LookupError, AttributeError, ArithmeticError, MemoryError)


class PixelsError(Exception):
    """A file that is no picture, or too much of one."""


def pixels(data: bytes, kind: str) -> tuple[int, int, Any]:
    """Width and height in pixels, upright, and ReportLab's ImageReader. `kind` is "png" or "jpeg".

    In grey or RGB, with alpha where something shows through. Raises PixelsError.
    """
    if len(data) > MOST_BYTES:
        raise PixelsError(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow only warns of a bomb
            with Image.open(io.BytesIO(data), formats=(kind.upper(),)) as opened:
                _hold_size(*opened.size)
                opened.load()
                image = _plain(ImageOps.exif_transpose(opened))
    except (*BROKEN, Warning, struct.error, zlib.error, Image.DecompressionBombError) as error:
        raise PixelsError("it is broken, or not what its name says") from error
    if max(image.size) > KEPT:
        image.thumbnail((KEPT, KEPT), Image.Resampling.LANCZOS)
    return image.width, image.height, ImageReader(image)


def _hold_size(wide: int, high: int) -> None:
    if wide * high > MOST_PIXELS or max(wide, high) > LONGEST:
        most = f"{MOST_PIXELS // 1_000_000} million, or {LONGEST:,} a side"
        raise PixelsError(f"it has {wide:,} x {high:,} pixels; there may be at most {most}")


def _plain(image: Any) -> Any:
    """The picture as L, RGB or RGBA, with nothing but its pixels."""
    if image.mode.startswith("I"):  # 16 bits a pixel; Pillow's own conversion would clip them
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    clear = image.has_transparency_data
    image = image.convert("RGBA" if clear else "L" if image.mode in ("1", "L") else "RGB")
    if clear and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    bare = image.copy()
    bare.info.clear()
    return bare
