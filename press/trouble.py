"""Trouble with files and libraries, in the house's words. In: what the system raised. Out: an error of ours.

The system's own text is not shown: it holds absolute paths and is written for programmers.
"""

from __future__ import annotations

import errno
from pathlib import Path

from handouts.problem import FilesError, MissingError, Place, Problem

INSTALL = "install the program again: python -m pip install -e ."
OURS = ("generate", "handouts", "layouts", "press")

# What happened, and what to do about it, by the system's name for it (not every system has every name).
WORDS = {
    "ENOSPC": ("the disk is full", "free some space, or choose another folder with --out"),
    "EDQUOT": ("your share of the disk is used up", "free some space, or choose another folder with --out"),
    "EFBIG": ("the file would be larger than this disk allows", "choose another folder with --out"),
    "EROFS": ("this disk can be read but not written", "choose another folder with --out"),
    "EACCES": ("no permission to write here", "ask for the permission, or choose another folder with --out"),
    "EPERM": ("the system does not allow this here", "choose another folder with --out"),
    "EISDIR": ("a folder stands where a file should go", "move the folder away"),
    "ENOTDIR": ("a file stands where a folder should be", "move the file away, or choose another folder with --out"),
    "EEXIST": ("something stands there already", "move it away"),
    "ENAMETOOLONG": ("the name is too long for this disk", "choose a shorter folder with --out"),
    "ELOOP": ("a symbolic link leads in a circle", "remove the link"),
    "EMFILE": ("too many files are open", "close other programs, or use fewer workers with --jobs"),
    "ENFILE": ("too many files are open on this machine", "close other programs"),
    "EAGAIN": ("the system has no room for another process", "close other programs, or use fewer workers with --jobs"),
    "ENOMEM": ("there is not enough memory", "close other programs, or use fewer workers with --jobs"),
    "EPIPE": ("whoever was to read it is gone", "name a file, or keep the reader there until the end"),
    "ENOENT": ("the file or folder is not there", "look whether it was moved, or whether a network disk went away"),
    "EBUSY": ("another program holds the file", "close it there and try again"),
    "ETXTBSY": ("another program holds the file", "close it there and try again"),
    "EIO": ("the disk reports a fault", "try another disk with --out"),
    "ESTALE": ("the network disk went away", "connect it again and repeat the command"),
    "ENOLCK": ("this disk cannot hold a lock", "choose a folder on another disk with --out"),
    "EOPNOTSUPP": ("this disk does not know how to do that", "choose a folder on another disk with --out"),
    "ENOTSUP": ("this disk does not know how to do that", "choose a folder on another disk with --out"),
}


def files_problem(error: OSError, shown: str) -> Problem:
    """What went wrong at `shown` (a path as the user typed it), in plain words with a hint."""
    name = errno.errorcode.get(error.errno or 0, "")
    message, hint = WORDS.get(name, ("the system refused the file", "try again, or choose another folder with --out"))
    return Problem(Place(shown), message, hint)


def held_problem(error: OSError, shown: str) -> Problem:
    """As `files_problem`, for a finished file that would not be replaced: on Windows whoever shows it holds it."""
    if isinstance(error, PermissionError):
        message = "this file could not be replaced: another program may hold it open"
        return Problem(Place(shown), message, "close it there, and give the same command again")
    return files_problem(error, shown)


def files_error(error: OSError, shown: str) -> FilesError:
    """The error to raise for `files_problem`."""
    return FilesError(files_problem(error, shown))


def missing_library(error: ImportError) -> MissingError | None:
    """The error for a library that is not installed or cannot be loaded; None for a fault of ours: it is our module."""
    name = (error.name or "").partition(".")[0]
    if name in OURS:
        return None
    if isinstance(error, ModuleNotFoundError):
        return MissingError(Problem(Place("python"), f"the library '{name}' is not installed", INSTALL))
    folder = Path(error.path or "").parent.name  # what is loaded may know only its own file's name
    return unloadable(name if folder in {"", "lib-dynload", "site-packages"} else folder)


def unloadable(name: str) -> MissingError:
    """The error for a library that is there and that the system does not load: too little memory, or of another one."""
    hint = f"look whether there is enough memory; else {INSTALL}"
    return MissingError(Problem(Place("python"), f"the library '{name}' cannot be loaded", hint))


def no_memory() -> FilesError:
    """The error for a program that has not enough memory to begin or to go on."""
    hint = "close other programs, or use fewer workers with --jobs"
    return FilesError(Problem(Place("system"), "there is not enough memory", hint))
