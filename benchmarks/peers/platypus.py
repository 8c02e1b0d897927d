"""Plain ReportLab Platypus: paragraphs, tables and frames, no tags (it writes none). In: pieces. Out: PDFs.

Fonts are registered once, styles are kept. ReportLab neither shapes nor kerns as it is used here, its usual way.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    HRFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

NAME = "platypus"
TAGGED = "no tags"
REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1H\d+z")

Node = Mapping[str, Any]


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
                story += _flowables(each, frames[index]._width)  # noqa: SLF001 - a Frame has no other name for it
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
            words = _text(node)
            _, height = words.wrap(width, 100)
            words.drawOn(canvas, page["left"], y - height)

    return drawn


@lru_cache(maxsize=256)
def _style(size: float, leading: float, colour: str, align: str, keep: bool) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size} {leading} {colour} {align} {keep}",
        fontName=REGULAR,
        fontSize=size,
        leading=leading,
        textColor=HexColor(colour),
        alignment=TA_RIGHT if align == "end" else TA_LEFT,
        keepWithNext=keep,
        splitLongWords=0,
    )


def _markup(spans: Sequence[Sequence[Any]]) -> str:
    done = []
    for words, strong, href, _ in spans:
        shown = escape(words)
        if strong:
            shown = f"<b>{shown}</b>"
        if href:
            shown = f"<a href={quoteattr(href)}><u>{shown}</u></a>"
        done.append(shown)
    return "".join(done)


def _text(node: Node, **more: Any) -> Paragraph:
    style = _style(node["size"], node["leading"], node["colour"], node["align"], node["keep"])
    return Paragraph(_markup(node["spans"]), style, **more)


def _flowables(nodes: Iterable[Node], width: float) -> list[Flowable]:
    return [flowable for node in nodes for flowable in _one(node, width)]


def _one(node: Node, width: float) -> list[Flowable]:
    match node["t"]:
        case "text":
            return [_text(node)]
        case "space":
            return [Spacer(1, node["height"])]
        case "list":
            return _list(node, width)
        case "columns":
            return [_columns(node)]
        case "box":
            return [_box(node)]
        case "table":
            return [_table(node)]
        case "picture":
            return [_Picture(node)]
        case "code":
            return [_Code(node)]
        case "rule":
            return [HRFlowable("100%", node["weight"], color=HexColor(node["colour"]), spaceBefore=0, spaceAfter=0)]
        case _:
            line = {"color": HexColor(node["colour"]), "spaceBefore": node["gap"] - node["weight"], "spaceAfter": 0}
            return [HRFlowable("100%", node["weight"], **line) for _ in range(node["count"])]


PLAIN = [("VALIGN", (0, 0), (-1, -1), "TOP")] + [
    (f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
]


def _list(node: Node, width: float) -> list[Flowable]:
    if node["across"] > 1:
        share = -(-len(node["items"]) // node["across"])
        gap = node["size"] * 1.2
        room = (width - gap * (node["across"] - 1)) / node["across"]
        parts = [
            {**node, "across": 1, "items": node["items"][n : n + share]} for n in range(0, len(node["items"]), share)
        ]
        cells = [[_list(part, room) for part in parts]]
        cells[0] += [[] for _ in range(node["across"] - len(parts))]
        widths = [room + gap] * (node["across"] - 1) + [room]
        return [Table(cells, widths, style=PLAIN, hAlign="LEFT")]
    done: list[Flowable] = []
    hang = node["hang"]
    if node["labels"]:
        rows = [[_text(label), _text(item)] for label, item in zip(node["labels"], node["items"], strict=True)]
        style = [*PLAIN, ("BOTTOMPADDING", (0, 0), (-1, -1), node["gap"])]
        return [Table(rows, [hang, width - hang], style=style, hAlign="LEFT")]
    for number, item in enumerate(node["items"]):
        style = _bulleted(
            item["size"], item["leading"], item["colour"], hang, node["colour"], number > 0 and node["gap"]
        )
        bullet = "\u2022" if node["mark"] == "disc" else None
        words = Paragraph(_markup(item["spans"]), style, bulletText=bullet)
        done.append(words if bullet else _Ticked(words, node))
    return done


@lru_cache(maxsize=256)
def _bulleted(size: float, leading: float, colour: str, hang: float, sign: str, gap: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"list {size} {leading} {colour} {hang} {sign} {gap}",
        fontName=REGULAR,
        fontSize=size,
        leading=leading,
        textColor=HexColor(colour),
        leftIndent=hang,
        bulletFontName=REGULAR,
        bulletFontSize=size,
        bulletColor=HexColor(sign),
        bulletIndent=size * 0.1,
        spaceBefore=gap or 0,
    )


class _Ticked(Flowable):
    """A paragraph with an empty box before it."""

    def __init__(self, words: Paragraph, node: Node) -> None:
        super().__init__()
        self.words, self.node = words, node
        self.spaceBefore = words.style.spaceBefore

    def getSpaceBefore(self) -> float:  # noqa: N802 - as Platypus calls it
        """The space above."""
        return float(self.spaceBefore)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes."""
        self.width, self.height = self.words.wrap(width, height)
        return self.width, self.height

    def draw(self) -> None:
        """The box, then the words."""
        side, leading = self.node["size"] * 0.78, self.words.style.leading
        self.canv.setStrokeColor(HexColor(self.node["colour"]))
        self.canv.setLineWidth(0.9)
        self.canv.roundRect(0.5, self.height - leading / 2 - side / 2, side, side, 1.2)
        self.words.drawOn(self.canv, 0, 0)


def _columns(node: Node) -> Table:
    cells = node["cells"]
    gaps = [node["gap"]] * (len(cells) - 1) + [0]
    widths = [cell["width"] + gap for cell, gap in zip(cells, gaps, strict=True)]
    row = [_flowables(cell["nodes"], cell["width"]) for cell in cells]
    style = [*PLAIN, *(("RIGHTPADDING", (n, 0), (n, 0), gap) for n, gap in enumerate(gaps) if gap)]
    shown = Table([row], widths, style=style, hAlign="LEFT")
    shown.keepWithNext = node["keep"]
    return shown


def _box(node: Node) -> Table:
    above, right, below, left = node["pad"]
    style: list[Any] = [
        ("TOPPADDING", (0, 0), (-1, -1), above),
        ("RIGHTPADDING", (0, 0), (-1, -1), right),
        ("BOTTOMPADDING", (0, 0), (-1, -1), below),
        ("LEFTPADDING", (0, 0), (-1, -1), left),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM" if node["height"] else "TOP"),
    ]
    if node["fill"]:
        style.append(("BACKGROUND", (0, 0), (-1, -1), HexColor(node["fill"])))
    if node["stroke"]:
        style.append(("BOX", (0, 0), (-1, -1), 1.6, HexColor(node["stroke"])))
    if node["bar"]:
        style.append(("LINEBEFORE", (0, 0), (0, -1), 4, HexColor(node["bar"])))
    corners = [node["radius"]] * 4 if node["radius"] and not node["bar"] else None
    cell = _flowables(node["nodes"], node["width"] - left - right)
    height = [node["height"]] if node["height"] else None
    return Table([[cell]], [node["width"]], height, style=style, cornerRadii=corners, hAlign="LEFT")


def _table(node: Node) -> Table:
    rows = [[_text(cell) for cell in row] for row in (node["header"], *node["rows"])]
    colour = HexColor(node["rule"])
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), node["pad"]),
        ("BOTTOMPADDING", (0, 0), (-1, -1), node["pad"]),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(node["fill"])),
        ("LINEBELOW", (0, 0), (-1, 0), 1, colour),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, colour),
    ]
    return Table(rows, node["widths"], style=style, repeatRows=1, hAlign="LEFT")


class _Picture(Flowable):
    """Paths."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node, self.width, self.height = node, node["width"], node["height"]

    def draw(self) -> None:
        """Every path, stroked or filled."""
        canvas, top = self.canv, self.height
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for fill, stroke, weight, commands in self.node["paths"]:
            path = canvas.beginPath()
            for letter, *p in commands:
                match letter:
                    case "M":
                        path.moveTo(p[0], top - p[1])
                    case "L":
                        path.lineTo(p[0], top - p[1])
                    case "C":
                        path.curveTo(p[0], top - p[1], p[2], top - p[3], p[4], top - p[5])
                    case _:
                        path.close()
            if fill:
                canvas.setFillColor(HexColor(fill))
            if stroke:
                canvas.setStrokeColor(HexColor(stroke))
                canvas.setLineWidth(weight)
            canvas.drawPath(path, stroke=bool(stroke), fill=bool(fill))


class _Code(Flowable):
    """The dark runs of a QR code."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node, self.width, self.height = node, node["side"], node["side"]

    def draw(self) -> None:
        """One path of all runs."""
        step = self.width / self.node["modules"]
        path = self.canv.beginPath()
        for x, y, length in RUN.findall(self.node["path"]):
            path.rect(int(x) * step, self.height - (int(y) + 1) * step, int(length) * step, step)
        self.canv.setFillColor(HexColor(self.node["colour"]))
        self.canv.drawPath(path, stroke=0, fill=1)


def main() -> None:
    """Make one PDF: JSON of a piece, folder of fonts, file to write."""
    source, fonts, target = map(Path, sys.argv[1:4])
    target.write_bytes(Peer(fonts).pdf(json.loads(source.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
