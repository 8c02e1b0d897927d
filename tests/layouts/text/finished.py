"""A finished, tagged PDF of one paragraph a page, and what its content says. In: spans. Out: bytes; what is shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf

from handouts.inline import Span
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Setting, Typesetter
from press.tree import Element as Found
from press.tree import Mark, tree_of
from tests.press.demo import ink_for

WIDTH, HEIGHT, EDGE, SIZE = 400, 300, 40, 14


class Shown(NamedTuple):
    """What one operator shows: in which marked content, where, which text in the order of its glyphs."""

    mcid: int
    x: float
    y: float
    text: str


def set_in(typesetter: Typesetter, spans: Sequence[Span], width: float = WIDTH - 2 * EDGE) -> Setting:
    """The paragraph as it is set here."""
    return typesetter.set(spans, SIZE, width)


def finished(typesetter: Typesetter, paragraphs: Sequence[Sequence[Span]], width: float = WIDTH - 2 * EDGE) -> bytes:
    """A tagged file with a page for each paragraph: links and runs in another language are elements of their own."""
    root = Element("Document")
    ink = ink_for(root, language=typesetter.language, direction="rtl" if typesetter.base else "ltr")
    for spans in paragraphs:
        ink.begin_page(WIDTH, HEIGHT)
        paragraph = root.add("P")
        owners: list[Element | None] = []
        for span in spans:
            owner = Element("Span", paragraph, lang=span.lang) if span.lang else paragraph
            owners.append(Element("Link", owner) if span.href else owner)
        setting = set_in(typesetter, spans, width)
        lines = [(line, EDGE + line.start, HEIGHT - 40 - 2 * SIZE * n) for n, line in enumerate(setting.lines)]
        ink.text(lines, owners, "#000000")
        ink.end_page()
    return ink.save()


def shown(pdf: bytes) -> list[list[Shown]]:
    """For each page everything that is shown, in the order of its content."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [list(_page(page)) for page in file.pages]


def _page(page: Any) -> Iterator[Shown]:
    maps = {str(name): unicode_map(font) for name, font in page.Resources.Font.items()}
    mcid, font, x, y = -1, "", 0.0, 0.0
    for each in pikepdf.parse_content_stream(page):
        match str(each.operator):
            case "BDC":
                mcid = int(each.operands[1].MCID)
            case "EMC":
                mcid = -1
            case "Tf":
                font = str(each.operands[0])
            case "Tm":
                x, y = float(each.operands[4]), float(each.operands[5])
            case "TJ":
                raw = b"".join(bytes(part) for part in each.operands[0] if isinstance(part, pikepdf.String))
                cids = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
                yield Shown(mcid, x, y, "".join(maps[font][cid] for cid in cids))


def unicode_map(font: Any) -> dict[int, str]:
    """CID -> text, as the font's ToUnicode says."""
    lines = re.findall(r"^<(\w{4})><(\w+)>$", font.ToUnicode.read_bytes().decode("ascii"), re.MULTILINE)
    return {int(cid, 16): bytes.fromhex(text).decode("utf-16-be") for cid, text in lines if cid + text != "0000FFFF"}


def read_by_tree(pdf: bytes) -> list[list[tuple[str, int]]]:
    """For each paragraph the (language, MCID) of all marked content, in the order in which the tree lists it."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = tree_of(file)
    return [list(_marks(element, "")) for element in found.elements if element.kind == "P"]


def _marks(element: Found, language: str) -> Iterator[tuple[str, int]]:
    language = element.lang or language
    for kid in element.kids:
        if isinstance(kid, Mark):
            yield language or ("link" if element.kind == "Link" else ""), kid.mcid
        elif isinstance(kid, Found):
            yield from _marks(kid, language)
