"""The structure tree of a PDF as plain values. In: an opened PDF. Out: a `Tree` that checks walk without pikepdf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

Id = tuple[int, int]  # object and generation number

DEEPEST = 200


class Mark(Struct, frozen=True):
    """A marked-content sequence: its page's object, its identifier there."""

    page: Id
    mcid: int


class Thing(Struct, frozen=True):
    """A whole object that an element holds: an annotation."""

    id: Id


class Element(Struct, eq=False):
    """A structure element; its kind as the role map gives it."""

    id: Id
    kind: str
    parent: Element | None
    alt: str = ""
    lang: str = ""
    attributes: Mapping[str, str] = {}
    kids: list[Element | Mark | Thing] = []

    @property
    def below(self) -> list[Element]:
        """The elements right below."""
        return [kid for kid in self.kids if isinstance(kid, Element)]


class Tree(Struct, frozen=True):
    """All elements in reading order, and the parent tree: a key to owners by MCID, or to the one owner of an object."""

    elements: tuple[Element, ...]
    parents: Mapping[int, Id | tuple[Id | None, ...]]

    @property
    def by_id(self) -> dict[Id, Element]:
        """The elements by their object's number."""
        return {element.id: element for element in self.elements}


def tree_of(pdf: Any) -> Tree:
    """The tree. Objects that are not what they should be are left out; what hangs on them is missed by the checks."""
    root = pdf.Root["/StructTreeRoot"]
    roles = {str(key)[1:]: str(value)[1:] for key, value in root.get("/RoleMap", {}).items()}
    elements: list[Element] = []
    for kid in _listed(root.get("/K")):
        _grow(kid, None, (0, 0), roles, elements, 0)
    return Tree(tuple(elements), dict(_numbers(root.get("/ParentTree"), 0)))


def _listed(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def is_dictionary(value: Any) -> bool:
    """Whether an object of pikepdf is a dictionary: its objects have every method, whatever they are."""
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def _grow(
    found: Any, parent: Element | None, page: Id, roles: Mapping[str, str], elements: list[Element], deep: int
) -> None:
    if not is_dictionary(found) or "/S" not in found or deep > DEEPEST:
        return
    kind = str(found["/S"])[1:]
    alt, lang = str(found.get("/Alt", "")), str(found.get("/Lang", ""))
    element = Element(found.objgen, roles.get(kind, kind), parent, alt, lang, _attributes(found.get("/A")))
    elements.append(element)
    if parent is not None:
        parent.kids.append(element)
    page = found["/Pg"].objgen if "/Pg" in found else page
    for kid in _listed(found.get("/K")):
        if not is_dictionary(kid):
            element.kids.append(Mark(page, int(kid)))
        elif kid.get("/Type") == "/MCR":
            element.kids.append(Mark(kid["/Pg"].objgen if "/Pg" in kid else page, int(kid["/MCID"])))
        elif kid.get("/Type") == "/OBJR":
            element.kids.append(Thing(kid["/Obj"].objgen))
        else:
            _grow(kid, element, page, roles, elements, deep + 1)


def _attributes(found: Any) -> dict[str, str]:
    entries = (each for each in _listed(found) if is_dictionary(each))
    return {str(key)[1:]: str(value) for each in entries for key, value in each.items() if key != "/O"}


def _numbers(node: Any, deep: int) -> Iterator[tuple[int, Id | tuple[Id | None, ...]]]:
    """The entries of a number tree (PDF 32000-1, 7.9.7)."""
    if not is_dictionary(node) or deep > DEEPEST:
        return
    nums = list(node.get("/Nums", []))
    for key, value in zip(nums[::2], nums[1::2], strict=False):
        one = is_dictionary(value)
        yield int(key), value.objgen if one else tuple(each.objgen if is_dictionary(each) else None for each in value)
    for kid in node.get("/Kids", []):
        yield from _numbers(kid, deep + 1)
