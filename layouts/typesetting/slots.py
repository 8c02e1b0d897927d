"""Slots: what hangs on the site or the copy. In: a setting and the desk of the first site. Out: slugs that say so.

A slot remembers how it was set, so that it can be set again at the desk of another site, into the same place. What it
takes then is its shape: where the shapes of two sites are alike, everything else on their pages stands alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from layouts.typesetting.marks import Glyphs, Slug, Spot
from layouts.typesetting.tags import Element

D = TypeVar("D")
Setting = Callable[[D, Element], list[Slug]]
Shape = tuple[object, ...]


class Slot(Struct, Generic[D], frozen=True):
    """A setting that hangs on the site, and what it came to for the first one, in an element of that kind."""

    setting: Setting[D]
    slugs: tuple[Slug, ...]
    kind: str = "Div"
    lang: str = ""
    gauge: bool = False  # it stands nowhere; other settings go by its width

    def again(self, desk: D) -> list[Slug]:
        """The slugs as they are at another desk, with elements of their own that make up no tree."""
        owner = Element(self.kind, lang=self.lang)
        slugs = self.setting(desk, owner)
        owner.dissolve()
        return slugs


class Slots(Generic[D]):
    """The slots of one composition, in the order in which they were set."""

    def __init__(self) -> None:
        self.all: list[Slot[D]] = []

    def keep(self, setting: Setting[D], slugs: list[Slug], parent: Element) -> list[Slug]:
        """Remember what `setting` came to in this element; the marks carry their spots."""
        number = len(self.all)
        slugs = [
            replace(slug, marks=tuple(replace(mark, spot=Spot(number, row, at)) for at, mark in enumerate(slug.marks)))
            for row, slug in enumerate(slugs)
        ]
        self.all.append(Slot(setting, tuple(slugs), parent.kind, parent.lang))
        return slugs

    def gauge(self, measure: Callable[[D], float], width: float) -> float:
        """A width that a setting elsewhere goes by: part of the shape."""
        self.all.append(Slot(lambda desk, _: [Slug(measure(desk))], (Slug(width),), gauge=True))
        return width


def shape_of(slugs: Iterable[Slug]) -> Shape:
    """What slugs take on paper and in the tree, whatever words they hold."""
    shape: list[object] = []
    owners: dict[Element, int] = {}
    for slug in slugs:
        shape.append((slug.height, slug.before, slug.hold, slug.opens))
        for mark in slug.marks:
            if isinstance(mark, Glyphs):
                elements = mark.voice.elements
                shape += [(run.place, *_owner(elements[run.span], owners)) for run in mark.line.runs]
            shape.append(type(mark).__name__)
    return tuple(shape)


def _owner(element: Element | None, known: dict[Element, int]) -> tuple[int, str, str]:
    if element is None:
        return -1, "", ""
    return known.setdefault(element, len(known)), element.kind, element.lang
