"""Overlays out of nodes. In: the node of `brands/<brand>/sites/<site>/<topic>/<tag>.yaml`. Out: a frozen `Overlay`.

hide: [law, {id: tools, made_from: 0123456789ab}]
replace: [sections with the ids of those they replace]
add: [sections, each with `after:` and the id of the one it follows]
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.fields import Fields, text_of
from handouts.gathering import Problems
from handouts.overlay import Added, Hidden, Overlay
from handouts.reading import ID, ID_HINT, place_of_value
from handouts.source import Mapping, Node
from handouts.topic import Section
from handouts.topic_reader import DIGEST, DIGEST_HINT, section_of


def overlay_of(node: Node, problems: Problems) -> Overlay | None:
    """The overlay of a file's node, complete where it can be; None where the file is no mapping at all."""
    fields = Fields(node, "the overlay", problems)
    if not isinstance(node, Mapping):
        return None
    overlay = Overlay(
        place=node.place,
        hide=tuple(_hidden(fields)),
        replace=tuple(_sections(fields.items("replace", optional=True), problems)),
        add=tuple(_added(fields)),
    )
    fields.done()
    if not any(map(fields.has, ("hide", "replace", "add"))):
        problems.add(node.place, "this overlay changes nothing", "write hide, replace or add, or delete the file")
    return overlay


def _hidden(fields: Fields) -> Iterator[Hidden]:
    for node in fields.items("hide", optional=True):
        if not isinstance(node, Mapping):
            if id_ := text_of(node, fields.problems):
                yield Hidden(node.place, id_)
            continue
        inner = Fields(node, "hidden section", fields.problems)
        id_ = inner.text("id", pattern=ID, hint=ID_HINT)
        made_from = inner.text("made_from", default="", pattern=DIGEST, hint=DIGEST_HINT)
        inner.done()
        if id_:
            yield Hidden(place_of_value(inner, "id"), id_, made_from)


def _added(fields: Fields) -> Iterator[Added]:
    for node in fields.items("add", optional=True):
        if not isinstance(node, Mapping):
            Fields(node, "section", fields.problems)
            continue
        outer = Fields(node, "added section", fields.problems)
        after = outer.text("after", pattern=ID, hint=ID_HINT)
        place = place_of_value(outer, "after")
        own = Mapping(node.place, tuple(entry for entry in node.entries if entry.key != "after"))
        for section in _sections((own,), fields.problems):
            if section.made_from:
                message = "a section that is added was made from no other"
                fields.problems.add(section.made_from_place or section.place, message, "delete it")
            if after:
                yield Added(after, place, section)


def _sections(nodes: tuple[Node, ...], problems: Problems) -> Iterator[Section]:
    for node in nodes:
        section = section_of(node, problems, original=False)
        if section is not None:
            yield section
