"""The structure tree as PDF objects. In: a root element and what was drawn for each. Out: StructTreeRoot, ParentTree.

PDF 32000-1, 14.7. Elements without content are left out, but for table cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layouts.typesetting.document import PackedDocument, Raw
from layouts.typesetting.metadata import text
from layouts.typesetting.tags import INLINE, KEPT_EMPTY, Element

OWNERS = {"ListNumbering": "List", "Scope": "Table", "ColSpan": "Table", "RowSpan": "Table", "BBox": "Layout", "Placement": "Layout"}


@dataclass(frozen=True)
class Marked:
    """A marked-content sequence of an element: the page's number from 1, the identifier on it."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Annotated:
    """An annotation of an element: its object's reference and its page."""

    reference: bytes
    page: int


Content = Marked | Annotated | Element


def structure_tree(
    document: PackedDocument,
    root: Element,
    drawn: Mapping[Element, Sequence[Content]],
    parents: Sequence[Element | Sequence[Element]],
    boxes: Mapping[Element, tuple[float, float, float, float]],
) -> bytes:
    """Writes the tree; the reference of its root. `parents` is the parent tree: a page's elements by MCID, or one element."""
    live = _live(root, drawn)
    objects: dict[Element, tuple[Raw, bytes]] = {}
    for element in _ordered(root, drawn, live):
        objects[element] = document.reserve()
    tree, tree_reference = document.reserve()
    for element, (raw, _) in objects.items():
        above = objects[element.parent][1] if element.parent in objects else tree_reference
        raw.data = _element(document, element, above, drawn, objects, boxes)
    numbers = []
    for key, entry in enumerate(parents):
        if isinstance(entry, Element):
            numbers.append(b"%d %b" % (key, objects[entry][1]))
        else:
            numbers.append(b"%d[%b]" % (key, b" ".join(objects[element][1] for element in entry)))
    parent_tree = document.refer(b"<</Nums[%b]>>" % b" ".join(numbers))
    tree.data = b"<</Type/StructTreeRoot/K %b/ParentTree %b/ParentTreeNextKey %d>>" % (
        objects[root][1],
        parent_tree,
        len(parents),
    )
    return tree_reference


def _live(root: Element, drawn: Mapping[Element, Sequence[Content]]) -> set[Element]:
    live = {root}
    for element in drawn:
        at: Element | None = element
        while at is not None and at not in live:
            live.add(at)
            at = at.parent
    for element in root.walk():
        if element.kind in KEPT_EMPTY and element.parent in live:
            live.add(element)
    return live


def _kids(element: Element, drawn: Mapping[Element, Sequence[Content]], live: set[Element]) -> list[Content]:
    # What was drawn for an element itself stands before its block children; annotations stand last (7.18.5 of PDF/UA).
    content = list(drawn.get(element, ()))
    content.sort(key=lambda each: isinstance(each, Annotated))
    return [*content, *(kid for kid in element.kids if kid in live)]


def _ordered(root: Element, drawn: Mapping[Element, Sequence[Content]], live: set[Element]) -> list[Element]:
    order, stack = [], [root]
    while stack:
        element = stack.pop()
        order.append(element)
        stack.extend(reversed([kid for kid in _kids(element, drawn, live) if isinstance(kid, Element)]))
    return order


def _element(
    document: PackedDocument,
    element: Element,
    above: bytes,
    drawn: Mapping[Element, Sequence[Content]],
    objects: Mapping[Element, tuple[Raw, bytes]],
    boxes: Mapping[Element, tuple[float, float, float, float]],
) -> bytes:
    kids = _kids(element, drawn, set(objects))
    page = next((kid.page for kid in kids if isinstance(kid, Marked | Annotated)), 0)
    if not page and element.kind == "Table":
        page = _first_page(element, drawn)
    parts = [b"/S/%b/P %b" % (element.kind.encode(), above)]
    if page:
        parts.append(b"/Pg " + document.number(f"Page{page}"))
    written = []
    for kid in kids:
        match kid:
            case Marked(at, mcid):
                own = b"%d" % mcid
                written.append(own if at == page else b"<</Type/MCR/Pg %b/MCID %d>>" % (document.number(f"Page{at}"), mcid))
            case Annotated(reference, at):
                where = b"" if at == page else b"/Pg " + document.number(f"Page{at}")
                written.append(b"<</Type/OBJR/Obj %b%b>>" % (reference, where))
            case Element():
                written.append(objects[kid][1])
    if len(written) == 1:
        parts.append(b"/K " + written[0])
    elif written:
        parts.append(b"/K[%b]" % b" ".join(written))
    if element.alt:
        parts.append(b"/Alt" + text(element.alt))
    if element.lang:
        parts.append(b"/Lang" + text(element.lang))
    if element.title:
        parts.append(b"/T" + text(element.title))
    attributes = dict(element.attributes)
    if element in boxes:
        box = " ".join(f"{value:.1f}".rstrip("0").rstrip(".") for value in boxes[element])
        attributes |= {"Placement": "/Block", "BBox": f"[{box}]"}
    if attributes:
        owner = OWNERS[next(iter(attributes))]
        written_out = "".join(f"/{key}{value if value[0] in '/[' else ' ' + value}" for key, value in attributes.items())
        parts.append(f"/A<</O/{owner}{written_out}>>".encode())
    return b"<<%b>>" % b"".join(parts)


def _first_page(element: Element, drawn: Mapping[Element, Sequence[Content]]) -> int:
    for each in element.walk():
        for content in drawn.get(each, ()):
            if isinstance(content, Marked):
                return content.page
    return 0


def attached(element: Element, drawn: dict[Element, list[Content]], placed: set[Element]) -> None:
    """Give an inline element its place among its parent's content, at the moment it is first drawn."""
    if element.kind in INLINE and element not in placed and element.parent is not None:
        attached(element.parent, drawn, placed)
        placed.add(element)
        drawn.setdefault(element.parent, []).append(element)
