"""Small acts on a disk that last. In: paths and bytes. Out: files that are whole, or OSError."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

SYNC_FOLDERS = os.name == "posix"


def write_new(path: Path, data: bytes) -> None:
    """A new file with these bytes, on the disk when this returns. Its mode follows the umask."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut, where the system can."""
    if SYNC_FOLDERS:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file; nothing happens where there is none or where it will not go."""
    with contextlib.suppress(OSError):
        path.unlink()


def make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and its parents; those that were missing are added to `made`, outermost first."""
    missing = []
    while not folder.exists() and not folder.is_symlink():
        missing.append(folder)
        folder = folder.parent
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file stands in the way", folder.as_posix())
    for each in reversed(missing):
        try:
            each.mkdir()
        except FileExistsError:
            if not each.is_dir():
                raise
        else:
            made.append(each)


def remove_folders(made: list[Path]) -> None:
    """Remove folders made for nothing, innermost first; one that holds something by now stays."""
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()
    made.clear()
