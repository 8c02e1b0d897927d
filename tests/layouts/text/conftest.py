"""What the tests of the text engine share: a family, a typesetter, and a press that prints settings into a bare PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from layouts.typesetting.text.glyphfont import DocumentFonts
from layouts.typesetting.text.typesetter import Setting, Typesetter
from layouts.typesetting.typefaces import Family, family

Printer = Callable[[Sequence[Setting]], bytes]


class BareCanvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas without the Helvetica it puts into every file."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        """What ReportLab does last with a page. Its characters are bytes already, and must not become UTF-8."""
        super()._setAnnotations(page)
        page.stream = page.stream.encode("latin-1")


@pytest.fixture(scope="session")
def latin() -> Family:
    """Noto Sans, regular and bold."""
    return family("Latn")


@pytest.fixture
def typesetter(latin: Family) -> Typesetter:
    """An English typesetter that has set nothing yet."""
    return Typesetter(latin, "en-US", "ltr")


@pytest.fixture(scope="session")
def printed() -> Printer:
    """A function that prints each setting on a page of its own and gives the bytes of the PDF."""

    def run(settings: Sequence[Setting]) -> bytes:
        target = io.BytesIO()
        canvas: Any = BareCanvas(target, pagesize=(600, 800), invariant=1, pageCompression=1, pdfVersion=(1, 7))
        fonts = DocumentFonts(canvas._doc)
        for setting in settings:
            operators = ["BT"]
            for number, line in enumerate(setting.lines):
                y = 760 - 1.4 * setting.size * number
                operators += [fonts.show(run, 40 + line.start + run.x, y) for run in line.runs]
            canvas._code.append("\n".join([*operators, "ET"]))
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    return run
