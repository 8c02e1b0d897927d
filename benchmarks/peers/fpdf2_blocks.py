"""Nodes on fpdf2's pages. In: nodes, where they stand. Out: what they take, measured or drawn.

A ground is drawn before the words on it, so what stands on one is measured first, by fpdf2's own dry run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, StrokeCapStyle, StrokeJoinStyle

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1H\d+z")
MARKS = re.compile(r"(\*\*|__|--|~~)")

Node = Mapping[str, Any]


class Blocks(FPDF):
    """A document that draws nodes."""

    MARKDOWN_LINK_COLOR = None

    def put(self, nodes: Iterable[Node], x: float, y: float, width: float) -> float:
        """Draw nodes one below the other; gives their height."""
        start = y
        for node in nodes:
            y += self.put_one(node, x, y, width)
        return y - start

    def _high(self, nodes: Iterable[Node], width: float) -> float:
        return sum(self.height_of(node, width) for node in nodes)

    def height_of(self, node: Node, width: float) -> float:
        """What a node takes, in points."""
        match node["t"]:
            case "text":
                return self.put_text(node, 0, 0, width, dry=True)
            case "space" | "picture":
                return float(node["height"])
            case "list":
                return self._list(node, 0, 0, width, dry=True)
            case "columns":
                return max((self._high(cell["nodes"], cell["width"]) for cell in node["cells"]), default=0.0)
            case "box":
                above, right, below, left = node["pad"]
                room = node["width"] - left - right
                return float(node["height"]) or above + below + self._high(node["nodes"], room)
            case "table":
                return sum(self._row(row, node, 0, 0, dry=True) for row in (node["header"], *node["rows"]))
            case "rule":
                return float(node["weight"])
            case "lines":
                return float(node["count"] * node["gap"])
            case _:
                return float(node["side"])

    def put_one(self, node: Node, x: float, y: float, width: float) -> float:
        """Draw a node; gives its height."""
        match node["t"]:
            case "text":
                return self.put_text(node, x, y, width)
            case "list":
                return self._list(node, x, y, width)
            case "columns":
                at, deep = x, 0.0
                for cell in node["cells"]:
                    deep = max(deep, self.put(cell["nodes"], at, y, cell["width"]))
                    at += cell["width"] + node["gap"]
                return deep
            case "box":
                return self._box(node, x, y)
            case "table":
                return self._table(node, x, y)
            case "picture":
                self._picture(node, x, y)
            case "rule" | "lines":
                self.set_draw_color(node["colour"])
                self.set_line_width(node["weight"])
                for n in range(node.get("count", 1)):
                    drop = node.get("gap", 0) * (n + 1)
                    self.line(x, y + drop, x + width, y + drop)
            case "code":
                step = node["side"] / node["modules"]
                self.set_fill_color(node["colour"])
                for left, top, length in RUN.findall(node["path"]):
                    self.rect(x + int(left) * step, y + int(top) * step, int(length) * step, step, style="F")
        return self.height_of(node, width)

    def put_text(self, node: Node, x: float, y: float, width: float, *, dry: bool = False) -> float:
        """Draw a text, or only measure it; gives its height."""
        spans: Sequence[Sequence[Any]] = node["spans"]
        bold = all(strong for _, strong, _, _ in spans)
        plain = bold or not any(strong for _, strong, _, _ in spans)
        marked = not plain or any(href for _, _, href, _ in spans)
        self.set_font("NotoSans", "B" if bold else "", node["size"])
        words = "".join(_marked(span, bold) for span in spans) if marked else "".join(span[0] for span in spans)
        how = {"align": "R" if node["align"] == "end" else "L", "markdown": marked}
        if dry:
            return float(
                self.multi_cell(width, node["leading"], words, dry_run=True, output=MethodReturnValue.HEIGHT, **how)
            )
        self.set_text_color(node["colour"])
        self.set_xy(x, y)
        self.multi_cell(width, node["leading"], words, new_x="LEFT", new_y="NEXT", **how)
        return float(self.get_y() - y)

    def _list(self, node: Node, x: float, y: float, width: float, *, dry: bool = False) -> float:
        if node["across"] > 1:
            share = -(-len(node["items"]) // node["across"])
            gap = node["size"] * 1.2
            room = (width - gap * (node["across"] - 1)) / node["across"]
            starts = range(0, len(node["items"]), share)
            parts = [{**node, "across": 1, "items": node["items"][n : n + share]} for n in starts]
            return max(self._list(part, x + n * (room + gap), y, room, dry=dry) for n, part in enumerate(parts))
        at = y
        for index, item in enumerate(node["items"]):
            at += node["gap"] if index else 0.0
            if not dry:
                self._mark(node, index, item, x, at)
            at += self.put_text(item, x + node["hang"], at, width - node["hang"], dry=dry)
        return at - y

    def _mark(self, node: Node, index: int, item: Node, x: float, y: float) -> None:
        if node["labels"]:
            self.put_text(node["labels"][index], x, y, node["hang"])
            return
        middle, size = y + item["leading"] / 2, node["size"]
        if node["mark"] == "disc":
            self.set_fill_color(node["colour"])
            self.circle(x + size * 0.32, middle, size * 0.17, style="F")
        else:
            side = size * 0.78
            self.set_draw_color(node["colour"])
            self.set_line_width(0.9)
            self.rect(x + 0.5, middle - side / 2, side, side, round_corners=True, corner_radius=1.2)

    def _box(self, node: Node, x: float, y: float) -> float:
        above, right, below, left = node["pad"]
        width = node["width"]
        inner = self._high(node["nodes"], width - left - right)
        height = node["height"] or above + below + inner
        corners = {"round_corners": True, "corner_radius": node["radius"]} if node["radius"] else {}
        if node["fill"]:
            self.set_fill_color(node["fill"])
            self.rect(x, y, width, height, style="F", **corners)
        if node["bar"]:
            self.set_fill_color(node["bar"])
            self.rect(x, y, 4, height, style="F")
        top = y + height - below - inner if node["height"] else y + above
        self.put(node["nodes"], x + left, top, width - left - right)
        if node["stroke"]:
            self.set_draw_color(node["stroke"])
            self.set_line_width(1.6)
            self.rect(x + 0.8, y + 0.8, width - 1.6, height - 1.6, **corners)
        return float(height)

    def _table(self, node: Node, x: float, y: float) -> float:
        at = y
        self.set_fill_color(node["fill"])
        self.rect(x, y, sum(node["widths"]), self._row(node["header"], node, x, y, dry=True), style="F")
        for index, row in enumerate((node["header"], *node["rows"])):
            at += self._row(row, node, x, at)
            self.set_draw_color(node["rule"])
            self.set_line_width(0.5 if index else 1)
            self.line(x, at, x + sum(node["widths"]), at)
        return at - y

    def _row(self, row: Sequence[Node], node: Node, x: float, y: float, *, dry: bool = False) -> float:
        deep = 0.0
        for cell, width in zip(row, node["widths"], strict=True):
            deep = max(deep, self.put_text(cell, x + 2, y + node["pad"], width - 4, dry=dry))
            x += width
        return deep + 2 * float(node["pad"])

    def _picture(self, node: Node, x: float, y: float) -> None:
        for fill, stroke, weight, commands in node["paths"]:
            with self.new_path() as path:
                path.style.fill_color = fill or None
                path.style.stroke_color = stroke or None
                path.style.stroke_width = weight if stroke else 0
                path.style.stroke_cap_style = StrokeCapStyle.ROUND
                path.style.stroke_join_style = StrokeJoinStyle.ROUND
                path.style.auto_close = False
                for letter, *points in commands:
                    moved = [value + (y if n % 2 else x) for n, value in enumerate(points)]
                    match letter:
                        case "M":
                            path.move_to(*moved)
                        case "L":
                            path.line_to(*moved)
                        case "C":
                            path.curve_to(*moved)
                        case _:
                            path.close()


def _marked(span: Sequence[Any], bold: bool) -> str:
    words, strong, href, _ = span
    shown = MARKS.sub(r"\\\1", words)
    if href:
        shown = f"[{shown}]({href})"
    if strong and not bold and shown.strip():
        before, after = shown[: len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()) :]
        shown = f"{before}**{shown.strip()}**{after}"
    return shown
