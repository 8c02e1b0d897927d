"""Timing: rounds in which everybody takes a turn. In: what to time, by name. Out: seconds of each round."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

ROOT = Path(__file__).resolve().parents[1]
Turn = Callable[[], float]


class Run(NamedTuple):
    """A process that ended: its wall time in seconds, its largest memory in MiB (of itself alone)."""

    seconds: float
    memory: float


def interleaved(turns: Mapping[str, Turn], rounds: int, say: Callable[[str], None]) -> dict[str, list[float]]:
    """Each one's figure, round by round: A B C, then C B A, so that a machine that drifts drifts for all."""
    found: dict[str, list[float]] = {name: [] for name in turns}
    for number in range(rounds):
        order = list(turns.items())
        for name, turn in reversed(order) if number % 2 else order:
            found[name].append(turn())
        say(f"  round {number + 1} of {rounds}")
    return found


# What a child's largest memory is counted from is the size of the process that starts it: so a small one does.
LAUNCHER = """
import json, os, sys, time
answer, *command = sys.argv[1:]
start = time.perf_counter()
child = os.posix_spawn(command[0], command, os.environ)
_, status, usage = os.wait4(child, 0)
told = [time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]
with open(answer, "w") as file:
    json.dump(told, file)
"""


def process(command: Sequence[str], folder: Path = ROOT) -> Run:
    """A whole process in that folder, from its start to its end. Raises RuntimeError with what it said if it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        answer = Path(scratch, "answer.json")
        ran = subprocess.run(
            [sys.executable, "-I", "-S", "-c", LAUNCHER, str(answer), *command],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        seconds, memory, code = json.loads(answer.read_text(encoding="utf-8"))
    if code:
        said = (ran.stdout + ran.stderr).decode(errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)}: {said}")
    return Run(seconds, memory / (2**20 if sys.platform == "darwin" else 2**10))


class Worker:
    """A process that stays and makes documents when asked; see `benchmarks.peers.worker`."""

    def __init__(self, module: str, fonts: Path) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.peers.worker", module, str(fonts)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait()

    def load(self, asked: str) -> None:
        """Read the documents to make."""
        self._ask({"load": asked})

    def make(self, first: int, count: int, out: Path) -> float:
        """Make so many of them; the seconds that it took."""
        return float(self._ask({"make": [first, count], "out": str(out)})["seconds"])

    def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps(asked) + "\n")
        self._child.stdin.flush()
        line = self._child.stdout.readline()
        if not line:
            raise RuntimeError("a worker ended before its answer")
        answer: dict[str, Any] = json.loads(line)
        return answer
