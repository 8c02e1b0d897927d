"""Drawings of the house: line art in one weight with round ends. In: a name. Out: strokes on a square of 24, y down.

A stroke is a path in the letters of SVG (M, L, C, Z, absolute) and O for a circle (centre, radius), with its paint:
`line` and `accent` are stroked, `solid`, `spot` and `soft` are filled with the line's, the accent's and the ground's
colour. Nobody is shown in distress; nothing shows what a reader should not reach for.
"""

from __future__ import annotations

from functools import cache

GRID = 24.0
WEIGHT = 1.55  # of lines, on the grid
ARC = 0.5523  # handle of a quarter circle as a cubic, over the radius

Command = tuple[object, ...]
Stroke = tuple[str, str]

PICTURES: dict[str, tuple[Stroke, ...]] = {
    "leaf": (
        ("line", "M4.5 19.5 C3.2 9.8 9 3.6 20.4 3.6 C20.8 15 14.4 21 4.5 19.5 Z"),
        ("accent", "M4.5 19.5 L15.2 8.8 M9.3 14.7 L9.3 10.6 M12.4 11.6 L16.6 11.7"),
    ),
    "body": (
        ("line", "O12 4.9 2.5"),
        ("line", "M6.6 15.6 L6.6 12.6 C6.6 10.4 8.2 9.3 10 9.3 L14 9.3 C15.8 9.3 17.4 10.4 17.4 12.6 L17.4 15.6"),
        ("line", "M9.6 12.8 L9.6 21 M14.4 12.8 L14.4 21"),
        ("accent", "M12 14.4 L12 17.4"),
    ),
    "mind": (
        (
            "line",
            "M15.4 20.6 L15.4 17.6 L17.3 17.6 C18.3 17.6 18.7 17 18.7 16.2 L18.7 13.9 L20.3 13.2 "
            "C19.5 12.2 18.9 11.1 18.7 9.8 "
            "C18.3 5.9 15.5 3.4 11.7 3.4 C7.5 3.4 4.4 6.5 4.4 10.4 C4.4 13 5.7 14.9 7.4 16.2 L7.4 20.6",
        ),
        ("accent", "M8.4 10.2 C9.4 8.6 10.6 8.6 11.5 10.2 C12.4 11.8 13.6 11.8 14.6 10.2"),
    ),
    "moon": (
        (
            "line",
            "M19.8 14.4 C18.7 14.9 17.5 15.2 16.2 15.2 C11.8 15.2 8.3 11.7 8.3 7.3 C8.3 6 8.6 4.8 9.1 3.7 "
            "C5.8 5 3.6 8.1 3.6 11.8 C3.6 16.6 7.4 20.4 12.2 20.4 C15.7 20.4 18.6 17.9 19.8 14.4 Z",
        ),
        ("accent", "M16.6 4 L16.6 8.4 M14.4 6.2 L18.8 6.2"),
    ),
    "water": (
        ("line", "M5.8 3.8 L7.6 20.2 L16.4 20.2 L18.2 3.8 Z"),
        ("accent", "M6.7 10.4 C8.4 9 10.1 9 12 10.4 C13.9 11.8 15.6 11.8 17.3 10.4"),
    ),
    "phone": (
        (
            "line",
            "M6.4 3.6 L9.4 3.6 L10.9 7.8 L8.8 9.4 C9.9 11.9 12.1 14.1 14.6 15.2 L16.2 13.1 L20.4 14.6 L20.4 17.6 "
            "C20.4 19.4 19 20.6 17.3 20.4 C10 19.8 4.2 14 3.6 6.7 C3.4 5 4.6 3.6 6.4 3.6 Z",
        ),
        ("accent", "M14.4 3.9 C17.4 4.4 19.6 6.6 20.1 9.6"),
    ),
    "hands": (
        ("line", "O6.9 5.9 2.4 O17.1 5.9 2.4"),
        (
            "line",
            "M3.2 19.6 L3.2 13.6 C3.2 11.4 4.8 10.2 6.9 10.2 C9 10.2 10.2 11.6 10.8 13.8 L12 17.4 L13.2 13.8 "
            "C13.8 11.6 15 10.2 17.1 10.2 C19.2 10.2 20.8 11.4 20.8 13.6 L20.8 19.6",
        ),
        ("accent", "M12 17.4 L12 19.8"),
    ),
    "clock": (("line", "O12 12 8.5"), ("accent", "M12 7 L12 12 L15.6 14.2")),
    "warning": (
        ("line", "M12 3.7 L21.3 19.9 L2.7 19.9 Z"),
        ("line", "M12 9.6 L12 13.9"),
        ("solid", "O12 16.9 0.95"),
    ),
    "pill": (
        (
            "line",
            "M5.2 13 L13 5.2 C14.8 3.4 17.4 3.4 19 5 C20.6 6.6 20.6 9.2 18.8 11 L11 18.8 C9.2 20.6 6.6 20.6 5 19 "
            "C3.4 17.4 3.4 14.8 5.2 13 Z",
        ),
        ("accent", "M3.8 3.8 L20.2 20.2"),
    ),
    "baby": (
        ("line", "O12 7.6 3.9"),
        ("line", "M6.2 20.4 C5.6 15.6 8.2 12.8 12 12.8 C15.8 12.8 18.4 15.6 17.8 20.4 Z"),
        ("accent", "M8.2 15.4 L15.8 18.4"),
    ),
    "calendar": (
        (
            "line",
            "M5.4 5.8 L18.6 5.8 C19.6 5.8 20.2 6.4 20.2 7.4 L20.2 18.6 C20.2 19.6 19.6 20.2 18.6 20.2 L5.4 20.2 "
            "C4.4 20.2 3.8 19.6 3.8 18.6 L3.8 7.4 C3.8 6.4 4.4 5.8 5.4 5.8 Z",
        ),
        ("line", "M3.8 10 L20.2 10 M8.2 3.4 L8.2 7 M15.8 3.4 L15.8 7"),
        ("accent", "M8.8 15 L11 17.2 L15.4 12.9"),
    ),
    "branch": (
        ("line", "M12 23 C11.8 17.4 11.9 10.4 12.2 5.4"),
        ("spot", "M12 18.4 C14.4 14.6 18.6 13.4 22.4 14 C21.2 17.8 17 20.2 12 18.4 Z"),
        ("line", "M12 18.4 C9.6 14.6 5.4 13.4 1.6 14 C2.8 17.8 7 20.2 12 18.4 Z"),
        ("line", "M12 12 C14 8.6 17.6 7.4 20.8 7.8 C19.8 11.2 16.2 13.4 12 12 Z"),
        ("spot", "M12 12 C10 8.6 6.4 7.4 3.2 7.8 C4.2 11.2 7.8 13.4 12 12 Z"),
        ("line", "M12.2 6.4 C10.2 4.6 10.4 2.2 12.3 0.8 C14.2 2.2 14.2 4.6 12.2 6.4 Z"),
    ),
    # Stretched to its box: a soft hill that rises early and eases to a low, uneven tail.
    "timeline": (
        ("soft", "M0 24 L0 19.5 C2.6 18 3.8 4 7.4 3 C11.4 2 11.8 15.2 15.6 17.2 C18.4 18.6 20.4 19.6 24 20.6 L24 24 Z"),
        ("line", "M0 19.5 C2.6 18 3.8 4 7.4 3 C11.4 2 11.8 15.2 15.6 17.2 C18.4 18.6 20.4 19.6 24 20.6"),
    ),
}


@cache
def strokes(name: str) -> tuple[tuple[str, tuple[Command, ...]], ...]:
    """The paints and path commands of a drawing. Raises KeyError for a name the house does not have."""
    return tuple((paint, _commands(path)) for paint, path in PICTURES[name])


def _commands(path: str) -> tuple[Command, ...]:
    commands: list[Command] = []
    for letter, numbers in _letters(path):
        if letter == "O":
            commands.extend(_circle(*numbers))
        else:
            commands.append((letter, *numbers))
    return tuple(commands)


def _letters(path: str) -> list[tuple[str, list[float]]]:
    found: list[tuple[str, list[float]]] = []
    for token in path.replace("Z", " Z ").split():
        number = token.lstrip("MLCOZ")
        if number != token:
            found.append((token[0], []))
        if number:
            found[-1][1].append(float(number))
    return found


def _circle(x: float, y: float, r: float) -> list[Command]:
    h = r * ARC
    return [
        ("M", x + r, y),
        ("C", x + r, y + h, x + h, y + r, x, y + r),
        ("C", x - h, y + r, x - r, y + h, x - r, y),
        ("C", x - r, y - h, x - h, y - r, x, y - r),
        ("C", x + h, y - r, x + r, y - h, x + r, y),
        ("Z",),
    ]
