"""Typst, through its Python package: one compiler for everything, PDF/UA-1 with tags. In: pieces. Out: PDFs.

The text and the lines of a site are handed over as JSON in `sys.inputs`, so that what Typst remembers between documents
(every part of a page that is the same) is of use to it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

NAME = "typst"
TAGGED = "PDF/UA-1"
TEMPLATE = Path(__file__).with_name("piece.typ")


def shown_version() -> str:
    """The version, as a table shows it."""
    return f"Typst {version('typst')}"


class Peer:
    """One compiler, kept."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = [str(fonts)]
        self._compiler = typst.Compiler(
            str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=self._fonts, ignore_system_fonts=True
        )

    def pdf(self, piece: Mapping[str, Any]) -> bytes:
        """The piece as a PDF."""
        return self._compiled(self._compiler, {"json": json.dumps(piece)})

    def copies(self, piece: Mapping[str, Any], sites: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
        """A copy of the piece for each site: the piece is a file that is read once."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "piece.json").write_text(json.dumps(piece), encoding="utf-8")
            (root / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
            source = str(root / TEMPLATE.name)
            compiler = typst.Compiler(source, root=folder, font_paths=self._fonts, ignore_system_fonts=True)
            for site in sites:
                yield self._compiled(compiler, {"piece": "piece.json", "site": json.dumps(site)})

    def _compiled(self, compiler: Any, inputs: dict[str, str]) -> bytes:
        made: bytes = compiler.compile(sys_inputs=inputs, pdf_standards="ua-1", timestamp=0)
        return made


def main() -> None:
    """Make one PDF: JSON of a piece, folder of fonts, file to write."""
    source, fonts, target = map(Path, sys.argv[1:4])
    Path(target).write_bytes(Peer(fonts).pdf(json.loads(source.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
