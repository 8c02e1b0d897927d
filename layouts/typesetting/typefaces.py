"""Typefaces: which font files serve a script. In: a script, perhaps a folder of a brand's fonts. Out: opened faces.

Files come from the `fontpkg-*` packages, found without importing them, or from the folder. A variable font is pinned
at its weight when it is opened and again when it is embedded; nothing is written to disk.
"""

from __future__ import annotations

import importlib.util
import struct
import unicodedata
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from msgspec import Struct

from handouts.problem import MissingError, Place, Problem

REGULAR, BOLD = 400.0, 700.0
WEIGHT_NAMES = {REGULAR: "Regular", BOLD: "Bold"}
STYLES = ("Regular", "Bold")
# Format characters: a font need not have them, they are never drawn.
INVISIBLE = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    map(chr, range(0x202A, 0x202F))
)
INVISIBLE |= frozenset(map(chr, range(0x2066, 0x206A)))


class Supply(NamedTuple):
    """One family: where its files come from. `stem` is how their names begin.

    `package`: what to ask pip for, "" where no package carries it; `sha256` of the variable font in that package.
    """

    name: str
    stem: str
    package: str = ""
    sha256: str = ""


SUPPLIES = {
    supply.name: supply
    for supply in (
        Supply(
            "Noto Sans",
            "NotoSans",
            "fontpkg-noto-sans==2.15",
            "bfb7bb691513f12e734dc346c03a03f784912432d7e3fa8e56efcf906fe86b3d",
        ),
        Supply(
            "Noto Sans Arabic",
            "NotoSansArabic",
            "fontpkg-noto-sans-arabic==2.12",
            "63111b5b2e074dd48cc67692e0a2726d86ee94c1c37fe8598257b7b4e87e869e",
        ),
        Supply(
            "Noto Sans Devanagari",
            "NotoSansDevanagari",
            "fontpkg-noto-sans-devanagari==2.7",
            "14ec4af41f27482216d1c2229f417ff9b1425e1babb014e57d1d40d03229853e",
        ),
        Supply(
            "Noto Sans Khmer",
            "NotoSansKhmer",
            "fontpkg-noto-sans-khmer==2.4",
            "f37a8431a0c5d5ed2f81a767417546aca576a81fb7eff9c924d46aecf828f2ca",
        ),
        Supply(
            "Noto Sans Thai",
            "NotoSansThai",
            "fontpkg-noto-sans-thai==2.2",
            "5a1c559bb539583c8a1fd99d1c5b9491e5e14478c9cd2bd0970d5c3096cc9ef8",
        ),
        Supply("Noto Sans Armenian", "NotoSansArmenian"),
        Supply("Noto Sans Gurmukhi", "NotoSansGurmukhi"),
        Supply("Noto Sans Lao", "NotoSansLao"),
    )
}

# The families of a script, the first choice first: a character takes the first family that has it.
SCRIPTS = {
    "Latn": ("Noto Sans",),
    "Cyrl": ("Noto Sans",),
    "Arab": ("Noto Sans Arabic", "Noto Sans"),
    "Armn": ("Noto Sans Armenian", "Noto Sans"),
    "Deva": ("Noto Sans Devanagari", "Noto Sans"),
    "Guru": ("Noto Sans Gurmukhi", "Noto Sans"),
    "Khmr": ("Noto Sans Khmer", "Noto Sans"),
    "Laoo": ("Noto Sans Lao", "Noto Sans"),
    "Thai": ("Noto Sans Thai", "Noto Sans"),
}


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
        """`glyf` for TrueType outlines, `CFF ` or `CFF2` for PostScript ones, "" for neither."""
        tags = self.source.table_tags
        return next((tag for tag in ("glyf", "CFF2", "CFF ") if tag in tags), "")

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
def family(script: str, brand_fonts: Path | None = None) -> Family:
    """The family of an ISO 15924 script. A folder of a brand's fonts is looked in before the packages.

    Raises MissingError: for a family that is nowhere, with the command that installs it; for a packaged font that is
    not the file this program was made with; for a script that has no family.
    """
    if script not in SCRIPTS:
        raise MissingError(Problem(Place("fonts"), f"there is no typeface for the script {script}"))
    supplies = [SUPPLIES[name] for name in SCRIPTS[script]]
    pairs = [_branded(supply, brand_fonts) or _packaged(supply) for supply in supplies]
    return Family(supplies[0].name, tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def _branded(supply: Supply, folder: Path | None) -> tuple[Face, Face] | None:
    if folder is None:
        return None
    regular, bold = (folder / f"{supply.stem}-{style}.ttf" for style in STYLES)
    if regular.is_file() and bold.is_file():
        return opened(regular), opened(bold)
    variable = folder / f"{supply.stem}[wdth,wght].ttf"
    return _weights(variable) if variable.is_file() else None


def _packaged(supply: Supply) -> tuple[Face, Face]:
    place, command = Place("fonts"), f'Run: pip install "{supply.package}"'
    if not supply.package:
        files = " and ".join(f"{supply.stem}-{style}.ttf" for style in STYLES)
        hint = f"Put {files} into the brand's folder of fonts."
        raise MissingError(Problem(place, f"the typeface {supply.name} is not installed", hint))
    # Importing the package would import its parent, which is slow; its folder is all we need.
    spec = importlib.util.find_spec(supply.package.partition("==")[0].replace("-", "_"))
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders or [""]))) / "files" / f"{supply.stem}[wdth,wght].ttf"
    if not folders or not path.is_file():
        raise MissingError(Problem(place, f"the typeface {supply.name} is not installed", command))
    if sha256(_blob(path).data).hexdigest() != supply.sha256:
        raise MissingError(
            Problem(Place(str(path)), f"this is not the {supply.name} that the program was made with", command)
        )
    return _weights(path)


def _weights(variable: Path) -> tuple[Face, Face]:
    regular, bold = (opened(variable, 0, (("wdth", 100.0), ("wght", weight))) for weight in (REGULAR, BOLD))
    return regular, bold
