"""Runs: one script, one face, one level, one span each."""

from __future__ import annotations

import pytest

from handouts.inline import Span
from handouts.problem import ContentError
from layouts.typesetting.text.itemize import itemize, script_of
from layouts.typesetting.text.levels import levels
from layouts.typesetting.text.prepare import prepare
from layouts.typesetting.typefaces import Face, Family


def runs(latin: Family, *spans: Span, base: int = 0) -> list[tuple[str, str, int, int]]:
    """(text, script, level, span) of each run of the spans."""
    prepared = prepare(spans, "en", "rtl" if base else "ltr")
    faces = [latin.faces(strong=span.strong) for span in spans]
    found = itemize(prepared, levels(prepared.text, base)[1], faces, "en", None)
    assert [run.start for run in found] == [0, *[run.end for run in found]][: len(found)]
    return [(prepared.text[run.start : run.end], run.script, run.level, run.span) for run in found]


@pytest.mark.parametrize(
    ("char", "script"), [("a", "Latn"), ("\u0436", "Cyrl"), ("\u0627", "Arab"), ("1", ""), (" ", ""), ("\u0301", "")]
)
def test_script_of_a_character(char: str, script: str) -> None:
    """Letters have a script; digits, spaces and marks have none of their own."""
    assert script_of(char) == script


def test_common_characters_take_the_script_before(latin: Family) -> None:
    """Digits and spaces go with what precedes them, leading ones with what follows, and with Latin where nothing does."""
    assert runs(latin, Span("12 \u043c\u0433 of mg 5")) == [
        ("12 \u043c\u0433 ", "Cyrl", 0, 0),
        ("of mg 5", "Latn", 0, 0),
    ]
    assert runs(latin, Span("\u043c\u0438\u0440 "), Span("911"), Span(" a")) == [
        ("\u043c\u0438\u0440 ", "Cyrl", 0, 0),
        ("911", "Cyrl", 0, 1),
        (" ", "Cyrl", 0, 2),
        ("a", "Latn", 0, 2),
    ]
    assert runs(latin, Span("911")) == [("911", "Latn", 0, 0)]


def test_spans_and_levels_part_runs(latin: Family) -> None:
    """Empty spans make no run; numbers in a right-to-left paragraph have a level of their own."""
    assert runs(latin, Span("a"), Span(""), Span("b", strong=True)) == [("a", "Latn", 0, 0), ("b", "Latn", 0, 2)]
    assert runs(latin, Span("12."), base=1) == [("12", "Latn", 2, 0), (".", "Latn", 1, 0)]


def test_a_character_takes_the_first_face_that_has_it(latin: Family) -> None:
    """Marks stay with their letter's face; a letter the font can only build from parts is no missing one."""

    class Poor(Face):
        def has(self, char: str) -> bool:
            return char in "ab\u0301e"

    rich = latin.regular[0]
    poor = Poor(rich.path, rich.index, rich.axes)
    prepared = prepare([Span("abc\u0301b\u00e9\u00e0")], "en", "ltr")
    found = itemize(prepared, [0] * len(prepared.text), [(poor, rich)], "en", None)
    assert [(prepared.text[run.start : run.end], run.face is poor) for run in found] == [
        ("ab", True),
        ("\u0107", False),
        ("b\u00e9", True),
        ("\u00e0", False),
    ]
    with pytest.raises(ContentError, match=r"U\+0063, LATIN SMALL LETTER C"):
        itemize(prepare([Span("c")], "en", "ltr"), [0], [(poor,)], "en", None)


def test_numbers_keep_one_face_and_spaces_find_one(latin: Family) -> None:
    """Where the first face has hyphens and no digits a number is not torn; without a space it lends itself one."""

    class Poor(Face):
        def has(self, char: str) -> bool:
            return char in "ab-.\u200b"

    rich = latin.regular[0]
    poor = Poor(rich.path, rich.index, rich.axes)
    prepared = prepare([Span("a-b. 1-800.\na\u200bb")], "en", "ltr")
    found = itemize(prepared, [0] * len(prepared.text), [(poor, rich)], "en", None)
    assert [(prepared.text[run.start : run.end], run.face is poor) for run in found] == [
        ("a-b.", True),
        (" 1-800.\n", False),
        ("a\u200bb", True),
    ]


def test_postscript_letters_are_not_built_of_parts(latin: Family) -> None:
    """A face that can hold no composite glyphs leaves a letter it lacks to the next face."""

    class Poor(Face):
        compact = True

        def has(self, char: str) -> bool:
            return char in "ae\u0301"

    rich = latin.regular[0]
    poor = Poor(rich.path, rich.index, rich.axes)
    found = itemize(prepare([Span("a\u00e9a")], "en", "ltr"), [0] * 3, [(poor, rich)], "en", None)
    assert [run.face is poor for run in found] == [True, False, True]


def test_every_character_without_a_glyph_is_named_once(latin: Family) -> None:
    """Also where those that can be drawn stand between them, and in a second span."""
    spans = [Span("\u0e01a\u0e02\u0e01b"), Span("\u0e03\u0e02")]
    prepared = prepare(spans, "en", "ltr")
    with pytest.raises(ContentError) as caught:
        itemize(prepared, [0] * len(prepared.text), [latin.regular] * 2, "en", None)
    assert [problem.message.partition("U+")[2][:4] for problem in caught.value.problems] == ["0E01", "0E02", "0E03"]
