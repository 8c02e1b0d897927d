"""A brand: who publishes. In: `brands/<brand>.yaml`, a logo in `brands/<brand>/`. Out: a frozen `Brand`."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.problem import Place


@dataclass(frozen=True)
class Palette:
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


@dataclass(frozen=True, kw_only=True)
class Brand:
    """Who publishes: name, ways to reach them, palette, scale of headings, logo."""

    place: Place
    slug: str
    name: str
    short_name: str
    phone: str
    web: str  # "" or an https: URL; a QR code is printed for it
    email: str
    address: tuple[str, ...]
    hours: str
    palette: Palette
    headline_scale: float  # factor on heading and title sizes, 0.85 to 1.2
    corner: float  # radius of boxes, points
    paper: str  # the default paper, "letter" or "a4"
    logo: bytes | None = None
    logo_kind: str = ""  # "png", "jpeg" or "svg"
