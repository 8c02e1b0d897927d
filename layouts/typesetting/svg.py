"""SVG logos: flat shapes in plain colours. In: the bytes of an SVG file. Out: shapes with y up, ready to be inked.

Read: groups, paths, boxes, circles, ellipses, lines, polygons, transforms, fill and stroke, class rules. What would
look different if it were left out (text, pictures, gradients, opacity, clipping) is an error that names it.
Nothing is fetched and no entity is expanded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET
from xml.parsers import expat

from msgspec import Struct

from layouts.typesetting.svg_matrix import NUMBER, Matrix, placed, times, transform
from layouts.typesetting.svg_paths import Command
from layouts.typesetting.svg_shapes import commands_of, length
from layouts.typesetting.svg_styles import inline_styles

DEEPEST = 64
MOST_BYTES = 1_000_000
MOST_POINTS = 50_000  # a logo, not a map
SMALLEST, LARGEST = 0.1, 100_000.0  # what a logo may state as its width and height
SLIMMEST = 40.0  # its longer side over its shorter one
FAR = 20.0  # how many times its size from its corner a logo may draw
CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}
SILENT = frozenset({"title", "desc", "metadata", "defs", "namedview", "sodipodi:namedview"})
HEEDED = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule", "color")
REFUSED = (
    "filter",
    "visibility",
    "mask",
    "clip-path",
    "stroke-dasharray",
    "class",
    "marker-start",
    "marker-mid",
    "marker-end",
)
NAMES = {
    "black": "#000000", "white": "#FFFFFF", "red": "#FF0000", "green": "#008000", "blue": "#0000FF", "gray": "#808080",
    "grey": "#808080", "navy": "#000080", "teal": "#008080", "maroon": "#800000", "purple": "#800080",
    "orange": "#FFA500", "yellow": "#FFFF00", "silver": "#C0C0C0", "lime": "#00FF00", "olive": "#808000",
    "aqua": "#00FFFF", "cyan": "#00FFFF", "fuchsia": "#FF00FF", "magenta": "#FF00FF",
}  # fmt: skip


class SvgError(ValueError):
    """An SVG that cannot be drawn as it was meant."""


class Shape(Struct, frozen=True):
    """A path with its paint: colours as #RRGGBB, "" for none. `cap` and `join` as PDF numbers them (8.4.3)."""

    commands: tuple[Command, ...]
    fill: str
    stroke: str
    width: float
    even_odd: bool
    cap: int = 0
    join: int = 0


def shapes_of(data: bytes) -> tuple[float, float, tuple[Shape, ...]]:
    """Width, height and shapes. Raises SvgError."""
    if len(data) > MOST_BYTES:
        message = f"it is larger than {MOST_BYTES // 1_000_000} MB"
        raise SvgError(message)
    try:
        _hold_entities(data)
        root = ET.fromstring(data)  # noqa: S314 - it has no entities
    except (expat.ExpatError, ET.ParseError, LookupError, ValueError) as error:
        if isinstance(error, SvgError):
            raise
        message = "it is not well-formed XML"
        raise SvgError(message) from error
    if _name(root) != "svg":
        message = "it is not an SVG"
        raise SvgError(message)
    found: list[Shape] = []
    try:
        left, top, width, height = _view(root)
        inline_styles(root)
        _walk(root, (1.0, 0.0, 0.0, -1.0, -left, top + height), {"fill": "black", "stroke": "none"}, found, 0)
    except (ValueError, OverflowError) as error:
        raise error if isinstance(error, SvgError) else SvgError(str(error)) from error
    if not found:
        message = "nothing in it can be seen"
        raise SvgError(message)
    _hold_points(found, max(width, height))
    return width, height, tuple(found)


def _hold_entities(data: bytes) -> None:
    """What declares an entity could be a bomb, or ask for a file."""

    def refuse(*_: object) -> None:
        message = "it declares entities"
        raise SvgError(message)

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.Parse(data, True)


def _hold_points(shapes: list[Shape], size: float) -> None:
    if sum(len(shape.commands) for shape in shapes) > MOST_POINTS:
        message = f"it has more than {MOST_POINTS:,} points"
        raise SvgError(message)
    numbers = (float(str(value)) for shape in shapes for command in shape.commands for value in command[1:])
    if not all(abs(number) <= FAR * size for number in numbers):  # "not a number" is no less than anything
        message = "it draws far outside its own size"
        raise SvgError(message)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _view(root: ET.Element) -> tuple[float, float, float, float]:
    numbers = [float(value) for value in NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) != 4:
        numbers = [0.0, 0.0, length(root.get("width", "")), length(root.get("height", ""))]
    if min(numbers[2:]) <= 0 or not all(map(math.isfinite, numbers)):
        message = "it states no size"
        raise SvgError(message)
    left, top, width, height = numbers
    short, long = sorted((width, height))
    if short < SMALLEST or long > LARGEST or long > SLIMMEST * short:
        message = f"it states a size of {width:g} x {height:g}"
        raise SvgError(message)
    return left, top, width, height


def _walk(element: ET.Element, matrix: Matrix, style: Mapping[str, str], found: list[Shape], deep: int) -> None:
    name = _name(element)
    if deep > DEEPEST:
        message = "it is nested too deeply"
        raise SvgError(message)
    style = _style(element, style)
    if name in SILENT or not name or style.get("display") == "none":
        return
    if "transform" in element.attrib:
        matrix = times(matrix, transform(element.attrib["transform"]))
    if name in ("g", "a") or (name == "svg" and not deep):
        for child in element:
            _walk(child, matrix, style, found, deep + 1)
        return
    commands = commands_of(name, element)
    fill, stroke = _colour(style.get("fill", "black"), style), _colour(style.get("stroke", "none"), style)
    if commands and (fill or stroke):
        a, b, c, d, _, _ = matrix
        width = length(style.get("stroke-width", ""), 1.0) * math.sqrt(abs(a * d - b * c))
        drawn = tuple(placed(command, matrix) for command in commands)
        ends = CAPS.get(style.get("stroke-linecap", ""), 0), JOINS.get(style.get("stroke-linejoin", ""), 0)
        found.append(Shape(drawn, fill, stroke, width, style.get("fill-rule") == "evenodd", *ends))


def _style(element: ET.Element, above: Mapping[str, str]) -> dict[str, str]:
    own = {key: value.strip() for key, value in element.attrib.items()}
    for entry in own.pop("style", "").split(";"):
        key, _, value = entry.partition(":")
        own[key.strip()] = value.strip()
    for key in REFUSED:
        if own.get(key, "none") not in ("none", "", "visible", "inherit"):
            message = f"it uses {key}"
            raise SvgError(message)
    for key in ("opacity", "fill-opacity", "stroke-opacity"):
        if key in own and length(own[key].replace("100%", "1"), 1.0) < 1:
            message = f"it uses {key}"
            raise SvgError(message)
    kept = {key: value for key, value in above.items() if key != "display"}
    return kept | {key: own[key] for key in (*HEEDED, "display") if own.get(key, "inherit") != "inherit"}


def _colour(text: str, style: Mapping[str, str]) -> str:
    value = style.get("color", "black") if text == "currentColor" else text
    if value in ("none", "transparent"):
        return ""
    if re.fullmatch("#[0-9A-Fa-f]{6}", value):
        return value.upper()
    if re.fullmatch("#[0-9A-Fa-f]{3}", value):
        return "#" + "".join(digit * 2 for digit in value[1:]).upper()
    channels = re.fullmatch(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", value)
    if channels:
        return "#" + "".join(f"{min(255, int(channel)):02X}" for channel in channels.groups())
    if value.lower() in NAMES:
        return NAMES[value.lower()]
    message = "it has a gradient or a pattern" if value.startswith("url(") else f"it has the colour '{value}'"
    raise SvgError(message)
