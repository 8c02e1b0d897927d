"""Two languages that nobody speaks: English half as long again, and English from right to left. No translator needed."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from handouts.edition import Edition
from handouts.inline import Span, Words
from handouts.problem import ContentError
from handouts.texts import changed
from layouts import layouts
from layouts.typesetting.compose import compose
from layouts.typesetting.composition import Composition
from layouts.typesetting.marks import Disc, Fill, Glyphs, Picture
from tests.layouts.pieces import COPY_ID, NAMES, PAPERS, edition, placed

KERNING = 0.5  # points: a full stop is a run of its own in a line from right to left
MAY_GROW = ("booklet", "flyer", "large-print", "side-by-side")
LONGER = str.maketrans({"a": "áa", "e": "ée", "i": "íi", "o": "óo", "A": "ÁA", "E": "ÉE", "I": "ÍI", "O": "ÓO"})


def lengthened(words: Words) -> Words:
    """The words about 45 per cent wider: a vowel more for each, then as many letters as are wanting."""

    def longer(span: Span) -> Span:
        if span.unbroken:
            return span
        text = span.text.translate(LONGER)
        more = round(len(span.text) * 1.45) - len(text)
        return replace(span, text=text + "m" * max(0, min(more, 6)) if span.text.strip() else span.text)

    return Words(words.place, tuple(longer(span) for span in words.spans))


def long_english(base: Edition) -> Edition:
    """An edition whose every text is longer, the program's own phrases, too."""
    locale = base.locale
    phrases = {
        key: re.sub(r"(\{\w+\})|([aeio])", lambda m: m[1] or m[2] * 2, text) for key, text in locale.phrases.items()
    }
    sections = tuple(
        replace(
            section,
            heading=lengthened(section.heading),
            blocks=tuple(changed(block, lengthened) for block in section.blocks),
        )
        for section in base.sections
    )
    face = {name: lengthened(getattr(base, name)) for name in ("title", "short_title", "message", "promise")}
    return replace(base, locale=replace(locale, phrases=phrases), sections=sections, **face)


def of(name: str, *, long: bool = False, mirrored: bool = False) -> Edition:
    """The English edition for a layout, made longer or turned round, with English beside it where that belongs."""
    base = english = edition(layouts()[name].length)
    if long:
        base = long_english(base)
    if mirrored:
        base = replace(base, locale=replace(base.locale, direction="rtl"))
    return replace(base, beside=english) if layouts()[name].beside_english else base


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_half_as_long_again(name: str, paper: str) -> None:
    """What can grow does, at no type below its floor; what cannot says section, layout, language, millimetres, words."""
    layout = layouts()[name]
    try:
        composition = compose(of(name, long=True), layout, paper, COPY_ID)
    except ContentError as error:
        assert name not in MAY_GROW
        (problem,) = error.problems
        assert re.search(
            rf"^section '[\w-]+' is too long for {name} in English on {paper}: panel '\w+' is overset by [\d.]+ mm at ",
            problem.message,
        )
        assert re.search(r"^cut about \d+ words", problem.hint)
    else:
        assert composition.body >= layout.sizes.floor
        assert composition.pages


def test_the_flyer_takes_its_other_side() -> None:
    """A flyer that is too long for a page says so at its foot, and has the danger box and the contacts before that."""
    composition = compose(of("flyer", long=True), layouts()["flyer"], "letter", COPY_ID)

    assert ["front", "back"] == [each.page.name for each in composition.pages]
    lines = [line for line in placed(composition) if line.number == 1]
    assert "Please" in re.sub("(.)\\1", r"\1", lines[-1].text.replace("Pleeaasee", "Please"))
    assert {"911", "988", "1-800-222-1222", "1-800-662-4357"} <= {
        span.text for line in lines for span in line.mark.voice.spans if span.unbroken
    }


def shapes(composition: Composition, *, turned: bool) -> list[list[tuple[str, float, float, float]]]:
    """What stands where, page by page; `turned`: as in a mirror."""
    pages = []
    for composed in composition.pages:
        wide = composed.page.width
        found = []
        for placement in composed.placements:
            mark, x = placement.mark, placement.x
            match mark:
                case Fill() | Picture():
                    left, width = x + mark.x, mark.width
                case Disc():
                    left, width = x + mark.x - mark.radius, mark.radius * 2
                case Glyphs():
                    left, width = x + mark.x, mark.width
                case _:
                    continue
            if turned:
                left = wide - left - width
            found.append((type(mark).__name__, round(left, 2), round(placement.top - mark.y, 2), round(width, 2)))
        pages.append(sorted(found))
    return pages


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_right_to_left_is_a_mirror(name: str, paper: str) -> None:
    """Columns, panels, boxes, bullets, pictures: everything stands where a mirror shows it."""
    plain = compose(of(name), layouts()[name], paper, COPY_ID)
    turned = compose(of(name, mirrored=True), layouts()[name], paper, COPY_ID)

    wanted, found = shapes(plain, turned=True), shapes(turned, turned=False)
    assert [len(page) for page in wanted] == [len(page) for page in found]
    for page, other in zip(wanted, found, strict=True):
        for (kind, *numbers), (same, *others) in zip(page, other, strict=True):
            assert kind == same
            assert others == pytest.approx(numbers, abs=KERNING)
    assert shapes(plain, turned=False) != found


def test_lines_begin_at_the_right() -> None:
    """In a language from right to left every line of running text ends at its column's right edge."""
    composition = compose(of("flyer", mirrored=True), layouts()["flyer"], "letter", COPY_ID)
    lines = [line for line in placed(composition) if line.mark.align == "start"]

    assert len(lines) > 20
    assert [] == [line.text for line in lines if abs(line.right - line.end) > line.size * 0.3]
