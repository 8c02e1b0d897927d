"""Typst: one compiler for all documents, the work as JSON in its inputs; tagged, as it does without being asked."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import typst

from benchmarks.shape import Work

TEMPLATE = """
#let w = json(bytes(sys.inputs.work))
#let c = w.colours.pairs().map(p => ((p.at(0)): rgb(p.at(1)))).fold((:), (a, b) => a + b)
#set document(title: w.title, author: w.name)
#set page(width: w.width * 1pt, height: w.height * 1pt, margin: 26pt, columns: w.columns)
#set columns(gutter: 20pt)
#set text(font: "Press Sans", size: w.size * 1pt, fill: c.ink, lang: w.language.split("-").at(0), hyphenate: false)
#set par(leading: 0.5em, spacing: 0.8em)
#show heading: set text(size: 1.3em, fill: c.deep)
#show link: set text(fill: c.deep)
#let runs(cell) = cell.map(r => {
  let t = if r.at(1) { strong(r.at(0)) } else { [#r.at(0)] }
  if r.at(2) != "" { link(r.at(2), t) } else { t }
}).join()
#let part(p) = {
  if p.kind == "ul" { list(marker: text(fill: c.accent)[•], ..p.rows.map(r => runs(r.at(0)))) }
  else if p.kind == "ol" { enum(..p.rows.map(r => runs(r.at(0)))) }
  else if p.kind == "table" { table(columns: p.rows.at(0).len(), stroke: none, inset: 2pt, ..p.rows.flatten-cells) }
  else if p.kind == "contacts" { for r in p.rows { block(stroke: (bottom: 0.6pt + c.accent), inset: (bottom: 3pt), width: 100%)[#strong(runs(r.at(0))) #h(1fr) #runs(r.at(1)) \\ #runs(r.at(2))] } }
  else if p.kind == "box" { block(fill: c.tint, inset: 6pt, radius: 4pt, width: 100%, p.rows.map(r => runs(r.at(0))).join(parbreak())) }
  else { for r in p.rows { par(runs(r.at(0))) } }
}
#let chapter(s) = {
  if s.urgent {
    block(stroke: 1.6pt + c.urgent, radius: 6pt, width: 100%, clip: true)[
      #block(fill: c.urgent, inset: 5pt, width: 100%, below: 4pt)[#show heading: set text(fill: white); #heading(level: 2, s.heading)]
      #block(inset: (x: 6pt, bottom: 6pt))[#for p in s.parts { part(p) }]
    ]
  } else { heading(level: 2, s.heading); for p in s.parts { part(p) } }
}
#block(fill: c.deep, radius: 8pt, inset: 14pt, width: 100%)[#show heading: set text(size: 1.6em, fill: white); #heading(level: 1, w.title)]
#par(text(fill: c.deep, w.promise))
#block[#strong(w.name) \\ #link("tel:+1" + w.phone.replace("-", ""), strong(w.phone)) #for a in w.address [\\ #a]]
#block(fill: c.tint, stroke: (left: 4pt + c.accent), inset: 8pt, width: 100%, w.message)
#for s in w.chapters { chapter(s) }
#line(length: 100%, stroke: 0.6pt + c.accent)
#text(size: 7.5pt, w.imprint)
""".replace("..p.rows.flatten-cells", "..p.rows.map(r => r.map(runs)).flatten()")


class Made:
    """A compiler that knows the template."""

    name = "Typst"
    version = importlib.metadata.version("typst")
    tagged = True

    def __init__(self, folder: Path) -> None:
        source = folder / "work.typ"
        source.write_text(TEMPLATE, encoding="utf-8")
        self._compiler = typst.Compiler(str(source), font_paths=[str(folder)], ignore_system_fonts=True)

    def make(self, work: Work) -> bytes:
        """The document."""
        made: bytes = self._compiler.compile(format="pdf", sys_inputs={"work": work.data}, pdf_standards=["ua-1"])
        return made
