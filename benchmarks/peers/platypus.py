"""Plain ReportLab Platypus: paragraphs, tables and frames, no tags (it writes none). In: pieces. Out: PDFs.

Fonts are registered once, styles are kept. ReportLab neither shapes nor kerns as it is used here, its usual way.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from benchmarks.peers.platypus_flowables import REGULAR, flowables, text

NAME = "platypus"
TAGGED = "no tags"
BOLD = "NotoSans-Bold"


def shown_version() -> str:
    """The version, as a table shows it."""
    return f"ReportLab Platypus {version('reportlab')}"


class Peer:
    """Fonts registered once."""

    def __init__(self, fonts: Path) -> None:
        registerFont(TTFont(REGULAR, str(fonts / "NotoSans-Regular.ttf")))
        registerFont(TTFont(BOLD, str(fonts / "NotoSans-Bold.ttf")))
        registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)

    def pdf(self, piece: Mapping[str, Any]) -> bytes:
        """The piece as a PDF."""
        target = io.BytesIO()
        document = BaseDocTemplate(target, title=piece["title"], author=piece["author"], lang=piece["language"])
        story: list[Flowable] = []
        templates = []
        for number, page in enumerate(piece["pages"]):
            size = (page["width"], page["height"])
            if page.get("flows"):
                frames = [_frame(page["left"], page["top"], size, page["right"], page["bottom"])]
                nodes = [page["nodes"]]
            else:
                frames = [_place(frame, size) for frame in page["frames"]]
                nodes = [frame["nodes"] for frame in page["frames"]]
            foot = _footer(page, piece["count"]) if page.get("flows") else _nothing
            templates.append(PageTemplate(str(number), frames, onPage=foot, pagesize=size))
            if story:
                story += [NextPageTemplate(str(number)), PageBreak()]
            for index, each in enumerate(nodes):
                if index:
                    story.append(FrameBreak())
                story += flowables(each, frames[index]._width)  # noqa: SLF001 - a Frame has no other name for it
        document.addPageTemplates(templates)
        document.build(story)
        return target.getvalue()

    def copies(self, piece: Mapping[str, Any], sites: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
        """A copy of the piece for each site."""
        whole = json.dumps(piece, ensure_ascii=False)
        for site in sites:
            own = whole
            for mark, value in site.items():
                own = own.replace(mark, value)
            yield self.pdf(json.loads(own))


def _frame(x: float, y: float, size: tuple[float, float], right: float, bottom: float) -> Frame:
    width, height = size
    return Frame(x, bottom, width - x - right, height - y - bottom, 0, 0, 0, 0)


def _place(frame: Mapping[str, Any], size: tuple[float, float]) -> Frame:
    # Down to the edge of the page and beyond: what stands in a frame has been seen to fit.
    height = size[1] - frame["y"] + 200
    return Frame(frame["x"], size[1] - frame["y"] - height, frame["width"], height, 0, 0, 0, 0)


def _nothing(canvas: Any, document: Any) -> None:
    """No footer."""


def _footer(page: Mapping[str, Any], count: int) -> Any:
    def drawn(canvas: Any, document: Any) -> None:
        width = page["width"] - page["left"] - page["right"]
        y = page["bottom"] - page["drop"]
        canvas.setStrokeColor(HexColor(page["rule"]))
        canvas.setLineWidth(0.5)
        canvas.line(page["left"], y, page["left"] + width, y)
        number = str(canvas.getPageNumber())
        ((shown, *more),) = page["folio"]["spans"]
        shown = shown.replace("{number}", number).replace("{count}", str(count))
        folio = {**page["folio"], "spans": [[shown, *more]], "align": "end"}
        for node in (page["names"], folio):
            words = text(node)
            _, height = words.wrap(width, 100)
            words.drawOn(canvas, page["left"], y - height)

    return drawn


def main() -> None:
    """Make one PDF: JSON of a piece, folder of fonts, file to write."""
    source, fonts, target = map(Path, sys.argv[1:4])
    target.write_bytes(Peer(fonts).pdf(json.loads(source.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
