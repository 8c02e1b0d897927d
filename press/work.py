"""What one worker does. In: a batch. Out: for each of its orders a finished and checked PDF, or why there is none.

Nothing in here touches the output folder: bytes go back to whoever asked, on this machine or another.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from handouts.problem import ExitCode, HandoutError, OutputError, Place, Problem
from press.plan import Batch, Order
from press.trouble import missing_library


class StoppedError(HandoutError):
    """An order that could not be made though nothing is wrong with its content: a worker died, or a fault of ours."""

    exit_code: ClassVar[ExitCode] = ExitCode.SOME_FAILED


class Finished(Struct, frozen=True):
    """A PDF that was made and has passed its check."""

    order: Order
    pdf: bytes
    pages: int
    title: str


class Failure(Struct, frozen=True):
    """An order that was not made. The kind of error decides what becomes of the rest of the run."""

    order: Order
    error: HandoutError


Result = Finished | Failure
Fill = Callable[[Batch], tuple[Result, ...]]


def fill(batch: Batch) -> tuple[Result, ...]:
    """Make every order of the batch. Never raises what a user can cause: that comes back as a Failure."""
    return tuple(_fill_one(batch, order) for order in batch.orders)


def _fill_one(batch: Batch, order: Order) -> Result:
    try:
        return _made(batch, order)
    except HandoutError as error:
        return Failure(order, error)
    except ModuleNotFoundError as error:
        return Failure(order, missing_library(error) or fault(error, order))
    except MemoryError:
        problem = Problem(Place(order.path), "there was not enough memory to make it", "use fewer workers with --jobs")
        return Failure(order, StoppedError(problem))
    except Exception as error:  # noqa: BLE001 a fault of ours: it is named, and the other orders are made
        return Failure(order, fault(error, order))


def _made(batch: Batch, order: Order) -> Finished:
    """Compose, print, check. Raises ContentError (overset, glyph), MissingError (font), OutputError (check)."""
    from layouts import layouts  # imported late: what draws is heavy, and planning does without
    from press.copies import make
    from press.preflight import quick
    from press.promise import promised

    layout = layouts()[order.layout]
    copy = make(batch.edition, layout, order.paper, order.copy, order.copy_id, batch.fonts)
    problems = quick(copy.pdf, order.path, promised(batch.edition, copy, tagged=order.copy == "screen"))
    if problems:
        raise OutputError(problems)
    return Finished(order, copy.pdf, copy.pages, copy.title)


def fault(error: BaseException, order: Order) -> StoppedError:
    """A fault of ours as one line: what it was and where in the program."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    said = str(error).replace(f"{Path(__file__).resolve().parents[1].as_posix()}/", "")
    return StoppedError(
        Problem(
            Place(order.path),
            f"a fault in the program: {type(error).__name__}: {said}{where}",
            "please report this line to whoever looks after the program",
        )
    )
