"""Inline mark-up: what it gives. What is refused are cases in `tests/broken/inline`."""

from __future__ import annotations

import pytest

from handouts.gathering import Problems
from handouts.inline import Placeholder, Span, Words
from handouts.inline_reader import NAMED_KINDS, parse
from handouts.problem import Place

PLACE = Place("en.yaml", 7, 9)


def pieces(text: str) -> list[Span | Placeholder]:
    """What a text without problems is made of."""
    problems = Problems()
    words = parse(text, PLACE, problems)
    assert [] == problems.found
    assert PLACE == words.place
    return list(words.pieces)


def hole(kind: str, name: str = "", *, strong: bool = False) -> Placeholder:
    """A placeholder in a text that does not tell columns."""
    return Placeholder(kind, name, PLACE, strong)


# What raw mark-up of other tools eats or chokes on; here all of it is text.
VISIBLE = [
    "if x < 5 & y > 3 then take <5mg",
    "Take if BP <120 and HR >60",
    "dose <5 mg",
    "Take <b>two</b> tablets",
    "Call <clinic> now",
    "weight<50kg: 1 tab",
    "a <!-- hidden --> b",
    "a <? pi ?> b",
    "Cost &lt; 5",
    "AT&T; R&D &amp; &copy; &reg &notit; &times;",
    "a <!\\[CDATA\\[ z \\]\\]> b",
    "use </b> here",
    "1 < 2",
    "<3 love",
    "a<b",
    "if T<38C call; if T>38C come",
    "<- left arrow ->",
    "<= 5 and >= 2",
    "x <a y",
    "<120/80",
    "HbA1c <7%",
    "take <1/2 tablet",
    "Keep at <25 °C",
    "A & B",
    "&#120;",
    "&#x202e;abc",
    "_under_ `code` # head ~tilde~ (round) 2*3*4 !",
    r"back\slash C:\new \n \\",
]


@pytest.mark.parametrize("text", VISIBLE)
def test_everything_else_is_text(text: str) -> None:
    """What looks like mark-up elsewhere, and is none here, comes out as it was typed."""
    expected = text.replace(r"\[", "[").replace(r"\]", "]").replace("\\\\", "\\")

    assert [Span(expected)] == pieces(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [Span("plain")]),
        ("a **b** c", [Span("a "), Span("b", strong=True), Span(" c")]),
        ("**a****b**", [Span("ab", strong=True)]),
        ("un**break**able", [Span("un"), Span("break", strong=True), Span("able")]),
        ("2 * 3 ***x***", [Span("2 * 3 "), Span("*x", strong=True), Span("*")]),
        (
            "See [this page](https://example.org/a?b=c#d), please",
            [Span("See "), Span("this page", href="https://example.org/a?b=c#d"), Span(", please")],
        ),
        (
            "[a **b**](tel:+1-800-222-1222)",
            [Span("a ", href="tel:+1-800-222-1222"), Span("b", strong=True, href="tel:+1-800-222-1222")],
        ),
        ("**[a](sms:988)**", [Span("a", strong=True, href="sms:988")]),
        ("[a](mailto:a.b+c@example.org?subject=x)", [Span("a", href="mailto:a.b+c@example.org?subject=x")]),
        ("[a](https://example.org/b_(c))(d)", [Span("a", href="https://example.org/b_(c)"), Span("(d)")]),
        ("[a \\[1\\]](https://example.org)", [Span("a [1]", href="https://example.org")]),
        ("{phone:poison-help}", [hole("phone", "poison-help")]),
        ("at **{centre}**", [Span("at "), hole("centre", strong=True)]),
        (
            "**a {web:centre} b** c",
            [
                Span("a ", strong=True),
                hole("web", "centre", strong=True),
                Span(" b", strong=True),
                Span(" c"),
            ],
        ),
        ("{phone:a}{sms:b} {web:c}", [hole("phone", "a"), hole("sms", "b"), Span(" "), hole("web", "c")]),
        ("Llame a {en|Poison Help} ya", [Span("Llame a "), Span("Poison Help", lang="en"), Span(" ya")]),
        (
            "{en|a **b** [c](https://example.org)}",
            [
                Span("a ", lang="en"),
                Span("b", strong=True, lang="en"),
                Span(" ", lang="en"),
                Span("c", href="https://example.org", lang="en"),
            ],
        ),
        ("[{en|Poison Help}](https://example.org)", [Span("Poison Help", href="https://example.org", lang="en")]),
        ("{en|a|b:c}", [Span("a|b:c", lang="en")]),
        (r"\*\*no\*\* \[a\]\(b\) \{c\} \\ \x", [Span(r"**no** [a]\(b\) {c} \ \x")]),
        (r"\\**a**", [Span("\\"), Span("a", strong=True)]),
    ],
)
def test_mark_up(text: str, expected: list[Span | Placeholder]) -> None:
    """Each sign of the mark-up gives its piece, alone and inside the others."""
    assert expected == pieces(text)


@pytest.mark.parametrize("kind", NAMED_KINDS)
def test_named_placeholders(kind: str) -> None:
    """Every kind but the centre takes a name."""
    assert [hole(kind, "seven-oh-federal")] == pieces(f"{{{kind}:seven-oh-federal}}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \n b\t\r\n  c  ", [Span("a b c")]),
        ("a\u00a0\u00a0b \u202f c", [Span("a\u00a0\u00a0b \u202f c")]),
        ("a ** b ** c", [Span("a "), Span("b ", strong=True), Span("c")]),
        (" **a** ** ** ", [Span("a", strong=True)]),
        ("a {centre} \n b", [Span("a "), hole("centre"), Span(" b")]),
        (" {centre} ", [hole("centre")]),
        ("a [b ](https://example.org) c", [Span("a "), Span("b ", href="https://example.org"), Span("c")]),
        ("a\u200bb\u00adc", [Span("a\u200bb\u00adc")]),
    ],
)
def test_white_space(text: str, expected: list[Span | Placeholder]) -> None:
    """Runs of white space are one space, over the borders of spans too; no-break spaces are left alone."""
    assert expected == pieces(text)


def test_composed_characters() -> None:
    """Letter and accent become one character, so that a font needs one glyph and text is found again."""
    assert [Span("caf\u00e9 "), Span("\u00f1", strong=True)] == pieces("cafe\u0301 **n\u0303**")


def test_places_within_a_line() -> None:
    """Where text and source run in step, placeholders and problems tell their own column."""
    problems = Problems()

    words = parse("Call {phone:x} or {fone:y}", PLACE, problems, first=Place("en.yaml", 7, 10))

    assert [Place("en.yaml", 7, 15), Place("en.yaml", 7, 28)] == [
        each.place for each in words.pieces if isinstance(each, Placeholder)
    ]
    assert [Place("en.yaml", 7, 28)] == [each.place for each in problems.found]


def test_places_without_a_line() -> None:
    """Where they do not, everything is told at the place of the text."""
    problems = Problems()

    words = parse("Call {phone:x} or {fone:y}", PLACE, problems)

    assert {PLACE} == {each.place for each in (*words.pieces, *problems.found) if not isinstance(each, Span)}


def test_what_is_left_after_a_problem() -> None:
    """Words come back in any case, with what could be read."""
    problems = Problems()

    assert Words(PLACE, (Span("a b"),)) == parse("a [b", PLACE, problems)
    assert 1 == len(problems.found)


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "{en|" * 5_000, "{" * 20_000, "[a](" * 5_000, "**" * 10_000, "}" * 20_000]
)
def test_a_flood_of_signs(text: str) -> None:
    """However deep signs nest and however many are wrong, some ten problems are told and nothing overflows."""
    problems = Problems()

    parse(text, PLACE, problems)

    assert 1 <= len(problems.found) <= 10
