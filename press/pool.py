"""Work on all cores. In: batches and how many workers. Out: results as they come, each order exactly once.

A worker that dies takes its pool with it. The orders that were under way are then tried once more, each alone in a
fresh pool, so that the one that kills is found and named; everything else is made. Workers are spawned, not forked:
that is the same on every system.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from handouts.problem import FilesError, Place, Problem
from press.orders import Failure, Result
from press.plan import Batch
from press.trouble import files_problem
from press.work import Fill, StoppedError, fault

SECONDS_PER_ORDER = 120
BYTES_PER_WORKER = 2_000_000_000
WAITS_FOR_THE_DEAD = sys.version_info < (3, 11, 5)  # a broken pool, for a worker to take the batches on their way to it


def by_workers(batches: Sequence[Batch], workers: int, fill: Fill) -> Iterator[Result]:
    """Each order's result, in the order they are done. Leaving it early leaves no worker behind.

    Raises FilesError where the system lets no worker start.
    """
    waiting = deque(batches)
    while waiting:
        held: list[Batch] = []
        with _pool(workers) as pool:
            yield from _until_broken(pool, workers, waiting, held, fill)
        yield from _one_by_one(held, fill)


def _until_broken(
    pool: ProcessPoolExecutor, jobs: int, waiting: deque[Batch], held: list[Batch], fill: Fill
) -> Iterator[Result]:
    """Work off `waiting` until it is empty or a worker dies; then `held` has the batches that were under way."""
    under_way: dict[Future[tuple[Result, ...]], Batch] = {}
    while (waiting or under_way) and not held:
        while waiting and len(under_way) < 2 * jobs:
            try:
                under_way[_given(pool, fill, waiting[0])] = waiting[0]
            except BrokenExecutor:
                break
            waiting.popleft()
        if not under_way:  # the pool was broken before it took anything: its workers cannot even start
            held.append(waiting.popleft())
        done = wait(under_way, return_when=FIRST_COMPLETED).done
        if any(isinstance(future.exception(), BrokenExecutor) for future in done):
            done = wait(under_way).done
        for future in done:
            batch = under_way.pop(future)
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                held.append(batch)
            elif error is not None:
                yield from (Failure(order, fault(error, order)) for order in batch.orders)
            else:
                yield from future.result()


def _one_by_one(batches: Iterable[Batch], fill: Fill) -> Iterator[Result]:
    """A second try, one order at a time, so that a worker that dies again says whose fault it was."""
    waiting = deque(single for batch in batches for single in batch.singles())
    while waiting:
        with _pool(1) as pool:
            while waiting:
                batch = waiting.popleft()
                try:
                    yield from _given(pool, fill, batch).result()
                except BrokenExecutor:
                    yield died(batch)
                    break


def died(batch: Batch) -> Failure:
    """What is said of the one order of a batch at which workers die."""
    order = batch.orders[0]
    hint = "make it alone with --jobs 1 to see more"
    return Failure(order, StoppedError(Problem(Place(order.path), "the worker that made it died, twice", hint)))


def _given(pool: ProcessPoolExecutor, fill: Fill, batch: Batch) -> Future[tuple[Result, ...]]:
    """The batch on its way to a worker, which is started for it where there is room for one more."""
    try:
        return pool.submit(within_time, fill, batch, SECONDS_PER_ORDER)
    except BrokenExecutor:
        raise
    except (OSError, RuntimeError, MemoryError) as error:
        raise _unable(error) from None


def _unable(error: OSError | RuntimeError | MemoryError) -> FilesError:
    """What is said where no worker can be started: for want of files, processes, threads, memory, or semaphores."""
    why = f": {files_problem(error, '').message}" if isinstance(error, OSError) else ""
    hint = "work in this process alone, with --jobs 1"
    return FilesError(Problem(Place("--jobs"), f"the system lets no further worker start{why}", hint))


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose workers are gone when it is left, also by Ctrl-C in the middle of their work."""
    others = set(multiprocessing.active_children())
    try:
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_get_ready)
    except (OSError, RuntimeError, MemoryError) as error:
        raise _unable(error) from None
    calls = getattr(pool, "_call_queue", None) if WAITS_FOR_THE_DEAD else None
    try:
        yield pool
        if calls is None or not getattr(pool, "_broken", True):
            pool.shutdown()
    finally:
        for worker in set(multiprocessing.active_children()) - others:
            worker.kill()
        if calls is not None:
            calls._reader.close()  # noqa: SLF001 nobody reads any more: only so it is told to who writes
        with suppress(RuntimeError):  # the pool's own thread could not be started
            pool.shutdown(cancel_futures=True)  # and waited for: one that ends with Python complains of that


def within_time(fill: Fill, batch: Batch, seconds: float) -> tuple[Result, ...]:
    """In a worker: the batch's results; a worker that takes longer than `seconds` an order, wherever, dies of it."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            faulthandler.dump_traceback_later(seconds * len(batch.orders), exit=True, file=nowhere)
        except RuntimeError:  # it is a thread, and there is no room for one
            raise MemoryError from None
        try:
            return fill(batch)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _get_ready() -> None:
    """In a new worker: leave Ctrl-C to the parent, keep within limits, load what every order needs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        threading.Thread(target=_go_with_parent, daemon=True).start()
    except RuntimeError:  # there is no room for a thread: a worker that nobody could end is none
        os._exit(1)
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (BYTES_PER_WORKER, BYTES_PER_WORKER))
    with suppress(ImportError):  # what is missing is said where it is used
        import_module("press.copies")
        import_module("press.preflight")


def _go_with_parent() -> None:
    """End this worker when the process that started it is gone, however that went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
