"""fpdf2: text columns with its HTML-free paragraphs, fonts added to each document as its manual says. It makes no tags."""

from __future__ import annotations

from pathlib import Path

import fpdf
from fpdf import FPDF

from benchmarks.shape import Part, Run, Work


class Made:
    """Where the fonts are."""

    name = "fpdf2"
    version = fpdf.__version__
    tagged = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, work: Work) -> bytes:
        """The document."""
        pdf = FPDF(unit="pt", format=(work.width, work.height))
        pdf.set_margin(26)
        pdf.set_auto_page_break(auto=True, margin=26)
        pdf.add_font("press", "", self._folder / "PressSans-Regular.ttf")
        pdf.add_font("press", "B", self._folder / "PressSans-Bold.ttf")
        pdf.set_title(work.title)
        pdf.set_author(work.name)
        pdf.set_lang(work.language)
        pdf.add_page()
        pdf.set_font("press", "", work.size)
        with pdf.text_columns(ncols=work.columns, gutter=20, line_height=1.45) as columns:
            self._lines(pdf, columns, work)
        return bytes(pdf.output())

    def _lines(self, pdf: FPDF, columns: object, work: Work) -> None:
        def write(text: str, style: str, size: float, colour: str) -> None:
            pdf.set_font("press", style, size)
            pdf.set_text_color(int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
            with columns.paragraph(bottom_margin=size * 0.4) as paragraph:  # type: ignore[attr-defined]
                paragraph.write(text)

        ink, deep, urgent = work.colours["ink"], work.colours["deep"], work.colours["urgent"]
        write(work.title, "B", work.size * 2, deep)
        write(work.promise, "", work.size, deep)
        write(work.name, "B", work.size, ink)
        write(work.phone, "B", work.size * 1.2, deep)
        for line in (*work.address, work.message):
            write(line, "", work.size, ink)
        for chapter in work.chapters:
            write(chapter.heading, "B", work.size * 1.3, urgent if chapter.urgent else deep)
            for part in chapter.parts:
                for number, row in enumerate(part.rows, 1):
                    write(_said(part, number, row), "", work.size, ink)
        write(work.imprint, "", 7.5, ink)


def _said(part: Part, number: int, row: tuple[tuple[Run, ...], ...]) -> str:
    mark = {"ul": "\u2022 ", "ol": f"{number}. "}.get(part.kind, "")
    return mark + "  ".join("".join(run[0] for run in cell) for cell in row)
