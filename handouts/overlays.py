"""Overlays held against what they change. In: the files of a library, a brand. Out: every problem of its overlays.

A topic as a site has it passes the checks that a topic passes, but for its comparison with its source: what a site
says of its own is no translation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from msgspec.structs import replace

from handouts.checks import Draft, checks
from handouts.nearest import did_you_mean
from handouts.overlay import Overlay, overlaid, problems_of
from handouts.problem import Place, Problem
from handouts.shelf import OverlayName, Shelf
from handouts.site import Site, at_site
from handouts.topic import Topic


def check_overlays(
    shelf: Shelf,
    brand: str,
    sites: Collection[Site],
    *,
    topics: Collection[str],
    tags: Collection[str],
    today: date,
    release: bool,
) -> Iterator[Problem]:
    """Every problem of a brand's overlays for these topics and languages, and overlays that nothing would ask for.

    `sites`: all there are. No tags mean all. An overlay of a site that is not there is a warning: a table may have it.
    """
    known = {site.id: site for site in sites}
    for name in shelf.overlays(brand):
        yield from _lost(shelf, name, known)
        there = name.topic in shelf.slugs() and name.tag in shelf.stems("topics", name.topic)
        if there and name.topic in topics and (not tags or name.tag in tags):
            yield from _check(shelf, name, known.get(name.site), today, release)


def _lost(shelf: Shelf, name: OverlayName, sites: Collection[str]) -> Iterator[Problem]:
    place, slugs = Place(shelf.shown(*name.parts)), shelf.slugs()
    tags = shelf.stems("topics", name.topic)
    if name.site not in sites:
        hint = did_you_mean(name.site, sites) or "the overlay is used where a table has this site"
        yield Problem(place, f"brand '{name.brand}' has no site '{name.site}'", hint, warning=True)
    if name.topic not in slugs:
        hint = did_you_mean(name.topic, slugs) or f"there are: {', '.join(slugs)}"
        yield Problem(place, f"there is no topic '{name.topic}'", hint)
    elif name.tag not in tags:
        hint = did_you_mean(name.tag, tags) or f"there are: {', '.join(tags)}"
        yield Problem(place, f"there is no text of '{name.topic}' in '{name.tag}'", hint)


def _check(shelf: Shelf, name: OverlayName, site: Site | None, today: date, release: bool) -> Iterator[Problem]:
    read, topic = shelf.overlay(name), shelf.topic(name.topic, name.tag).sound
    yield from read.problems
    if read.value is None or topic is None:  # a topic with problems tells them itself
        return
    yield from problems_of(topic, read.value, release=release)
    brand = shelf.brand(name.brand).sound
    if brand is not None and site is not None:
        brand = at_site(brand, site)
    draft = Draft(
        topic=replace(topic, sections=overlaid(topic, read.value)),
        source=_untouched(shelf, topic, read.value),
        locale=shelf.locale(name.tag).sound if name.tag in shelf.stems("locales") else None,
        facts=shelf.facts().sound,
        brands=() if brand is None else (brand,),
        today=today,
        release=release,
    )
    for rule, check in checks().items():
        if rule != "translations":
            yield from check(draft)


def _untouched(shelf: Shelf, topic: Topic, overlay: Overlay) -> Topic | None:
    """What the topic was translated from, without the sections that the overlay changes."""
    made = topic.translation
    if made is None or made.source not in shelf.stems("topics", topic.slug):
        return None
    source = shelf.topic(topic.slug, made.source).sound
    if source is None:
        return None
    touched = {each.id for each in overlay.hide}
    touched |= {each.id for each in (*overlay.replace, *(added.section for added in overlay.add))}
    return replace(source, sections=tuple(each for each in source.sections if each.id not in touched))
