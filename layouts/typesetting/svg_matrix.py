"""Transforms of SVG logos. In: the text of a `transform` attribute. Out: one matrix (SVG 1.1, 7.6)."""

from __future__ import annotations

import math
import re

from layouts.typesetting.svg_paths import Command

Matrix = tuple[float, float, float, float, float, float]

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSFORM = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")


def transform(text: str) -> Matrix:
    """A list of transforms as one. Raises ValueError."""
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    at = 0
    while text[at:].strip(" ,"):
        found = _TRANSFORM.match(text, at)
        if found is None:
            message = f"it has the transform '{text}'"
            raise ValueError(message)
        matrix = times(matrix, _one(found[1], [float(value) for value in NUMBER.findall(found[2])], text))
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
    raise ValueError(message)


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """The inner matrix, then the outer one."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, l = inner  # noqa: E741 - a matrix
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f)


def placed(command: Command, matrix: Matrix) -> Command:
    """A path's command with its points moved."""
    letter, *values = command
    a, b, c, d, e, f = matrix
    points = [float(str(value)) for value in values]
    moved = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(points[::2], points[1::2], strict=True)]
    return (letter, *(value for point in moved for value in point))
