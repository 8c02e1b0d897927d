"""Nodes as Platypus's flowables. In: nodes, the width of their column. Out: paragraphs, tables, rules, drawings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer, Table

from benchmarks.peers.platypus_drawings import Code, Picture

REGULAR = "NotoSans"

Node = Mapping[str, Any]


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


def text(node: Node, **more: Any) -> Paragraph:
    """A paragraph."""
    style = _style(node["size"], node["leading"], node["colour"], node["align"], node["keep"])
    return Paragraph(_markup(node["spans"]), style, **more)


def flowables(nodes: Iterable[Node], width: float) -> list[Flowable]:
    """All that the nodes come to, in a column that is `width` points wide."""
    return [flowable for node in nodes for flowable in _one(node, width)]


def _one(node: Node, width: float) -> list[Flowable]:
    match node["t"]:
        case "text":
            return [text(node)]
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
            return [Picture(node)]
        case "code":
            return [Code(node)]
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
        rows = [[text(label), text(item)] for label, item in zip(node["labels"], node["items"], strict=True)]
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
    row = [flowables(cell["nodes"], cell["width"]) for cell in cells]
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
    cell = flowables(node["nodes"], node["width"] - left - right)
    height = [node["height"]] if node["height"] else None
    return Table([[cell]], [node["width"]], height, style=style, cornerRadii=corners, hAlign="LEFT")


def _table(node: Node) -> Table:
    rows = [[text(cell) for cell in row] for row in (node["header"], *node["rows"])]
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
