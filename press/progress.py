"""How far a run is. In: results as they come. Out: a live bar on a terminal, one plain line for each file elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from press.orders import Finished, Result
from press.terminal import say


class Watch(Protocol):
    """Called once for each result."""

    def __call__(self, result: Result) -> None:
        """Show it."""


@contextmanager
def progress(total: int, root: str, *, quiet: bool) -> Iterator[Watch]:
    """What to call for each of `total` results; `quiet` leaves standard output alone."""
    if sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar(total) as watch:
            yield watch
    else:
        yield _nothing if quiet else lambda result: say(_line(result, root))


def _line(result: Result, root: str) -> str:
    done = "made" if isinstance(result, Finished) else "failed"
    return f"{done:6} {root}/{result.order.path}"


def _nothing(result: Result) -> None:
    """Show nothing."""


@contextmanager
def _bar(total: int) -> Iterator[Watch]:
    """A bar with count, rate and time left, on standard error; without colours where NO_COLOR is set."""
    from rich.console import Console  # imported late: --help does without
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]} a second,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task("making", total=total, rate="-")
        failed = 0

        def watch(result: Result) -> None:
            nonlocal failed
            failed += not isinstance(result, Finished)
            speed = bar.tasks[0].speed
            bar.update(
                shown,
                advance=1,
                rate=f"{speed:.1f}" if speed else "-",
                description=f"making ({failed} failed)" if failed else "making",
            )

        yield watch
