"""Verifying: are the files still what the manifest says? In: an output folder. Out: what is missing, changed, extra.

What counts as changed is what `build` would make again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handouts.problem import FilesError, Place, Problem
from press import manifest
from press.keep import MISSING, UNREADABLE, difference
from press.trouble import files_error


def verify(root: Path) -> tuple[int, list[Problem]]:
    """How many files the manifest has, and the problems by path; a PDF that it does not know is a warning.

    Raises FilesError where there is no sound manifest, and, with all problems, where a file cannot be read.
    """
    shown = (root / manifest.NAME).as_posix()
    try:
        known = manifest.read((root / manifest.NAME).read_bytes(), shown)
    except FileNotFoundError:
        raise FilesError(
            Problem(Place(shown), "there is no manifest here", "name the folder that `build` was given with --out")
        ) from None
    except OSError as error:
        raise files_error(error, shown) from None
    unread: list[Problem] = []
    problems = sorted([*_known(root, known, unread), *_extra(root, known)])
    if unread:
        raise FilesError(sorted([*unread, *problems]))
    return len(known.files), problems


def _known(root: Path, known: manifest.Manifest, unread: list[Problem]) -> Iterable[Problem]:
    """Files that are missing or changed; those that cannot be read are noted in `unread`."""
    again = "build it again, or bring it back from a copy"
    for path, entry in known.files.items():
        place = Place((root / path).as_posix())
        why = difference(entry, str(root))
        if why == MISSING:
            yield Problem(place, "missing: the manifest has this file, the folder does not", again)
        elif why == UNREADABLE:
            unread.append(Problem(place, why, "ask for the permission to read it"))
        elif why:
            yield Problem(place, "changed: this is not the file that was made", again)


def _extra(root: Path, known: manifest.Manifest) -> Iterable[Problem]:
    """PDFs in the folders of the brands; what `mail` writes lies elsewhere and is not looked at."""
    for brand in {entry.brand for entry in known.files.values()}:
        for found in (root / brand).rglob("*"):
            if found.suffix.lower() == ".pdf" and found.relative_to(root).as_posix() not in known.files:
                message, hint = "extra: this file was not made here", "move it away if nobody knows it"
                yield Problem(Place(found.as_posix()), message, hint, warning=True)
