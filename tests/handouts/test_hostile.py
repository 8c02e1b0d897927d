"""Hostile input: whatever the bytes, the reader answers with nodes or with our own error, and quickly.

`pytest --soak` runs 50,000 examples of each test, new ones each time. Else they are the same ones each time: 2,000
mutants of a handout, 500 of what Hypothesis makes up.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import source
from handouts.characters import decode
from handouts.fields import Problems, words_of
from handouts.inline import Placeholder, Words
from handouts.inline_reader import parse
from handouts.problem import ContentError, Place, Problem
from handouts.source import Items, Mapping, Node, Text
from handouts.yaml_events import events
from handouts.yaml_reader import quickly, slowly

HOSTILE = settings.get_profile("hostile")
LIBRARY = Path(source.__file__).parent
SOAK = not HOSTILE.derandomize
MUTANTS = 50_000 if SOAK else 2_000
FIRST_MUTANT = random.SystemRandom().randrange(2**32) if SOAK else 1

SEED = """\
title: "Stopping **kratom** safely"
language: en-US
review: {version: 1.0.0, by: , on: 2026-11-22}
sections:
  - id: emergency
    urgent: true
    heading: Call {phone:emergency} now if
    blocks:
      - bullets: [cannot be woken up, 'has "blue" lips']
      - text: |
          Two lines # not a comment
          of [a link](https://example.org/a_(b)).
  - id: note \x20
    text: >-
      Folded {en|words},
      and more.
sources:  # a comment
  - One plain text
    over two lines
"""
# Without what the quick scanner leaves to the slow one.
QUICK_SEED = """\
title: "Stopping **kratom** safely"
review: {version: 1.0.0, on: 2026-11-22}
sections:
  - id: emergency
    heading: What is {phone:emergency} for? Call
    blocks:
      - bullets: [cannot be woken up, 'has "blue" lips']
      - text: The label may say "{en|plant alkaloids}" {as-of:laws}.
sources:
  # a comment
  - One plain text
    over two lines
"""
TOKENS = [
    b"&a", b"*a", b"!!python/object/apply:os.system", b"<<:", b"---", b"...", b"?", b":", b"-", b"\t", b'"', b"'",
    b"[", b"]", b"{", b"}", b"|", b">", b"%YAML 1.1", b"#", b"\x00", b"\xff", "\u202e".encode(), b"\\x00",
    b"\\ud800", b"\r", "\x85".encode(), "😀".encode(), b"@", b"`", b"!<x>", b"~", b"\n  ", b"\n", b": ", b"- ",
    b" #", b"**", b"\\", b"\\U00110000", "\u2068".encode(), "\u2069".encode(), b"{en|", b"](", "\ufeff".encode(), b",",
    b"\n- ", b"  ",
]  # fmt: skip


def mutated(chance: random.Random, seed: str = SEED) -> bytes:
    """The seed after one to six changes."""
    data = bytearray(seed.encode())
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        kind = chance.random()
        if kind < 0.45:
            data[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 2, 50))
        elif kind < 0.65:
            del data[at : at + chance.randint(1, 10)]
        elif kind < 0.85:
            data[at : at + 1] = bytes([chance.randrange(256)])
        else:
            data[at:at] = data[at : at + chance.randint(1, 60)]
    return bytes(data)


def texts(node: Node) -> list[Text]:
    """All texts of a node, keys left out."""
    if isinstance(node, Text):
        return [node]
    if isinstance(node, Items):
        return [text for item in node.items for text in texts(item)]
    if isinstance(node, Mapping):
        return [text for entry in node.entries for text in texts(entry.value)]
    return []


def read(data: bytes) -> list[Problem]:
    """Problems of a file and of the mark-up of all its texts. Whatever else is raised fails the test."""
    problems = Problems()
    try:
        for text in texts(source.parse(data, "x.yaml")):
            words = words_of(text, problems)
            assert words is None or all(isinstance(each, Placeholder) or each.text for each in words.pieces)
    except ContentError as error:
        return list(error.problems)
    return problems.found


def check(data: bytes) -> None:
    """Every problem has a place within the file, and its message stands on one line."""
    last = len(decode_lines(data))
    for problem in read(data):
        assert problem.place.path == "x.yaml"
        assert 1 <= problem.place.line <= last
        assert 1 <= problem.place.column <= len(data) + 1
        assert problem.message.isprintable()
        assert problem.hint.isprintable()


def decode_lines(data: bytes) -> list[str]:
    """The lines of a file as an editor counts them."""
    return data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def test_seed_is_clean() -> None:
    """The file that is mutated has no problem of its own, or mutants would stop at it."""
    assert [] == read(SEED.encode())


def test_mutants() -> None:
    """A handout with a few bytes changed is read or refused, never crashed on, and no mutant takes a second."""
    slowest = 0.0
    for seed in range(FIRST_MUTANT, FIRST_MUTANT + MUTANTS):
        data = mutated(random.Random(seed))
        start = time.process_time()
        try:
            check(data)
        except Exception as error:
            message = f"mutant {seed}: {data!r}"
            raise AssertionError(message) from error
        slowest = max(slowest, time.process_time() - start)

    assert slowest < 1.0


def outcome(run: Callable[[], list[tuple[object, ...]]]) -> list[tuple[object, ...]]:
    """What a scanner gives, or where and why it gave up."""
    try:
        return run()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return [(error.context, error.problem, mark and (mark.line, mark.column))]


def as_tuples(found: object) -> list[tuple[object, ...]]:
    """Events with all that a reader looks at."""
    return [
        (
            type(each),
            (each.start_mark.index, each.start_mark.line, each.start_mark.column),
            (each.end_mark.index, each.end_mark.line, each.end_mark.column),
            *(getattr(each, name, None) for name in ("value", "style", "anchor", "tag", "implicit")),
        )
        for each in found  # type: ignore[attr-defined]
    ]


def test_quick_scanner_gives_the_same_events() -> None:
    """Our quicker scanner and PyYAML's own agree on every event, place and error of every mutant."""
    compared = 0
    for seed in range(FIRST_MUTANT, FIRST_MUTANT + MUTANTS):
        data = mutated(random.Random(seed))
        try:
            text = decode(data, "x.yaml")
        except ContentError:
            continue
        if "\\U0011" in text:
            continue  # PyYAML fails on it with an error of Python
        compared += 1

        expected = outcome(lambda text=text: as_tuples(yaml.parse(text, Loader=yaml.SafeLoader)))  # type: ignore[misc]
        actual = outcome(lambda text=text: as_tuples(events(text)))  # type: ignore[misc]

        assert expected == actual

    assert compared > MUTANTS / 2


def same_nodes(text: str) -> bool:
    """Whether the quick scanner read the text, and then gave what the slow one gives, places and all."""
    found = quickly(text, "x.yaml")
    if found is None:
        return False
    assert repr(slowly(text, "x.yaml")) == repr(found)
    return True


def test_quick_reading_gives_the_same_nodes() -> None:
    """What the C scanner reads without a fault is what our own scanner reads, to the last place."""
    read_quickly = 0
    for seed in range(FIRST_MUTANT, FIRST_MUTANT + MUTANTS):
        try:
            text = decode(mutated(random.Random(seed), QUICK_SEED), "x.yaml")
        except ContentError:
            continue
        read_quickly += same_nodes(text)

    assert read_quickly > MUTANTS / 20


@pytest.mark.parametrize("path", sorted(LIBRARY.rglob("*.yaml")), ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_quick_reading_of_the_library(path: Path) -> None:
    """The files that come with the program are read the same by both scanners, with a sign missing, too."""
    text = decode(path.read_bytes(), "x.yaml")
    chance = random.Random(FIRST_MUTANT)
    assert same_nodes(text), "the quick scanner did not read it"
    for _ in range(2):
        at = chance.randrange(len(text))
        text = text[:at] + text[at + 1 :]
        same_nodes(text)


@HOSTILE
@given(
    st.lists(st.sampled_from([*"[]{},:-?|>'\"\\#%@&*! \n", "\n  ", "- ", ": ", "a", "b c", "é", "\u2028"]), max_size=24)
)
def test_quick_reading_of_any_signs(signs: list[str]) -> None:
    """YAML's signs in any order: the two scanners never read the same text in two ways."""
    same_nodes("".join(signs))


@HOSTILE
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Bytes that nobody typed."""
    check(data)


@HOSTILE
@given(
    st.lists(st.sampled_from([token.decode("utf-8", "replace") for token in TOKENS] + ["a", "b: ", " "]), max_size=30)
)
def test_any_yaml_signs(tokens: list[str]) -> None:
    """YAML's own signs in any order."""
    check("".join(tokens).encode())


@HOSTILE
@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    """Any characters of Unicode, lone surrogates too."""
    check(text.encode("utf-8", "surrogatepass"))


SIGNS = st.sampled_from(
    [*"*[]{}()\\|: \n\ta", "**", "](", "https://a.bc", "{en|", "{phone:", "x", "}", "{centre}", "\u0301"]
)


def check_inline(text: str) -> Words:
    """Words, and only problems that stand within the text."""
    problems = Problems()
    words = parse(text, Place("x.yaml", 3, 4), problems, first=Place("x.yaml", 3, 5))
    for problem in problems.found:
        assert 3 == problem.place.line
        assert 4 <= problem.place.column <= 5 + len(text)
        assert problem.message.isprintable()
    return words


@HOSTILE
@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_inline_signs(text: str) -> None:
    """The signs of the mark-up in any order give words, without white space at either end or two spaces in a row."""
    words = check_inline(text)

    shown = "".join("{}" if isinstance(each, Placeholder) else each.text for each in words.pieces)
    assert shown == shown.strip(" \n\t")
    assert "  " not in shown
    assert not {"\n", "\t"} & set(shown)


@HOSTILE
@given(st.text(max_size=100))
def test_any_inline_text(text: str) -> None:
    """Any characters of Unicode."""
    check_inline(text)


ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "*[]{}\\"})


@HOSTILE
@given(st.text(st.characters(codec="ascii", exclude_characters="\r\n\t"), min_size=1, max_size=60))
def test_escaped_text_is_itself(text: str) -> None:
    """A text with all its signs escaped comes out as it was, but for its white space."""
    problems = Problems()

    words = parse(text.translate(ESCAPED), Place("x.yaml", 1, 1), problems)

    assert " ".join(part for part in text.split(" ") if part) == words.text


@pytest.mark.parametrize(
    "data",
    [
        b" " * 999_999,
        b"\n" * 999_999,
        b"\n" * 50_000,
        b"#" * 999_999,
        b"- " * 499_999,
        b'"' + b"\\n" * 499_990,
        b"a\n" * 50_000,
        b"a: |\n" + b" x\n" * 49_000,
        b"'" + b"\n" * 49_000,
        b"a" + b" " * 999_000 + b"b",
        b"? " * 499_999,
        b"a: b c d e f g h i\n" * 49_000,
        b"[" + b"a " * 400_000,
        b": " * 499_999,
        b"!" * 999_999,
    ],
    ids=lambda data: repr(data[:8]),
)
def test_a_megabyte_of_one_thing(data: bytes) -> None:
    """No file within the size limit takes more than about a second, whatever it is filled with."""
    start = time.process_time()

    check(data)

    assert time.process_time() - start < 4.0  # a slow machine of a CI service
