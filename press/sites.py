"""Whom a brand prints for. In: a library, a wish with tables and sites. Out: for each brand and language its sites.

What a site's copy is made from is told by the site's own digest, so that ten thousand of them are planned in a moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from handouts.brand import Brand
from handouts.filling import printed_web
from handouts.hours import said
from handouts.library import Library
from handouts.locale import Locale
from handouts.nearest import did_you_mean
from handouts.problem import ContentError, Place, Problem, UsageError
from handouts.site import Site

COPIES = frozenset(("screen", "office", "press"))  # what stands in a file's name where a site would
NOWHERE = Place("")


class Wanted(Struct, frozen=True):
    """The sites that need one language: all of a brand's, and those that were asked for."""

    every: tuple[Site, ...]
    asked: tuple[Site, ...]


class Roster(Struct, frozen=True):
    """All sites of a brand, and the ids that were asked for; none asks for all. No sites: it prints for itself."""

    sites: tuple[Site, ...]
    ids: frozenset[str] = frozenset()

    def wanted(self, tag: str) -> Wanted:
        """The sites that need this language."""
        every = tuple(site for site in self.sites if not site.locales or tag in site.locales)
        return Wanted(every, tuple(site for site in every if site.id in self.ids) if self.ids else every)


def rosters(
    library: Library, brands: Sequence[str], tables: Sequence[Path], ids: Sequence[str]
) -> Mapping[str, Roster]:
    """The sites of each brand, those of its file and those of the tables.

    Raises UsageError for a site that no brand has, ContentError for an id that two have or that no file name can hold.
    """
    found = {brand: Roster(_together(library, brand, tables), frozenset(ids)) for brand in brands}
    known = {site.id for roster in found.values() for site in roster.sites}
    unknown = [id_ for id_ in dict.fromkeys(ids) if id_ not in known]
    if unknown:
        none = "these brands have no sites: name a table with --sites"
        some = f"there are {len(known)}, as {min(known)}" if known else none
        raise UsageError(
            Problem(Place("--site"), f"there is no site named '{id_}'", did_you_mean(id_, known) or some)
            for id_ in unknown
        )
    return found


def fingerprint(site: Site) -> str:
    """The sha256 (hex) of all that a copy says of its site: not where it was read, nor which languages it needs."""
    told = replace(site, place=NOWHERE, locales=(), logo=hashlib.sha256(site.logo).digest() if site.logo else None)
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def repertoire(sites: Iterable[Site], brand: Brand, locale: Locale) -> str:
    """Every character that a copy prints for one of these sites, once each, in order."""
    sites = tuple(sites)
    signs: set[str] = set()
    for site in sites:
        signs.update(site.name or brand.name + brand.short_name, printed_web(site.web), *site.address)
        signs.update(*(site.phones or (brand.phone,)))
    hours = {each: None for site in sites for each in site.hours}
    signs.update(*(words.text for words in said(hours, locale, NOWHERE)))
    return "".join(sorted(signs))


def _together(library: Library, brand: str, tables: Sequence[Path]) -> tuple[Site, ...]:
    sites = (*library.sites(brand), *(site for table in dict.fromkeys(tables) for site in library.table(table)))
    first: dict[str, Site] = {}
    problems = []
    for site in sites:
        other = first.setdefault(site.id, site)
        if other is not site:
            hint = f"it is at {other.place} too; take another"
            problems.append(Problem(site.place, f"id: '{site.id}' is here twice", hint))
        if site.id in COPIES:
            message = f"id: '{site.id}' stands in file names for a kind of copy"
            problems.append(Problem(site.place, message, "take another, as in the name of the street"))
        elif site.id.startswith(tuple(f"{copy}-" for copy in COPIES)):  # its files would be those of another site
            message = f"id: '{site.id}' begins as a kind of copy does in file names"
            problems.append(Problem(site.place, message, "begin it with another word"))
    if problems:
        raise ContentError(problems)
    return sites
