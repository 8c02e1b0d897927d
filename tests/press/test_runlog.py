"""The log of a run: every event one object a line, durations only, nothing overwritten that is no log."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from handouts.problem import OutputError, Place, Problem
from press import work
from tests.press.files import tree
from tests.program import stub
from tests.program.typed import DAY, said

ALL = ("build", "--topic", "stopping", "--layout", "card", "--locale", "en", "--log", "run.log")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, nothing composed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setattr(work, "_made", stub.made)


def events() -> list[dict[str, Any]]:
    """What the log says."""
    return [json.loads(line) for line in Path("run.log").read_text(encoding="utf-8").splitlines()]


def test_what_is_made_and_kept() -> None:
    """Each file should be told with its id and sum as the manifest has them; a second run begins the log anew."""
    said(*ALL)
    first = events()
    said(*ALL)

    entries = json.loads(Path("out/manifest.json").read_text())["files"]
    told = ("path", "copy_id", "sha256", "bytes", "pages")
    assert ["planned", *["made"] * 4, "done"] == [each["event"] for each in first]
    assert [[entry[key] for key in told] for entry in entries] == sorted(
        [each[key] for key in told] for each in first[1:-1]
    )
    assert {"made": 4, "kept": 0, "failed": 0, "removed": 0, "exit_code": 0} == {
        key: value for key, value in first[-1].items() if key not in ("event", "seconds")
    }
    assert ["planned", *["kept"] * 4, "done"] == [each["event"] for each in events()]


def test_no_times() -> None:
    """A log should hold durations, no day, no hour, no path of this machine."""
    said(*ALL)

    text = Path("run.log").read_text()
    assert not re.search(r"20\d\d-\d\d|\d\d:\d\d", text)
    assert str(Path.cwd()) not in text
    assert all(0 <= each["seconds"] < 600 for each in events() if "seconds" in each)


def test_failures_and_removals(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed should be told with its problems, and what was removed by its path."""
    said(*ALL)
    Path("out/manifest.json").write_text(Path("out/manifest.json").read_text().replace("card-a4.pdf", "card-a9.pdf"))
    Path("out/clinic/stopping/en/card-a4.pdf").rename("out/clinic/stopping/en/card-a9.pdf")
    problem = Problem(Place("clinic/stopping/en/card-a4.pdf"), "a number was not found")

    def failing(*_: object) -> None:
        raise OutputError(problem)

    monkeypatch.setattr(work, "_made", failing)
    assert 4 == said(*ALL, "--prune").exit_code

    assert [str(problem)] == next(each for each in events() if each["event"] == "failed")["problems"]
    assert ["clinic/stopping/en/card-a9.pdf"] == [each["path"] for each in events() if each["event"] == "removed"]
    assert (4, 1, 1) == tuple(events()[-1][key] for key in ("exit_code", "failed", "removed"))


def test_a_run_that_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that does not come to its end should say so last."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "_made", stopped)

    assert 130 == said(*ALL).exit_code
    assert "stopped" == events()[-1]["event"]


@pytest.mark.parametrize("place", ["none/run.log", "folder", "precious.txt"])
def test_a_log_that_cannot_be_written(place: str) -> None:
    """It should be told before anything is made; a file that is no log should stay as it is."""
    Path("folder").mkdir()
    Path("precious.txt").write_text("mine")

    result = said(*ALL[:-1], place)

    assert (1 if place == "folder" else 5) == result.exit_code
    assert not Path("out").exists()
    assert {"precious.txt": b"mine"} == tree(Path())


def test_no_log_of_a_dry_run() -> None:
    """A dry run makes nothing that could be logged."""
    assert 1 == said(*ALL, "--dry-run").exit_code
    assert not Path("run.log").exists()
