"""A site: one place of a brand. In: a brand and the values of a site. Out: a frozen `Site`, and the brand as it prints.

What a site does not say it takes from its brand. Sites are read by `site_reader` (YAML) and `site_table` (CSV).
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from handouts.brand import Brand
from handouts.hours import Hours
from handouts.problem import Place


class Site(Struct, frozen=True, kw_only=True):
    """One place of a brand. `id` stands in file names; `locales` is empty where it needs all of them.

    `phones`: the first is the number printed large, the others stand below it. `logo` takes the place of the brand's.
    """

    place: Place
    id: str
    name: str = ""
    address: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    web: str = ""  # "" or an https: URL
    locales: tuple[str, ...] = ()
    logo: bytes | None = None
    logo_kind: str = ""


def at_site(brand: Brand, site: Site) -> Brand:
    """The brand as it prints at one of its places: an address, hours or a web site of the brand's do not stay.

    A name, a number or a logo that the site does not give is the brand's.
    """
    return replace(
        brand,
        place=site.place,
        name=site.name or brand.name,
        short_name=site.name or brand.short_name,
        phone=site.phones[0] if site.phones else brand.phone,
        further_phones=site.phones[1:],
        address=site.address,
        hours=site.hours,
        web=site.web,
        logo_name="" if site.logo is not None else brand.logo_name or brand.name,
        logo=site.logo if site.logo is not None else brand.logo,
        logo_kind=site.logo_kind if site.logo is not None else brand.logo_kind,
    )
