"""Typefaces: the faces that serve a script. In: a script, perhaps folders of fonts. Out: opened faces.

A variable font is pinned at its weight when it is opened and again when it is embedded; nothing is written to disk.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from msgspec import Struct

from handouts.problem import MissingError, Place, Problem
from layouts.typesetting.fontfiles import PLACE, locate, remedy, stamp
from layouts.typesetting.supplies import SCRIPTS, SUPPLIES, Supply

REGULAR, BOLD = 400.0, 700.0
WEIGHT_NAMES = {REGULAR: "Regular", BOLD: "Bold"}
OUTLINES = ("glyf", "CFF2", "CFF ")  # the tables that hold them
# Format characters: a font need not have them, they are never drawn.
INVISIBLE = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    map(chr, range(0x202A, 0x202F))
)
INVISIBLE |= frozenset(map(chr, range(0x2066, 0x206A)))


class Face:
    """One font file at one weight, opened once in a process (`opened`). Compared and hashed by identity.

    `upem`: font units an em. `ascent` and `descent` (below zero) in em, as the font gives them for a line.
    """

    def __init__(self, path: Path, index: int, axes: tuple[tuple[str, float], ...]) -> None:
        self.path, self.index, self.axes = path, index, axes
        self.source: Any = _source(path, index)
        self.font: Any = hb.Font(self.source)
        if axes:
            self.font.set_variations(dict(axes))
        self.upem: int = self.source.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.upem
        self.descent: float = extents.descender / self.upem
        self._has: dict[str, bool] = {}

    def __repr__(self) -> str:
        return f"Face({self.name})"

    def __reduce__(self) -> tuple[object, ...]:
        # An order that crosses to another process opens its own.
        return opened, (self.path, self.index, self.axes)

    @cached_property
    def cap_height(self) -> float:
        """Height of a capital letter in em."""
        return float(self.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)) / self.upem

    @cached_property
    def x_height(self) -> float:
        """Height of a small x in em."""
        return float(self.font.get_metric_position_with_fallback(hb.OTMetricsTag.X_HEIGHT)) / self.upem

    @cached_property
    def weight(self) -> float:
        """The weight on the usual scale, 400 is regular."""
        pinned = dict(self.axes).get("wght")
        return pinned if pinned is not None else float(struct.unpack_from(">H", self.table("OS/2"), 4)[0])

    @cached_property
    def name(self) -> str:
        """A PostScript name that tells the weight too: `NotoSans-Bold`."""
        stated = str(self.source.get_name(6) or self.path.stem)
        if not self.axes:
            return stated
        return f"{stated.partition('-')[0]}-{WEIGHT_NAMES.get(self.weight, f'W{self.weight:g}')}"

    @cached_property
    def outlines(self) -> str:
        """`glyf` for TrueType outlines, `CFF ` or `CFF2` for PostScript ones."""
        return next(tag for tag in OUTLINES if tag in self.source.table_tags)

    @property
    def compact(self) -> bool:
        """Whether the outlines are PostScript's."""
        return self.outlines != "glyf"

    @cached_property
    def mirrors(self) -> dict[int, str]:
        """The glyphs of brackets and other characters that have a mirror image, and which character each draws."""
        chars = [chr(code) for code in sorted(self.source.unicodes) if unicodedata.mirrored(chr(code))]
        return {self.font.get_nominal_glyph(ord(char)): char for char in reversed(chars)}

    def table(self, tag: str) -> bytes:
        """The bytes of one table of the file; empty where it has none."""
        return bytes(self.source.reference_table(tag).data)

    def has(self, char: str) -> bool:
        """Whether the font draws this character; format characters need no glyph."""
        known = self._has.get(char)
        if known is None:
            known = char in INVISIBLE or self.font.get_nominal_glyph(ord(char)) is not None
            self._has[char] = known
        return known

    def advance(self, glyph: int) -> int:
        """The nominal advance of a glyph in font units."""
        return int(self.font.get_glyph_h_advance(glyph))


@cache
def opened(path: Path, index: int = 0, axes: tuple[tuple[str, float], ...] = ()) -> Face:
    """The face, opened at the first call. Raises MissingError where the file is not there or is no font."""
    return Face(path, index, axes)


@cache
def _source(path: Path, index: int) -> Any:
    source: Any = hb.Face(_blob(path), index)
    if not source.glyph_count:
        raise MissingError(Problem(Place(str(path)), "this file is not a font"))
    if not any(tag in source.table_tags for tag in OUTLINES):
        raise MissingError(Problem(Place(str(path)), "this font has no outlines"))
    return source


@cache
def _blob(path: Path) -> Any:
    try:
        return hb.Blob.from_file_path(str(path))
    except hb.HarfBuzzError:
        raise MissingError(Problem(Place(str(path)), "there is no such font file")) from None


class Family(Struct, frozen=True):
    """The faces that text of one script is set in: ordered fallback lists, the same families in both."""

    name: str
    regular: tuple[Face, ...]
    bold: tuple[Face, ...]

    def faces(self, *, strong: bool) -> tuple[Face, ...]:
        """The list for bold or for regular text."""
        return self.bold if strong else self.regular


@cache
def family(script: str, folders: tuple[Path, ...] = ()) -> Family:
    """The family of an ISO 15924 script. The folders are looked in before the packages and the system's fonts.

    Raises MissingError: for each family that is nowhere, with the command that installs it; for a packaged font that is
    not the file this program was made with; for a script that has no family.
    """
    if script not in SCRIPTS:
        raise MissingError(Problem(PLACE, f"there is no typeface for the script {script}"))
    pairs: list[tuple[Face, Face]] = []
    problems: list[Problem] = []
    for name in SCRIPTS[script]:
        try:
            pairs.append(_pair(SUPPLIES[name], folders))
        except MissingError as error:
            problems += error.problems
    if problems:
        raise MissingError(problems)
    return Family(SCRIPTS[script][0], tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def _pair(supply: Supply, folders: tuple[Path, ...]) -> tuple[Face, Face]:
    files = locate(supply, folders)
    if files.stamp and stamp(files.regular) != files.stamp:
        message = f"this is not the {supply.name} that the program was made with"
        raise MissingError(Problem(Place(str(files.regular)), message, remedy(supply)))
    return _weighed(files.regular, files.face, REGULAR), _weighed(files.bold, files.face, BOLD)


def _weighed(path: Path, index: int, weight: float) -> Face:
    """The face; where it is variable, at this weight and otherwise as it is meant to be."""
    axes = {axis.tag: axis.default_value for axis in _source(path, index).axis_infos}
    if "wght" in axes:
        axes["wght"] = weight
    return opened(path, index, tuple(sorted(axes.items())))
