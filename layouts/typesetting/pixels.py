"""Pixels: a PNG or JPEG file read by Pillow within limits. In: bytes nobody vouches for. Out: a picture for the canvas."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING, Any

from layouts.typesetting.reportlab_guard import ImageReader

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 10_000_000
MOST_PIXELS = 25_000_000  # 11 x 17 in at 300 pixels an inch is 16.8 million
LONGEST = 12_000  # pixels a side
KEPT = 1_600  # pixels a side that are printed: 300 an inch, 5.3 in wide


class PixelsError(ValueError):
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
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=(kind.upper(),)) as opened:
                wide, high = opened.size
                if wide * high > MOST_PIXELS or max(wide, high) > LONGEST:
                    raise PixelsError(f"it has {wide:,} x {high:,} pixels, more than {MOST_PIXELS // 1_000_000} million"
                                      f" or {LONGEST:,} a side")
                opened.load()
                image = _plain(ImageOps.exif_transpose(opened))
    except PixelsError:
        raise
    except (
        OSError, ValueError, TypeError, SyntaxError, IndexError, KeyError, AttributeError, EOFError,
        MemoryError, OverflowError, struct.error, zlib.error, Warning,
        Image.DecompressionBombError,
    ) as error:
        raise PixelsError("it is broken, or not what its name says") from error
    if max(image.size) > KEPT:
        image.thumbnail((KEPT, KEPT), Image.Resampling.LANCZOS)
    return image.width, image.height, ImageReader(image)


def _plain(image: Image) -> Image:
    """The picture in one of the modes L, RGB, LA, RGBA, with nothing but its pixels."""
    if image.mode.startswith("I"):  # 16 bits a pixel; Pillow's own conversion would clip them
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    clear = image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info
    grey = image.mode in ("1", "L", "LA", "La")
    image = image.convert("RGBA") if clear else image.convert("L" if grey else "RGB")
    if clear and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    bare = image.copy()
    bare.info.clear()
    return bare
