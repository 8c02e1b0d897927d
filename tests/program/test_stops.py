"""Builds that are killed, stopped, or started twice: nothing is half made, and the next one goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press import journal, manifest, memo, work
from press.lock import NAME as LOCK
from press.verify import verify
from tests.press.files import tree
from tests.press.samples import LIBRARY
from tests.program import stub
from tests.program.typed import DAY, ROOT, said

ARGUMENTS = ("build", "--topic", "stopping", "--brand", "clinic", "--jobs", "1", "--out", "out")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture(autouse=True)
def stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, too, nothing is composed."""
    monkeypatch.setattr(work, "_made", stub.made)


def under_way(epoch: str, *, seconds: float, count: int = 1) -> list[subprocess.Popen[bytes]]:
    """Builds that have begun, all at once."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONPATH": str(ROOT), "STUB_SECONDS": str(seconds)}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command = [sys.executable, "-m", "tests.program.stub", str(LIBRARY), *ARGUMENTS]
    runs = [subprocess.Popen(command, env=environment, **pipes) for _ in range(count)]
    for run in runs:
        assert run.stderr
        assert b"ready\n" == run.stderr.readline()
    for run in runs:
        assert run.stdin
        run.stdin.write(b"\n")
        run.stdin.flush()
    return runs


def wait_for(path: Path, run: subprocess.Popen[bytes]) -> None:
    """Until a file is there, or the run is over."""
    while not path.exists() and run.poll() is None:
        time.sleep(0.001)


def finals(root: Path = Path("out")) -> dict[str, bytes]:
    """The finished files."""
    return {path: data for path, data in tree(root).items() if path.endswith(".pdf")}


@POSIX
def test_kills_at_random_moments(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many kills none should leave a half file; each rerun should end as a clean build does, with nothing left over."""
    chance, before = random.Random(11), DAY
    assert 0 == said(*ARGUMENTS).exit_code
    hurt = 0
    for number in range(1, (200 if pytestconfig.getoption("--soak") else 50) + 1):
        epoch = str(int(DAY) + number)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        (run,) = under_way(epoch, seconds=0.002)
        if number % 5:  # most of them while it works in the folder
            wait_for(Path("out", LOCK), run)
        time.sleep(chance.random() * 0.25)
        run.kill()
        run.communicate()

        left = tree(Path("out"))
        hurt += LOCK in left
        for path, data in finals().items():
            assert data in (stub.stub(path, before), stub.stub(path, epoch)), path
        assert 0 == said(*ARGUMENTS).exit_code
        assert {path: stub.stub(path, epoch) for path in finals()} == finals()
        assert {manifest.NAME, memo.NAME, *finals()} == set(tree(Path("out")))
        before = epoch
    assert (44, []) == verify(Path("out"))
    assert hurt > 10, "hardly any kill hit a build at work"
    clean = said(*ARGUMENTS[:-1], "clean")
    assert 0 == clean.exit_code
    assert tree(Path("clean")) == tree(Path("out"))


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_by_a_signal(number: signal.Signals, code: int) -> None:
    """A build that is stopped should end within two seconds, keep what it had finished, and be taken up from there."""
    (run,) = under_way(DAY, seconds=0.1)
    wait_for(Path("out", LOCK), run)
    time.sleep(0.5)
    asked = time.monotonic()
    run.send_signal(number)
    said_of_it = run.communicate(timeout=30)[1].decode()
    took = time.monotonic() - asked

    assert (code, "") == (run.returncode, said_of_it if "Traceback" in said_of_it else "")
    assert took < 2
    count, problems = verify(Path("out"))
    assert (True, []) == (0 < count < 44, problems)
    assert {manifest.NAME, *finals()} == set(tree(Path("out")))
    again = said(*ARGUMENTS)
    assert (0, f"{44 - count} made, {count} kept") == (
        again.exit_code,
        again.stdout.splitlines()[-1].partition(", 0 ")[0],
    )


@POSIX
def test_two_builds_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two builds that are started together one should build and the other end at once with 5, twenty times."""
    for number in range(20):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + number))
        runs = under_way(str(int(DAY) + number), seconds=0.01, count=2)
        first = wait_for_one(runs)
        codes = sorted(run.wait(timeout=60) for run in runs)

        assert [0, 5] == codes
        assert 5 == first.returncode
        assert first.stderr
        assert b"is writing into this folder" in first.stderr.read()
        assert (44, []) == verify(Path("out"))
        assert {journal.NAME, LOCK}.isdisjoint(tree(Path("out")))
        for run in runs:
            run.communicate()


def wait_for_one(runs: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    """The first of them to end."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for run in runs:
            if run.poll() is not None:
                return run
        time.sleep(0.005)
    raise TimeoutError
