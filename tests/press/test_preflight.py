"""The check of finished files: what was promised is found again, and what is missing or wrong is named."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from msgspec.structs import replace

from handouts.blocks import Contacts
from press.preflight import Promise, Text, preflight, quick
from press.promise import promised, urgent_lines
from tests.press.demo import PHONE, TITLE, URGENT, demo
from tests.press.everything import KEYS, Key, Made
from tests.press.mutants import Mutant, harmed

DEMO = Promise(pages=2, title=TITLE, language="en-US", urgent_lines=(URGENT,), phones=(PHONE,), tagged=True)


@pytest.fixture(scope="module")
def sound() -> bytes:
    """A file that keeps its promise."""
    return demo()


def said(pdf: bytes, promise: Promise) -> list[str]:
    """What the quick check says, all at the name that was given."""
    problems = quick(pdf, "out/demo.pdf", promise)
    assert {"out/demo.pdf"} >= {problem.place.path for problem in problems}
    return [problem.message for problem in problems]


def test_a_kept_promise(sound: bytes) -> None:
    """A file that is what was promised should pass both checks."""
    assert [] == said(sound, DEMO)
    assert () == preflight(sound, "demo.pdf", DEMO)


@pytest.mark.parametrize(
    ("promise", "message"),
    [
        (replace(DEMO, pages=4), "there are 2 pages, not 4"),
        (replace(DEMO, title="Another"), f"the title is '{TITLE}', not 'Another'"),
        (replace(DEMO, language="es-US"), "the language is 'en-US', not 'es-US'"),
        (
            replace(DEMO, urgent_lines=(URGENT, "Give naloxone.")),
            "an urgent line is not found again in the file's text: 'Give naloxone.'",
        ),
        (
            replace(DEMO, phones=(PHONE, "1-800-662-4357")),
            "a telephone number is not found again in the file's text: 1-800-662-4357",
        ),
        (
            replace(DEMO, phones=("800-222-122",)),
            "a telephone number is not found again in the file's text: 800-222-122",
        ),
    ],
)
def test_a_broken_promise(sound: bytes, promise: Promise, message: str) -> None:
    """Each thing that is not as promised should be said, and nothing else. A part of a longer number is not the number."""
    assert [message] == said(sound, promise)


def test_a_number_inside_a_longer_one() -> None:
    """Digits that belong to another number should not pass for the number, nor digits over the end of a line."""
    text = Text("Call 19110 or 1-800-222-\n1222, or 988.\nTTY 711")

    assert [True, True] == [text.has_number("988"), text.has_number("711")]
    assert [False, False] == [text.has_number("911"), text.has_number("1-800-222-1222")]


def test_words_over_the_ends_of_lines() -> None:
    """Lines may end at spaces, after hyphens and between letters that have no spaces; a space that is lost is no match."""
    text = Text("Do not sud-\r\ndenly  stop\r\nalcohol. \u0e2b\u0e22\u0e38\r\n\u0e14 Call911")

    assert "Do not sud-denly stop alcohol." in text
    assert "\u0e2b\u0e22\u0e38\u0e14" in text
    assert "Call 911" not in text
    assert "denly stop" in text
    assert "denlystop" not in text


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7 not really", b"\0" * 5000])
def test_what_is_no_pdf(pdf: bytes) -> None:
    """Bytes that no reader opens should be one problem, and no exception."""
    assert ["the file cannot be opened: not a readable PDF"] == said(pdf, DEMO)
    assert ["the file cannot be opened: not a readable PDF"] == [each.message for each in preflight(pdf, "x.pdf")]


def test_a_file_cut_short(sound: bytes) -> None:
    """Half a file should be refused by both checks, with no exception."""
    assert [] != said(sound[: len(sound) // 2], DEMO)
    assert () != preflight(sound[: len(sound) // 2], "half.pdf")


def test_tags_that_were_promised(sound: bytes) -> None:
    """A file without its mark or without its tree should not pass for a tagged one."""

    def unmarked(file: pikepdf.Pdf) -> None:
        del file.Root["/MarkInfo"]

    def treeless(file: pikepdf.Pdf) -> None:
        del file.Root["/StructTreeRoot"]

    def harm(what: Callable[[pikepdf.Pdf], None]) -> bytes:
        return harmed(sound, Mutant("", what, frozenset(), ""))

    assert ["the file is not tagged"] == said(harm(unmarked), DEMO)
    assert ["the file has no structure tree"] == said(harm(treeless), DEMO)


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_every_copy_keeps_its_promise(library_copies: Mapping[Key, Made], key: Key) -> None:
    """Every copy of the library, for screens and for paper, should pass the quick check and the full one."""
    edition, _, copy = library_copies[key]
    promise = promised(edition, copy, tagged=key.copy == "screen")

    assert () == quick(copy.pdf, "copy.pdf", promise)
    assert () == preflight(copy.pdf, "copy.pdf", promise)


def test_a_card_promises_all_but_two_lines(library_copies: Mapping[Key, Made]) -> None:
    """What 911 and the centre are for is not printed on a card; every other urgent line is, and every number."""
    key = next(key for key in KEYS if key.layout == "card")
    edition = library_copies[key].edition
    left_out = {
        contact.what.text
        for section in edition.sections
        for block in section.blocks
        if isinstance(block, Contacts)
        for contact in block.lines
        if contact.line in {"emergency", "centre"}
    }

    assert 2 == len(left_out)
    assert left_out == set(edition.urgent_lines) - set(urgent_lines(edition))
    assert {"911", "988", edition.brand.phone} <= set(edition.phones)


def test_other_layouts_promise_every_urgent_line(library_copies: Mapping[Key, Made]) -> None:
    """Nothing urgent should be left out anywhere but on a card."""
    for name in {key.layout for key in KEYS} - {"card"}:
        edition = library_copies[next(key for key in KEYS if key.layout == name)].edition
        assert edition.urgent_lines == urgent_lines(edition)


def test_it_is_quick(library_copies: Mapping[Key, Made]) -> None:
    """The check of a trifold takes some 12 ms; far more than that would be felt in a build of thousands."""
    key = next(key for key in KEYS if key.layout == "trifold" and key.locale == "en")
    edition, _, copy = library_copies[key]
    promise = promised(edition, copy, tagged=True)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        quick(copy.pdf, "copy.pdf", promise)
        took.append(time.perf_counter() - start)

    assert statistics.median(took) < 0.1
