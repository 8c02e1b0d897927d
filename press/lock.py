"""One build per output folder. In: the folder. Out: a lock held until it is let go.

The lock is the system's own (flock, or msvcrt on Windows), so that it goes with the process that held it: a lock file
left by a killed build is stale and is taken over. The file says who holds it, for the message only.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from handouts.problem import FilesError, Place, Problem
from press.trouble import files_error

NAME = ".handouts.lock"
BYTE = 1 << 20  # Windows locks bytes, and what is locked cannot be read: lock one far behind the text

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """The lock of one folder, held from `take` to `release`."""

    def __init__(self, folder: Path, shown: str) -> None:
        """`folder` must exist; `shown` is how the user typed it."""
        self._path = folder / NAME
        self._shown = shown
        self._descriptor = -1

    def take(self) -> None:
        """Take the lock at once or raise FilesError, which names the process that holds it."""
        while self._descriptor < 0:
            try:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            except OSError as error:
                raise files_error(error, f"{self._shown}/{NAME}") from None
            try:
                _take(descriptor)
            except BlockingIOError:
                holder = _holder(descriptor)
                os.close(descriptor)
                raise FilesError(
                    Problem(
                        Place(self._shown),
                        f"another build{holder} is writing into this folder",
                        "wait until it is done, or choose another folder with --out",
                    )
                ) from None
            except OSError as error:
                os.close(descriptor)
                raise files_error(error, f"{self._shown}/{NAME}") from None
            if self._is_in_place(descriptor):
                self._descriptor = descriptor
            else:  # the holder before us removed the file while we waited for the system: take the new one
                os.close(descriptor)
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, f"{os.getpid()}\n".encode("ascii"))

    def release(self) -> None:
        """Let the lock go and remove its file. Does nothing where it is not held."""
        if self._descriptor < 0:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:  # removed while still held, so that nobody can take the old file
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(self._descriptor)
        self._descriptor = -1

    def _is_in_place(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.lstat())
        except OSError:
            return False


def _holder(descriptor: int) -> str:
    """Who holds the lock, as the file says: a process in brackets, or nothing where it says nothing sensible."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        said = os.read(descriptor, 20).strip()
    except OSError:
        return ""
    return f" (process {said.decode('ascii')})" if said.isdigit() else ""
