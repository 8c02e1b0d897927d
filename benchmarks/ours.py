"""The press itself, measured as the others are. In: editions and sites. Out: documents, and whole builds."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from benchmarks.work import BRAND, TOPIC, edition, table, varied
from handouts.edition import Edition
from handouts.topic import Role
from layouts import layouts
from layouts.typesetting import compose as composing
from layouts.typesetting.compose import compose
from layouts.typesetting.layout import Layout
from press.build import Job, build
from press.copies import make, screen
from press.orders import Wish

COPY_ID = "2222-2222"


class Made:
    """Full composition: every document has other words."""

    name = "press"
    tagged = True

    def make(self, layout: str, said: Edition) -> bytes:
        """The screen copy."""
        return make(said, layouts()[layout], "letter", "screen", COPY_ID).pdf


def wish(folder: Path, count: int, names: tuple[str, ...], tags: tuple[str, ...]) -> Wish:
    """Screen copies on Letter for so many sites."""
    return Wish(
        topics=(TOPIC,),
        layouts=names,
        locales=tags,
        brands=(BRAND,),
        papers=("letter",),
        copies=("screen",),
        tables=(table(folder, count),),
    )


def imprinted(folder: Path, out: Path, count: int) -> None:
    """A run of one layout for so many sites, in this process: planned, set, checked, on the disk, in the manifest."""
    code = build(Job(wish=wish(folder, count, ("trifold",), ("en",)), out=out, jobs=1, as_json=True))
    assert code == 0


def pages(count: int, tag: str = "en") -> bytes:
    """A booklet's story said again and again until it fills so many pages."""
    said, layout = edition("booklet", tag), layouts()["large-print"]
    story = [each for each in said.sections if each.role is not Role.EMERGENCY]
    flat: Layout = replace(layout, overflow=None)
    before, composing.MOST_PAGES = composing.MOST_PAGES, 1000
    try:
        times = 1
        while True:
            again = tuple(replace(each, id=f"{each.id}-{n}") for n in range(times) for each in story)
            composed = compose(replace(varied(said, count), sections=again), flat, "letter", COPY_ID)
            if len(composed.pages) >= count:
                return screen(composed).pdf
            times = max(times + 1, times * count // max(1, len(composed.pages)))
    finally:
        composing.MOST_PAGES = before
