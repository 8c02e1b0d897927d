"""Strict YAML. In: the bytes of one file. Out: nodes that remember their place, or every problem of the file at once.

Every scalar stays what was typed (`no`, `22:30`, `1.10`); nothing is a date, a number or a truth value yet. What YAML
can do beyond text, lists and mappings is refused, and so are two ways in which it loses text without a word: a `#` in
unquoted text, and an item that is indented too far and so becomes part of the text above it (`yaml_reader`).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from handouts.characters import MOST_BYTES, decode, too_large
from handouts.nodes import Entry, Items, Mapping, Node, Nothing, Text
from handouts.problem import ContentError, FilesError, Place, Problem

__all__ = ["Entry", "Items", "Mapping", "Node", "Nothing", "Text", "bytes_of", "parse", "read"]


def read(path: Path, shown: str) -> Node:
    """The node of a file. `shown` is the path as the user names it, the only one that messages tell.

    Raises FilesError where it cannot be read, ContentError as `parse` does.
    """
    return parse(bytes_of(path, shown), shown)


def bytes_of(path: Path, shown: str, most: int = MOST_BYTES, kind: str = "a YAML file") -> bytes:
    """The bytes of a file that a user named. `kind` is what it should be, as a hint says it.

    Raises FilesError where it cannot be read, ContentError where it has more than `most` bytes.
    """
    try:
        return _bytes_of(path, shown, most, kind)
    except FileNotFoundError:
        raise FilesError(Problem(Place(shown), "there is no such file")) from None
    except PermissionError:
        raise FilesError(Problem(Place(shown), "the file may not be read", "look at its permissions")) from None
    except IsADirectoryError:
        raise FilesError(Problem(Place(shown), "this is a folder, not a file", f"name {kind}")) from None
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "no such name"
        raise FilesError(Problem(Place(shown), f"the file cannot be read: {reason}")) from None


def _bytes_of(path: Path, shown: str, most: int, kind: str) -> bytes:
    # Without O_NONBLOCK the opening of a named pipe waits for a writer.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(status.st_mode):
            raise FilesError(Problem(Place(shown), "this is not a file that can be read", f"name {kind}"))
        if status.st_size > most:
            raise ContentError(Problem(Place(shown, 1, 1), *too_large(status.st_size, most)))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most + 1)
    finally:
        os.close(handle)


def parse(data: bytes, shown: str) -> Node:
    """The node of one file's bytes; an empty file is `Nothing`. Raises ContentError with every problem found."""
    text = decode(data, shown)
    from handouts.yaml_reader import judged  # imported late: a build with nothing to do reads no YAML

    return judged(text, shown)
