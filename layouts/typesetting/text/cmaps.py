"""CMaps: what the codes of a Type 0 font mean. In: texts or glyphs by code. Out: the CMap's program, not yet deflated.

Codes have two bytes and count from 0; what code 0 means, .notdef, is never shown and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

BLOCK = 100  # lines in one block; PostScript takes no more
NAME = "Adobe-Identity-H-Handouts"


def to_unicode(texts: Sequence[str]) -> bytes:
    """From codes to text."""
    return _program("UCS", "/Adobe-Identity-UCS", 2, "bfchar", map(_string, texts[1:]))


@lru_cache(10_000)
def _string(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex().upper()}>"


def to_glyphs(glyphs: Sequence[int]) -> bytes:
    """From codes to CIDs, which are the numbers of glyphs: so one glyph can have several codes, and a text for each."""
    return _program("Identity", f"/{NAME}", 1, "cidchar", (f" {glyph}" for glyph in glyphs[1:]))


def _program(ordering: str, name: str, kind: int, operator: str, values: Iterable[str]) -> bytes:
    lines = [f"<{code:04X}>{value}" for code, value in enumerate(values, 1)]
    blocks = [lines[start : start + BLOCK] for start in range(0, len(lines), BLOCK)]
    body = "\n".join(f"{len(block)} begin{operator}\n" + "\n".join(block) + f"\nend{operator}" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo <</Registry (Adobe) /Ordering ({ordering}) /Supplement 0>> def\n"
        f"/CMapName {name} def\n/CMapType {kind} def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
