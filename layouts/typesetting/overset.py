"""Overset: what did not fit, as a problem a writer can act on. In: the pour's report. Out: a `Problem`, placed."""

from __future__ import annotations

from handouts.blocks import Block
from handouts.problem import Place, Problem
from handouts.texts import texts
from handouts.topic import Section
from layouts.typesetting.geometry import MM
from layouts.typesetting.marks import Glyphs, Slug
from layouts.typesetting.pour import Overset
from layouts.typesetting.setting.desk import Desk


def overset(desk: Desk, panel: str, paper: str, report: Overset, slugs: list[Slug]) -> Problem:
    """Names section, panel, language, paper, millimetres over and about how many words to cut.

    The place is that of the longest text among those that share the room: it is where cutting helps most.
    """
    words, height = _words(slugs), sum(slug.height + slug.before for slug in slugs)
    cut = max(1, round(report.over * words / height)) if height else 1
    section = next((each for each in desk.edition.sections if each.id == report.first.section), None)
    longest = _longest(desk, {slug.section for slug in slugs})
    edition = desk.edition
    named = f"section {longest.id!r}" if longest else "the opening"
    first = f"; the first text without a place is in section {section.id!r}" if section and section != longest else ""
    return Problem(
        _heaviest(longest) if longest else edition.title.place,
        f"{named} is too long for {desk.layout.name} in {edition.locale.english_name} on {paper}: "
        f"panel {panel!r} is overset by {report.over / MM:.1f} mm at {desk.styles.body.size:g} pt{first}",
        f"cut about {cut} words of what shares the panel, or give blocks a longer `length`",
    )


def _words(slugs: list[Slug]) -> int:
    return sum(len(mark.line.text.split()) for slug in slugs for mark in slug.marks if isinstance(mark, Glyphs))


def _longest(desk: Desk, names: set[str]) -> Section | None:
    sections = [section for section in desk.edition.sections if section.id in names]
    return max(sections, key=lambda section: sum(_weight(block) for block in section.blocks), default=None)


def _heaviest(section: Section) -> Place:
    return max(section.blocks, key=_weight).place


def _weight(block: Block) -> int:
    return sum(len(words.text) for words in texts(block))
