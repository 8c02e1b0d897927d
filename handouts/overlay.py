"""An overlay: what one site says otherwise. In: a topic and the changes to it. Out: the topic as the site has it.

Sections are named by their ids, so that an overlay goes on holding when the topic is edited; where it does not, words
say so. What is urgent stays as it is at every site.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handouts.nearest import did_you_mean
from handouts.problem import Place, Problem
from handouts.topic import Section, Topic


class Hidden(Struct, frozen=True):
    """A section that a site leaves out. `made_from`: the digest of the words that were read when it was left out."""

    place: Place
    id: str
    made_from: str = ""


class Added(Struct, frozen=True):
    """A section of the site's own, and the id of the one that it follows."""

    after: str
    after_place: Place
    section: Section


class Overlay(Struct, frozen=True, kw_only=True):
    """The changes of one site to one topic in one language. A replacing section has the id of the one it replaces."""

    place: Place
    hide: tuple[Hidden, ...] = ()
    replace: tuple[Section, ...] = ()
    add: tuple[Added, ...] = ()


def overlaid(topic: Topic, overlay: Overlay) -> tuple[Section, ...]:
    """The sections of the topic as the site has them. What no longer applies is passed over: `problems_of` tells it."""
    changeable = {section.id for section in topic.sections if not section.urgent}
    hidden = {each.id for each in overlay.hide} & changeable
    instead = {section.id: section for section in overlay.replace if section.id in changeable}
    sections = [instead.get(section.id, section) for section in topic.sections]
    behind: dict[str, int] = {}  # how many sections were added behind one already
    for each in overlay.add:
        ids = [section.id for section in sections]
        if each.after in ids:
            behind[each.after] = behind.get(each.after, 0) + 1
            sections.insert(ids.index(each.after) + behind[each.after], each.section)
    return tuple(section for section in sections if section.id not in hidden)


def problems_of(topic: Topic, overlay: Overlay, *, release: bool = False) -> Iterator[Problem]:
    """Where the overlay no longer applies to the topic, and which words have changed since it was written."""
    sections = {section.id: section for section in topic.sections}
    taken: set[str] = set()
    changes = [(each.id, each.place, each.made_from, each.place, "hides") for each in overlay.hide]
    changes += [(each.id, each.place, each.made_from, _made(each), "replaces") for each in overlay.replace]
    for id_, place, made_from, made_place, does in changes:
        if id_ in taken:
            yield Problem(place, f"the overlay names the section '{id_}' twice", "hide it or replace it, once")
        elif id_ not in sections:
            yield _gone(place, id_, topic)
        elif sections[id_].urgent:
            message = f"the overlay {does} '{id_}', which is urgent: it is printed at every site as it is"
            yield Problem(place, message, "take it out of the overlay")
        elif made_from != sections[id_].digest:
            yield _changed(made_place, sections[id_], made_from, does, release=release)
        taken.add(id_)
    here = set(sections)
    for added in overlay.add:
        if added.section.id in here or (added.section.id == "sources" and topic.sources):
            message = f"the topic has a section '{added.section.id}' already"
            yield Problem(added.section.place, message, "take another id, or write it under `replace`")
        if added.after not in here:
            yield _gone(added.after_place, added.after, topic)
        here.add(added.section.id)


def _made(section: Section) -> Place:
    return section.made_from_place or section.place


def _gone(place: Place, id_: str, topic: Topic) -> Problem:
    known = [section.id for section in topic.sections]
    hint = did_you_mean(id_, known) or f"its sections are: {', '.join(known)}"
    message = f"the overlay no longer applies here: {topic.place.path} has no section '{id_}'"
    return Problem(place, message, hint)


def _changed(place: Place, section: Section, made_from: str, does: str, *, release: bool) -> Problem:
    if made_from:
        message = f"'{section.id}', which the overlay {does}, has changed since"
    else:
        message = f"the overlay {does} '{section.id}' and does not say which words of it were read"
    line = f"made_from: {section.digest}"
    wanted = f"`{line}`" if does == "replaces" else f"`{{id: {section.id}, {line}}}`"
    return Problem(place, message, f"read {section.place}, then write {wanted}", warning=not release)
