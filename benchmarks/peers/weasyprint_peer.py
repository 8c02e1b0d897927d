"""WeasyPrint: one style sheet and font configuration for all documents; tagged, PDF/UA-1."""

from __future__ import annotations

from html import escape
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.shape import Chapter, Part, Run, Work


class Made:
    """Style sheets by the shape of the sheet."""

    name = "WeasyPrint"
    version = weasyprint.__version__
    tagged = True

    def __init__(self, folder: Path) -> None:
        self._fonts = FontConfiguration()
        self._folder = folder
        self._sheets: dict[str, weasyprint.CSS] = {}

    def make(self, work: Work) -> bytes:
        """The document."""
        if work.layout not in self._sheets:
            self._sheets[work.layout] = weasyprint.CSS(string=_sheet(work, self._folder), font_config=self._fonts)
        page = weasyprint.HTML(string=_page(work))
        made: bytes = page.write_pdf(
            stylesheets=[self._sheets[work.layout]], font_config=self._fonts, pdf_variant="pdf/ua-1"
        )
        return made


def _sheet(work: Work, folder: Path) -> str:
    c = work.colours
    faces = "".join(
        f'@font-face{{font-family:"Press Sans";font-weight:{weight};src:url("{(folder / name).as_uri()}")}}'
        for weight, name in ((400, "PressSans-Regular.ttf"), (700, "PressSans-Bold.ttf"))
    )
    return f"""{faces}
@page{{size:{work.width}pt {work.height}pt;margin:26pt}}
body{{font:{work.size}pt/1.45 "Press Sans";color:{c["ink"]};columns:{work.columns};column-gap:20pt;margin:0}}
p,ul,ol,table{{margin:0 0 .4em}} ul,ol{{padding-left:1.1em}} ul li::marker{{color:{c["accent"]}}}
h1{{background:{c["deep"]};color:#fff;padding:14pt;border-radius:8pt;font-size:2em;margin:0 0 .3em}}
h2{{color:{c["deep"]};font-size:1.3em;margin:.6em 0 .2em}} a{{color:{c["deep"]};font-weight:700}}
.message,.box{{background:{c["tint"]};padding:6pt;border-left:4pt solid {c["accent"]}}}
.urgent{{border:1.6pt solid {c["urgent"]};border-radius:6pt;padding:0 6pt}} .urgent h2{{background:{c["urgent"]};color:#fff;margin:0 -6pt;padding:4pt}}
.contact{{border-bottom:.6pt solid {c["accent"]}}} .imprint{{font-size:7.5pt}} table{{width:100%;font-size:.8em}} td{{vertical-align:top}}
"""


def _page(work: Work) -> str:
    lines = "".join(f"<br>{escape(line)}" for line in work.address)
    number = work.phone.replace("-", "")
    return (
        f'<html lang="{work.language}"><head><title>{escape(work.title)}</title><meta name="author" content="{escape(work.name)}"></head>'
        f"<body><h1>{escape(work.title)}</h1><p>{escape(work.promise)}</p>"
        f'<p><b>{escape(work.name)}</b><br><a href="tel:+1{number}">{work.phone}</a>{lines}</p>'
        f'<div class="message">{escape(work.message)}</div>'
        f'{"".join(map(_chapter, work.chapters))}<p class="imprint">{escape(work.imprint)}</p></body></html>'
    )


def _chapter(chapter: Chapter) -> str:
    kind = ' class="urgent"' if chapter.urgent else ""
    return f"<section{kind}><h2>{escape(chapter.heading)}</h2>{''.join(map(_part, chapter.parts))}</section>"


def _part(part: Part) -> str:
    match part.kind:
        case "ul" | "ol":
            items = "".join(f"<li>{_runs(row[0])}</li>" for row in part.rows)
            return f"<{part.kind}>{items}</{part.kind}>"
        case "table":
            rows = "".join(f"<tr>{''.join(f'<td>{_runs(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
            return f"<table>{rows}</table>"
        case "contacts":
            return "".join(
                f'<p class="contact"><b>{_runs(row[0])}</b> {_runs(row[1])}<br>{_runs(row[2])}</p>' for row in part.rows
            )
        case "box":
            return f'<div class="box">{"".join(f"<p>{_runs(row[0])}</p>" for row in part.rows)}</div>'
        case _:
            return "".join(f"<p>{_runs(row[0])}</p>" for row in part.rows)


def _runs(runs: tuple[Run, ...]) -> str:
    said = ""
    for text, strong, address in runs:
        one = f"<b>{escape(text)}</b>" if strong else escape(text)
        said += f'<a href="{escape(address)}">{one}</a>' if address else one
    return said
