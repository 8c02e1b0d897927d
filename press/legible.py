"""What glyphs mean: every code that is shown against its font. In: an opened PDF. Out: messages.

PDF 32000-1, 9.10: the way from codes to Unicode. ISO 14289-1, 7.21.7 and 7.21.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
NO_TEXT = re.compile("[\0\ufeff\ufffe\ufffd]")
HEX = rb"<\s*([0-9A-Fa-f\s]*)>"
CHAR = re.compile(HEX + rb"\s*" + HEX)
RANGE = re.compile(HEX + rb"\s*" + HEX + rb"\s*(?:" + HEX + rb"|\[([^\]]*)\])")
DEEPEST = 20  # forms within forms


class _Shown(Struct):
    """A font of the file, and the strings that are shown in it."""

    font: Any
    strings: set[bytes] = set()


def legible(pdf: Any) -> Iterator[str]:
    """Glyphs that no reader could read aloud: the sign for a missing one, and those whose font gives them no text."""
    shown: dict[tuple[int, int], _Shown] = {}
    for page in pdf.pages:
        _collect(page, page.resources, shown, 0)
    for each in shown.values():
        font = each.font
        if "/ToUnicode" not in font:
            continue  # said already, of the font as a whole
        name = str(font.get("/BaseFont", "/without a name"))[1:]
        width = 2 if font.get("/Subtype") == "/Type0" else 1
        codes = {code for text in each.strings for code in _codes(text, width)}
        if width == 2 and 0 in codes:
            yield f"the font {name} shows its sign for a missing glyph (.notdef)"
        meanings = meanings_of(font.ToUnicode.read_bytes())
        for code in sorted(codes):
            text = meanings.get(code, "")
            if not text or NO_TEXT.search(text):
                yield f"the font {name} shows a glyph that stands for no text ({code:04X})"


def _codes(text: bytes, width: int) -> Iterator[int]:
    return (int.from_bytes(text[at : at + width], "big") for at in range(0, len(text), width))


def _collect(stream: Any, resources: Any, shown: dict[tuple[int, int], _Shown], deep: int) -> None:
    import pikepdf

    font: _Shown | None = None
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            found = resources["/Font"][str(operands[0])]
            font = shown.setdefault(found.objgen, _Shown(found))
        elif operator == "Do" and deep < DEEPEST:
            placed = resources["/XObject"][str(operands[0])]
            if placed.get("/Subtype") == "/Form":
                _collect(placed, placed.get("/Resources", resources), shown, deep + 1)
        elif operator in SHOWING and font is not None:
            last = operands[-1]
            parts = list(last) if isinstance(last, pikepdf.Array) else [last]
            font.strings.update(bytes(each) for each in parts if isinstance(each, pikepdf.String))


def meanings_of(cmap: bytes) -> dict[int, str]:
    """What a ToUnicode CMap says: code -> text."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        found |= {int(code, 16): _text(text) for code, text in CHAR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, start, each in RANGE.findall(block):
            texts = [_text(one) for one in re.findall(HEX, each)]
            if not texts:
                first = _text(start)
                texts = [first[:-1] + chr(ord(first[-1]) + n) for n in range(int(high, 16) - int(low, 16) + 1)]
            found |= dict(enumerate(texts, int(low, 16)))
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")
