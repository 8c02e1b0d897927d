"""This program as one of those compared. In: editions. Out: tagged screen copies, as `press.copies` makes them."""

from __future__ import annotations

import gc
import json
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.words import edition_with
from handouts.edition import Edition
from handouts.library import Library
from layouts import layouts
from layouts.booklet import BOOKLET
from layouts.typesetting.layout import Band, Layout, Page
from press.copies import make
from press.flow import LIBRARY

NAME = "handouts"
TAGGED = "PDF/UA-1"
TOPIC = "kratom-withdrawal"
BRAND = "example-clinic"
PAPER = "letter"
COPY = "K7M2-9QXA"
GROWTH = "growth"
MOST_PAGES = 400


def _running(paper: str, count: int) -> tuple[Page, ...]:
    page = next(page for page in BOOKLET.pages(paper, 1) if page.flows)
    title = replace(page, name="title", head=(Band(takes=("title",)),), flows=False, folio="")
    return (title, *(page,) * count)


# The booklet's running pages behind a page with the title, as many as it takes: without cover, help and notes.
RUNNING = replace(
    BOOKLET,
    name=GROWTH,
    pages=_running,
    multiple=1,
    imposition="flat",
    sizes=replace(BOOKLET.sizes, floor=BOOKLET.sizes.body),
)


def layout_of(name: str) -> Layout:
    """A layout by its name, that of the growth among them."""
    return RUNNING if name == GROWTH else layouts()[name]


@cache
def edition(layout: str, locale: str, brand: str = BRAND) -> Edition:
    """The shipped topic as this layout says it."""
    return Library(LIBRARY).edition(TOPIC, locale, layout_of(layout).length, brand)


def repeated(said: Edition, share: float) -> Edition:
    """The edition with its sections again and again: `share` times what it says, down to a single section."""
    count = max(1, round(len(said.sections) * share))
    plain = tuple(section for section in said.sections if section.role.value not in ("emergency", "contacts"))
    sections = tuple(replace(plain[n % len(plain)], id=f"s{n}") for n in range(count))
    return replace(said, sections=sections)


class Peer:
    """Everything that a process keeps is kept: the library's edition, the typesetter's caches."""

    def __init__(self, fonts: Path | None = None) -> None:  # noqa: ARG002 - as a peer is made
        import layouts.typesetting.compose

        gc.set_threshold(100_000, 50, 100)  # as generate.py does
        layouts.typesetting.compose.MOST_PAGES = MOST_PAGES  # for the growth: a booklet has 48 at the most

    def load(self, asked: str) -> list[tuple[Edition, Layout]]:
        """The documents of a lot: {"layout", "locale", "count", "share"} as JSON."""
        wanted: dict[str, Any] = json.loads(asked)
        said = edition(wanted["layout"], wanted["locale"])
        if wanted.get("share"):
            said = repeated(said, wanted["share"])
        return [(edition_with(said, number), layout_of(wanted["layout"])) for number in range(wanted["count"])]

    def pdf(self, document: tuple[Edition, Layout]) -> bytes:
        """Compose and ink one document."""
        said, layout = document
        return make(said, layout, PAPER, "screen", COPY).pdf
