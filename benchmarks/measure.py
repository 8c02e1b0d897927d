"""Measuring: in rounds, one after the other and back again. In: named actions. Out: medians, and ratios by round.

A machine drifts: only what was measured in one round is compared.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
Action = Callable[[], float]  # does the work, gives what it came to: mostly seconds


class Result(Struct, frozen=True):
    """The median of a name's rounds, and of its ratios to the model's value of the same round."""

    name: str
    median: float
    least: float
    most: float
    ratio: float | None


def rounds(actions: Mapping[str, Action], count: int, model: str) -> list[Result]:
    """Every action once a round, the order turned round every time."""
    found: dict[str, list[float]] = {name: [] for name in actions}
    names = list(actions)
    for number in range(count):
        for name in names if number % 2 == 0 else reversed(names):
            found[name].append(actions[name]())
    return [result(name, values, found.get(model)) for name, values in found.items()]


def result(name: str, values: Sequence[float], model: Sequence[float] | None) -> Result:
    """The figures of one name. `model`: the values of the one it is compared with, round by round."""
    ratio = median(one / other for one, other in zip(values, model, strict=True)) if model else None
    return Result(name, median(values), min(values), max(values), ratio)


def timed(action: Callable[[], object]) -> float:
    """Seconds on the wall."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def program(*arguments: str) -> list[str]:
    """The command line of the project's own program."""
    return [sys.executable, str(ROOT / "generate.py"), *arguments]


def process(command: Sequence[str]) -> tuple[float, float]:
    """Seconds on the wall and peak memory in MiB of a command. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(
            child.returncode, list(command), stderr=child.stderr.read() if child.stderr else b""
        )
    if child.stderr:
        child.stderr.close()
    return seconds, usage.ru_maxrss / 1024


def own_memory() -> float:
    """This process's peak, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(title: str, unit: str, results: Sequence[Result], model: str) -> str:
    """Lines for a person."""
    rows = [
        (
            each.name,
            f"{each.median:.4g}",
            f"{each.least:.4g} - {each.most:.4g}",
            f"{each.ratio:.3g}" if each.ratio else "-",
        )
        for each in results
    ]
    heads = ("", unit, "least - most", f"/ {model}")
    widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(4)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (heads, *rows)
    ]
    return "\n".join((title, *lines, ""))
