"""Joining shards: the folders of several runs become one. In: folders with manifests. Out: one folder, one manifest.

Two manifests may speak of one file only where they say the same of it. Every file is held against its sha256 before
anything is copied, and what the folder has already is not copied again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from handouts.problem import FilesError, Place, Problem
from press import journal
from press.keep import MISSING, difference
from press.manifest import Entry, Failed
from press.store import Store
from press.trace import Found, every, manifests
from press.trouble import files_error

AGAIN = "build that part again"


class Joined(Struct, frozen=True):
    """What came of it: the files of all parts, and how many of them were copied."""

    files: tuple[Entry, ...]
    copied: int


def join(out: Path, folders: Sequence[Path]) -> Joined:
    """Join the files of these folders in `out`, which may be one of them. What it has else stays.

    Raises FilesError, with nothing changed: for a folder whose build is not finished, for manifests that contradict
    each other, for files that are not what their manifest says, for files in the way that are not ours.
    """
    _hold_finished(folders)
    known = manifests(folders)
    parts: dict[str, Found] = {}
    problems = []
    for each in every(known):
        first = parts.setdefault(each.entry.path, each)
        if first.entry != each.entry:
            message = f"{first.shown} is another copy of it"
            problems.append(Problem(Place(each.shown), message, "these folders are not parts of one run"))
    for each in parts.values():
        why = difference(each.entry, str(each.folder))
        if why:
            message = "missing: the manifest has this file, the folder does not" if why == MISSING else why
            problems.append(Problem(Place(each.shown), message, AGAIN))
    if problems:
        raise FilesError(problems)
    made = {path for one in known.values() for path in one.files.keys() - {each.path for each in one.failed}}
    with Store(out) as store:
        foreign = store.foreign(sorted(parts))
        if foreign:
            raise FilesError(foreign)
        wanted = [each for _, each in sorted(parts.items()) if difference(each.entry, str(out))]
        for each in wanted:
            store.stage(each.entry.path, _read(each))
        entries = [each.entry for each in parts.values()]
        failed = {each.path: each for one in known.values() for each in one.failed if each.path not in made}
        stuck = _publish(store, entries, failed)
        if stuck:
            raise FilesError(stuck)
    return Joined(tuple(sorted(entries, key=lambda each: each.path)), len(wanted))


def _hold_finished(folders: Sequence[Path]) -> None:
    """Raise FilesError for a folder whose files and manifest are on the way to another state."""
    problems = []
    for folder in folders:
        if (folder / journal.NAME).exists():
            message = "a build was killed or is at work here, and what it has begun is not finished"
            problems.append(Problem(Place(folder.as_posix()), message, AGAIN))
    if problems:
        raise FilesError(problems)


def _publish(store: Store, entries: Sequence[Entry], failed: dict[str, Failed]) -> list[Problem]:
    new = store.manifest.merged(entries, failed.values())
    return store.publish(new) if new != store.manifest else []


def _read(each: Found) -> bytes:
    try:
        return (each.folder / each.entry.path).read_bytes()
    except OSError as error:
        raise files_error(error, each.shown) from None
