"""Tags: the structure tree of one edition. In: elements in reading order. Out: what a PDF's own tree is written from.

The tree is built by whoever sets the story, not by the order of drawing: so the order of panels and the order of
reading are independent. What is drawn is remembered by the ink, not by the elements, so a tree serves many files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

INLINE = frozenset({"Link", "Span"})
KEPT_EMPTY = frozenset({"TD", "TH"})  # an empty cell still counts as one (ISO 14289-1, 7.5)
# The standard structure types that a handout has a use for (PDF 32000-1, 14.8.4).
BLOCKS = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Note Figure P H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table THead TBody TFoot TR"
)
KINDS = INLINE | KEPT_EMPTY | frozenset(BLOCKS.split())


class Element:
    """A structure element. Its block children stand in the order in which they were made.

    An inline element (Link, Span) takes its place among its parent's content when its own content is first drawn.
    `attributes` are written as they are given: {"Scope": "/Column"} becomes /Scope /Column under its owner, /Table.
    Raises ValueError for a kind that is not a standard one.
    """

    __slots__ = ("alt", "attributes", "kids", "kind", "lang", "parent", "title")

    def __init__(
        self,
        kind: str,
        parent: Element | None = None,
        *,
        alt: str = "",
        lang: str = "",
        title: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> None:
        if kind not in KINDS:
            raise ValueError(f"{kind} is not a standard structure type")
        self.kind, self.parent = kind, parent
        self.alt, self.lang, self.title = alt, lang, title
        self.attributes = dict(attributes or {})
        self.kids: list[Element] = []
        if parent is not None and kind not in INLINE:
            parent.kids.append(self)

    def add(
        self,
        kind: str,
        *,
        alt: str = "",
        lang: str = "",
        title: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> Element:
        """A new child at the end."""
        return Element(kind, self, alt=alt, lang=lang, title=title, attributes=attributes)

    def adopt(self, element: Element) -> None:
        """An element that was made elsewhere becomes the last child."""
        element.parent = self
        self.kids.append(element)

    def dissolve(self) -> None:
        """Let go of all below, for a tree that nobody reads: parents and kids hold each other, and would stay for good.

        Elements keep their parents.
        """
        kids, self.kids = self.kids, []
        for kid in kids:
            kid.dissolve()

    @property
    def path(self) -> str:
        """The kinds from the root down, for messages."""
        above = f"{self.parent.path} > " if self.parent is not None else ""
        return above + self.kind

    @property
    def root(self) -> Element:
        """The element that has no parent."""
        return self if self.parent is None else self.parent.root

    def walk(self) -> Iterator[Element]:
        """This element and all block elements below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    # A copy would not be in the tree.
    def __copy__(self) -> Element:
        return self

    def __deepcopy__(self, memo: object) -> Element:
        return self
