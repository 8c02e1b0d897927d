"""A build from what was asked for to what is told of it. In: a `Job`. Out: files, lines and an exit code.

What is wanted comes from the memo of the last planning where nothing has changed since, else from the library; what is
still right is kept. Only where something is left to do are the texts read, the folder locked, and the rest of the
press loaded.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.problem import ExitCode, FilesError, Place, Problem, UsageError
from handouts.today import today
from press import journal, manifest, memo
from press.connection import Cluster
from press.keep import Schedule, schedule, unwanted
from press.lock import NAME as LOCK
from press.manifest import Manifest
from press.memo import Memo
from press.obstacles import obstacles
from press.options import DEFAULT_BRAND
from press.orders import Order, Result, Wish
from press.report import Report, by_hand, tell_plan, tell_run
from press.runlog import Log
from press.shard import WHOLE, Shard
from press.terminal import complain
from press.trouble import files_error

if TYPE_CHECKING:  # they load all that reads texts
    from press.plan import Batch
    from press.store import Store


class Job(Struct, frozen=True, kw_only=True):
    """What to build, into which folder, and how. `root` is the library's folder, None the one that comes with us."""

    wish: Wish
    out: Path
    root: Path | None = None
    jobs: int | None = None
    shard: Shard = WHOLE
    log: Path | None = None
    cluster: Cluster | None = None
    force: bool = False
    fail_fast: bool = False
    dry_run: bool = False
    prune: bool = False
    release: bool = False
    as_json: bool = False


def build(job: Job) -> ExitCode:
    """Make what is wanted and not there. Raises HandoutError."""
    if job.dry_run and job.log is not None:
        raise UsageError(Problem(Place("--log"), "a dry run makes nothing that could be logged", "leave out --log"))
    started = time.monotonic()
    job = replace(job, wish=replace(job.wish, brands=job.wish.brands or (DEFAULT_BRAND,)))
    with Log(job.log) as log:
        wanted, batches = _wanted(job)
        known = _known(job.out)
        plan = _against(known, wanted.orders, job)
        warnings = [*wanted.warnings, *by_hand(plan, job.out)]
        if job.dry_run:
            hindered = obstacles(job.out, known.files.keys(), sorted(plan.paths), force=job.force)
            return tell_plan(plan, job.out, [*warnings, *hindered], prune=job.prune, as_json=job.as_json)
        if not job.as_json:
            complain(warnings)
        if _is_done(plan, job):
            log.planned(plan)
            report = Report(seconds=0.0)
            if job.shard != WHOLE and not plan.kept:
                _say_empty(job.out)
        else:
            from press.store import Store

            before = wanted.orders
            if batches is None and plan.to_make:
                wanted, batches = _read(job, wanted.key)
            with Store(job.out) as store:
                # Another build was done meanwhile, a killed one has been finished, or somebody has changed a text.
                if store.manifest != known or wanted.orders != before:
                    plan = _against(store.manifest, wanted.orders, job)
                log.planned(plan)
                report = _run(plan, batches or (), store, job, log)
                if report.made or report.removed:
                    _note(wanted, store, job)
        kept = tuple(order.path for order in plan.kept)
        left = tuple(path for path in plan.unwanted if path not in report.removed)
        report = replace(report, kept=kept, unwanted=left, seconds=time.monotonic() - started)
        log.done(
            report.exit_code,
            made=len(report.made),
            kept=len(kept),
            failed=len(report.failures),
            removed=len(report.removed),
        )
    return tell_run(report, job.out, warnings, as_json=job.as_json)


def _wanted(job: Job) -> tuple[Memo, Sequence[Batch] | None]:
    """What is wanted: as it is remembered, or as it is planned, then with its batches."""
    root = job.root or memo.PACKAGE
    key = memo.key_of(root, job.wish, release=job.release)
    remembered = memo.remembered(job.out, key, root, job.wish)
    return (remembered, None) if remembered is not None else _read(job, key)


def _read(job: Job, key: str) -> tuple[Memo, Sequence[Batch]]:
    """Plan, out of the library."""
    from press.flow import planned

    batches, warnings, until = planned(job.root, job.wish, release=job.release)
    editions = [batch.edition for batch in batches]
    scripts = {each.locale.script for edition in editions for each in (edition, edition.beside) if each is not None}
    orders = tuple(order for batch in batches for order in batch.orders)
    fonts = memo.faces(scripts, job.root or memo.PACKAGE, job.wish)
    return Memo(key, (today(), until), tuple(sorted(scripts)), fonts, orders, warnings), batches


def _known(out: Path) -> Manifest:
    """The manifest as it stands. Raises FilesError where it cannot be read or believed."""
    shown = (out / manifest.NAME).as_posix()
    try:
        return manifest.read((out / manifest.NAME).read_bytes(), shown)
    except (FileNotFoundError, NotADirectoryError):
        return manifest.EMPTY
    except OSError as error:
        raise files_error(error, shown) from None


def _against(known: Manifest, orders: Sequence[Order], job: Job) -> Schedule:
    """The orders of this shard, and what is in the manifest, held against each other; `orders`: those of all shards."""
    mine = [order for order in orders if order.path in job.shard]
    return schedule(mine, job.shard.of(unwanted(orders, job.wish, known)), known, job.out)


def _is_done(plan: Schedule, job: Job) -> bool:
    """Whether nothing is to be done, and no run was killed here or is under way."""
    busy = any((job.out / name).exists() for name in (LOCK, journal.NAME))
    return not plan.to_make and not (job.prune and plan.unwanted) and not busy


def _say_empty(out: Path) -> None:
    """Leave a manifest for a part that no file is in: it can be told from one that was not built. Raises FilesError."""
    from press.store import Store

    with Store(out) as store:
        if store.read(manifest.NAME) is None:
            store.publish(Manifest({}))


def _run(plan: Schedule, batches: Sequence[Batch], store: Store, job: Job, log: Log) -> Report:
    """Make what is to be made, and publish it. Raises FilesError."""
    from press.progress import progress
    from press.run import run

    paths = plan.paths
    foreign = store.foreign(sorted(paths), force=job.force)
    if foreign:
        raise FilesError(foreign)
    chosen = [part for batch in batches if (part := batch.only(paths)).orders]
    removed = plan.unwanted if job.prune else ()
    with progress(len(paths), job.out.as_posix(), quiet=job.as_json) as show:

        def watch(result: Result) -> None:
            log.result(result)
            show(result)

        report = run(
            chosen, store, jobs=job.jobs, fail_fast=job.fail_fast, watch=watch, removed=removed, cluster=job.cluster
        )
    for path in report.removed:
        log.removed(path)
    return report


def _note(wanted: Memo, store: Store, job: Job) -> None:
    """Remember what was wanted, unless somebody changed a text meanwhile."""
    if wanted.key and wanted.key == memo.key_of(job.root or memo.PACKAGE, job.wish, release=job.release):
        store.note(memo.NAME, wanted.data())
