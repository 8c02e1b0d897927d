"""Words are found in finished PDFs wherever they are printed: in any language, case and layout, over the ends of pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handouts.blocks import Figure
from handouts.edition import Edition
from handouts.inline import Words
from handouts.texts import texts
from press.pdfium import Page
from press.printed import Printed, printed
from tests.press.everything import FIRST_BRAND, KEYS, Everything, Key

COPIES = [
    key
    for key in KEYS
    if key.brand == FIRST_BRAND and key.paper == "letter" and key.layout in {"large-print", "trifold"}
] + [key for key in KEYS if key.layout == "booklet" and key.paper == "letter" and key.locale in {"ar", "en", "th"}]


def said(edition: Edition) -> Iterator[Words]:
    """All that the sections print as text."""
    for section in edition.sections:
        yield section.heading
        for block in section.blocks:
            if not isinstance(block, Figure):
                yield from (words for words in texts(block) if words.text)


@pytest.mark.parametrize("key", COPIES, ids=str)
def test_every_text_is_found(key: Key) -> None:
    """As it was written, in capitals, and without its first and last words; turned round it is not."""
    made = Everything()[key]
    there = printed(made.copy.pdf)
    turned = 0
    for text in (words.text for words in said(made.edition)):
        words = text.split()
        assert text in there
        assert text.upper() in there
        if len(words) > 4:
            assert " ".join(words[1:-1]) in there
        if len(text) > 12:
            assert text[::-1] not in there
            turned += 1
    assert turned > 10


@pytest.mark.parametrize("key", [key for key in COPIES if key.locale in {"ar", "fa"}], ids=str)
def test_english_names_are_found_in_other_directions(key: Key) -> None:
    """The names of helplines and of substances in a text from right to left, on their own; not with one letter changed."""
    made = Everything()[key]
    there = printed(made.copy.pdf)
    names = {span.text.strip() for words in said(made.edition) for span in words.spans if span.lang or span.href}
    for name in names:
        assert name in there
        assert f"{name[:-1]}~q" not in there
    assert {"Poison Help", "SAMHSA National Helpline", "7-OH"} <= names
    assert "Suicide Poison Helpline" not in there
    if key.layout == "large-print":
        assert (
            "Drug Administration (FDA), Products Containing 7-OH Can Cause Serious" in there
        )  # over the end of a line


def page(*lines: str) -> Page:
    """A page of these lines."""
    return Page("\r\n".join(lines), {}, 0)


# A running foot has the number of the page on its outer side.
HEAD = page("Stop slowly.", "Do not stop alcohol", "Page 2 of 4 A safe stop")
TAIL = page("suddenly. Get help.", "Rest.", "A safe stop Page 3 of 4")
OTHER = page("Eat well.", "Sleep.", "Page 4 of 4 A safe stop")


@pytest.mark.parametrize(
    "pages",
    [
        (HEAD, TAIL, OTHER),
        (TAIL, OTHER, HEAD),  # imposed: the next page lies on another sheet
        (page(*HEAD.text.splitlines(), *OTHER.text.splitlines()), TAIL),
        (OTHER, page(*TAIL.text.splitlines(), *HEAD.text.splitlines())),
    ],
)
def test_a_text_over_two_pages_is_found(pages: tuple[Page, ...]) -> None:
    """The running foot is no part of it, and the pages may lie in any order, two on one side of a sheet, too."""
    printed = Printed(pages)

    assert "do not stop alcohol suddenly." in printed
    assert "Stop slowly. Do not stop alcohol suddenly. Get" in printed


@pytest.mark.parametrize(
    "phrase", ["Do not stop alcohol. Rest", "Stop slowly. suddenly", "alcohol Rest.", "Sleep. Stop alcohol"]
)
def test_what_only_seems_to_go_on_is_not_found(phrase: str) -> None:
    """The first part ends a page, and the second begins one; what stands within a page goes on there."""
    assert phrase not in Printed((HEAD, TAIL, OTHER))


TYPED = page(
    "Don\u2019t stop \u201ccold turkey\u201d \u2014 over\u2011the\u2011counter",
    "Call 1-800-222-1222 or 988. Take 5 mg.",
    "\uff08\u514b\u62c9\u64ad\u59c6\uff09 \ufb01ve",
)


@pytest.mark.parametrize(
    "phrase",
    [
        "don't stop",
        "DON\u2018T",
        'Stop "cold turkey" - over',
        "\u00abcold turkey\u00bb",
        "over-the-counter",
        "over\u2010the\u2013counter",
        "stop\u00a0\u201ccold",
        "co\u00adun\u00adter",
        "\u200ecall\u200f",
        "\ufeffTake 5\u202fmg",
        "(\u514b\u62c9\u64ad\u59c6)",
        "five",
        "(800) 222-1222",
        "+1 800.222.1222",
        "18002221222",
        "800\u2013222\u20131222",
        "222 1222",
    ],
    ids=ascii,
)
def test_how_a_phrase_is_typed_does_not_count(phrase: str) -> None:
    """Quotes, hyphens, spaces and signs that nobody sees come out of word processors; numbers are written in many ways."""
    assert phrase in Printed((TYPED,))


@pytest.mark.parametrize("phrase", ["(800) 222-1223", "9885", "9-8-8", "overthecounter", "dont stop", "58002221222"])
def test_other_words_and_numbers_are_not_found(phrase: str) -> None:
    """Digits that stand in two numbers are none, and letters must all be there."""
    assert phrase not in Printed((TYPED,))
