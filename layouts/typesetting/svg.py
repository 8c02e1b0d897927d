"""SVG logos: flat shapes in plain colours. In: the bytes of an SVG file. Out: shapes with y up, ready to be inked.

Read: groups, paths, boxes, circles, ellipses, lines, polygons, transforms, fill and stroke. Everything that would look
different if it were left out (text, pictures, gradients, opacity, style sheets, clipping) is an error that names it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from layouts.typesetting.svg_paths import Command, path_commands

Matrix = tuple[float, float, float, float, float, float]

DEEPEST = 64
SILENT = frozenset({"title", "desc", "metadata", "defs", "namedview", "sodipodi:namedview"})
HEEDED = ("fill", "stroke", "stroke-width", "fill-rule", "color")
REFUSED = ("filter", "mask", "clip-path", "stroke-dasharray", "class", "marker-start", "marker-mid", "marker-end")
NAMES = {
    "black": "#000000", "white": "#FFFFFF", "red": "#FF0000", "green": "#008000", "blue": "#0000FF", "gray": "#808080",
    "grey": "#808080", "navy": "#000080", "teal": "#008080", "maroon": "#800000", "purple": "#800080",
    "orange": "#FFA500", "yellow": "#FFFF00", "silver": "#C0C0C0", "lime": "#00FF00", "olive": "#808000",
    "aqua": "#00FFFF", "cyan": "#00FFFF", "fuchsia": "#FF00FF", "magenta": "#FF00FF",
}  # fmt: skip

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSFORM = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")


class SvgError(ValueError):
    """An SVG that cannot be drawn as it was meant."""


@dataclass(frozen=True)
class Shape:
    """A path with its paint: colours as #RRGGBB, "" for none."""

    commands: tuple[Command, ...]
    fill: str
    stroke: str
    width: float
    even_odd: bool


def shapes_of(data: bytes) -> tuple[float, float, tuple[Shape, ...]]:
    """Width, height and shapes. Raises SvgError. Entities must have been refused before: they could be bombs."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - see above
    except (ElementTree.ParseError, ValueError) as error:
        message = "it is not well-formed XML"
        raise SvgError(message) from error
    if _name(root) != "svg":
        message = "it is not an SVG"
        raise SvgError(message)
    left, top, width, height = _view(root)
    found: list[Shape] = []
    try:
        _walk(root, (1.0, 0.0, 0.0, -1.0, -left, top + height), {"fill": "black", "stroke": "none"}, found, 0)
    except (ValueError, OverflowError) as error:
        raise error if isinstance(error, SvgError) else SvgError(str(error)) from error
    if not found:
        message = "nothing in it can be seen"
        raise SvgError(message)
    return width, height, tuple(found)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _view(root: ElementTree.Element) -> tuple[float, float, float, float]:
    numbers = [float(value) for value in _NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) != 4:
        numbers = [0.0, 0.0, _length(root.get("width", "")), _length(root.get("height", ""))]
    if min(numbers[2:]) <= 0 or not all(map(math.isfinite, numbers)):
        message = "it states no size"
        raise SvgError(message)
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _length(text: str, default: float = 0.0) -> float:
    number = _NUMBER.match(text.strip())
    if number is None or text.strip()[number.end() :] not in ("", "px", "pt"):
        if text.strip():
            message = f"it has the length '{text}'"
            raise SvgError(message)
        return default
    return float(number[0])


def _walk(element: ElementTree.Element, matrix: Matrix, style: Mapping[str, str], found: list[Shape], deep: int) -> None:
    name = _name(element)
    if deep > DEEPEST:
        message = "it is nested too deeply"
        raise SvgError(message)
    style = _style(element, style)
    if name in SILENT or not name or style.get("display") == "none":
        return
    if "transform" in element.attrib:
        matrix = _times(matrix, _transform(element.attrib["transform"]))
    if name in ("g", "svg", "a"):
        for child in element:
            _walk(child, matrix, style, found, deep + 1)
        return
    commands = _commands(name, element)
    fill, stroke = _colour(style.get("fill", "black"), style), _colour(style.get("stroke", "none"), style)
    if commands and (fill or stroke):
        a, b, c, d, _, _ = matrix
        width = _length(style.get("stroke-width", ""), 1.0) * math.sqrt(abs(a * d - b * c))
        placed = tuple(_placed(command, matrix) for command in commands)
        found.append(Shape(placed, fill, stroke, width, style.get("fill-rule") == "evenodd"))


def _style(element: ElementTree.Element, above: Mapping[str, str]) -> dict[str, str]:
    own = {key: value.strip() for key, value in element.attrib.items()}
    for entry in own.pop("style", "").split(";"):
        key, _, value = entry.partition(":")
        own[key.strip()] = value.strip()
    for key in REFUSED:
        if own.get(key, "none") not in ("none", ""):
            message = f"it uses {key}"
            raise SvgError(message)
    for key in ("opacity", "fill-opacity", "stroke-opacity"):
        if key in own and _length(own[key].replace("100%", "1"), 1.0) < 1:
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


def _commands(name: str, element: ElementTree.Element) -> tuple[Command, ...]:
    def at(key: str) -> float:
        return _length(element.get(key, ""))

    match name:
        case "path":
            return path_commands(element.get("d", ""))
        case "line":
            return (("M", at("x1"), at("y1")), ("L", at("x2"), at("y2")))
        case "polygon" | "polyline":
            numbers = [float(value) for value in _NUMBER.findall(element.get("points", ""))]
            points = list(zip(numbers[::2], numbers[1::2], strict=False))
            lines = tuple(("L" if index else "M", *point) for index, point in enumerate(points))
            return (*lines, ("Z",)) if name == "polygon" and lines else lines
        case "circle":
            return _ellipse(at("cx"), at("cy"), at("r"), at("r"))
        case "ellipse":
            return _ellipse(at("cx"), at("cy"), at("rx"), at("ry"))
        case "rect":
            rx = min(at("rx") or at("ry"), at("width") / 2)
            ry = min(at("ry") or at("rx"), at("height") / 2)
            return _box(at("x"), at("y"), at("width"), at("height"), rx, ry)
    message = f"it has <{name}> in it"
    raise SvgError(message)


def _box(x: float, y: float, width: float, height: float, rx: float, ry: float) -> tuple[Command, ...]:
    if width <= 0 or height <= 0:
        return ()
    arc = f"a{rx} {ry} 0 0 1 "
    return path_commands(
        f"M{x + rx} {y} h{width - 2 * rx} {arc}{rx} {ry} v{height - 2 * ry} {arc}{-rx} {ry} "
        f"h{2 * rx - width} {arc}{-rx} {-ry} v{2 * ry - height} {arc}{rx} {-ry} z"
    )


def _ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Command, ...]:
    if rx <= 0 or ry <= 0:
        return ()
    return path_commands(f"M{x - rx} {y} a{rx} {ry} 0 0 1 {2 * rx} 0 a{rx} {ry} 0 0 1 {-2 * rx} 0 z")


def _transform(text: str) -> Matrix:
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    at = 0
    while text[at:].strip(" ,"):
        found = _TRANSFORM.match(text, at)
        if found is None:
            message = f"it has the transform '{text}'"
            raise SvgError(message)
        matrix = _times(matrix, _one(found[1], [float(value) for value in _NUMBER.findall(found[2])], text))
        at = found.end()
    return matrix


def _one(kind: str, values: list[float], text: str) -> Matrix:
    match kind, values:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x, *rest]:
            return (1.0, 0.0, 0.0, 1.0, x, rest[0] if rest else 0.0)
        case "scale", [x, *rest]:
            return (x, 0.0, 0.0, rest[0] if rest else x, 0.0, 0.0)
        case "rotate", [angle, *rest]:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            x, y = (rest[0], rest[1]) if len(rest) == 2 else (0.0, 0.0)
            return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
        case "skewX", [angle]:
            return (1.0, 0.0, math.tan(math.radians(angle)), 1.0, 0.0, 0.0)
        case "skewY", [angle]:
            return (1.0, math.tan(math.radians(angle)), 0.0, 1.0, 0.0, 0.0)
    message = f"it has the transform '{text}'"
    raise SvgError(message)


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, l = inner  # noqa: E741 - a matrix
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f)


def _placed(command: Command, matrix: Matrix) -> Command:
    letter, *values = command
    a, b, c, d, e, f = matrix
    points = [float(str(value)) for value in values]
    moved = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(points[::2], points[1::2], strict=True)]
    return (letter, *(value for point in moved for value in point))
