"""Shapes of SVG logos. In: a shape's element. Out: the commands of its path (SVG 1.1, chapters 8 and 9)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from layouts.typesetting.svg_matrix import NUMBER
from layouts.typesetting.svg_paths import Command, path_commands


def length(text: str, default: float = 0.0) -> float:
    """A number without a unit, in px or in pt. Raises ValueError."""
    number = NUMBER.match(text.strip())
    if number is None or text.strip()[number.end() :] not in ("", "px", "pt"):
        if text.strip():
            message = f"it has the length '{text}'"
            raise ValueError(message)
        return default
    return float(number[0])


def commands_of(name: str, element: ET.Element) -> tuple[Command, ...]:
    """What a shape draws. Raises ValueError for anything else."""

    def at(key: str) -> float:
        return length(element.get(key, ""))

    match name:
        case "path":
            return path_commands(element.get("d", ""))
        case "line":
            return (("M", at("x1"), at("y1")), ("L", at("x2"), at("y2")))
        case "polygon" | "polyline":
            numbers = [float(value) for value in NUMBER.findall(element.get("points", ""))]
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
    raise ValueError(message)


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
