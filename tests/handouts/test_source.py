"""Strict YAML: what is read, what stays as it was typed, where things stand, and the limits.

The refusals of small files are cases in `tests/broken/source`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts import nodes, source
from handouts.problem import ContentError, FilesError, Place
from handouts.source import Entry, Items, Mapping, Node, Nothing, Text


def at(line: int, column: int) -> Place:
    """A place in the file that these tests read."""
    return Place("en.yaml", line, column)


def parse(text: str) -> Node:
    """The node of a text."""
    return source.parse(text.encode(), "en.yaml")


def values(text: str) -> list[str]:
    """The texts of a list."""
    node = parse(text)
    assert isinstance(node, Items)
    return [item.value for item in node.items if isinstance(item, Text)]


def refusal(data: bytes) -> list[str]:
    """What is said about a file: `line:column message`, one each."""
    with pytest.raises(ContentError) as caught:
        source.parse(data, "en.yaml")
    return [f"{each.place.line}:{each.place.column} {each.message}" for each in caught.value.problems]


@pytest.mark.parametrize(
    "typed",
    """no NO yes on off y n ~ null true 22:30 1:30:00 0123 1_000 1.10 1e3 0x1F 0o17 .inf .nan 2024-01-02 2024-13-45
    = 12e03 -1 +1 http://x.y a#b a:b 😀 שלום""".split(),
)
def test_a_plain_scalar_stays_what_was_typed(typed: str) -> None:
    """YAML's own ideas of numbers, dates and truth are not applied."""
    assert [typed] == values(f"- {typed}\n")


def test_every_node_knows_its_place() -> None:
    """Lines and columns count from 1, columns in characters, and the file is named as the user named it."""
    text = "title: 'é x'\nsections:\n  - id: a\n    lines: [b, \"c\"]\n    empty:\n"

    section = Mapping(
        at(3, 5),
        (
            Entry("id", at(3, 5), Text(at(3, 9), "a", at(3, 9))),
            Entry(
                "lines", at(4, 5), Items(at(4, 12), (Text(at(4, 13), "b", at(4, 13)), Text(at(4, 16), "c", at(4, 17))))
            ),
            Entry("empty", at(5, 5), Nothing(at(5, 11))),
        ),
    )
    expected = Mapping(
        at(1, 1),
        (
            Entry("title", at(1, 1), Text(at(1, 8), "é x", at(1, 9))),
            Entry("sections", at(2, 1), Items(at(3, 3), (section,))),
        ),
    )
    assert expected == parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- plain text\n", at(1, 3)),
        ("- 'quoted text'\n", at(1, 4)),
        ('- "quoted text"\n', at(1, 4)),
        ("- 'it''s'\n", None),
        ('- "a\\tb"\n', None),
        ("- over\n  two lines\n", None),
        ("- |\n  block\n", None),
    ],
)
def test_first_tells_where_text_and_source_run_in_step(text: str, expected: Place | None) -> None:
    """Only text on one line and without escapes lets a reader count columns inside it."""
    node = parse(text)

    assert isinstance(node, Items)
    assert isinstance(node.items[0], Text)
    assert expected == node.items[0].first


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_is_nothing(text: str) -> None:
    """A file without content is no error of YAML; what it lacks is for the reader above to say."""
    node = parse(text)

    assert isinstance(node, Nothing)
    assert node.place >= at(1, 1)


def test_quoted_emptiness_is_text() -> None:
    """A key with no value and a key with empty quotes are two things."""
    node = parse("a: ''\nb:\n")

    assert isinstance(node, Mapping)
    assert [Text, Nothing] == [type(entry.value) for entry in node.entries]


@pytest.mark.parametrize("start", ["\ufeff", "%YAML 1.2\n---\n", "# a comment\n", "---\n", "\r\n"])
def test_what_may_stand_before_the_content(start: str) -> None:
    """A byte order mark, the YAML version, comments and empty lines change nothing."""
    node = parse(start + "a: no\n")

    assert isinstance(node, Mapping)
    assert [("a", "no")] == [(each.key, each.value.value) for each in node.entries if isinstance(each.value, Text)]


def test_a_byte_order_mark_moves_no_column() -> None:
    """The mark is not a character of the text."""
    node = parse("\ufeffa: b\n")

    assert isinstance(node, Mapping)
    assert at(1, 1) == node.entries[0].place


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_all_line_endings_are_one(ending: str) -> None:
    """Files from Windows and from old Macs read the same, and their problems have the same lines."""
    text = ending.join(["- |", "  one", "  two", "- over", "  lines", '- "quoted', '  text"', "- [x", ""])

    assert values(text.replace("- [x", "-")) == ["one\ntwo\n", "over lines", "quoted text"]
    assert refusal(text.encode()) == ["9:1 the file ends inside the list or mapping opened at line 8, column 3"]


def test_a_tab_within_text_becomes_a_space() -> None:
    """No tab and no carriage return reaches the layout, however it was written."""
    assert ["a b", "a b", "a b c\nd\ne"] == values('- \'a\tb\'\n- "a\tb"\n- "a\\tb\\tc\\rd\\r\\ne"\n')


def test_characters_that_real_scripts_need_are_kept() -> None:
    """Joiners, direction marks, paired isolates, soft hyphen, zero-width space and no-break space are text."""
    kept = "a\u200cb\u200dc\u200ed\u200fe\u061cf\u2068g\u2069h\u00adi\u200bj\u00a0k"

    assert [kept, kept, kept] == values(f"- {kept}\n- '{kept}'\n- \"{kept}\"\n")


def test_comments_that_lose_nothing_are_fine() -> None:
    """A comment on its own line, after a key, after quotes, after a bracket and after | is a comment."""
    text = '# a\n- "x"  # b\n- [y]  # c\n- |  # d\n  z #e\n-  # f\n  v#w\n# g\n'

    assert ["x", "z #e\n", "v#w"] == values(text)


def test_a_dash_within_text_is_fine() -> None:
    """Only a line that starts like an item is suspected: dashes elsewhere, figures and quoted lines are text."""
    text = "- one\n  two - three\n- minus\n  -5 degrees\n- 'x\n  - y'\n- >\n  a\n  - b\n"

    assert ["one two - three", "minus -5 degrees", "x - y", "a - b\n"] == values(text)


def test_same_texts_same_names_in_different_mappings() -> None:
    """A key may be there once in each mapping, not once in the file."""
    node = parse("- {a: 1}\n- {a: 2, A: 3}\n")

    assert isinstance(node, Items)
    assert [["a"], ["a", "A"]] == [[e.key for e in item.entries] for item in node.items if isinstance(item, Mapping)]


NODES = "[" + ",".join(["x"] * (nodes.MOST_NODES - 1)) + "]"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: " + b"x" * 1_000_000, "1:1 the file has 1,000,003 bytes, at most 1,000,000 are read"),
        (b"\r\n" * 50_001, "1:1 the file has 50,001 lines, at most 50,000 are read"),
        (b"a: " + b"x" * 20_001, "1:4 this text has 20,001 characters, at most 20,000 are read"),
        (NODES.replace("]", ",x]").encode(), "1:40000 the file has more than 20,000 keys, items and values"),
        (
            "".join(f"{n * (2**61 - 1)}: x\n" for n in range(20_000)).encode(),
            "10000:26 the file has more than 20,000 keys, items and values",
        ),
        (b"[" * 100_000, "1:21 lists and mappings stand in one another more than 20 levels deep"),
        (b"{a: " * 5_000, "1:81 lists and mappings stand in one another more than 20 levels deep"),
    ],
)
def test_limits(data: bytes, expected: str) -> None:
    """What is too large is refused, at its place, before it costs time or memory."""
    assert [expected] == refusal(data)


def test_up_to_the_limits() -> None:
    """The largest that is allowed is read."""
    deep = parse("[" * 20 + "]" * 20)
    wide = parse(NODES)
    long = parse("a: " + "x" * nodes.MOST_CHARACTERS)

    assert isinstance(deep, Items)
    assert isinstance(wide, Items)
    assert isinstance(long, Mapping)
    assert nodes.MOST_NODES - 1 == len(wide.items)


def test_a_flood_of_problems_is_cut_off() -> None:
    """A file that is wrong all over says so some fifty times, not fifty thousand times."""
    for data in ("".join(f"- &a{n} x\n" for n in range(30_000)), "\x07" * 100_000):
        found = refusal(data.encode())

        assert 50 <= len(found) <= 52
        assert found[0].startswith(("1:3 text cannot start with &", "1:1 the character U+0007"))


def test_bombs_are_refused_at_their_first_anchor() -> None:
    """Lists of lists of aliases and merge keys never get as far as being expanded."""
    lists = "a: &a [lol, lol]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    merges = "m0: &m0 {k: 1}\n" + "".join(f"m{n}: &m{n}\n  <<: [*m{n - 1}, *m{n - 1}]\n" for n in range(1, 9))

    assert "1:4 text cannot start with & unless it is in quotes" == refusal(lists.encode())[0]
    assert "1:5 text cannot start with & unless it is in quotes" == refusal(merges.encode())[0]


def test_reading_a_file(tmp_path: Path) -> None:
    """A file is read from its path and named as the user named it."""
    path = tmp_path / "x.yaml"
    path.write_bytes(b"- a\n")

    assert Items(at(1, 1), (Text(at(1, 3), "a", at(1, 3)),)) == source.read(path, "en.yaml")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """The size is looked at before the content: a hole of a terabyte costs nothing."""
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(2**40)

    with pytest.raises(ContentError) as caught:
        source.read(path, "en.yaml")

    assert "en.yaml:1:1: the file has 1,099,511,627,776 bytes" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("missing.yaml", "there is no such file"),
        ("folder", "this is a folder, not a file"),
        ("pipe", "this is not a file that can be read"),
        ("loop", "the file cannot be read"),
        ("nul\0.yaml", "the file cannot be read"),
        ("x" * 300, "the file cannot be read"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, expected: str) -> None:
    """Trouble with a file is told in our words, with no path but the one the user wrote, and a pipe does not hang."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(FilesError) as caught:
        source.read(tmp_path / name, "en.yaml")

    assert f"en.yaml: {expected}" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
