"""Every copy that the library can make, each made when it is first asked for. Shared by all tests of finished PDFs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from handouts.edition import Edition
from handouts.library import Library
from layouts import layouts
from layouts.typesetting.compose import compose
from layouts.typesetting.composition import Composition
from press.copies import COPIES, Copy

LIBRARY_FOLDER = Path(__file__).resolve().parents[2] / "handouts"
LIBRARY = Library(LIBRARY_FOLDER)
TOPIC = "kratom-withdrawal"
COPY_ID = "K7M2-9QXA"
ENGLISH = "en"
FIRST_BRAND = LIBRARY.brands()[0]
ALL_BRANDS = frozenset({"en", "es", "fa"})  # the other brands are made in these: one language from right to left


class Key(NamedTuple):
    """Which copy."""

    brand: str
    locale: str
    layout: str
    paper: str
    copy: str

    def __str__(self) -> str:
        return "-".join(self)


KEYS = tuple(
    Key(brand, locale, name, paper, copy)
    for brand in LIBRARY.brands()
    for locale in LIBRARY.tags(TOPIC)
    if locale in LIBRARY.locales()
    for name, layout in layouts().items()
    if not (layout.beside_english and locale == ENGLISH)
    if brand == FIRST_BRAND or locale in ALL_BRANDS
    for paper in layout.papers
    for copy in COPIES
)
SCREEN = tuple(key for key in KEYS if key.copy == "screen")


class Made(NamedTuple):
    """A copy with what it was made from."""

    edition: Edition
    composition: Composition
    copy: Copy


class Everything(Mapping[Key, Made]):
    """The copies by their keys."""

    def __getitem__(self, key: Key) -> Made:
        return _made(key)

    def __iter__(self) -> Iterator[Key]:
        return iter(KEYS)

    def __len__(self) -> int:
        return len(KEYS)


@cache
def _composition(brand: str, locale: str, layout: str, paper: str) -> Composition:
    chosen = layouts()[layout]
    edition = LIBRARY.edition(TOPIC, locale, chosen.length, brand)
    if chosen.beside_english:
        edition = replace(edition, beside=LIBRARY.edition(TOPIC, ENGLISH, chosen.length, brand))
    return compose(edition, chosen, paper, COPY_ID)


@cache
def _made(key: Key) -> Made:
    composition = _composition(key.brand, key.locale, key.layout, key.paper)
    return Made(composition.edition, composition, COPIES[key.copy](composition))
