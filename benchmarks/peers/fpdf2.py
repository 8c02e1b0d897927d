"""fpdf2: cells at places, no tags (it writes none for text). In: pieces. Out: PDFs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers.fpdf2_blocks import Blocks, Node

NAME = "fpdf2"
TAGGED = "no tags"


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


class _Sheet(Blocks):
    """The document of one piece."""

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
                self.put(frame["nodes"], frame["x"], frame["y"], frame["width"])

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
        self.put_text(page["names"], page["left"], y, width)
        ((shown, *more),) = page["folio"]["spans"]
        shown = shown.replace("{number}", str(self.page_no())).replace("{count}", str(self._count))
        self.put_text({**page["folio"], "spans": [[shown, *more]], "align": "end"}, page["left"], y, width)

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
                self.put_text(node, page["left"], y, width)
                continue
            if node["t"] == "list" and node["across"] == 1:
                self._items(node, page["left"], y, width, floor)
                continue
            needed = self.height_of(node, width)
            if node.get("keep", False):  # a heading takes the next lines with it
                following = (each for each in nodes[index + 1 : index + 3] if each["t"] != "list")
                needed += sum(self.height_of(each, width) for each in following)
            if y + needed > floor:
                self.add_page(same=True)
                y = page["top"]
            self.set_y(y + self.put_one(node, page["left"], y, width))

    def _items(self, node: Node, x: float, y: float, width: float, floor: float) -> None:
        for index in range(len(node["items"])):
            one = {**node, "items": node["items"][index : index + 1], "labels": node["labels"][index : index + 1]}
            if y + self.height_of(one, width) > floor:
                self.add_page(same=True)
                y = self.get_y()
            y += self.put_one(one, x, y, width) + node["gap"]
        self.set_y(y - node["gap"])


def main() -> None:
    """Make one PDF: JSON of a piece, folder of fonts, file to write."""
    source, fonts, target = map(Path, sys.argv[1:4])
    target.write_bytes(Peer(fonts).pdf(json.loads(source.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
