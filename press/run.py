"""A run: many orders. In: batches and an open store. Out: a report; the files are at their places, or none of them is.

What becomes of the others when an order fails depends on why it failed:

    content                      nothing of this run is published: what was right before stays
    a font missing               the files that need it are not published, the others are
    a failed check of the PDF    that file is not published, the others are
    a worker that died           the same
    the disk                     the run stops, nothing of it is published
    Ctrl-C, SIGTERM              what is finished is published, unless a content error had come before: then given
                                 again, the command makes what is left, since what was made is kept
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from handouts.edition import Edition
from handouts.problem import ContentError, FilesError, Problem
from handouts.topic import SignOff
from press.connection import Cluster
from press.crew import results
from press.manifest import Entry, Failed
from press.orders import Failure, Finished, Result
from press.plan import Batch
from press.report import Report
from press.store import Store
from press.work import Fill, fill


def run(
    batches: Sequence[Batch],
    store: Store,
    *,
    jobs: int | None,
    fail_fast: bool = False,
    watch: Callable[[Result], None] = lambda _: None,
    fill: Fill = fill,
    removed: Collection[str] = (),
    cluster: Cluster | None = None,
) -> Report:
    """Make every order and publish what the rules above allow; `removed` are paths that go with it.

    Raises FilesError where the disk gives way; with a cluster also UsageError and MissingError, where it is of no use.
    """
    started = time.monotonic()
    made = _Made(store, batches)
    try:
        with closing(results(batches, jobs, fill, cluster)) as coming:
            for result in coming:
                made.take(result)
                watch(result)
                if fail_fast and made.failures:
                    break
    except Exception:
        raise
    except BaseException:  # stopped
        made.publish(())
        raise
    stuck = made.publish(removed)
    made.failures.sort(key=lambda failure: failure.order.path)
    problems = [problem for failure in made.failures for problem in failure.error.problems]
    return Report(
        made=tuple(sorted(made.entries, key=lambda each: each.path)),
        failures=tuple(made.failures),
        problems=tuple(dict.fromkeys(sorted([*problems, *stuck.values()]))),
        seconds=time.monotonic() - started,
        stuck=tuple(sorted(stuck)),
        removed=tuple(sorted(set(removed) - set(stuck))) if not made.is_withheld else (),
    )


class _Made:
    """What has been made so far."""

    def __init__(self, store: Store, batches: Sequence[Batch]) -> None:
        self.entries: list[Entry] = []
        self.failures: list[Failure] = []
        self.is_withheld = False
        self._store = store
        self._said: dict[int, Said] = {}  # by the edition, which the orders keep
        self._wanted = {order.path: (order, batch.edition) for batch in batches for order in batch.orders}

    def take(self, result: Result) -> None:
        """One order's result; with the first content error nothing more is staged."""
        if isinstance(result, Failure):
            self.failures.append(_shown(result, self._store))
            self.is_withheld = self.is_withheld or isinstance(result.error, ContentError)
        elif not self.is_withheld:
            self._store.stage(result.order.path, result.pdf)
            edition = self._wanted[result.order.path][1]
            said = self._said.get(id(edition)) or self._said.setdefault(id(edition), said_of(edition))
            self.entries.append(entry(result, said))

    def publish(self, removed: Collection[str]) -> dict[str, Problem]:
        """Publish what may be. A file that will not go to its place is a failure; gives those that will not go away."""
        if self.is_withheld:
            self.entries = []
        self._store.keep_staged(each.path for each in self.entries)
        if not self.entries and (self.is_withheld or not removed):
            return {}
        failed = (Failed(each.order.path, tuple(map(str, each.error.problems))) for each in self.failures)
        new = self._store.manifest.merged(self.entries, failed, removed)
        stuck = {problem.place.path: problem for problem in self._store.publish(new, removed)}
        if not stuck:
            return {}
        held = {each.path: stuck[shown] for each in self.entries if (shown := self._store.shown(each.path)) in stuck}
        self.failures += [Failure(self._wanted[path][0], FilesError(problem)) for path, problem in held.items()]
        self.entries = [each for each in self.entries if each.path not in held]
        return {path: stuck[shown] for path in removed if (shown := self._store.shown(path)) in stuck}


class Said(Struct, frozen=True):
    """What the entries of an edition's copies have in common: they share it."""

    review: dict[str, Any]
    facts: tuple[str, ...]


def said_of(edition: Edition) -> Said:
    """The review state, and the facts that are stated."""
    return Said(review(edition), stated(edition))


def entry(finished: Finished, said: Said) -> Entry:
    """What the manifest says of a finished file."""
    order = finished.order
    return Entry(
        path=order.path,
        sha256=hashlib.sha256(finished.pdf).hexdigest(),
        bytes=len(finished.pdf),
        pages=finished.pages,
        topic=order.topic,
        locale=order.locale,
        length=order.length,
        layout=order.layout,
        paper=order.paper,
        copy=order.copy,
        brand=order.brand,
        site=order.site,
        title=finished.title,
        copy_id=order.copy_id,
        inputs_sha256=order.inputs_sha256,
        review=said.review,
        facts=said.facts,
    )


def stated(edition: Edition) -> tuple[str, ...]:
    """The ids of the facts that a copy states, those of the English beside it, too."""
    beside = edition.beside.facts if edition.beside is not None else ()
    return tuple(sorted({*edition.facts, *beside}))


def review(edition: Edition) -> dict[str, Any]:
    """The review state as JSON holds it; a signature that was not given is null."""
    said = edition.review
    translation = edition.translation
    return {
        "version": said.version,
        "revised": said.revised.isoformat(),
        "review_by": said.review_by.isoformat(),
        "owner": said.owner,
        "medical": _signature(said.medical),
        "language": _signature(said.language),
        "translation": None
        if translation is None
        else {"source": translation.source, "method": translation.method, "checked": _signature(translation.checked)},
    }


def _signature(given: SignOff | None) -> Mapping[str, str] | None:
    if given is None:
        return None
    return {key: each.isoformat() if isinstance(each, date) else each for key, each in asdict(given).items()}


def _shown(failure: Failure, store: Store) -> Failure:
    """The failure with the file named as the user would type it."""
    path = failure.order.path
    problems = [
        replace(problem, place=replace(problem.place, path=store.shown(path)))
        if problem.place.path == path
        else problem
        for problem in failure.error.problems
    ]
    return Failure(failure.order, type(failure.error)(problems))
