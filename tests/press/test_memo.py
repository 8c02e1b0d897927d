"""The memo of the last planning: believed only where planning would come to the same."""

from __future__ import annotations

import os
import shutil
import time
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from handouts.library import Library
from handouts.problem import Place, Problem
from press import identity, memo
from press.memo import NAME, Memo, faces, key_of, remembered
from press.orders import Wish
from tests.press.samples import LIBRARY, order

WISH = Wish(brands=("clinic",))
DAY = date(2026, 11, 22)


@pytest.fixture
def noted(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> Memo:
    """A memo in `out`, of a day."""
    monkeypatch.setattr(memo, "today", lambda: DAY)
    key = key_of(library, WISH, release=False)
    warning = Problem(Place("x", 1, 2), "w", "h", warning=True)
    made = Memo(
        key, (DAY, DAY + timedelta(9)), ("Latn",), faces(("Latn",), library, WISH), (order("card"),), (warning,)
    )
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAME).write_bytes(made.data())
    return made


def test_round_trip(noted: Memo, tmp_path: Path, library: Path) -> None:
    """What is written should be read back the same."""
    assert noted == remembered(tmp_path / "out", noted.key, library, WISH)


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (9, True), (10, False)])
def test_days(
    noted: Memo, tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch, days: int, there: bool
) -> None:
    """It should hold on its days, and neither before nor after."""
    monkeypatch.setattr(memo, "today", lambda: DAY + timedelta(days))

    assert there == (remembered(tmp_path / "out", noted.key, library, WISH) is not None)


def test_damage(noted: Memo, tmp_path: Path, library: Path) -> None:
    """A memo with any bit changed, cut short, or of another shape should be taken for none."""
    path, data = tmp_path / "out" / NAME, noted.data()
    for at in range(0, len(data), 7):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        assert remembered(tmp_path / "out", noted.key, library, WISH) is None
    for other in (b"", data[:-9], b"\n{}", b"[" * 9_999):
        path.write_bytes(other)
        assert remembered(tmp_path / "out", noted.key, library, WISH) is None
    odd = replace(noted, orders=(replace(order("card"), path="../x.pdf"),))
    path.write_bytes(odd.data())
    assert remembered(tmp_path / "out", noted.key, library, WISH) is None


def write(path: str, text: str) -> Callable[[Path], Any]:
    """Write a file of the library."""

    def act(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)

    return act


@pytest.mark.parametrize(
    "change",
    [
        write("topics/stopping/en.yaml", "title: other"),
        write("topics/stopping/fr.yaml", ""),
        write("topics/stopping/fr.yml", ""),
        write("locales/en.yaml", "x"),
        write("brands/clinic/logo.svg", "<svg/>"),
        write("brands/clinic/sites/north/stopping/en.yaml", "x"),
        write("brands/clinic/sites/fonts/stopping/en.yaml", "x"),  # a site of this id
        write("facts/more.yaml", "x"),
        lambda root: (root / "topics/empty").mkdir(),
        lambda root: (root / "locales/es.yaml").unlink(),
        lambda root: (root / "locales/es.yaml").rename(root / "locales/fr.yaml"),
        lambda root: root.rename(root.with_name("other")) and root.mkdir(),
    ],
)
def test_key_follows_the_library(library: Path, change: Callable[[Path], Any]) -> None:
    """Whatever planning may read should be in the key: what is in a file, its name, that it is there."""
    before = key_of(library, WISH, release=False)
    change(library)

    assert before != key_of(library, WISH, release=False)


def test_key_follows_what_is_asked(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part of a wish, the tables with their logos, the rules, the fixed day and the program should be in the key."""
    table = tmp_path / "x.csv"
    table.write_text("id,logo\nnorth,north.png\n")
    (tmp_path / "north.png").write_bytes(b"one")
    wishes = [
        WISH,
        *(
            replace(WISH, **{name: ("x",)})
            for name in ("topics", "layouts", "locales", "brands", "papers", "copies", "sites")
        ),
        replace(WISH, discreet=True),
        replace(WISH, fonts=tmp_path),
        replace(WISH, tables=(table,)),
    ]
    keys = [key_of(library, wish, release=release) for wish in wishes for release in (False, True)]
    (tmp_path / "north.png").write_bytes(b"two")
    keys.append(key_of(library, wishes[-1], release=False))
    table.write_text("id,logo\nnorth,north.png\nsouth,\n")
    keys.append(key_of(library, wishes[-1], release=False))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305601")
    keys.append(key_of(library, WISH, release=False))
    monkeypatch.setattr(memo, "program", lambda: {**identity.program(), "code": "x"})
    keys.append(key_of(library, WISH, release=False))

    accented = "no\u0301rth"  # planning reads a table's texts composed
    table.write_text(f"id,logo\nnorth,{accented}.png\n", encoding="utf-8")
    for data in (b"one", b"two"):
        (tmp_path / unicodedata.normalize("NFC", f"{accented}.png")).write_bytes(data)
        keys.append(key_of(library, wishes[-1], release=False))

    assert len(keys) == len(set(keys))
    assert "" not in keys
    assert "" == key_of(library, replace(WISH, tables=(tmp_path / "none.csv",)), release=False)


def test_faces_follow_the_fonts(library: Path, tmp_path: Path) -> None:
    """Fonts of a folder that is named and of a brand's own should tell memos apart."""
    usual = faces(("Latn",), library, WISH)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/NotoSans[wdth,wght].ttf").write_bytes(b"x")
    named = faces(("Latn",), library, replace(WISH, fonts=tmp_path / "fonts"))
    shutil.copytree(tmp_path / "fonts", library / "brands/clinic/fonts")

    assert 3 == len({usual, named, faces(("Latn",), library, WISH)})


def test_checks_say_the_same_until_the_day_that_is_told() -> None:
    """Up to that day every check of the library should find the same as today, and on the next day something else."""
    library, day, changes = Library(LIBRARY), DAY, 0
    library.check(day)
    while (until := library.same_until(day)) < date.max:
        found = library.check(day)
        for other in (until, day + (until - day) // 2):
            assert found == library.check(other)
        assert found != library.check(until + timedelta(1))
        day, changes = until + timedelta(1), changes + 1
    assert changes >= 2


def test_a_table_that_is_none_is_left_to_planning(library: Path, tmp_path: Path) -> None:
    """A cell of a megabyte should take no longer than it has bytes; a pipe that nobody writes to should not be waited for."""
    wide = tmp_path / "wide.csv"
    wide.write_text(f"id,logo\nnorth,{'x' * 1_000_000}\n")
    started = time.monotonic()

    assert key_of(library, replace(WISH, tables=(wide,)), release=False)
    assert time.monotonic() - started < 5
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        assert "" == key_of(library, replace(WISH, tables=(tmp_path / "pipe.csv",)), release=False)
