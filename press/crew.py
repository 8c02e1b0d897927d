"""How many hands work on a run. In: batches and a wish. Out: results as they come, each order exactly once."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Sequence

from press.connection import Cluster
from press.orders import Result
from press.plan import Batch
from press.work import Fill, fill

FEW = 4  # batches that are done sooner here than a worker is up
SLICE = 200  # copies of one shell that go to a worker at once, and come back at once
MOST_WORKERS = 60  # Windows waits for no more than that at once


def cores() -> int:
    """How many workers this machine has hands for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def hands(jobs: int | None, batches: int) -> int:
    """How many workers to start. With no wish one a core, but none where starting them takes longer than the work."""
    if jobs is None:
        jobs = 1 if batches <= FEW else cores()
    return min(jobs, batches, MOST_WORKERS)


def results(
    batches: Sequence[Batch], jobs: int | None, fill: Fill = fill, cluster: Cluster | None = None
) -> Generator[Result, None, None]:
    """Each order's result, in the order they are done. With one job, or one batch, all is done in this process.

    With a cluster all is done there. Raises UsageError and MissingError where that cannot be.
    """
    batches = list(sliced(batches))
    if cluster is not None:
        from press.cluster import by_cluster  # imported late: few runs have one

        yield from by_cluster(batches, cluster, fill)
        return
    jobs = hands(jobs, len(batches))
    if jobs > 1:
        from press.pool import by_workers  # imported late: one brochure needs no workers

        yield from by_workers(batches, jobs, fill)
        return
    for batch in batches:
        yield from fill(batch)


def sliced(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The batches, long ones in parts: a part is what one worker is given and what is held in memory."""
    for batch in batches:
        if len(batch.orders) <= SLICE:
            yield batch
        else:
            yield from (batch.part(start, start + SLICE) for start in range(0, len(batch.orders), SLICE))
