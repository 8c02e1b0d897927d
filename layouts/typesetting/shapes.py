"""Shapes: paths and boxes as content-stream operators. In: sizes in points, colours as #RRGGBB. Out: operators.

Colours and line styles are written only when they change. On a tagged file shapes are drawn inside `artifact()` or a
figure, so that nothing painted is without an owner (PDF/UA-1, 7.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache, lru_cache

from layouts.typesetting.pack import short
from layouts.typesetting.squares import squares

ARC = 0.5523  # handle of a quarter circle as a cubic, over the radius
ROUND = "1 J 1 j"  # ends and joins of lines, at the head of every page and form
OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}

Command = tuple[object, ...]
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Corners = tuple[bool, bool, bool, bool]

ALL: Corners = (True, True, True, True)
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@cache
def _channels(colour: str) -> tuple[str, bool]:
    """A colour's operands, and whether it is grey: then one is enough."""
    red, green, blue = (short(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
    return (red, True) if red == green == blue else (f"{red} {green} {blue}", False)


class Shapes:
    """What draws shapes, into `out`. Shapes are refused outside `artifact()` and figures where the file is tagged."""

    def __init__(self, *, tagged: bool) -> None:
        self._tagged = tagged
        self._owned = not tagged
        self.start([])

    def start(self, out: list[str]) -> None:
        """Operators go to `out` from now on; the graphics state is as a page begins."""
        self.out = out
        self._state: dict[str, object] = {}
        self._matrix = IDENTITY

    def artifact(self) -> AbstractContextManager[None]:
        """What is drawn inside is decoration: no reader hears of it."""
        return self._marked("/Artifact BMC")

    @contextmanager
    def _marked(self, opening: str) -> Iterator[None]:
        if self._owned:
            yield
            return
        start = len(self.out)
        self.out.append(opening)
        self._owned = True
        try:
            yield
        finally:
            self._owned = False
        if len(self.out) == start + 1 and opening.startswith("/Artifact"):
            self.out.pop()
        else:
            self.out.append("EMC")

    @contextmanager
    def at(self, dx: float, dy: float, scale: float = 1.0, *, mirrored: bool = False) -> Iterator[None]:
        """What is drawn inside has its origin at (dx, dy); `mirrored`: x runs to the left."""
        across = -scale if mirrored else scale
        with self._kept():
            self.out.append(f"{_numbers(across, 0, 0, scale, dx, dy)} cm")
            a, b, c, d, e, f = self._matrix
            self._matrix = (a * across, b * across, c * scale, d * scale, a * dx + c * dy + e, b * dx + d * dy + f)
            yield

    @contextmanager
    def clipped(self, x: float, y: float, width: float, height: float, radius: float = 0.0) -> Iterator[None]:
        """What is drawn inside shows only within the box."""
        with self._kept():
            self.out.append(f"{_rounded(x, y, width, height, radius, ALL)} W n")
            yield

    @contextmanager
    def _kept(self) -> Iterator[None]:
        state, matrix = self._state.copy(), self._matrix
        self.out.append("q")
        try:
            yield
        finally:
            self.out.append("Q")
            self._state, self._matrix = state, matrix

    def on_page(self, box: Box) -> Box:
        """A box (left, bottom, right, top) in the page's own coordinates."""
        a, b, c, d, e, f = self._matrix
        xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
        ys = [b * x + d * y + f for x in box[::2] for y in box[1::2]]
        return min(xs), min(ys), max(xs), max(ys)

    def paint(self, colour: str) -> str:
        """The operator that makes `colour` the fill colour, or nothing if it is."""
        return self._changed("fill", colour)

    def fill_box(
        self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0.0, corners: Corners = ALL
    ) -> None:
        """A filled box. `corners` tells which are round: upper left, upper right, lower right, lower left."""
        self._draw(_rounded(x, y, width, height, radius, corners), fill=colour)

    def fill_boxes(self, boxes: Sequence[Box], colour: str) -> None:
        """Boxes (x, y, width, height) as one shape: no seams show where they touch."""
        self._draw("\n".join(f"{_numbers(*box)} re" for box in boxes), fill=colour)

    def cells(self, rows: Sequence[bytes], colour: str) -> None:
        """Unit squares where a byte is 0, from the top row down, as one shape. No other rows are longer or shorter."""
        self._draw(squares(rows).rstrip("\n"), fill=colour)

    def stroke_box(
        self, x: float, y: float, width: float, height: float, colour: str, weight: float, radius: float = 0.0
    ) -> None:
        """The outline of a box, its line's middle on the box's edge."""
        self._draw(_rounded(x, y, width, height, radius, ALL), stroke=colour, width=weight)

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: str,
        width: float,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A straight line with round ends. `dash`: how long a dash and the gap after it are."""
        self._draw(f"{short(x0)} {short(y0)} m {short(x1)} {short(y1)} l", stroke=colour, width=width, dash=dash)

    def circle(self, x: float, y: float, radius: float, fill: str = "", stroke: str = "", width: float = 1.0) -> None:
        """A circle around (x, y)."""
        path = _rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius, ALL)
        self._draw(path, fill=fill, stroke=stroke, width=width)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A solid circle, as a line without length and with round ends (PDF 32000-1, 8.5.3.2): a tenth of the bytes."""
        at = _numbers(x, y)
        self._draw(f"{at} m {at} l", stroke=colour, width=2 * radius)

    def path(
        self,
        commands: Sequence[Command],
        fill: str = "",
        stroke: str = "",
        width: float = 1.0,
        *,
        even_odd: bool = False,
        places: int = 2,
    ) -> None:
        """A path of ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",), to that many places.

        `even_odd`: a part inside another is a hole, whichever way round it was drawn.
        """
        self._draw(_written(tuple(commands), places), fill=fill, stroke=stroke, width=width, even_odd=even_odd)

    def _draw(
        self,
        path: str,
        *,
        fill: str = "",
        stroke: str = "",
        width: float = 1.0,
        dash: tuple[float, float] | None = None,
        even_odd: bool = False,
    ) -> None:
        if not self._owned:
            raise ValueError("a shape belongs into artifact() or figure()")
        if fill:
            self._set(self._changed("fill", fill))
        if stroke:
            self._set(self._changed("stroke", stroke))
            self._set(self._changed("width", width))
            self._set(self._changed("dash", dash))
        paint = "B" if fill and stroke else "f" if fill else "S"
        self.out.append(f"{path} {paint}{'*' if even_odd and fill else ''}")

    def _set(self, operator: str) -> None:
        if operator:
            self.out.append(operator)

    def _changed(self, key: str, value: object) -> str:
        """The operator that sets part of the graphics state, or nothing if it is so already."""
        state = self._state
        if (state[key] if key in state else STARTING[key]) == value:
            return ""
        state[key] = value
        match key, value:
            case "fill" | "stroke", str():
                channels, grey = _channels(value)
                operator = "g" if grey else "rg"
                return f"{channels} {operator if key == 'fill' else operator.upper()}"
            case "width", float() | int():
                return f"{_numbers(value)} w"
            case _, (on, off):
                return f"[{_numbers(on, off)}] 0 d"
            case _:
                return "[] 0 d"


STARTING: dict[str, object] = {"fill": "#000000", "stroke": "#000000", "width": 1.0, "dash": None}


def _numbers(*values: object) -> str:
    return " ".join([short(float(value)) for value in values])  # type: ignore[arg-type]


# Pieces of one layout draw the same shapes at the same places, copy after copy.
@lru_cache(2_000)
def _written(commands: tuple[Command, ...], places: int) -> str:
    written = []
    for letter, *values in commands:
        numbers = [short(float(value), places) for value in values]  # type: ignore[arg-type]
        written.append(" ".join([*numbers, OPERATORS[str(letter)]]))
    return "\n".join(written)


@lru_cache(2_000)
def _rounded(x: float, y: float, width: float, height: float, radius: float, corners: Corners) -> str:
    radius = min(radius, width / 2, height / 2)
    if radius <= 0 or not any(corners):
        return f"{_numbers(x, y, width, height)} re"
    right, top = x + width, y + height
    up_left, up_right, low_right, low_left = (radius if corner else 0.0 for corner in corners)
    # Straight to where each corner's arc begins, then the arc; counter-clockwise from the foot of the left side.
    turns = (
        (right - low_right, y, right, y, right, y + low_right),
        (right, top - up_right, right, top, right - up_right, top),
        (x + up_left, top, x, top, x, top - up_left),
        (x, y + low_left, x, y, x + low_left, y),
    )
    parts = [f"{_numbers(x + low_left, y)} m"]
    for x0, y0, cx, cy, x1, y1 in turns:
        parts.append(f"{_numbers(x0, y0)} l")
        if (x0, y0) != (x1, y1):
            handles = (x0 + (cx - x0) * ARC, y0 + (cy - y0) * ARC, x1 + (cx - x1) * ARC, y1 + (cy - y1) * ARC)
            parts.append(f"{_numbers(*handles, x1, y1)} c")
    return " ".join(parts) + " h"
