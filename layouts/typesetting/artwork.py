"""Artwork: a brand's logo as something ink can draw. In: a brand. Out: pixels or paths, with their proportion.

Pixels are decoded and written anew: no byte of the file reaches a PDF, so nothing that a camera or an editor wrote
about itself, its user or its place does. Raises ContentError, at the brand, for a logo that cannot be drawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handouts.brand import Brand
from handouts.problem import ContentError, Problem
from layouts.typesetting.geometry import INCH, Size
from layouts.typesetting.pixels import PixelsError, pixels
from layouts.typesetting.svg import Shape, SvgError, shapes_of
from layouts.typesetting.svg_paths import Command

SUFFIXES = {"png": "png", "jpeg": "jpg", "svg": "svg"}
COARSE, FAIR = 72, 150  # pixels an inch: below the first an error, below the second a warning


class Artwork(Struct, frozen=True, eq=False):
    """A logo. `width` and `height` are in its own units: pixels, or those of its paths, whose y goes up from its foot.

    It has either a `picture` (ReportLab's ImageReader) or `shapes`.
    """

    width: float
    height: float
    picture: Any = None
    shapes: tuple[Shape, ...] = ()

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    def fitted(self, width: float, height: float) -> Size:
        """The largest size of the same proportion in a box, points."""
        scale = min(width / self.width, height / self.height)
        return Size(self.width * scale, self.height * scale)

    def placed(self, x: float, y: float, width: float) -> tuple[Shape, ...]:
        """The shapes `width` points wide, the lower left corner at (x, y).."""
        scale = width / self.width

        def moved(command: Command) -> Command:
            letter, *values = command
            return (letter, *((y if n % 2 else x) + float(str(value)) * scale for n, value in enumerate(values)))

        return tuple(
            replace(shape, commands=tuple(map(moved, shape.commands)), width=shape.width * scale)
            for shape in self.shapes
        )


def artwork(brand: Brand) -> Artwork:
    """The brand's logo, read once for the same bytes. Raises ContentError, and ValueError for a brand that has none."""
    if brand.logo is None:
        raise ValueError(f"{brand.slug} has no logo")
    try:
        return _read(brand.logo, brand.logo_kind)
    except PixelsError as error:
        hint = "save it again as PNG or JPEG, in RGB"
        raise ContentError(Problem(brand.place, f"{_named(brand)} cannot be drawn: {error}", hint)) from error
    except SvgError as error:
        hint = "turn text into paths and save it as plain SVG with flat colours, or save it as PNG"
        raise ContentError(Problem(brand.place, f"{_named(brand)} cannot be drawn: {error}", hint)) from error


def sharpness(brand: Brand, width: float) -> Problem | None:
    """A warning where the logo, `width` points wide, has less than 150 pixels an inch.

    Raises ContentError below 72: then pixels are seen as steps.
    """
    drawn = artwork(brand)
    if drawn.picture is None:
        return None
    reached = drawn.width * INCH / width
    if reached >= FAIR:
        return None
    problem = Problem(
        brand.place,
        f"{_named(brand)} has {reached:.0f} pixels an inch where it is printed {width / INCH:.1f} in wide",
        f"save it at least {width / INCH * FAIR * 2:.0f} pixels wide, or as SVG",
        warning=reached >= COARSE,
    )
    if reached < COARSE:
        raise ContentError(problem)
    return problem


def _named(brand: Brand) -> str:
    return f"the logo {brand.slug}/logo.{SUFFIXES[brand.logo_kind]}"


@lru_cache(maxsize=16)
def _read(data: bytes, kind: str) -> Artwork:
    if kind == "svg":
        width, height, shapes = shapes_of(data)
        return Artwork(width, height, shapes=shapes)
    width, height, picture = pixels(data, kind)
    return Artwork(width, height, picture)
