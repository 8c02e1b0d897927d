"""An edition at one place of its brand. In: an edition made for the brand, a site. Out: what is said there."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.blocks import Block, Contacts
from handouts.brand import Brand
from handouts.edition import Edition, urgent_lines
from handouts.filling import CENTRE, Filling, at_site
from handouts.gathering import Problems
from handouts.site import Site
from handouts.site import at_site as brand_at_site
from handouts.texts import changed
from handouts.topic import Section


def sited(edition: Edition, site: Site) -> Edition:
    """The edition with the site's name, numbers, address and hours in the place of the brand's own."""
    brand = brand_at_site(edition.brand, site)
    printed = [brand.phone if phone == edition.brand.phone else phone for phone in edition.phones]
    sections = tuple(_section(section, edition, brand) for section in edition.sections)
    return replace(
        edition,
        brand=brand,
        title=at_site(edition.title, brand, edition.locale),
        short_title=at_site(edition.short_title, brand, edition.locale),
        message=at_site(edition.message, brand, edition.locale),
        promise=at_site(edition.promise, brand, edition.locale),
        sections=sections,
        urgent_lines=urgent_lines(sections),
        phones=tuple(dict.fromkeys(printed)),
        beside=sited(edition.beside, site) if edition.beside is not None else None,
    )


def _section(section: Section, edition: Edition, brand: Brand) -> Section:
    blocks = tuple(_block(block, edition, brand) for block in section.blocks)
    return replace(section, heading=at_site(section.heading, brand, edition.locale), blocks=blocks)


def _block(block: Block, edition: Edition, brand: Brand) -> Block:
    if isinstance(block, Contacts):
        filling = Filling(edition.locale, brand, {}, Problems())
        block = replace(
            block,
            lines=tuple(filling.contact(line, edition.length) if line.line == CENTRE else line for line in block.lines),
        )
    return changed(block, lambda words: at_site(words, brand, edition.locale))
