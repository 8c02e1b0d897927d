"""What one worker does. In: a batch. Out: for each of its orders a finished and checked PDF, or why there is none.

Nothing in here touches the output folder: bytes go back to whoever asked, on this machine or another.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from handouts.problem import ExitCode, HandoutError, OutputError, Place, Problem
from handouts.site import at_site
from handouts.sited import sited
from layouts.typesetting.layout import Layout
from press.orders import Failure, Finished, Order, Result
from press.plan import Batch
from press.trouble import missing_library


class StoppedError(HandoutError):
    """An order that could not be made though nothing is wrong with its content: a worker died, or a fault of ours."""

    exit_code: ClassVar[ExitCode] = ExitCode.SOME_FAILED


if TYPE_CHECKING:
    from press.imprint import Imprint

ONE_IN = 100
MOST_SHELLS = 8  # that one process keeps

Fill = Callable[[Batch], tuple[Result, ...]]


def fill(batch: Batch) -> tuple[Result, ...]:
    """Make every order of the batch. Never raises what a user can cause: that comes back as a Failure."""
    return tuple(_fill_one(batch, number, sample) for number, sample in enumerate(samples(batch)))


def _fill_one(batch: Batch, number: int, sample: bool) -> Result:
    order = batch.orders[number]
    try:
        return _made(batch, number, sample)
    except HandoutError as error:
        return Failure(order, error)
    except ImportError as error:
        return Failure(order, missing_library(error) or fault(error, order))
    except Exception as error:  # noqa: BLE001 a fault of ours: it is named, and the other orders are made
        return Failure(order, fault(error, order))


def _made(batch: Batch, number: int, sample: bool) -> Finished:
    """Compose or imprint, print, check. `sample`: also what is only one more copy of a shell is read back.

    Raises ContentError (overset, glyph), SiteError (its lines), MissingError (font), OutputError (check).
    """
    from layouts import layouts  # imported late: what draws is heavy, and planning does without
    from press.copies import make
    from press.preflight import quick
    from press.promise import promised

    order, layout = batch.orders[number], layouts()[batch.orders[number].layout]
    site = batch.sites[number] if batch.sites else None
    edition, read_back = batch.edition, True
    if site is None or edition.brand == at_site(edition.brand, site):
        copy = make(edition, layout, order.paper, order.copy, order.copy_id, batch.fonts)
    else:
        copy = imprint(batch, layout, order.paper, order.copy).copy(site, order.copy_id)
        read_back = sample or not copy.of_shell
        edition = sited(edition, site) if read_back else edition
    if read_back and (problems := quick(copy.pdf, order.path, promised(edition, copy, tagged=order.copy == "screen"))):
        forget_shells()  # the next copies have one that is read back again
        raise OutputError(problems)
    return Finished(order, copy.pdf, copy.pages, copy.title)


def samples(batch: Batch) -> Iterator[bool]:
    """Of each order, whether a copy of a shell is read back whole: one in a hundred of each kind, and the last."""
    count, kinds = len(batch.orders), len({order.copy for order in batch.orders})
    return (number >= count - kinds or number // kinds % ONE_IN == ONE_IN - 1 for number in range(count))


_imprints: dict[tuple[str, ...], Imprint] = {}


def imprint(batch: Batch, layout: Layout, paper: str, copy: str) -> Imprint:
    """The shells of this batch, kept in this process for its next parts."""
    key = (batch.seen, batch.repertoire, layout.name, paper, copy)
    if key not in _imprints:
        while len(_imprints) >= MOST_SHELLS:
            del _imprints[next(iter(_imprints))]
        from press.imprint import Imprint

        _imprints[key] = Imprint(batch.edition, layout, paper, copy, batch.fonts, batch.repertoire)
    return _imprints[key]


def forget_shells() -> None:
    """For a process that outlives the run that its shells were made in."""
    _imprints.clear()


def fault(error: BaseException, order: Order) -> StoppedError:
    """A fault of ours as one line: what it was and where in the program; or that there was not enough memory."""
    if isinstance(error, MemoryError):
        hint = "use fewer workers with --jobs"
        return StoppedError(Problem(Place(order.path), "there was not enough memory to make it", hint))
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
