"""WeasyPrint: HTML and CSS, PDF/UA-1 with tags. In: pieces. Out: PDFs.

The style sheet and the fonts are read once and kept; each document is HTML text of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

NAME = "weasyprint"
TAGGED = "PDF/UA-1"
CSS = """
@font-face { font-family: "NotoSans"; font-weight: 400; src: url("%s/NotoSans-Regular.ttf") }
@font-face { font-family: "NotoSans"; font-weight: 700; src: url("%s/NotoSans-Bold.ttf") }
* { margin: 0; padding: 0; box-sizing: border-box }
body { font-family: "NotoSans"; hyphens: none }
h1, h2, h3, th { font-weight: 400; text-align: left }
b { font-weight: 700 }
a { color: inherit }
ul, ol { list-style: none }
li { position: relative }
.mark { position: absolute; left: 0 }
.row { display: flex; break-inside: avoid }
.row > div { flex: none }
table { border-collapse: collapse; break-inside: avoid }
td, th { vertical-align: top; padding-left: 2pt }
.frame { position: absolute }
svg, img { display: block }
"""

Node = Mapping[str, Any]


def shown_version() -> str:
    """The version, as a table shows it."""
    return f"WeasyPrint {version('weasyprint')}"


class Peer:
    """One style sheet and one set of fonts, kept."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = FontConfiguration()
        where = fonts.resolve().as_uri()
        self._css = weasyprint.CSS(string=CSS % (where, where), font_config=self._fonts)

    def pdf(self, piece: Mapping[str, Any]) -> bytes:
        """The piece as a PDF."""
        document = weasyprint.HTML(string=_html(piece))
        made: bytes = document.write_pdf(stylesheets=[self._css], font_config=self._fonts, pdf_variant="pdf/ua-1")
        return made

    def copies(self, piece: Mapping[str, Any], sites: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
        """A copy of the piece for each site."""
        whole = json.dumps(piece, ensure_ascii=False)
        for site in sites:
            own = whole
            for mark, value in site.items():
                own = own.replace(mark, value)
            yield self.pdf(json.loads(own))


def _html(piece: Mapping[str, Any]) -> str:
    sheets, pages = [], []
    for number, page in enumerate(piece["pages"]):
        size = f"size: {page['width']}pt {page['height']}pt"
        if page.get("flows"):
            sheets.append(_running(number, page, size, piece["count"]))
            pages.append(f'<section style="page: p{number}">{_nodes(page["nodes"])}</section>')
            continue
        sheets.append(f"@page p{number} {{ {size}; margin: 0 }}")
        frames = "".join(
            f'<div class="frame" style="left: {frame["x"]}pt; top: {frame["y"]}pt; width: {frame["width"]}pt">'
            f"{_nodes(frame['nodes'])}</div>"
            for frame in page["frames"]
        )
        box = f"page: p{number}; position: relative; height: {page['height'] - 0.1:.2f}pt"
        pages.append(f'<section style="{box}">{frames}</section>')
    return (
        f'<!doctype html><html lang="{piece["language"]}"><head><title>{escape(piece["title"])}</title>'
        f'<meta name="author" content="{escape(piece["author"])}"><style>{"".join(sheets)}</style></head>'
        f'<body style="color: {piece["palette"]["ink"]}">{"".join(pages)}</body></html>'
    )


def _running(number: int, page: Mapping[str, Any], size: str, count: int) -> str:
    look = f"font: {page['folio']['size']}pt NotoSans; color: {page['folio']['colour']}; vertical-align: top"
    line = f"padding-top: {page['drop']}pt; border-top: 0.5pt solid {page['rule']}"
    names = "".join(words for words, *_ in page["names"]["spans"]).replace('"', "'")
    before, _, rest = page["folio"]["spans"][0][0].partition("{number}")
    after = rest.replace("{count}", str(count))
    return (
        f"@page p{number} {{ {size}; margin: {page['top']}pt {page['right']}pt {page['bottom']}pt {page['left']}pt;"
        f'@bottom-left {{ content: "{names}"; width: 70%; {look}; {line} }}'
        f'@bottom-right {{ content: "{before}" counter(page) "{after}"; width: 30%; {look}; {line} }} }}'
    )


def _nodes(nodes: Iterable[Node]) -> str:
    return "".join(map(_one, nodes))


def _one(node: Node) -> str:
    match node["t"]:
        case "text":
            return _text(node)
        case "space":
            return f'<div style="height: {node["height"]}pt"></div>'
        case "list":
            return _list(node)
        case "columns":
            cells = "".join(
                f'<div style="width: {cell["width"]}pt; margin-left: {node["gap"] if n else 0}pt">'
                f"{_nodes(cell['nodes'])}</div>"
                for n, cell in enumerate(node["cells"])
            )
            keep = "; break-after: avoid" if node["keep"] else ""
            return f'<div class="row" style="{keep}">{cells}</div>'
        case "box":
            return _box(node)
        case "table":
            return _table(node)
        case "picture":
            return _picture(node)
        case "code":
            side = node["modules"]
            body = f"<path fill='{node['colour']}' d='{node['path']}'/>"
            return _image(body, f"0 0 {side} {side}", node["side"], node["side"], node["alt"])
        case "rule":
            return f'<div style="border-top: {node["weight"]}pt solid {node["colour"]}"></div>'
        case _:
            look = f"height: {node['gap']}pt; border-bottom: {node['weight']}pt solid {node['colour']}"
            return f'<div style="{look}"></div>' * int(node["count"])


def _text(node: Node, tag: str = "") -> str:
    tag = tag or node["tag"].lower()
    look = f"font-size: {node['size']}pt; line-height: {node['leading']}pt; color: {node['colour']}"
    look += "; text-align: right" if node["align"] == "end" else ""
    look += "; break-after: avoid" if node["keep"] else ""
    return f'<{tag} style="{look}">{_spans(node)}</{tag}>'


def _spans(node: Node) -> str:
    done = []
    for words, strong, href, lang in node["spans"]:
        shown = escape(words)
        if strong:
            shown = f"<b>{shown}</b>"
        if lang:
            shown = f'<span lang="{lang}">{shown}</span>'
        if href:
            shown = f'<a href="{escape(href)}">{shown}</a>'
        done.append(shown)
    return "".join(done)


def _list(node: Node) -> str:
    if node["across"] > 1:
        share = -(-len(node["items"]) // node["across"])
        gap = node["size"] * 1.2
        parts = [
            {**node, "across": 1, "items": node["items"][n : n + share]} for n in range(0, len(node["items"]), share)
        ]
        width = f"calc((100% - {gap * (node['across'] - 1)}pt) / {node['across']})"
        cells = "".join(
            f'<div style="width: {width}; margin-left: {gap if n else 0}pt">{_list(part)}</div>'
            for n, part in enumerate(parts)
        )
        return f'<div class="row">{cells}</div>'
    items = []
    for n, item in enumerate(node["items"]):
        if node["labels"]:
            sign = f'<div class="mark">{_text(node["labels"][n])}</div>'
        else:
            disc = node["mark"] == "disc"
            side = node["size"] * (0.34 if disc else 0.78)
            top = (item["leading"] - side) / 2
            look = (
                f"background: {node['colour']}; border-radius: 50%" if disc else f"border: 0.9pt solid {node['colour']}"
            )
            sign = f'<div class="mark" style="top: {top}pt; width: {side}pt; height: {side}pt; {look}"></div>'
        look = f"padding-left: {node['hang']}pt; margin-top: {node['gap'] if n else 0}pt"
        items.append(f'<li style="{look}">{sign}{_text(item)}</li>')
    tag = "ol" if node["mark"] == "number" else "ul"
    return f"<{tag}>{''.join(items)}</{tag}>"


def _box(node: Node) -> str:
    above, right, below, left = node["pad"]
    look = f"width: {node['width']}pt; padding: {above}pt {right}pt {below}pt {left}pt; break-inside: avoid"
    if node["fill"]:
        look += f"; background: {node['fill']}"
    if node["stroke"]:
        look += f"; outline: 1.6pt solid {node['stroke']}; outline-offset: -0.8pt"
    if node["bar"]:
        look += f"; border-left: 4pt solid {node['bar']}"
    elif node["radius"]:
        look += f"; border-radius: {node['radius']}pt"
    if node["height"]:
        look += f"; height: {node['height']}pt; display: flex; flex-direction: column; justify-content: flex-end"
    return f'<div style="{look}">{_nodes(node["nodes"])}</div>'


def _table(node: Node) -> str:
    columns = "".join(f'<col style="width: {width}pt">' for width in node["widths"])

    def row(cells: Iterable[Node], tag: str, look: str) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        pad = f"padding-top: {node['pad']}pt; padding-bottom: {node['pad']}pt"
        shown = "".join(f'<{tag}{scope} style="{pad}">{_text(cell)}</{tag}>' for cell in cells)
        return f'<tr style="{look}">{shown}</tr>'

    head = row(node["header"], "th", f"background: {node['fill']}; border-bottom: 1pt solid {node['rule']}")
    body = "".join(row(cells, "td", f"border-bottom: 0.5pt solid {node['rule']}") for cells in node["rows"])
    return f"<table>{columns}<thead>{head}</thead><tbody>{body}</tbody></table>"


def _picture(node: Node) -> str:
    paths = []
    for fill, stroke, weight, commands in node["paths"]:
        way = " ".join(f"{letter}{' '.join(map(str, points))}" for letter, *points in commands)
        look = f"fill='{fill or 'none'}'"
        if stroke:
            look += f" stroke='{stroke}' stroke-width='{weight}' stroke-linecap='round' stroke-linejoin='round'"
        paths.append(f"<path {look} d='{way}'/>")
    width, height = node["width"], node["height"]
    return _image("".join(paths), f"0 0 {width} {height}", width, height, node["alt"])


def _image(body: str, view: str, width: float, height: float, alt: str) -> str:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{view}'>{body}</svg>".replace("#", "%23")
    look = f"width: {width}pt; height: {height}pt"
    return f'<img alt="{escape(alt)}" style="{look}" src="data:image/svg+xml;utf8,{escape(drawing)}">'


def main() -> None:
    """Make one PDF: JSON of a piece, folder of fonts, file to write."""
    source, fonts, target = map(Path, sys.argv[1:4])
    target.write_bytes(Peer(fonts).pdf(json.loads(source.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
