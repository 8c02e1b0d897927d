"""Nodes: what a described piece is made of. In: words, types, sizes. Out: plain values that JSON can hold.

text     words in one type: tag (H1, H2, H3, P), size, leading, colour, spans [text, bold, href, language]
space    so many points of nothing
list     items behind a mark (disc, tick) or a label of their own, in one column or several
columns  cells side by side, each with its width
box      nodes on a ground or in a border, perhaps of a fixed height with its nodes at the foot
table    a header row and body rows
picture  paths, stroked or filled
rule     a line across;  lines: empty lines to write on
code     a QR code, its modules given as the runs of one path
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from handouts.inline import Words
from layouts.typesetting.pictures import GRID, WEIGHT, strokes
from layouts.typesetting.qr import modules
from layouts.typesetting.styles import Type

Node = dict[str, Any]
DARK = re.compile(rb"\x00+")
QUIET = 4  # modules of clear ground around a QR code
DECIMALS = 2


def text(words: Words | str, type_: Type, tag: str = "P", *, align: str = "start", keep: bool = False) -> Node:
    """A paragraph or a heading. `keep`: it stays with what follows."""
    spans = (
        [[words, type_.strong, "", ""]]
        if isinstance(words, str)
        else [[span.text, span.strong or type_.strong, span.href, span.lang] for span in words.spans]
    )
    return {
        "t": "text",
        "tag": tag,
        "size": round(type_.size, DECIMALS),
        "leading": round(type_.leading, DECIMALS),
        "colour": type_.colour,
        "spans": spans,
        "align": align,
        "keep": keep,
    }


def space(height: float) -> Node:
    """Nothing, so high."""
    return {"t": "space", "height": round(height, DECIMALS)}


def apart(nodes: Iterable[Node], gap: float) -> list[Node]:
    """The nodes with a space between each two."""
    done: list[Node] = []
    for node in nodes:
        done += [space(gap), node] if done else [node]
    return done


def listed(
    items: Iterable[Node], mark: str, size: float, hang: float, gap: float, colour: str, *, across: int = 1,
    labels: Iterable[Node] = (), width: float = 0.0,
) -> Node:  # fmt: skip
    """A list. `mark`: "disc", "tick", "number" or "label"; the last two have a label an item."""
    return {
        "t": "list",
        "mark": mark,
        "size": round(size, DECIMALS),
        "hang": round(hang, DECIMALS),
        "gap": round(gap, DECIMALS),
        "colour": colour,
        "across": across,
        "items": list(items),
        "labels": list(labels),
        "width": round(width, DECIMALS),
    }


def columns(cells: Iterable[tuple[float, list[Node]]], gap: float, *, keep: bool = False) -> Node:
    """Cells side by side: (width, nodes) each."""
    shown = [{"width": round(width, DECIMALS), "nodes": nodes} for width, nodes in cells]
    return {"t": "columns", "cells": shown, "gap": round(gap, DECIMALS), "keep": keep}


def box(
    nodes: list[Node],
    width: float,
    pad: tuple[float, float, float, float],
    *,
    fill: str = "",
    stroke: str = "",
    bar: str = "",
    radius: float = 0.0,
    height: float = 0.0,
) -> Node:
    """Nodes on a ground. `pad`: above, right, below, left. `bar`: a bar of that colour at its left."""
    return {
        "t": "box",
        "nodes": nodes,
        "width": round(width, DECIMALS),
        "pad": [round(each, DECIMALS) for each in pad],
        "fill": fill,
        "stroke": stroke,
        "bar": bar,
        "radius": radius,
        "height": round(height, DECIMALS),
    }


def table(widths: list[float], header: list[Node], rows: list[list[Node]], fill: str, rule: str, pad: float) -> Node:
    """A table with a ground under its header and rules between its rows."""
    return {
        "t": "table",
        "widths": [round(width, DECIMALS) for width in widths],
        "header": header,
        "rows": rows,
        "fill": fill,
        "rule": rule,
        "pad": round(pad, DECIMALS),
    }


def rule(colour: str, weight: float) -> Node:
    """A line across."""
    return {"t": "rule", "colour": colour, "weight": round(weight, DECIMALS)}


def lines(count: int, gap: float, colour: str, weight: float) -> Node:
    """Empty lines to write on."""
    return {"t": "lines", "count": count, "gap": round(gap, DECIMALS), "colour": colour, "weight": round(weight, 2)}


def picture(name: str, width: float, height: float, paints: tuple[str, str, str], alt: str = "") -> Node:
    """A drawing of the house. `paints`: the colours of its lines, of its accent, of its soft parts."""
    line, accent, soft = paints
    weight = 1.4 if width > height * 2 else WEIGHT * min(width, height) / GRID
    look = {
        "line": ("", line),
        "accent": ("", accent),
        "solid": (line, ""),
        "spot": (accent, ""),
        "soft": (soft, ""),
    }
    paths = []
    for paint, commands in strokes(name):
        moved: list[list[object]] = []
        for letter, *points in commands:
            scaled = [
                round(float(str(value)) * (height if n % 2 else width) / GRID, DECIMALS)
                for n, value in enumerate(points)
            ]
            moved.append([letter, *scaled])
        paths.append([*look[paint], round(weight, DECIMALS), moved])
    return {"t": "picture", "width": round(width, 2), "height": round(height, 2), "alt": alt, "paths": paths}


def code(web: str, side: float, colour: str, alt: str) -> Node:
    """A QR code."""
    path, count = runs(web)
    return {"t": "code", "side": round(side, 2), "colour": colour, "alt": alt, "path": path, "modules": count}


def runs(web: str) -> tuple[str, int]:
    """The dark runs of a QR code as an SVG path on a grid of modules, and how many modules its side has."""
    cells = modules(web)
    path = [
        f"M{found.start() + QUIET} {row + QUIET}h{len(found[0])}v1H{found.start() + QUIET}z"
        for row, line in enumerate(cells)
        for found in DARK.finditer(line)
    ]
    return "".join(path), len(cells) + 2 * QUIET
