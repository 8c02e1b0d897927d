"""The shape of a structure tree: which elements may hold which. In: a `Tree`. Out: messages.

PDF/UA-1, 7.2 to 7.7, and ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.tree import Element, Mark, Thing, Tree

HOLDS = {  # what an element of that kind may hold right below it
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
LIES_IN = {  # what an element of that kind must lie in
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}
SCOPES = {"/Row", "/Column", "/Both"}


def shape(tree: Tree) -> Iterator[str]:
    """What is wrong with the shape of the tree."""
    yield from _headings(tree)
    for element in tree.elements:
        yield from _nesting(element)
        match element.kind:
            case "Figure" | "Formula" if not element.alt:
                yield f"a {element.kind} has no words to stand for it (Alt)"
            case "TH" if element.attributes.get("Scope") not in SCOPES:
                yield "a table header does not say whether it heads a row or a column (Scope)"
            case "Table":
                yield from _rows(element)
            case "Link" if not any(isinstance(kid, Thing) for kid in element.kids):
                yield "a Link holds no annotation"


def _headings(tree: Tree) -> Iterator[str]:
    last = 0
    for element in tree.elements:
        if element.kind[:1] == "H" and element.kind[1:].isdigit():
            level = int(element.kind[1:])
            if level > last + 1:
                yield f"a heading H{level} follows " + (f"H{last}" if last else "no heading")
            last = level


def _nesting(element: Element) -> Iterator[str]:
    holds = HOLDS.get(element.kind)
    if holds is not None:
        for kid in element.kids:
            if isinstance(kid, Mark):
                yield f"{element.kind} holds text that belongs to none of its parts"
            elif isinstance(kid, Element) and kid.kind not in holds:
                yield f"{element.kind} holds {kid.kind}"
    lies_in = LIES_IN.get(element.kind)
    above = element.parent.kind if element.parent is not None else "nothing"
    if lies_in is not None and above not in lies_in:
        yield f"{element.kind} lies in {above}"


def _rows(table: Element) -> Iterator[str]:
    """Every row, with what hangs down into it from above, must be as long as the first."""
    hanging: list[int] = []  # for each cell that reaches down, column by column, into how many further rows
    first = 0
    for number, row in enumerate(_all_rows(table), 1):
        length = sum(1 for rows in hanging if rows > 0)
        hanging = [max(0, rows - 1) for rows in hanging]
        for cell in row.below:
            across, down = (_span(cell, key) for key in ("ColSpan", "RowSpan"))
            length += across
            hanging += [down - 1] * across if down > 1 else []
        first = first or length
        if length != first:
            yield f"row {number} of a table has {length} cells, not {first}"


def _all_rows(table: Element) -> Iterator[Element]:
    for each in table.below:
        if each.kind == "TR":
            yield each
        elif each.kind != "Caption":
            yield from (row for row in each.below if row.kind == "TR")


def _span(cell: Element, key: str) -> int:
    written = cell.attributes.get(key, "1")
    return int(written) if written.isdigit() else 1
