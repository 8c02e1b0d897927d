"""Builds that are killed, stopped, or started twice: nothing is half made, and the next one goes on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press import manifest, memo, work
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


class Builder:
    """Starts builds, each a process of its own that can be killed."""

    def __init__(self, seconds: float) -> None:
        """`seconds`: how long it takes to make a file."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "STUB_SECONDS": str(seconds)}
        command = [sys.executable, "-m", "tests.program.stub", str(LIBRARY), *ARGUMENTS]
        pipe = subprocess.PIPE
        self.run = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        assert self.run.stdin
        assert self.run.stdout
        self.asked, self.results = self.run.stdin, self.run.stdout
        assert "ready" == self.told()

    def build(self, epoch: str) -> int:
        """Begin to build on this day; the process that does."""
        self.asked.write(f"{epoch}\n")
        self.asked.flush()
        return int(self.told())

    def ended(self) -> int:
        """How the build ended; waits for it."""
        return int(self.told())

    def told(self) -> str:
        """What the builder says next, between the lines of its builds."""
        while not (line := self.results.readline()).startswith("> "):
            assert line, "the builder is gone"
        return line[2:-1]

    def close(self) -> str:
        """No more builds; what the last ones said on standard error."""
        return self.run.communicate(timeout=30)[1]


def wait_for(path: Path) -> None:
    """Until a file is there, for a while."""
    until = time.monotonic() + 5
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.001)


def finals(root: Path = Path("out")) -> dict[str, bytes]:
    """The finished files."""
    return {path: data for path, data in tree(root).items() if path.endswith(".pdf")}


@POSIX
def test_kills_at_random_moments(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many kills none should leave a half file; each rerun should end as a clean build does, with nothing left over."""
    chance, before, builder = random.Random(11), DAY, Builder(0.002)
    assert 0 == said(*ARGUMENTS).exit_code
    hurt = 0
    for number in range(1, (200 if pytestconfig.getoption("--soak") else 50) + 1):
        epoch = str(int(DAY) + number)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        process = builder.build(epoch)
        if number % 5:  # most of them while it works in the folder
            wait_for(Path("out", LOCK))
        time.sleep(chance.random() * 0.25)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        builder.ended()

        hurt += LOCK in tree(Path("out"))
        for path, data in finals().items():
            assert data in (stub.stub(path, before), stub.stub(path, epoch)), path
        assert 0 == said(*ARGUMENTS).exit_code
        assert {path: stub.stub(path, epoch) for path in finals()} == finals()
        assert {manifest.NAME, memo.NAME, *finals()} == set(tree(Path("out")))
        before = epoch
    builder.close()
    assert (44, []) == verify(Path("out"))
    assert hurt > 10, "hardly any kill hit a build at work"
    assert 0 == said(*ARGUMENTS[:-1], "clean").exit_code
    assert tree(Path("clean")) == tree(Path("out"))


@POSIX
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (getattr(signal, "SIGHUP", signal.SIGTERM), 143)]
)
def test_stopped_by_a_signal(number: signal.Signals, code: int) -> None:
    """A build that is stopped should end within two seconds, keep what it had finished, and be taken up from there."""
    builder = Builder(0.1)
    process = builder.build(DAY)
    wait_for(Path("out", LOCK))
    time.sleep(0.5)
    asked = time.monotonic()
    os.kill(process, number)

    assert code == builder.ended()
    assert time.monotonic() - asked < 2
    assert "Traceback" not in builder.close()
    count, problems = verify(Path("out"))
    assert (True, []) == (0 < count < 44, problems)
    assert {manifest.NAME, *finals()} == set(tree(Path("out")))
    again = said(*ARGUMENTS)
    assert (0, f"{44 - count} made, {count} kept") == (
        again.exit_code,
        again.stdout.splitlines()[-1].partition(", 0 ")[0],
    )


@POSIX
def test_a_terminal_that_is_closed_under_nohup(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that was started to outlive its terminal should do so."""
    monkeypatch.setenv("STUB_NOHUP", "1")
    builder = Builder(0.01)
    process = builder.build(DAY)
    wait_for(Path("out", LOCK))
    os.kill(process, signal.SIGHUP)

    assert 0 == builder.ended()
    assert (44, []) == verify(Path("out"))
    builder.close()


@POSIX
def test_two_builds_at_once() -> None:
    """Of two builds that are started together one should build and the other end with 5, twenty times."""
    builders = [Builder(0.01) for _ in range(2)]
    for number in range(20):
        for builder in builders:
            builder.build(str(int(DAY) + number))

        assert [0, 5] == sorted(builder.ended() for builder in builders)
        assert (44, []) == verify(Path("out"))
        assert {manifest.NAME, memo.NAME, *finals()} == set(tree(Path("out")))
    assert 20 == "".join(builder.close() for builder in builders).count("is writing into this folder")
