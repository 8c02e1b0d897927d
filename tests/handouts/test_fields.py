"""Typed fields: values, defaults, and what is said about each kind of mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from handouts import source
from handouts.fields import Fields, Problems, text_of, words_of
from handouts.inline import Span
from handouts.problem import ContentError, Place


def fields(text: str) -> Fields:
    """The fields of a file, which is called a section."""
    return Fields(source.parse(text.encode(), "x.yaml"), "section", Problems())


def said(read: Fields) -> list[str]:
    """What was found wrong: `line:column message (hint)`."""
    found = read.problems.found
    return [f"{p.place.line}:{p.place.column} {p.message}" + (f" ({p.hint})" if p.hint else "") for p in found]


GOOD = """\
title: "One **two**"
since: 2027-05-01
size: 1.25
rules: 3
urgent: true
length: brief
lines: [a, b]
review: {by: x}
empty:
"""


def test_values() -> None:
    """Each kind of field gives its value, and a mapping whose keys were all asked for is done."""
    read = fields(GOOD)
    words = read.words("title")
    review = read.fields("review", "the review")

    assert words is not None
    assert (Span("One "), Span("two", strong=True)) == words.pieces
    assert "One **two**" == read.text("title")
    assert date(2027, 5, 1) == read.date("since")
    assert 1.25 == read.number("size", 1, 2)
    assert 3 == read.whole("rules", 1, 9)
    assert read.flag("urgent") is True
    assert "brief" == read.choice("length", ("brief", "full"))
    assert ["a", "b"] == [text_of(node, read.problems) for node in read.items("lines")]
    assert review is not None
    assert "x" == review.text("by")
    assert read.node("empty") is None
    review.done()
    read.done()
    assert [] == said(read)


def test_defaults() -> None:
    """A missing key with a default, or asked for as optional, is no problem; neither is one without a value."""
    for text in ("other: x\n", "k:\n"):
        read = fields(text)

        assert "d" == read.text("k", default="d")
        assert "" == read.text("k", default="")
        assert read.words("k", optional=True) is None
        assert () == read.items("k", optional=True)
        assert read.fields("k", "thing", optional=True) is None
        assert read.date("k", optional=True) is None
        assert 1.5 == read.number("k", 1, 2, 1.5)
        assert 0 == read.whole("k", 0, 2, 0)
        assert read.flag("k", default=True) is True
        assert read.flag("k", default=False) is False
        assert "a" == read.choice("k", ("a", "b"), "a")
        assert "" == read.choice("k", ("a", "b"), "")
        assert [] == said(read)


def test_missing_keys() -> None:
    """Each required key that is missing is told at the mapping, each one without a value at the key."""
    read = fields("a: x\nblank:\n")

    read.text("heading")
    read.words("title")
    read.items("blocks")
    read.fields("review", "the review")
    read.date("since")
    read.number("size", 1, 2)
    read.flag("urgent")
    read.choice("length", ("brief",))
    read.text("blank")

    assert [
        "1:1 section has no 'heading'",
        "1:1 section has no 'title'",
        "1:1 section has no 'blocks'",
        "1:1 section has no 'review'",
        "1:1 section has no 'since'",
        "1:1 section has no 'size'",
        "1:1 section has no 'urgent'",
        "1:1 section has no 'length'",
        "2:1 'blank' has no value",
    ] == said(read)


_VERSION = r"\d\.\d\.\d"
DAY = "a day is written as year-month-day, as in 2027-05-01"


@pytest.mark.parametrize(
    ("text", "ask", "expected"),
    [
        ("k: [a]", lambda f: f.text("k"), "1:4 'k' must be text (put text that holds any of , : [ ] { } in quotes)"),
        ("k: {centre}", lambda f: f.words("k"), '1:4 this must be text (put it in quotes: "{centre}")'),
        ("k: ''", lambda f: f.text("k"), "1:4 'k' has no text"),
        (
            "k: 1.0",
            lambda f: f.text("k", pattern=_VERSION, hint="as in 1.0.0"),
            "1:4 'k' cannot be '1.0' (as in 1.0.0)",
        ),
        ("k: x", lambda f: f.items("k"), "1:4 'k' must be a list (write each item on a line of its own, after '- ')"),
        ("k: []", lambda f: f.items("k"), "1:4 the list 'k' has no items"),
        ("k: x", lambda f: f.fields("k", "the review"), "1:4 the review is written as 'key: value' lines"),
        ("k: 2026-02-30", lambda f: f.date("k"), f"1:4 'k' cannot be '2026-02-30' ({DAY})"),
        ("k: 20270501", lambda f: f.date("k"), f"1:4 'k' cannot be '20270501' ({DAY})"),
        ("k: \uff12\uff1027-05-01", lambda f: f.date("k"), f"1:4 'k' cannot be '\uff12\uff1027-05-01' ({DAY})"),
        ("k: 2.5", lambda f: f.number("k", 1, 2, 1), "1:4 'k' cannot be '2.5' (write a number from 1 to 2)"),
        ("k: .nan", lambda f: f.number("k", 1, 2, 1), "1:4 'k' cannot be '.nan' (write a number from 1 to 2)"),
        ("k: 1e1", lambda f: f.number("k", 1, 20, 1), "1:4 'k' cannot be '1e1' (write a number from 1 to 20)"),
        ("k: 1.5", lambda f: f.whole("k", 1, 2, 1), "1:4 'k' cannot be '1.5' (write a whole number from 1 to 2)"),
        ("k: yes", lambda f: f.flag("k"), "1:4 'k' cannot be 'yes' (write one of: true, false)"),
        ("k: True", lambda f: f.flag("k"), "1:4 'k' cannot be 'True' (did you mean 'true'?)"),
        ("k: breif", lambda f: f.choice("k", ("brief", "full")), "1:4 'k' cannot be 'breif' (did you mean 'brief'?)"),
        ("k: x", lambda f: f.choice("k", ("brief", "full")), "1:4 'k' cannot be 'x' (write one of: brief, full)"),
    ],
)
def test_wrong_values(text: str, ask: Callable[[Fields], object], expected: str) -> None:
    """A value of the wrong kind is told at the value, with what would be right."""
    read = fields(text)

    ask(read)

    assert [expected] == said(read)


def test_unknown_keys() -> None:
    """Keys that nobody asked for are told at their places, with the name that was probably meant."""
    read = fields("headng: x\nid: y\nzzz: z\n")
    read.text("id")
    read.text("heading", default="")

    read.done()

    assert [
        "1:1 unknown key 'headng' in a section (did you mean 'heading'?)",
        "3:1 unknown key 'zzz' in a section (known here: id, heading)",
    ] == said(read)


def test_a_key_that_is_there_is_not_what_was_meant() -> None:
    """A misspelt key is not taken for one that the mapping has already."""
    read = fields("title: x\ntitles: y\n")
    read.text("title")

    read.done()

    assert ["2:1 unknown key 'titles' in a section (known here: title)"] == said(read)


@pytest.mark.parametrize("text", ["- a\n", "words\n", ""])
def test_what_is_no_mapping_says_so_once(text: str) -> None:
    """A list in place of a mapping is one problem, not one more for each key that it cannot have."""
    read = fields(text)

    read.text("heading")
    read.words("title")
    read.done()

    assert 1 == len(said(read))
    assert "a section is written as 'key: value' lines" in said(read)[0]


def test_words_with_a_problem_are_none() -> None:
    """A reader never gets words whose mark-up is broken; the problem has its own column."""
    problems = Problems()
    node = source.parse(b"Call {fone:x} now", "x.yaml")

    assert words_of(node, problems) is None
    assert [Place("x.yaml", 1, 6)] == [each.place for each in problems.found]


def test_what_is_typed_is_shown_on_one_line() -> None:
    """A message shows a long or many-lined value cut short, on one line."""
    read = fields("k: |\n  " + "x" * 50 + "\n  y\n")

    read.choice("k", ("a",))

    assert [f"1:4 'k' cannot be '{'x' * 39}…' (write one of: a)"] == said(read)


def test_keys_and_places() -> None:
    """Whoever takes all keys knows them all; a missing key has the place of its mapping."""
    read = fields("b: 1\na: 2\n")

    assert ("b", "a") == read.keys()
    assert Place("x.yaml", 2, 1) == read.place_of("a")
    assert Place("x.yaml", 1, 1) == read.place_of("c")
    read.done()
    assert [] == said(read)


def test_has() -> None:
    """A key is there when it has a value."""
    read = fields("a: 1\nb:\n")

    assert [True, False, False] == [read.has(key) for key in ("a", "b", "c")]


def test_warnings_do_not_stop() -> None:
    """Warnings alone raise nothing; with a real problem they are carried along."""
    problems = Problems()
    problems.add(Place("x.yaml", 2, 1), "old", warning=True)
    problems.raise_if_any()
    problems.add(Place("x.yaml", 1, 1), "wrong", "right")

    with pytest.raises(ContentError) as caught:
        problems.raise_if_any()

    assert ["wrong", "old"] == [each.message for each in caught.value.problems]
    assert ["old"] == [each.message for each in problems.warnings]
