"""The structure tree as PDF objects. In: a root element and what was drawn for each. Out: StructTreeRoot, ParentTree.

PDF 32000-1, 14.7. Elements without content are left out, but for table cells. Dictionaries are frugal: no /Type where
it is optional, a page named once for all the marks on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from layouts.typesetting.document import PackedDocument, Raw
from layouts.typesetting.metadata import text
from layouts.typesetting.pack import short
from layouts.typesetting.tags import INLINE, KEPT_EMPTY, Element

OWNERS = {
    "ListNumbering": "List",
    "Scope": "Table",
    "ColSpan": "Table",
    "RowSpan": "Table",
    "Summary": "Table",
    "Placement": "Layout",
    "BBox": "Layout",
}


class Marked(Struct, frozen=True):
    """A marked-content sequence of an element: the page's number from 1, the identifier on it."""

    page: int
    mcid: int


class Annotated(Struct, frozen=True):
    """An annotation of an element: its object's reference and its page."""

    reference: bytes
    page: int


Content = Marked | Annotated | Element
Box = tuple[float, float, float, float]


class Drawn:
    """What was drawn for the elements of a tree, in the order of their content. Raises ValueError for a stranger."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.content: dict[Element, list[Content]] = {}
        self.boxes: dict[Element, Box] = {}
        self.parents: list[Element | list[Element]] = []  # the parent tree: a page's owners by MCID, or an owner
        self._placed: set[Element] = set()

    def page(self) -> list[Element]:
        """A new entry in the parent tree, for the owners of a page's marks; its key is the count of those before."""
        owners: list[Element] = []
        self.parents.append(owners)
        return owners

    def marked(self, owner: Element, mark: Marked) -> None:
        """A marked-content sequence comes next in what its owner says."""
        self._place(owner)
        self.content.setdefault(owner, []).append(mark)

    def annotated(self, owner: Element, annotation: Annotated) -> int:
        """An annotation of its owner. Its key in the parent tree."""
        self._place(owner)
        self.content.setdefault(owner, []).append(annotation)
        self.parents.append(owner)
        return len(self.parents) - 1

    def framed(self, owner: Element, box: Box) -> None:
        """Where an element lies; boxes of one element are joined."""
        left, bottom, right, top = self.boxes.get(owner, box)
        self.boxes[owner] = min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3])

    def _place(self, element: Element) -> None:
        """An inline element takes its place among its parent's content at the moment it is first drawn."""
        if element in self._placed:
            return
        if element.parent is None and element is not self.root:
            raise ValueError(f"{element.path} is not in the tree of this file")
        self._placed.add(element)
        if element.parent is not None:
            self._place(element.parent)
            if element.kind in INLINE:
                self.content.setdefault(element.parent, []).append(element)

    def kids(self, element: Element) -> list[Content]:
        """What an element holds. Its own content stands before its blocks; annotations stand last."""
        own = self.content.get(element, [])
        blocks = [kid for kid in element.kids if self.lives(kid)]
        notes = [each for each in own if isinstance(each, Annotated)]
        return [*(each for each in own if not isinstance(each, Annotated)), *blocks, *notes]

    def lives(self, element: Element) -> bool:
        """Whether the element has content, or is a cell in a row that has."""
        return element in self._placed or (element.kind in KEPT_EMPTY and element.parent in self._placed)


def structure_tree(document: PackedDocument, drawn: Drawn) -> bytes:
    """Writes the tree; the reference of its root."""
    tree, reference = document.reserve()
    objects = {element: document.reserve() for element in _in_order(drawn)}
    for element, (raw, _) in objects.items():
        above = reference if element.parent is None else objects[element.parent][1]
        raw.data = _Writer(document, drawn, objects).element(element, above)
    numbers = []
    for key, entry in enumerate(drawn.parents):
        owner = objects[entry][1] if isinstance(entry, Element) else b""
        numbers.append(b"%d %b" % (key, owner) if owner else b"%d[%b]" % (key, _references(entry, objects)))
    parent_tree = document.refer(b"<</Nums[%b]>>" % b" ".join(numbers))
    top = objects[drawn.root][1]
    tree.data = b"<</Type/StructTreeRoot/K %b/ParentTree %b/ParentTreeNextKey %d>>" % (top, parent_tree, len(numbers))
    return reference


def _references(entry: Element | Sequence[Element], objects: Mapping[Element, tuple[Raw, bytes]]) -> bytes:
    return b" ".join(objects[each][1] for each in ([entry] if isinstance(entry, Element) else entry))


def _in_order(drawn: Drawn) -> list[Element]:
    order, waiting = [], [drawn.root]
    while waiting:
        element = waiting.pop()
        order.append(element)
        waiting += [kid for kid in reversed(drawn.kids(element)) if isinstance(kid, Element)]
    return order


class _Writer:
    """Writes elements of one tree."""

    def __init__(self, document: PackedDocument, drawn: Drawn, objects: Mapping[Element, tuple[Raw, bytes]]) -> None:
        self._document, self._drawn, self._objects = document, drawn, objects

    def element(self, element: Element, above: bytes) -> bytes:
        kids = self._drawn.kids(element)
        page = next((kid.page for kid in kids if not isinstance(kid, Element)), 0)
        if not page and element.kind == "Table":
            page = self._first_page(element)  # validators look for it on a table as well
        written = [self._kid(kid, page) for kid in kids]
        parts = [b"/S/%b/P %b" % (element.kind.encode(), above)]
        if page:
            parts.append(b"/Pg " + self._document.page(page))
        if written:
            parts.append(b"/K " + written[0] if len(written) == 1 else b"/K[%b]" % b" ".join(written))
        for key, value in (("Alt", element.alt), ("Lang", element.lang), ("T", element.title)):
            if value:
                parts.append(b"/%b%b" % (key.encode(), text(value)))
        return b"<<%b%b>>" % (b"".join(parts), self._attributes(element))

    def _kid(self, kid: Content, page: int) -> bytes:
        if isinstance(kid, Element):
            return self._objects[kid][1]
        elsewhere = b"" if kid.page == page else b"/Pg " + self._document.page(kid.page)
        if isinstance(kid, Annotated):
            return b"<</Type/OBJR/Obj %b%b>>" % (kid.reference, elsewhere)
        return b"<</Type/MCR/MCID %d%b>>" % (kid.mcid, elsewhere) if elsewhere else b"%d" % kid.mcid

    def _attributes(self, element: Element) -> bytes:
        attributes = dict(element.attributes)
        if element in self._drawn.boxes:
            corners = " ".join(short(value, 1) for value in self._drawn.boxes[element])
            attributes |= {"Placement": "/Block", "BBox": f"[{corners}]"}
        owned: dict[str, str] = {}
        for key, value in attributes.items():
            between = "" if value[0] in "/[(<" else " "
            owned[OWNERS[key]] = f"{owned.get(OWNERS[key], '')}/{key}{between}{value}"
        written = "".join(f"<</O/{owner}{entries}>>" for owner, entries in owned.items())
        return (f"/A[{written}]" if len(owned) > 1 else f"/A{written}" if owned else "").encode()

    def _first_page(self, element: Element) -> int:
        pages = (each.page for block in element.walk() for each in self._own(block))
        return next(pages, 0)

    def _own(self, element: Element) -> list[Marked]:
        return [each for each in self._drawn.content.get(element, ()) if isinstance(each, Marked)]
