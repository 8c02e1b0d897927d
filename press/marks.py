"""Marked content: who owns what is painted. In: an opened PDF and its tree. Out: messages.

Each page is read operator by operator. What operators, tree and parent tree say must agree, both ways round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from press.tree import Element, Id, Mark, Thing, Tree, is_dictionary

PAINTING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "Tj", "TJ", "'", '"', "sh", "INLINE IMAGE"})
ARTIFACT = -1


class _Found(Struct):
    """What the operators of a page say: identifiers in order, and how much lies outside all marks."""

    mcids: list[int] = []
    bare: Counter[str] = field(default_factory=Counter)
    mixed: int = 0
    unbalanced: bool = False


def marks(pdf: Any, tree: Tree) -> Iterator[str]:
    """What is painted without an owner, and where content, tree and parent tree differ."""
    by_id = tree.by_id
    said: dict[Id, Counter[int]] = {}
    for element in tree.elements:
        for kid in element.kids:
            if isinstance(kid, Mark):
                said.setdefault(kid.page, Counter())[kid.mcid] += 1
    for number, page in enumerate(pdf.pages, 1):
        found = _scan(page)
        messages = [*_painted(found), *_round_trip(page, found.mcids, said, tree, by_id), *_annotations(page, tree)]
        if page.obj.get("/Tabs") != "/S":
            messages.append("the tabulator does not follow the structure (Tabs)")
        for message in messages:
            yield f"page {number}: {message}"


def _scan(page: Any) -> _Found:
    import pikepdf

    found, stack = _Found(), list[int | None]()
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            mark = _mark(instruction.operands)
            outer = [each for each in stack if each is not None]
            if mark is not None and outer and (mark == ARTIFACT) != (outer[-1] == ARTIFACT):
                found.mixed += 1
            if mark is not None and mark != ARTIFACT:
                found.mcids.append(mark)
            stack.append(mark)
        elif operator == "EMC":
            if stack:
                stack.pop()
            else:
                found.unbalanced = True
        elif operator in PAINTING and all(each is None for each in stack):
            found.bare[operator] += 1
    found.unbalanced = found.unbalanced or bool(stack)
    return found


def _mark(operands: Any) -> int | None:
    if str(operands[0]) == "/Artifact":
        return ARTIFACT
    for properties in list(operands)[1:]:
        if is_dictionary(properties) and "/MCID" in properties:
            return int(properties["/MCID"])
    return None


def _painted(found: _Found) -> Iterator[str]:
    if found.bare:
        which = ", ".join(f"{operator} ({count})" for operator, count in sorted(found.bare.items()))
        yield f"painted outside the structure and not as an artifact: {which}"
    if found.mixed:
        yield "an artifact lies in marked text, or marked text in an artifact"
    if found.unbalanced:
        yield "marked content is not closed where it was opened"
    for mcid, count in Counter(found.mcids).items():
        if count > 1:
            yield f"marked content {mcid} is there {count} times"


def _round_trip(
    page: Any, mcids: list[int], said: dict[Id, Counter[int]], tree: Tree, by_id: dict[Id, Element]
) -> Iterator[str]:
    claimed = said.get(page.obj.objgen, Counter())
    for mcid in sorted(set(claimed) - set(mcids)):
        yield f"the structure speaks of marked content {mcid}, which is not there"
    for mcid, count in sorted(claimed.items()):
        if count > 1:
            yield f"marked content {mcid} belongs to {count} elements"
    if not mcids:
        return
    if "/StructParents" not in page.obj:
        yield "marked content leads to no element (StructParents)"
        return
    owners = tree.parents.get(int(page.obj["/StructParents"]))
    if not isinstance(owners, tuple) or not all(each is None or isinstance(each, tuple) for each in owners):
        yield "marked content leads to no element (ParentTree)"
        return
    for mcid in sorted(set(mcids)):
        owner = by_id.get(owners[mcid] or (0, 0)) if mcid < len(owners) else None  # type: ignore[arg-type]
        if owner is None:
            yield f"marked content {mcid} leads to no element (ParentTree)"
        elif Mark(page.obj.objgen, mcid) not in owner.kids:
            yield f"marked content {mcid} leads to a {owner.kind} that does not hold it"


def _annotations(page: Any, tree: Tree) -> Iterator[str]:
    by_id = tree.by_id
    for annotation in page.obj.get("/Annots", []):
        kind = str(annotation.get("/Subtype", "/"))[1:]
        if kind == "Popup":
            continue
        if not str(annotation.get("/Contents", "")).strip():
            yield f"a {kind} annotation does not say what it is (Contents)"
        if "/StructParent" not in annotation:
            yield f"a {kind} annotation leads to no element (StructParent)"
            continue
        entry = tree.parents.get(int(annotation["/StructParent"]))
        owner = by_id.get(entry) if _is_id(entry) else None  # type: ignore[arg-type]
        if owner is None:
            yield f"a {kind} annotation leads to no element (ParentTree)"
        elif Thing(annotation.objgen) not in owner.kids:
            yield f"a {kind} annotation leads to a {owner.kind} that does not hold it"
        elif kind == "Link" and owner.kind != "Link":
            yield f"a link annotation belongs to a {owner.kind}, not to a Link"


def _is_id(entry: object) -> bool:
    return isinstance(entry, tuple) and len(entry) == 2 and all(isinstance(each, int) for each in entry)
