"""SVG path data. In: the text of a `d` attribute. Out: absolute moves, lines, curves, closings (SVG 1.1, chapter 8)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

Command = tuple[object, ...]
Point = tuple[float, float]

OPERANDS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}

_TOKEN = re.compile(r"\s*,?\s*([A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAG = re.compile(r"\s*,?\s*([01])")
_REST = re.compile(r"[\s,]*\Z")


def path_commands(data: str) -> tuple[Command, ...]:
    """The commands, as ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",).

    Raises ValueError for data that is not a path.
    """
    return tuple(_drawn(data))


def _drawn(data: str) -> Iterator[Command]:
    here = start = (0.0, 0.0)
    handle: Point | None = None  # the last curve's, for S and T to reflect
    before = ""
    for letter, values in _read(data):
        kind, relative = letter.upper(), letter.islower()
        if not before and kind != "M":
            message = "a path begins without a move"
            raise ValueError(message)
        x, y = here if relative else (0.0, 0.0)
        match kind:
            case "Z":
                yield ("Z",)
                here = start
            case "M" | "L" | "H" | "V":
                to_x = here[0] if kind == "V" else values[0] + x
                to_y = here[1] if kind == "H" else values[-1] + y
                here = (to_x, to_y)
                start = here if kind == "M" else start
                yield ("M" if kind == "M" else "L", *here)
            case "A":
                end = (values[5] + x, values[6] + y)
                yield from _arc(here, end, values)
                here = end
            case _:
                points = [(values[n] + x, values[n + 1] + y) for n in range(0, len(values), 2)]
                smooth = before in ("CS" if kind in "CS" else "QT") and handle is not None
                if kind in "ST":
                    mirror = (2 * here[0] - handle[0], 2 * here[1] - handle[1]) if smooth and handle else here
                    points.insert(0, mirror)
                handle = points[-2]
                yield _curve(here, points)
                here = points[-1]
        before = kind


def _curve(here: Point, points: list[Point]) -> Command:
    if len(points) == 2:  # quadratic
        (qx, qy), (x, y) = points
        first = (here[0] + (qx - here[0]) * 2 / 3, here[1] + (qy - here[1]) * 2 / 3)
        points = [first, (x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3), (x, y)]
    return ("C", *(value for point in points for value in point))


def _read(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its operands; one that is repeated without its letter comes again."""
    at, letter = 0, ""
    while not _REST.match(data, at):
        token = _TOKEN.match(data, at)
        if token is None:
            message = f"a path has '{data[at : at + 12].strip()}' in it"
            raise ValueError(message)
        if token[1].isalpha():
            letter, at = token[1], token.end()
            if letter.upper() not in OPERANDS:
                message = f"a path has the command '{letter}'"
                raise ValueError(message)
        elif letter in ("", "z", "Z"):
            message = "a path has a number without a command"
            raise ValueError(message)
        values: list[float] = []
        while len(values) < OPERANDS[letter.upper()]:
            # The flags of an arc may stand without anything between them.
            pattern = _FLAG if letter in "aA" and len(values) in (3, 4) else _TOKEN
            operand = pattern.match(data, at)
            if operand is None or operand[1].isalpha():
                message = f"a path's command '{letter}' lacks a number"
                raise ValueError(message)
            values.append(float(operand[1]))
            at = operand.end()
        yield letter, values
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _arc(start: Point, end: Point, values: list[float]) -> Iterator[Command]:
    """An elliptical arc as cubics of at most a quarter turn each (SVG 1.1, F.6)."""
    rx, ry, phi = abs(values[0]), abs(values[1]), math.radians(values[2] % 360)
    large, sweep = bool(values[3]), bool(values[4])
    if start == end:
        return
    if not rx or not ry:
        yield ("L", *end)
        return
    cos, sin = math.cos(phi), math.sin(phi)
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grow = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    span = (rx * y) ** 2 + (ry * x) ** 2
    factor = math.sqrt(max(0.0, ((rx * ry) ** 2 - span) / span)) * (-1 if large == sweep else 1)
    cx, cy = factor * rx * y / ry, -factor * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    turn = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    middle = (cos * cx - sin * cy + (start[0] + end[0]) / 2, sin * cx + cos * cy + (start[1] + end[1]) / 2)
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / count
    reach = 4 / 3 * math.tan(step / 4)

    def placed(u: float, v: float) -> Point:
        return middle[0] + cos * rx * u - sin * ry * v, middle[1] + sin * rx * u + cos * ry * v

    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        one = placed(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a))
        two = placed(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b))
        last = end if index == count - 1 else placed(math.cos(b), math.sin(b))
        yield ("C", *one, *two, *last)
