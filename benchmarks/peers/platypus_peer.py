"""Plain ReportLab Platypus: paragraphs, lists by bulletText, tables, frames for columns. It makes no tags."""

from __future__ import annotations

import io
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle
from reportlab.platypus.flowables import Flowable

from benchmarks.shape import Chapter, Part, Run, Work


class Made:
    """Registered fonts."""

    name = "Platypus"
    version = reportlab.__version__
    tagged = False

    def __init__(self, folder: Path) -> None:
        pdfmetrics.registerFont(TTFont("Press", str(folder / "PressSans-Regular.ttf")))
        pdfmetrics.registerFont(TTFont("Press-Bold", str(folder / "PressSans-Bold.ttf")))
        pdfmetrics.registerFontFamily(
            "Press", normal="Press", bold="Press-Bold", italic="Press", boldItalic="Press-Bold"
        )

    def make(self, work: Work) -> bytes:
        """The document."""
        out = io.BytesIO()
        gutter, margin = 20.0, 26.0
        each = (work.width - 2 * margin - gutter * (work.columns - 1)) / work.columns
        frames = [
            Frame(margin + n * (each + gutter), margin, each, work.height - 2 * margin, 0, 0, 0, 0)
            for n in range(work.columns)
        ]
        document = BaseDocTemplate(
            out, pagesize=(work.width, work.height), title=work.title, author=work.name, lang=work.language
        )
        document.addPageTemplates(PageTemplate(frames=frames))
        document.build(_Story(work, each).flowables)
        return out.getvalue()


class _Story:
    def __init__(self, work: Work, width: float) -> None:
        size, colours = work.size, {name: HexColor(value) for name, value in work.colours.items()}
        self.width, self.colours = width, colours
        self.body = ParagraphStyle(
            "p", fontName="Press", fontSize=size, leading=size * 1.45, spaceAfter=size * 0.4, textColor=colours["ink"]
        )
        self.item = ParagraphStyle("li", parent=self.body, leftIndent=size, bulletIndent=2)
        self.bold = ParagraphStyle("b", parent=self.body, fontName="Press-Bold", textColor=colours["deep"])
        self.heading = ParagraphStyle(
            "h", parent=self.bold, fontSize=size * 1.3, leading=size * 1.7, spaceBefore=size * 0.6
        )
        self.white = ParagraphStyle("w", parent=self.heading, textColor=white)
        self.title = ParagraphStyle("t", parent=self.white, fontSize=size * 2, leading=size * 2.4)
        self.small = ParagraphStyle("s", parent=self.body, fontSize=7.5, leading=10)
        self.flowables: list[Flowable] = [
            self.box([[Paragraph(escape(work.title), self.title)]], colours["deep"]),
            Paragraph(escape(work.promise), self.bold),
            Paragraph(escape(work.name), self.bold),
            Paragraph(f'<a href="tel:+1{work.phone.replace("-", "")}">{work.phone}</a>', self.bold),
            *(Paragraph(escape(line), self.body) for line in work.address),
            self.box([[Paragraph(escape(work.message), self.body)]], colours["tint"]),
        ]
        for chapter in work.chapters:
            self.flowables += self.chapter(chapter)
        self.flowables.append(Paragraph(escape(work.imprint), self.small))

    def chapter(self, chapter: Chapter) -> list[Flowable]:
        inner = [flowable for part in chapter.parts for flowable in self.part(part)]
        if not chapter.urgent:
            return [Paragraph(escape(chapter.heading), self.heading), *inner]
        style = [
            ("BOX", (0, 0), (-1, -1), 1.6, self.colours["urgent"]),
            ("BACKGROUND", (0, 0), (-1, 0), self.colours["urgent"]),
        ]
        rows = [[Paragraph(escape(chapter.heading), self.white)], [inner]]
        return [Table(rows, colWidths=[self.width], style=TableStyle(style))]

    def part(self, part: Part) -> list[Flowable]:
        match part.kind:
            case "ul" | "ol":
                marks = ("\u2022" if part.kind == "ul" else f"{number}." for number in range(1, len(part.rows) + 1))
                return [
                    Paragraph(_marked(row[0]), self.item, bulletText=mark)
                    for row, mark in zip(part.rows, marks, strict=True)
                ]
            case "table":
                count = len(part.rows[0])
                cells = [[Paragraph(_marked(cell), self.small) for cell in row] for row in part.rows]
                return [Table(cells, colWidths=[self.width / count] * count)]
            case "contacts":
                cells = [
                    [
                        [Paragraph(_marked(row[0]), self.bold), Paragraph(_marked(row[2]), self.body)],
                        Paragraph(_marked(row[1]), self.bold),
                    ]
                    for row in part.rows
                ]
                style = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.6, self.colours["accent"])])
                return [Table(cells, colWidths=[self.width * 0.55, self.width * 0.45], style=style)]
            case "box":
                return [
                    self.box([[[Paragraph(_marked(row[0]), self.body) for row in part.rows]]], self.colours["tint"])
                ]
            case _:
                return [Paragraph(_marked(row[0]), self.body) for row in part.rows]

    def box(self, rows: list[list[object]], ground: object) -> Table:
        return Table(rows, colWidths=[self.width], style=TableStyle([("BACKGROUND", (0, 0), (-1, -1), ground)]))


def _marked(runs: tuple[Run, ...]) -> str:
    said = ""
    for text, strong, address in runs:
        one = f"<b>{escape(text)}</b>" if strong else escape(text)
        said += f'<a href="{escape(address)}">{one}</a>' if address else one
    return said
