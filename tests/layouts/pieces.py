"""Pieces for the tests of the composing room: the real library composed on every layout, paper, locale and brand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pypdfium2
from msgspec.structs import replace
from PIL import Image

from handouts.blocks import Length, Paragraph
from handouts.brand import Brand
from handouts.edition import Edition
from handouts.inline import Span, Words
from handouts.topic import Section
from layouts import layouts
from layouts.typesetting.composition import Composition, Placement
from layouts.typesetting.layout import Layout, Page
from layouts.typesetting.marks import Glyphs
from tests.press.everything import COPY_ID, LIBRARY, SCREEN, TOPIC, Everything, Key, Made

__all__ = ["COPY_ID", "LIBRARY", "TOPIC"]

EVERYTHING = Everything()
PAPERS = ("letter", "a4")
TAGS = tuple(tag for tag in LIBRARY.tags(TOPIC) if tag in LIBRARY.locales())
BRANDS = LIBRARY.brands()
NAMES = tuple(sorted(layouts()))


@dataclass(frozen=True, order=True)
class Piece:
    """One layout of one edition on one paper."""

    name: str
    paper: str
    tag: str
    brand: str

    def __str__(self) -> str:
        return f"{self.name}-{self.paper}-{self.tag}-{self.brand}"

    @property
    def layout(self) -> Layout:
        """The layout."""
        return layouts()[self.name]

    @property
    def composition(self) -> Composition:
        """The piece composed, once a process."""
        return self._made("screen").composition

    @property
    def joined(self) -> bool:
        """Whether its letters are joined, and so reach into each other's boxes."""
        return LIBRARY.locale(self.tag).script == "Arab"

    @property
    def office(self) -> bytes:
        """The PDF for a desk printer."""
        return self._made("office").copy.pdf

    @property
    def screen(self) -> bytes:
        """The PDF in reading order."""
        return self._made("screen").copy.pdf

    def _made(self, copy: str) -> Made:
        return EVERYTHING[Key(self.brand, self.tag, self.name, self.paper, copy)]


BOTH_PAPERS = frozenset({"ar", "en", "es", "hy", "zh-Hans"})  # of the other languages Letter is enough to look at
PIECES = tuple(
    Piece(key.layout, key.paper, key.locale, key.brand)
    for key in SCREEN
    if key.paper == "letter" or key.locale in BOTH_PAPERS
)


@cache
def edition(length: Length, tag: str = "en", brand: str = "am-health-care") -> Edition:
    """What is said."""
    return LIBRARY.edition(TOPIC, tag, length, brand)


def branded(length: Length, brand: Brand) -> Edition:
    """The English edition with a brand that is in no library."""
    return replace(edition(length), brand=brand)


@dataclass(frozen=True)
class Placed:
    """A line of type at its place on a page, points from the page's lower left corner. `where` is its index there."""

    number: int
    page: Page
    where: int
    panel: str
    left: float
    right: float
    baseline: float
    start: float  # of the column that it was set for
    end: float
    mark: Glyphs

    @property
    def size(self) -> float:
        """The type size of the line."""
        return self.mark.line.runs[0].size

    @property
    def text(self) -> str:
        """What it says."""
        return self.mark.line.text.strip()


def placed(composition: Composition) -> Iterator[Placed]:
    """Every line of type, in reading order."""
    for number, composed in enumerate(composition.pages, 1):
        for where, placement in enumerate(composed.placements):
            if isinstance(placement.mark, Glyphs) and placement.mark.line.runs:
                yield _placed(number, composed.page, where, placement, composition.right_to_left)


def _placed(number: int, page: Page, where: int, placement: Placement, right_to_left: bool) -> Placed:
    mark = placement.mark
    assert isinstance(mark, Glyphs)
    spare = mark.width - mark.line.width
    begins = {"start": mark.line.start, "end": 0.0 if right_to_left else spare, "centre": spare / 2}[mark.align]
    start = placement.x + mark.x
    left = start + begins
    baseline = placement.top - mark.y
    return Placed(
        number, page, where, placement.panel, left, left + mark.line.width, baseline, start, start + mark.width, mark
    )


def rendered(pdf: bytes, index: int, dpi: float = 150) -> Image.Image:
    """A page as pixels."""
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[index].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return image


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return count


@dataclass(frozen=True)
class Letter:
    """A character as a reader of the PDF sees it: its box, points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@cache
def letters(pdf: bytes) -> list[list[Letter]]:
    """Every character that leaves ink, page by page, as pdfium finds it."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        words = page.get_textpage()
        text = words.get_text_range()
        count = words.count_chars()
        own = []
        for index in range(count):
            character = words.get_text_range(index, 1)
            if character.strip():
                own.append(Letter(character, *words.get_charbox(index)))
        assert text.strip() == "" or own
        found.append(own)
    document.close()
    return found


def with_words(base: Edition, section: str, count: int) -> tuple[Edition, Paragraph]:
    """The edition with a paragraph of so many words added to a section, and the paragraph."""
    target = next(each for each in base.sections if each.id == section)
    place = replace(target.place, line=target.place.line + 3)
    words = Words(place, (Span(" ".join(f"word{n}" for n in range(count))),))
    paragraph = Paragraph(place=place, length=target.blocks[0].length, words=words)
    sections = tuple(_added(each, paragraph) if each is target else each for each in base.sections)
    return replace(base, sections=sections), paragraph


def _added(section: Section, paragraph: Paragraph) -> Section:
    return replace(section, blocks=(*section.blocks, paragraph))


def png(image: Image.Image, **options: object) -> bytes:
    """A picture as a PNG file."""
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()
