"""Small acts on a disk that last. In: paths and bytes. Out: files that are whole, or OSError."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path

SYNC_FOLDERS = os.name == "posix"
FEW = 32  # files that are synced sooner one by one than with all that other programs have written


def write_new(path: Path | str, parts: Iterable[bytes]) -> None:
    """A new file with these bytes, part by part; `sync_file` makes it last. Its mode follows the umask."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        for part in parts:
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def sync_file(path: Path | str) -> None:
    """Bring a file that is written onto the disk; what the disk could not take is raised here at the latest."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hasten(files: int) -> None:
    """Before that many files are synced: have the system write all of them at once, where it waits until that is done.

    Syncing each is then quick, and still needed: only that tells of a file that could not be written.
    """
    if files > FEW and sys.platform == "linux":
        os.sync()


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


def remove_empty(folder: Path, root: Path) -> None:
    """Remove a folder and those around it, up to `root`, as long as nothing is in them."""
    with contextlib.suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def remove_folders(made: list[Path]) -> None:
    """Remove folders made for nothing, innermost first; one that holds something by now stays."""
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()
    made.clear()
