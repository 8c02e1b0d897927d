"""The outline: bookmarks that a viewer shows beside the pages. In: bookmarks in reading order. Out: PDF objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from layouts.typesetting.document import PackedDocument, reference
from layouts.typesetting.metadata import text
from layouts.typesetting.pack import short


class Bookmark(Struct, frozen=True):
    """A line of the outline. `page` counts from 1, `top` is in points from the page's foot, `level` 0 is outermost."""

    title: str
    page: int
    top: float
    level: int = 0


def outline(document: PackedDocument, bookmarks: Sequence[Bookmark]) -> bytes:
    """Writes the outline (PDF 32000-1, 12.3.3); its reference. There is at least one bookmark.

    Raises ValueError for a level that skips one, IndexError for a page that is not there.
    """
    root = document.reserve()
    first = document.reserve(len(bookmarks))
    entries = [reference(first + index) for index in range(len(bookmarks))]
    family: dict[int, list[int]] = {-1: []}  # children by parent, -1: the outline itself
    above: list[int] = []
    for index, bookmark in enumerate(bookmarks):
        if bookmark.level > len(above):
            raise ValueError(f"bookmark '{bookmark.title}' skips a level")
        del above[bookmark.level :]
        family[above[-1] if above else -1].append(index)
        family[index] = []
        above.append(index)
    for parent, children in family.items():
        holder = reference(root) if parent < 0 else entries[parent]
        for place, index in enumerate(children):
            mark = bookmarks[index]
            target = b"[%b/XYZ null %b null]" % (document.page(mark.page), short(mark.top, 0).encode())
            around = b""
            if place:
                around += b"/Prev " + entries[children[place - 1]]
            if place + 1 < len(children):
                around += b"/Next " + entries[children[place + 1]]
            inside = _inside([entries[each] for each in family[index]], _below(index, family))
            written = b"<</Title%b/Parent %b%b/Dest%b%b>>" % (text(mark.title), holder, around, target, inside)
            document.fill(first + index, written)
    document.fill(root, b"<</Type/Outlines%b>>" % _inside([entries[each] for each in family[-1]], len(bookmarks)))
    return reference(root)


def _below(index: int, family: Mapping[int, Sequence[int]]) -> int:
    return sum(1 + _below(child, family) for child in family[index])


def _inside(children: list[bytes], count: int) -> bytes:
    return b"/First %b/Last %b/Count %d" % (children[0], children[-1], count) if children else b""
