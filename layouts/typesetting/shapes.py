"""Shapes: paths and boxes as content-stream operators. In: sizes in points, colours as #RRGGBB. Out: lines of operators.

Colours and line styles are written only when they change. On a tagged file shapes are drawn inside `artifact()` or a
figure, so that nothing painted is without an owner (PDF/UA-1, 7.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from layouts.typesetting.text.glyphfont import number

ARC = 0.5523  # handle of a quarter circle as a cubic, over the radius

Command = tuple[object, ...]


@cache
def _channels(colour: str) -> str:
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))


class Shapes:
    """What draws shapes. `_out` is the list that operators are added to."""

    _out: list[str]

    def __init__(self, *, tagged: bool) -> None:
        self._tagged = tagged
        self._open = not tagged
        self.forget()

    def forget(self) -> None:
        """The graphics state is as a page begins: nothing is set yet."""
        self._state: dict[str, object] = {}

    def paint(self, kind: str, colour: str) -> str:
        """The operator that sets the colour for `fill` or `stroke`, or nothing if it is set already."""
        if self._state.get(kind) == colour:
            return ""
        self._state[kind] = colour
        return f"{_channels(colour)} {'rg' if kind == 'fill' else 'RG'}"

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Shapes may be drawn inside."""
        before, self._open = self._open, True
        try:
            yield
        finally:
            self._open = before

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside belongs to no text."""
        if not self._tagged or self._open:
            yield
            return
        start = len(self._out)
        self._out.append("/Artifact BMC")
        with self.opened():
            yield
        if len(self._out) == start + 1:
            self._out.pop()
        else:
            self._out.append("EMC")

    def fill_box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        radius: float = 0.0,
        corners: tuple[bool, bool, bool, bool] = (True, True, True, True),
    ) -> None:
        """A filled box with round corners where asked (upper left, upper right, lower right, lower left)."""
        self._draw(_rounded(x, y, width, height, radius, corners), fill=colour)

    def stroke_box(
        self, x: float, y: float, width: float, height: float, colour: str, weight: float, radius: float = 0.0
    ) -> None:
        """The outline of a box."""
        self._draw(_rounded(x, y, width, height, radius, (True,) * 4), stroke=colour, width=weight)

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
        """A straight line with round ends."""
        path = f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l"
        self._draw(path, stroke=colour, width=width, dash=dash)

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled circle."""
        box = _rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius, (True,) * 4)
        self._draw(box, fill=fill)

    def path(self, commands: Sequence[Command], fill: str = "", stroke: str = "", width: float = 1.0) -> None:
        """A path of ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",)."""
        operators = {"M": "m", "L": "l", "C": "c", "Z": "h"}
        text = " ".join(
            " ".join((*(number(float(str(value))) for value in command[1:]), operators[str(command[0])])) for command in commands
        )
        self._draw(text, fill=fill, stroke=stroke, width=width)

    def _draw(
        self,
        path: str,
        *,
        fill: str = "",
        stroke: str = "",
        width: float = 1.0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        if not self._open:
            raise ValueError("a shape belongs into artifact() or figure()")
        before = []
        if fill:
            before.append(self.paint("fill", fill))
        if stroke:
            before.append(self.paint("stroke", stroke))
            if self._state.get("width") != width:
                self._state["width"] = width
                before.append(f"{number(width)} w")
            if self._state.get("dash") != dash:
                self._state["dash"] = dash
                before.append(f"[{' '.join(number(value) for value in dash or ())}] 0 d")
        paint = "B" if fill and stroke else "f" if fill else "S"
        self._out.append(" ".join((*(each for each in before if each), path, paint)))


def _rounded(x: float, y: float, width: float, height: float, radius: float, corners: Sequence[bool]) -> str:
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return f"{number(x)} {number(y)} {number(width)} {number(height)} re"
    h = radius * (1 - ARC)
    right, top = x + width, y + height
    upper_left, upper_right, lower_right, lower_left = (radius if corner else 0.0 for corner in corners)
    parts = [f"{number(x + lower_left)} {number(y)} m {number(right - lower_right)} {number(y)} l"]

    def arc(*values: float) -> None:
        parts.append(" ".join(number(value) for value in values) + " c")

    if lower_right:
        arc(right - h, y, right, y + h, right, y + radius)
    parts.append(f"{number(right)} {number(top - upper_right)} l")
    if upper_right:
        arc(right, top - h, right - h, top, right - radius, top)
    parts.append(f"{number(x + upper_left)} {number(top)} l")
    if upper_left:
        arc(x + h, top, x, top - h, x, top - radius)
    parts.append(f"{number(x)} {number(y + lower_left)} l")
    if lower_left:
        arc(x, y + h, x + h, y, x + radius, y)
    return " ".join(parts) + " h"
