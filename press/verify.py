"""Verifying: are the files still what the manifest says? In: an output folder. Out: what is missing, changed, extra."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from handouts.problem import FilesError, Place, Problem
from press import manifest
from press.trouble import files_error

READ_AT_ONCE = 1 << 20


def verify(root: Path) -> tuple[int, list[Problem]]:
    """How many files the manifest has, and the problems by path; a PDF that it does not know is a warning.

    Raises FilesError where there is no sound manifest or a file cannot be read.
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
    return len(known.files), sorted([*_known(root, known), *_extra(root, known)])


def _known(root: Path, known: manifest.Manifest) -> Iterable[Problem]:
    again = "build it again, or bring it back from a copy"
    for path, entry in known.files.items():
        place = Place((root / path).as_posix())
        try:
            found = _sha256(root / path)
        except (FileNotFoundError, NotADirectoryError):
            yield Problem(place, "missing: the manifest has this file, the folder does not", again)
        except OSError as error:
            raise files_error(error, place.path) from None
        else:
            if found != entry.sha256:
                yield Problem(place, "changed: this is not the file that was made", again)


def _extra(root: Path, known: manifest.Manifest) -> Iterable[Problem]:
    """PDFs in the folders of the brands; what `mail` writes lies elsewhere and is not looked at."""
    for brand in {entry.brand for entry in known.files.values()}:
        for found in (root / brand).rglob("*.pdf"):
            if found.relative_to(root).as_posix() not in known.files:
                message, hint = "extra: this file was not made here", "move it away if nobody knows it"
                yield Problem(Place(found.as_posix()), message, hint, warning=True)


def _sha256(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(READ_AT_ONCE):
            whole.update(part)
    return whole.hexdigest()
