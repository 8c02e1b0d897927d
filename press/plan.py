"""Planning: what is to be made. In: what was asked for, a library, the layouts. Out: orders, in batches of one edition.

An order is a value: it says which PDF is wanted, where it goes and what it is made from (`inputs_sha256`), so that it
can be shown before anything is made, kept when nothing has changed, or sent to another machine.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from handouts.blocks import Length
from handouts.edition import Edition
from handouts.library import Library
from handouts.nearest import did_you_mean
from handouts.problem import ContentError, Place, Problem, UsageError
from handouts.site import Site
from handouts.topic_reader import ENGLISH
from layouts.typesetting.fontfiles import told
from press.identity import copy_id, digest, program, short
from press.names import is_safe_path
from press.orders import Order, Wish
from press.sites import Wanted, fingerprint, repertoire, rosters
from press.wording import Wording

PAPERS = ("letter", "a4")
COPIES = ("screen", "office")
RENAME = "rename the topic, brand, locale or site that it is made from"


class Piece(Protocol):
    """What planning needs to know of a layout."""

    @property
    def length(self) -> Length:
        """How much it says."""

    @property
    def beside_english(self) -> bool:
        """Whether English stands beside every line."""

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers it is made for."""


class Batch(Struct, frozen=True):
    """Orders that print one edition in one layout on one paper: what they share can be worked out once.

    `fonts`: folders that are looked in for the typefaces first. `sites`: the site of each order, none where the brand
    prints for itself; the edition is the brand's, for them to be filled in. A site that has words or a logo of its own
    is alone in its batch, and the edition is its own. `repertoire`: the characters that any site of the brand's may
    print in this language, whichever are asked for. `seen`: the digest of the edition and its fonts.
    """

    edition: Edition
    orders: tuple[Order, ...]
    fonts: tuple[Path, ...] = ()
    sites: tuple[Site | None, ...] = ()
    repertoire: str = ""
    seen: str = ""

    def part(self, start: int, end: int) -> Batch:
        """The batch with some of its orders, and their sites."""
        return replace(self, orders=self.orders[start:end], sites=self.sites[start:end])

    def singles(self) -> Iterator[Batch]:
        """Each order as a batch of its own."""
        return (self.part(number, number + 1) for number in range(len(self.orders)))

    def only(self, paths: Collection[str]) -> Batch:
        """The batch with the orders of these paths, and their sites."""
        chosen = [number for number, order in enumerate(self.orders) if order.path in paths]
        sites = tuple(self.sites[number] for number in chosen) if self.sites else ()
        return replace(self, orders=tuple(self.orders[number] for number in chosen), sites=sites)


def complete(library: Library, layouts: Mapping[str, Piece], wish: Wish) -> Wish:
    """The wish with all there is in the place of what it leaves open, each name once.

    Raises UsageError for names that are not there (with the nearest one), and for texts that are not written.
    """
    tags = {topic: library.tags(topic) for topic in library.slugs()}
    there = {
        "topic": tuple(tags),
        "layout": tuple(layouts),
        "locale": tuple(sorted({tag for each in tags.values() for tag in each})),
        "brand": library.brands(),
        "paper": PAPERS,
        "for": COPIES,
    }
    asked = {
        "topic": wish.topics,
        "layout": wish.layouts,
        "locale": wish.locales,
        "brand": wish.brands,
        "paper": wish.papers,
        "for": wish.copies,
    }
    problems = [_unknown(kind, name, there[kind]) for kind in there for name in asked[kind] if name not in there[kind]]
    for topic in wish.topics:
        for tag in wish.locales:
            if topic in tags and tag in there["locale"] and tag not in tags[topic]:
                message = f"topic '{topic}' is not written in '{tag}'"
                problems.append(Problem(Place("--locale"), message, f"it is there in: {', '.join(tags[topic])}"))
    if problems:
        raise UsageError(problems)
    full = {kind: tuple(dict.fromkeys(asked[kind])) or there[kind] for kind in there}
    return Wish(
        topics=full["topic"],
        layouts=full["layout"],
        locales=full["locale"],
        brands=full["brand"],
        papers=full["paper"],
        copies=full["for"],
        sites=tuple(dict.fromkeys(wish.sites)),
        tables=wish.tables,
        discreet=wish.discreet,
        fonts=wish.fonts,
    )


def plan(library: Library, layouts: Mapping[str, Piece], wish: Wish) -> tuple[Batch, ...]:
    """The batches that answer a complete wish, in the order of their paths.

    A brand with sites is printed for those that need the language. Raises UsageError for a wish that nothing answers
    and for sites that are not there, ContentError with every problem of editions that cannot be said.
    """
    problems: list[Problem] = []
    batches: list[Batch] = []
    texts = [(topic, tag) for topic in wish.topics for tag in library.tags(topic) if tag in wish.locales]
    lists = rosters(library, wish.brands, wish.tables, wish.sites)
    for (topic, tag), brand in product(texts, wish.brands):
        wanted = lists[brand].wanted(tag) if lists[brand].sites or wish.sites else None
        if wanted is not None and not wanted.asked:
            continue
        for length in sorted({layouts[name].length for name in wish.layouts}):
            chosen = {name: layouts[name] for name in wish.layouts if layouts[name].length is length}
            wording = Wording(library=library, topic=topic, tag=tag, length=length, brand=brand, discreet=wish.discreet)
            fonts = tuple(folder for folder in (wish.fonts, library.fonts(brand)) if folder is not None)
            try:
                batches.extend(_printed(wording, chosen, wish, fonts, wanted))
            except ContentError as error:
                problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    if not batches:
        asked = ", ".join((*wish.locales, *wish.papers, *wish.sites))
        raise UsageError(Problem(Place("build"), f"there is nothing to make for {asked}", "`list` shows what there is"))
    refuse_paths(batches)
    return tuple(sorted(batches, key=lambda batch: batch.orders[0].path))


def _printed(
    wording: Wording, layouts: Mapping[str, Piece], wish: Wish, fonts: tuple[Path, ...], wanted: Wanted | None
) -> Iterator[Batch]:
    """The batches of a text: of the brand itself, or one for all sites that share its pages and one for each other."""
    groups: list[tuple[Site | None, tuple[Site, ...], tuple[Site, ...]]] = [(None, (), ())]
    if wanted is not None:
        own = [site for site in wanted.asked if wording.is_own(site)]
        kept = {site.id for site in own}
        shared = tuple(site for site in wanted.asked if site.id not in kept)
        groups = [(None, shared, wanted.every)] if shared else []
        groups += [(site, (site,), (site,)) for site in own]
    alone = {name: piece for name, piece in layouts.items() if not piece.beside_english}
    pairs = {name: piece for name, piece in layouts.items() if piece.beside_english and wording.tag != ENGLISH}
    for site, sites, every in groups:
        edition = wording.edition(site)
        signs = repertoire(every, edition.brand, edition.locale) if sites else ""
        yield from _batches(edition, alone, wish, fonts, sites, signs)
        if pairs:
            yield from _batches(wording.pair(edition, site), pairs, wish, fonts, sites, signs)


def _batches(
    edition: Edition,
    layouts: Mapping[str, Piece],
    wish: Wish,
    fonts: tuple[Path, ...],
    sites: tuple[Site, ...] = (),
    signs: str = "",
) -> Iterator[Batch]:
    """A batch for each of these layouts and each paper; none of it is worked out where there are no layouts."""
    if not layouts:
        return
    seen = digest({"words": digest(edition), "fonts": told(edition.locale.script, fonts)})
    prints = [(site, fingerprint(site)) for site in sites]
    for name, piece in layouts.items():
        for paper in wish.papers:
            if paper in piece.papers:
                blank = Order(
                    path="",
                    topic=edition.topic,
                    locale=edition.locale.tag,
                    length=edition.length.word,
                    layout=name,
                    paper=paper,
                    copy="",
                    brand=edition.brand.slug,
                    site="",
                    copy_id="",
                    inputs_sha256="",
                )
                copies = [replace(blank, copy=copy) for copy in wish.copies]
                if not sites:
                    plain = tuple(_order(copy, seen, discreet=wish.discreet) for copy in copies)
                    yield Batch(edition, plain, fonts, seen=seen)
                    continue
                shared = {copy.copy: _inputs(copy, digest({"seen": seen, "signs": signs})) for copy in copies}
                orders = tuple(
                    _site_order(copy, site, f"{shared[copy.copy]} {print_}", discreet=wish.discreet)
                    for site, print_ in prints
                    for copy in copies
                )
                yield Batch(edition, orders, fonts, tuple(site for site in sites for _ in copies), signs, seen)


def path_of(order: Order, *, discreet: bool) -> str:
    """Where an order's PDF goes. A discreet name has no word of the topic; its folder tells topics apart by a code."""
    suffixes = [order.layout, order.paper]
    suffixes += [order.copy] if order.copy != "screen" else []
    suffixes += [order.site] if order.site else []
    topic, name = order.topic, "-".join(suffixes)
    if discreet:
        code = short(hashlib.sha256(order.topic.encode()).hexdigest(), 4).lower()
        topic, name = f"information-{code}", f"handout-{name}"
    return f"{order.brand}/{topic}/{order.locale.lower()}/{name}.pdf"


def _order(order: Order, seen: str, *, discreet: bool) -> Order:
    """The order with its path and its identity. `seen` is the digest of the edition and its fonts."""
    inputs = _inputs(order, seen)
    return replace(order, path=path_of(order, discreet=discreet), copy_id=copy_id(inputs), inputs_sha256=inputs)


def _site_order(order: Order, site: Site, seen: str, *, discreet: bool) -> Order:
    """As `_order`, for a site. `seen` tells what its batch and its copy share, and the site."""
    inputs, order = hashlib.sha256(seen.encode()).hexdigest(), replace(order, site=site.id)
    return replace(order, path=path_of(order, discreet=discreet), copy_id=copy_id(inputs), inputs_sha256=inputs)


def _inputs(order: Order, seen: str) -> str:
    return digest(
        {
            "seen": seen,
            "layout": order.layout,
            "paper": order.paper,
            "copy": order.copy,
            "site": order.site,
            "dated": os.environ.get("SOURCE_DATE_EPOCH", ""),
            "program": program(),
        }
    )


def _unknown(kind: str, name: str, there: Sequence[str]) -> Problem:
    hint = did_you_mean(name, there) or f"there is: {', '.join(there)}"
    return Problem(Place(f"--{kind}"), f"there is no {'copy' if kind == 'for' else kind} named '{name}'", hint)


def refuse_paths(batches: Iterable[Batch]) -> None:
    """Raise UsageError for a file name that some system does not take, or that two orders would be written to."""
    seen: dict[str, Order] = {}
    problems = []
    for order in (order for batch in batches for order in batch.orders):
        if not is_safe_path(order.path):
            problems.append(Problem(Place(order.path), "this file name does not work on every system", RENAME))
        other = seen.setdefault(order.path, order)
        if other is not order:
            message = f"{_called(other)} and {_called(order)} would both be written here"
            problems.append(Problem(Place(order.path), message, RENAME))
    if problems:
        raise UsageError(problems)


def _called(order: Order) -> str:
    return f"{order.topic} in {order.locale}" + (f" for site {order.site}" if order.site else "")
