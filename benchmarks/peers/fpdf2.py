"""fpdf2: cells at places, no tags (it writes none for text). In: pieces. Out: PDFs.

A ground is drawn before the words on it, so what stands on one is measured first, by fpdf2's own dry run.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, StrokeCapStyle, StrokeJoinStyle

NAME = "fpdf2"
TAGGED = "no tags"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1H\d+z")
MARKS = re.compile(r"(\*\*|__|--|~~)")

Node = Mapping[str, Any]


def shown_version() -> str:
    """The version, as a table shows it."""
    return f"fpdf2 {version('fpdf2')}"


class Peer:
    """Fonts are added to each document: fpdf2 keeps none."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def pdf(self, piece: Mapping[str, Any]) -> bytes:
        """The piece as a PDF."""
        return bytes(_Sheet(piece, self._fonts).output())

    def copies(self, piece: Mapping[str, Any], sites: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
        """A copy of the piece for each site."""
        whole = json.dumps(piece, ensure_ascii=False)
        for site in sites:
            own = whole
            for mark, value in site.items():
                own = own.replace(mark, value)
            yield self.pdf(json.loads(own))


class _Sheet(FPDF):
    """The document of one piece."""

    MARKDOWN_LINK_COLOR = None

    def __init__(self, piece: Mapping[str, Any], fonts: Path) -> None:
        super().__init__(unit="pt")
        self.set_title(piece["title"])
        self.set_author(piece["author"])
        self.set_lang(piece["language"])
        self.add_font("NotoSans", "", fonts / "NotoSans-Regular.ttf")
        self.add_font("NotoSans", "B", fonts / "NotoSans-Bold.ttf")
        self.set_margin(0)
        self.c_margin = 0
        self._running: Mapping[str, Any] | None = None
        self._count = piece["count"]
        for page in piece["pages"]:
            self.set_auto_page_break(False)
            if page.get("flows"):
                self.set_margins(page["left"], page["top"], page["right"])
                self.add_page(format=(page["width"], page["height"]))
                self._running = page
                self.set_auto_page_break(True, page["bottom"])
                self._flow(page)
                continue
            self.set_margin(0)
            self.add_page(format=(page["width"], page["height"]))
            self._running = None
            for frame in page["frames"]:
                self._stack(frame["nodes"], frame["x"], frame["y"], frame["width"])

    def footer(self) -> None:
        """The running foot."""
        page = self._running
        if page is None:
            return
        width = page["width"] - page["left"] - page["right"]
        y = page["height"] - page["bottom"] + page["drop"]
        self.set_draw_color(page["rule"])
        self.set_line_width(0.5)
        self.line(page["left"], y, page["left"] + width, y)
        self._text(page["names"], page["left"], y, width)
        ((shown, *more),) = page["folio"]["spans"]
        shown = shown.replace("{number}", str(self.page_no())).replace("{count}", str(self._count))
        self._text({**page["folio"], "spans": [[shown, *more]], "align": "end"}, page["left"], y, width)

    def _flow(self, page: Mapping[str, Any]) -> None:
        width = page["width"] - page["left"] - page["right"]
        floor = page["height"] - page["bottom"]
        nodes = page["nodes"]
        for index, node in enumerate(nodes):
            y = self.get_y()
            if node["t"] == "space":
                self.set_y(y + node["height"] if y > page["top"] else y)
                continue
            if node["t"] == "text" and not node["keep"]:
                self._text(node, page["left"], y, width)
                continue
            if node["t"] == "list" and node["across"] == 1:
                self._items(node, page["left"], y, width, floor)
                continue
            needed = self._height(node, width)
            if node.get("keep", False):  # a heading takes the next lines with it
                needed += sum(self._height(each, width) for each in nodes[index + 1 : index + 3] if each["t"] != "list")
            if y + needed > floor:
                self.add_page(same=True)
                y = page["top"]
            self.set_y(y + self._draw(node, page["left"], y, width))

    def _items(self, node: Node, x: float, y: float, width: float, floor: float) -> None:
        for index in range(len(node["items"])):
            one = {**node, "items": node["items"][index : index + 1], "labels": node["labels"][index : index + 1]}
            if y + self._height(one, width) > floor:
                self.add_page(same=True)
                y = self.get_y()
            y += self._draw(one, x, y, width) + node["gap"]
        self.set_y(y - node["gap"])

    def _stack(self, nodes: Iterable[Node], x: float, y: float, width: float) -> float:
        start = y
        for node in nodes:
            y += self._draw(node, x, y, width)
        return y - start

    def _high(self, nodes: Iterable[Node], width: float) -> float:
        return sum(self._height(node, width) for node in nodes)

    def _height(self, node: Node, width: float) -> float:
        match node["t"]:
            case "text":
                return self._text(node, 0, 0, width, dry=True)
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

    def _draw(self, node: Node, x: float, y: float, width: float) -> float:
        match node["t"]:
            case "text":
                return self._text(node, x, y, width)
            case "list":
                return self._list(node, x, y, width)
            case "columns":
                at, deep = x, 0.0
                for cell in node["cells"]:
                    deep = max(deep, self._stack(cell["nodes"], at, y, cell["width"]))
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
        return self._height(node, width)

    def _text(self, node: Node, x: float, y: float, width: float, *, dry: bool = False) -> float:
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
            at += self._text(item, x + node["hang"], at, width - node["hang"], dry=dry)
        return at - y

    def _mark(self, node: Node, index: int, item: Node, x: float, y: float) -> None:
        if node["labels"]:
            self._text(node["labels"][index], x, y, node["hang"])
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
        self._stack(node["nodes"], x + left, top, width - left - right)
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
            deep = max(deep, self._text(cell, x + 2, y + node["pad"], width - 4, dry=dry))
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


def main() -> None:
    """Make one PDF: JSON of a piece, folder of fonts, file to write."""
    source, fonts, target = map(Path, sys.argv[1:4])
    target.write_bytes(Peer(fonts).pdf(json.loads(source.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
