"""Bidi levels against the Unicode test files, and order against their visual order."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest

from layouts.typesetting.text.bidiclasses import BRACKETS, bidi_class
from layouts.typesetting.text.levels import MAY_TURN, TURNING, levels
from layouts.typesetting.text.order import visual

UNICODE = Path("/usr/share/unicode")
PARTS = 8  # so that several workers share the half million rows of BidiTest
WHITE = {"WS", "LRI", "RLI", "FSI", "PDI"}
REMOVED = {"RLE", "LRE", "RLO", "LRO", "PDF", "BN"}
SEPARATORS = {"S", "B"}
# A character of each class, for BidiTest, which names classes only.
SAMPLES = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "ES": "+",
    "ET": "#",
    "AN": "\u0660",
    "CS": ",",
    "NSM": "\u0300",
    "BN": "\u00ad",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\u202a",
    "LRO": "\u202d",
    "RLE": "\u202b",
    "RLO": "\u202e",
    "PDF": "\u202c",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}


def rows(name: str) -> Iterator[str]:
    """The lines of a Unicode file that say something; skips the test where the file is not installed."""
    for path in (UNICODE / name, UNICODE / f"{name}.gz"):
        if path.is_file():
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="utf-8") as lines:
                yield from (line.partition("#")[0].strip() for line in lines if line.partition("#")[0].strip())
            return
    pytest.skip(f"{name} is not there: install Debian's unicode-data")


def test_nothing_that_turns_a_line_is_passed_over() -> None:
    """The quick search finds every character of a class that runs from right to left or embeds."""
    turning = [char for char in map(chr, range(sys.maxunicode + 1)) if bidi_class(char) in TURNING]
    assert len(turning) > 1_000
    assert all(MAY_TURN.search(char) for char in turning)


def on_a_line(text: str, found: Sequence[int], base: int) -> list[int]:
    """L1: separators, and white space before them or at the end of the line, go to the paragraph's level."""
    reset = list(found)
    trailing = True
    for index in range(len(text) - 1, -1, -1):
        name = bidi_class(text[index])
        trailing = name in SEPARATORS or (trailing and name in WHITE | REMOVED)
        if trailing:
            reset[index] = base
    return reset


def wrong(text: str, base: int | None, expected: Sequence[str], order: str) -> bool:
    """Whether levels or order of a row differ; `x` stands for a character that rule X9 removes."""
    paragraph, found = levels(text, base)
    reset = on_a_line(text, found, paragraph)
    kept = [index for index, level in enumerate(expected) if level != "x"]
    drawn = [kept[place] for place in visual([reset[index] for index in kept])]
    return [expected[index] for index in kept] != [str(reset[index]) for index in kept] or order.split() != [
        str(index) for index in drawn
    ]


@pytest.mark.parametrize("part", range(2))
def test_bidi_character_test(part: int) -> None:
    """Every row of BidiCharacterTest gives the stated levels and order."""
    failed = []
    count = 0
    for row in islice(rows("BidiCharacterTest.txt"), part, None, 2):
        codes, direction, paragraph, expected, order = row.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        base = {"0": 0, "1": 1, "2": None}[direction]
        count += 1
        if levels(text, base)[0] != int(paragraph) or wrong(text, base, expected.split(), order):
            failed.append(row)
    assert failed == []
    assert count >= 91_000 // 2


@pytest.mark.parametrize("part", range(PARTS))
def test_bidi_test(part: int) -> None:
    """Every row of BidiTest gives the stated levels and order."""
    expected: list[str] = []
    order = ""
    failed = []
    count = 0
    for number, row in enumerate(rows("BidiTest.txt")):
        if row.startswith("@"):
            key, _, value = row.partition(":")
            expected, order = (value.split(), order) if key == "@Levels" else (expected, value)
            continue
        if number % PARTS != part:
            continue
        names, _, bits = row.partition(";")
        classes = names.split()
        if "B" in classes[:-1]:
            continue  # it is two paragraphs, and the engine takes one
        text = "".join(map(SAMPLES.__getitem__, classes))
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if int(bits) & bit:
                count += 1
                if wrong(text, base, expected, order):
                    failed.append((row, base))
    assert failed == []
    assert count >= 770_000 // PARTS * 0.9


def test_brackets_are_those_of_unicode() -> None:
    """The table of brackets is BidiBrackets.txt, with the one canonical pair folded."""
    fold = str.maketrans("\u2329\u232a", "\u3008\u3009")
    expected = {}
    for row in rows("BidiBrackets.txt"):
        code, other, side = (field.strip() for field in row.split(";"))
        char, pair = chr(int(code, 16)), chr(int(other, 16))
        closing = pair if side == "o" else char
        expected[char] = (closing.translate(fold), side == "o")
    assert expected == BRACKETS


def test_plain_text_leaves_early() -> None:
    """Text without anything that turns direction has the level of its paragraph throughout."""
    assert levels("Call 1-800-222-1222 (free), пожалуйста.", 0) == (0, [0] * 39)
    assert levels("", 0) == (0, [])
    assert levels("\u0627\u0644\u0651 (\u0633)\u060c %!", 1) == (1, [1] * 11)
    assert levels("\u0627 5", 1) == (1, [1, 1, 2])


def test_a_phone_in_an_isolate_keeps_its_order() -> None:
    """In Arabic text the digits of an isolated phone number stand in order, and those of a bare one do not."""
    for phone, kept in (("\u20661-800-222-1222\u2069", True), ("1-800-222-1222", False)):
        text = f"\u0627\u062a\u0635\u0644 {phone}"
        _, found = levels(text, 1)
        drawn = "".join(text[index] for index in visual(found))
        assert ("1-800-222-1222" in drawn) == kept
