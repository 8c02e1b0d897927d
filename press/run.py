"""A run: many orders. In: batches and an open store. Out: a report; the files are at their places, or none of them is.

What becomes of the others when an order fails depends on why it failed:

    content                      nothing of this run is published: what was right before stays
    a font missing               the files that need it are not published, the others are
    a failed check of the PDF    that file is not published, the others are
    a worker that died           the same
    the disk                     the run stops, nothing of it is published
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from handouts.edition import Edition
from handouts.problem import ContentError, ExitCode, FilesError, MissingError, OutputError, Problem
from handouts.topic import SignOff
from press.connection import Cluster
from press.crew import results
from press.manifest import Entry, Failed, Manifest
from press.plan import Batch
from press.store import Store
from press.work import Failure, Fill, Finished, Result, fill

# The first kind that occurs decides how the run ends; a failure of any other kind ends it with SOME_FAILED.
KINDS = (ContentError, MissingError, OutputError)


class Report(Struct, frozen=True):
    """What a run came to. `made` is what was published; `failures` by the path of their orders."""

    made: tuple[Entry, ...]
    failures: tuple[Failure, ...]
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def exit_code(self) -> ExitCode:
        """How the program should end."""
        for kind in KINDS:
            if any(isinstance(failure.error, kind) for failure in self.failures):
                return kind.exit_code
        if self.failures and not self.made and all(isinstance(each.error, FilesError) for each in self.failures):
            return ExitCode.FILES
        return ExitCode.SOME_FAILED if self.failures else ExitCode.DONE


def run(
    batches: Sequence[Batch],
    store: Store,
    *,
    jobs: int | None,
    fail_fast: bool = False,
    watch: Callable[[Result], None] = lambda _: None,
    fill: Fill = fill,
    cluster: Cluster | None = None,
) -> Report:
    """Make every order and publish what the rules above allow. Raises FilesError where the disk gives way.

    With a cluster also UsageError and MissingError, where it cannot be worked on.
    """
    started = time.monotonic()
    entries: list[Entry] = []
    failures: list[Failure] = []
    editions = {order.path: batch.edition for batch in batches for order in batch.orders}
    with closing(results(batches, jobs, fill, cluster)) as coming:
        for result in coming:
            watch(result)
            if isinstance(result, Failure):
                failures.append(_shown(result, store))
                if fail_fast:
                    break
            elif not any(isinstance(failure.error, ContentError) for failure in failures):
                store.stage(result.order.path, result.pdf)
                entries.append(entry(result, editions[result.order.path]))
    if any(isinstance(failure.error, ContentError) for failure in failures):
        entries = []
    elif entries:
        stuck = {problem.place.path: problem for problem in store.publish(_new_manifest(store, entries, failures))}
        orders = {store.shown(order.path): order for batch in batches for order in batch.orders}
        failures += [Failure(orders[path], FilesError(problem)) for path, problem in stuck.items()]
        entries = [each for each in entries if store.shown(each.path) not in stuck]
    failures.sort(key=lambda failure: failure.order.path)
    problems = tuple(dict.fromkeys(sorted(problem for failure in failures for problem in failure.error.problems)))
    return Report(
        tuple(sorted(entries, key=lambda each: each.path)), tuple(failures), problems, time.monotonic() - started
    )


def entry(finished: Finished, edition: Edition) -> Entry:
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
        review=review(edition),
        facts=stated(edition),
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


def _new_manifest(store: Store, entries: Iterable[Entry], failures: Iterable[Failure]) -> Manifest:
    failed = (
        Failed(failure.order.path, tuple(str(problem) for problem in failure.error.problems)) for failure in failures
    )
    return store.manifest.merged(entries, failed)
