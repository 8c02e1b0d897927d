"""A brand: who publishes. In: `brands/<brand>.yaml`, a logo in `brands/<brand>/`. Out: a frozen `Brand`."""

from __future__ import annotations

import math

from msgspec import Struct

from handouts.contrast import PAIRS, ratio
from handouts.fields import Fields, text_of
from handouts.gathering import Problems
from handouts.hours import Hours, hours_of
from handouts.logo import Logo
from handouts.problem import Place
from handouts.reading import place_of_value
from handouts.source import Node
from handouts.telephone import SAMPLE, is_us_number


class Palette(Struct, frozen=True):
    """Colours as `#RRGGBB`. `on_*` is the text colour on that ground."""

    ink: str  # body text
    paper: str  # the ground of pages
    deep: str  # headings, large grounds
    on_deep: str
    accent: str  # marks, never text
    urgent: str  # 911 lines only
    on_urgent: str
    tint: str  # ground of callouts
    quiet: str  # small text: imprint, folio


class Brand(Struct, frozen=True, kw_only=True):
    """Who publishes: name, ways to reach them, palette, scale of headings, logo."""

    place: Place
    slug: str
    name: str
    short_name: str
    phone: str
    web: str  # "" or an https: URL; a QR code is printed for it
    email: str
    address: tuple[str, ...]
    hours: tuple[Hours, ...]
    palette: Palette
    headline_scale: float  # factor on heading and title sizes, 0.85 to 1.2
    corner: float  # radius of boxes, points
    paper: str  # the default paper, "letter" or "a4"
    logo: bytes | None = None
    logo_kind: str = ""  # "png", "jpeg" or "svg"
    further_phones: tuple[str, ...] = ()  # of a site: printed below its own number
    logo_name: str = ""  # the words that stand for the logo where they are not the name: the brand's, at a site


PAPERS = ("letter", "a4")

WEB = r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[!-~]*)?"
WEB_SAMPLE = "write it as in https://www.example.org"

_EMAIL = r"[A-Za-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+"


def brand_of(node: Node, slug: str, problems: Problems, logo: Logo | None = None) -> Brand:
    """The brand of a file's node, complete where it can be; every problem is added to `problems`."""
    fields = Fields(node, "the brand", problems)
    brand = Brand(
        place=node.place,
        slug=slug,
        name=fields.text("name"),
        short_name=fields.text("short_name"),
        phone=_phone(fields),
        web=fields.text("web", default="", pattern=WEB, hint=WEB_SAMPLE),
        email=fields.text("email", default="", pattern=_EMAIL, hint="write it as in desk@example.org"),
        address=tuple(text_of(line, problems) for line in fields.items("address", optional=True)),
        hours=hours_of(fields, problems),
        palette=_palette(fields),
        headline_scale=fields.number("headline_scale", 0.85, 1.2, 1.0),
        corner=fields.number("corner", 0.0, 12.0, 6.0),
        paper=fields.choice("paper", PAPERS, PAPERS[0]),
        logo=None if logo is None else logo.data,
        logo_kind="" if logo is None else logo.kind,
    )
    fields.node("sites")  # a known key: site_reader has its values
    fields.done()
    return brand


def _phone(fields: Fields) -> str:
    phone = fields.text("phone")
    if phone and not is_us_number(phone):
        message = f"'{phone}' is not a telephone number of the United States"
        fields.problems.add(place_of_value(fields, "phone"), message, SAMPLE)
    return phone


def _palette(fields: Fields) -> Palette:
    inner = fields.fields("palette", "the palette")
    names = Palette.__struct_fields__
    if inner is None:
        return Palette(**dict.fromkeys(names, ""))
    hint = 'write it as in "#0E4F4F", in quotes'
    colours = {name: inner.text(name, pattern="#[0-9A-Fa-f]{6}", hint=hint) for name in names}
    inner.done()
    for top, ground, floor in PAIRS:
        if colours[top] and colours[ground] and (reached := ratio(colours[top], colours[ground])) < floor:
            # Rounded down: a ratio just below the floor must not read as the floor.
            shown = math.floor(reached * 100) / 100
            fields.problems.add(
                place_of_value(inner, top),
                f"{top} {colours[top]} on {ground} {colours[ground]} has a contrast of {shown:.2f}:1, not {floor:g}:1",
                f"take a colour for {top} that stands out more from {ground}",
            )
    return Palette(**colours)
