"""Work on many machines. In: batches and a cluster. Out: results as they come, each order exactly once.

Dask gives an order whose worker died to another one. An order at which workers die again and again comes back; the
orders that were sent with it are then sent once more, each alone, so that the one that kills is found and named.
Only this process writes files: workers send bytes.
"""

from __future__ import annotations

import os
import secrets
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any

from handouts.problem import HandoutError, MissingError, Place, Problem, UsageError
from press.connection import PLACE, Cluster, connected, is_guarded
from press.orders import Failure, Result
from press.plan import Batch
from press.pool import died
from press.remote import EPOCH, Bearings, Terms, absolute, bearings, differing, kept, made, parcel
from press.work import Fill, StoppedError, fault

FEWEST = 20  # orders that are sent at once: each sending costs some milliseconds
TRIES_AGAIN = 2
SECONDS_BETWEEN_LOOKS = 2
SECONDS_WITHOUT_WORKERS = 60
SECONDS_FOR_WORKERS = 10  # to come, before the first order
Group = tuple[Batch, ...]


def by_cluster(batches: Sequence[Batch], cluster: Cluster, fill: Fill) -> Iterator[Result]:
    """Each order's result, in the order they are done.

    Raises UsageError where there is no cluster to work on, MissingError where a worker is not made of the same things.
    """
    if not batches:
        return
    asked = dict.fromkeys((batch.edition.locale.script, absolute(batch.fonts)) for batch in batches)
    terms = Terms(secrets.token_hex(8), os.environ.get(EPOCH), bearings(asked))
    with connected(cluster) as client:
        _meet(client, terms)
        sending = Sending(client, terms, fill)
        held: list[Batch] = []
        for group, results in sending.answers(list(grouped(batches)), alone=False):
            if results is None:
                held.extend(group)
            else:
                yield from results
        singles = [(single,) for batch in held for single in batch.singles()]
        for (single,), results in sending.answers(singles, alone=True):
            yield from (died(single),) if results is None else results


def grouped(batches: Iterable[Batch]) -> Iterator[Group]:
    """The batches in groups of at least 20 orders, but for the last."""
    group: list[Batch] = []
    for batch in batches:
        group.append(batch)
        if sum(len(each.orders) for each in group) >= FEWEST:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _meet(client: Any, terms: Terms) -> None:
    """Look at every worker before any order is sent. Raises UsageError for no or open ones, MissingError for others."""
    try:
        client.wait_for_workers(1, SECONDS_FOR_WORKERS)
    except TimeoutError:
        hint = "start some, see `Many machines` in README.md"
        raise UsageError(Problem(PLACE, "the scheduler has no workers", hint)) from None
    answers = client.run(bearings, tuple(terms.bearings.fonts), on_error="return")
    open_ones = [
        Problem(Place(address), "this worker is on another machine, without encryption", "start it with TLS")
        for address in answers
        if not is_guarded(address)
    ]
    if open_ones:
        raise UsageError(open_ones)
    problems = [problem for address, answer in answers.items() for problem in _problems(address, answer, terms)]
    if problems:
        raise MissingError(problems)


def _problems(address: str, answer: object, terms: Terms) -> list[Problem]:
    match answer:
        case Bearings():
            return differing(address, answer, terms.bearings)
        case OSError():  # it went away just now
            return []
        case _:
            said = f"{type(answer).__name__}: {answer}".partition("\n")[0]
            hint = "install the same version there, and start the worker again"
            return [Problem(Place(address), f"this worker cannot run the program ({said})", hint)]


class Sending:
    """What was sent and is not answered. Editions go as results of their own, which a worker is given once."""

    def __init__(self, client: Any, terms: Terms, fill: Fill) -> None:
        self._client, self._terms, self._fill = client, terms, fill
        self._executor = client.get_executor(pure=False, retries=TRIES_AGAIN)
        self._editions: dict[int, Any] = {}
        self._threads, self._looked, self._seen = 1, 0.0, time.monotonic()

    def answers(self, groups: Sequence[Group], *, alone: bool) -> Iterator[tuple[Group, tuple[Result, ...] | None]]:
        """Each group with its results, None where its workers died. `alone`: one is under way at a time."""
        from distributed import KilledWorker

        waiting, under_way = deque(groups), dict[Future[tuple[Result, ...]], Group]()
        needed = Counter(id(batch.edition) for group in groups for batch in group)
        trouble = ""
        while (waiting or under_way) and not trouble:
            trouble = self._trouble()
            while waiting and not trouble and len(under_way) < (1 if alone else 2 * self._threads):
                group = waiting.popleft()
                under_way[self._sent(group)] = group
                self._let_go(group, needed)
            for future in wait(under_way, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED).done:
                if future.cancelled():
                    trouble = "the connection to the scheduler was lost"
                    continue
                group, error = under_way.pop(future), future.exception()
                if isinstance(error, KilledWorker):
                    yield group, None
                elif error is not None:
                    yield group, tuple(_failed(group, error))
                else:
                    yield group, future.result()
        for group in (*under_way.values(), *waiting):
            yield group, tuple(_stopped(group, trouble))

    def _sent(self, group: Group) -> Future[tuple[Result, ...]]:
        for batch in group:
            if id(batch.edition) not in self._editions:
                self._editions[id(batch.edition)] = self._client.submit(kept, batch.edition, pure=False)
        editions = [self._editions[id(batch.edition)] for batch in group]
        sent: Future[tuple[Result, ...]] = self._executor.submit(
            made, self._fill, self._terms, [parcel(batch) for batch in group], editions
        )
        return sent

    def _let_go(self, group: Group, needed: Counter[int]) -> None:
        """Let workers forget the editions that nothing else will be sent for."""
        for batch in group:
            needed[id(batch.edition)] -= 1
            if not needed[id(batch.edition)]:
                self._editions.pop(id(batch.edition), None)

    def _trouble(self) -> str:
        """Why nothing will come any more, "" while something may. Counts the workers every now and then."""
        now = time.monotonic()
        if self._client.status != "running":
            return "the connection to the scheduler was lost"
        if now - self._looked >= SECONDS_BETWEEN_LOOKS:
            self._looked = now
            try:
                threads = sum(self._client.nthreads().values())
            except (OSError, RuntimeError):  # the next look will tell
                return ""
            if threads:
                self._threads, self._seen = threads, now
        return "" if now - self._seen < SECONDS_WITHOUT_WORKERS else "no worker is left"


def _failed(group: Group, error: BaseException) -> Iterator[Failure]:
    for batch in group:
        for order in batch.orders:
            yield Failure(order, error if isinstance(error, HandoutError) else fault(error, order))


def _stopped(group: Group, trouble: str) -> Iterator[Failure]:
    hint = "look after the cluster, and give the same command again"
    for batch in group:
        for order in batch.orders:
            yield Failure(order, StoppedError(Problem(Place(order.path), f"it was not made: {trouble}", hint)))
