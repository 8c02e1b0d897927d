"""Names of files. In: a path or a name. Out: whether every system takes it, as what it says."""

from __future__ import annotations

import re
from functools import cache

PATH = re.compile(r"[a-z0-9]+([-_]+[a-z0-9]+)*(/[a-z0-9]+([-_.]+[a-z0-9]+)*)+", re.ASCII)
RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
LONGEST = 100


def is_safe_path(path: str) -> bool:
    """Whether this is a relative path with slashes whose every part is a plain lower-case name on every system."""
    folder, _, name = path.rpartition("/")
    return PATH.fullmatch(path) is not None and _is_safe_name(name) and _are_safe_names(folder)


@cache
def _are_safe_names(folder: str) -> bool:
    return all(map(_is_safe_name, folder.split("/")))


def _is_safe_name(name: str) -> bool:
    return len(name) <= LONGEST and not is_reserved(name)


def is_reserved(name: str) -> bool:
    """Whether Windows takes this name for a device, with or without an ending."""
    return name.partition(".")[0].lower() in RESERVED
