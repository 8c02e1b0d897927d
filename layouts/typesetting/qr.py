"""QR codes. In: a text. Out: the modules as rows of true and false, without the quiet zone (ISO/IEC 18004, level M)."""

from __future__ import annotations

from functools import cache

from layouts.typesetting import reportlab_guard  # noqa: F401 - imported before anything of ReportLab


@cache
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of the smallest code that holds the text."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    side = code.getModuleCount()
    return tuple(tuple(bool(code.isDark(row, column)) for column in range(side)) for row in range(side))
