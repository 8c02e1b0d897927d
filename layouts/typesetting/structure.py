"""The structure tree as PDF objects. In: a root element and what was drawn for each. Out: StructTreeRoot, ParentTree.

PDF 32000-1, 14.7. Elements without content are left out, but for table cells. Dictionaries are frugal: no /Type where
it is optional, a page named once for all the marks on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from layouts.typesetting.document import PackedDocument, reference
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

    def kids(self, element: Element) -> Sequence[Content]:
        """What an element holds. Its own content stands before its blocks; annotations stand last."""
        own = self.content.get(element)
        if own and not element.kids and len(own) == 1:
            return own  # what most elements are
        blocks = [kid for kid in element.kids if self.lives(kid)]
        if not own:
            return blocks
        notes = [each for each in own if isinstance(each, Annotated)]
        return [*(each for each in own if not isinstance(each, Annotated)), *blocks, *notes]

    def lives(self, element: Element) -> bool:
        """Whether the element has content, or is a cell in a row that has."""
        return element in self._placed or (element.kind in KEPT_EMPTY and element.parent in self._placed)


def structure_tree(document: PackedDocument, drawn: Drawn) -> bytes:
    """Writes the tree; the reference of its root."""
    tree = document.reserve()
    kids = _in_order(drawn)
    first = document.reserve(len(kids))
    references = {element: f"{number} 0 R" for number, element in enumerate(kids, first)}
    writer = _Writer(document, drawn, kids, references)
    above = f"{tree} 0 R"
    for number, element in enumerate(kids, first):
        document.fill(number, writer.element(element, above if element.parent is None else references[element.parent]))
    numbers = []
    for key, entry in enumerate(drawn.parents):
        if isinstance(entry, Element):
            numbers.append(f"{key} {references[entry]}")
        else:
            numbers.append(f"{key}[{' '.join([references[each] for each in entry])}]")
    parent_tree = document.refer(f"<</Nums[{' '.join(numbers)}]>>".encode())
    shape = b"<</Type/StructTreeRoot/K %b/ParentTree %b/ParentTreeNextKey %d>>"
    document.fill(tree, shape % (references[drawn.root].encode(), parent_tree, len(numbers)))
    return reference(tree)


def _in_order(drawn: Drawn) -> dict[Element, Sequence[Content]]:
    """What each element that is written holds, in reading order."""
    order: dict[Element, Sequence[Content]] = {}
    waiting = [drawn.root]
    while waiting:
        element = waiting.pop()
        kids = order[element] = drawn.kids(element)
        waiting += [kid for kid in reversed(kids) if isinstance(kid, Element)]
    return order


class _Writer:
    """Writes elements of one tree."""

    def __init__(
        self,
        document: PackedDocument,
        drawn: Drawn,
        kids: Mapping[Element, Sequence[Content]],
        references: Mapping[Element, str],
    ) -> None:
        self._document, self._drawn, self._kids, self._references = document, drawn, kids, references

    def element(self, element: Element, above: str) -> bytes:
        """An element's dictionary; `above` is the reference of its parent."""
        kids = self._kids[element]
        page = self._first_page(element) if element.kind == "Table" else 0  # validators look for it there as well
        for kid in kids:
            if not isinstance(kid, Element):
                page = kid.page
                break
        on = f"/Pg {self._page(page)}" if page else ""
        held = [self._kid(kid, page) for kid in kids]
        holds = "" if not held else f"/K {held[0]}" if len(held) == 1 else f"/K[{' '.join(held)}]"
        said = self._said(element) if element.alt or element.lang or element.title else ""
        attributes = self._attributes(element) if element.attributes or element in self._drawn.boxes else ""
        return f"<</S/{element.kind}/P {above}{on}{holds}{said}{attributes}>>".encode()

    def _kid(self, kid: Content, page: int) -> str:
        if isinstance(kid, Element):
            return self._references[kid]
        elsewhere = "" if kid.page == page else f"/Pg {self._page(kid.page)}"
        if isinstance(kid, Annotated):
            return f"<</Type/OBJR/Obj {kid.reference.decode()}{elsewhere}>>"
        return f"<</Type/MCR/MCID {kid.mcid}{elsewhere}>>" if elsewhere else str(kid.mcid)

    def _page(self, page: int) -> str:
        return self._document.page(page).decode()

    @staticmethod
    def _said(element: Element) -> str:
        """What readers say besides, or instead."""
        entries = (("Alt", element.alt), ("Lang", element.lang), ("T", element.title))
        return "".join(f"/{key}{text(value).decode()}" for key, value in entries if value)

    def _attributes(self, element: Element) -> str:
        attributes = dict(element.attributes)
        if element in self._drawn.boxes:
            corners = " ".join(short(value, 1) for value in self._drawn.boxes[element])
            attributes |= {"Placement": "/Block", "BBox": f"[{corners}]"}
        owned: dict[str, str] = {}
        for key, value in attributes.items():
            between = "" if value[0] in "/[(<" else " "
            owned[OWNERS[key]] = f"{owned.get(OWNERS[key], '')}/{key}{between}{value}"
        written = "".join(f"<</O/{owner}{entries}>>" for owner, entries in owned.items())
        return f"/A[{written}]" if len(owned) > 1 else f"/A{written}"

    def _first_page(self, element: Element) -> int:
        pages = (each.page for block in element.walk() for each in self._own(block))
        return next(pages, 0)

    def _own(self, element: Element) -> list[Marked]:
        return [each for each in self._drawn.content.get(element, ()) if isinstance(each, Marked)]
