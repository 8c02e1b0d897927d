"""Names of files. In: a path or a name. Out: whether every system takes it, as what it says."""

from __future__ import annotations

import re

PATH = re.compile(r"[a-z0-9]+([-_]+[a-z0-9]+)*(/[a-z0-9]+([-_.]+[a-z0-9]+)*)+", re.ASCII)
RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
LONGEST = 100


def is_safe_path(path: str) -> bool:
    """Whether this is a relative path with slashes whose every part is a plain lower-case name on every system."""
    parts = path.split("/")
    return PATH.fullmatch(path) is not None and not any(len(part) > LONGEST or is_reserved(part) for part in parts)


def is_reserved(name: str) -> bool:
    """Whether Windows takes this name for a device, with or without an ending."""
    return name.partition(".")[0].lower() in RESERVED
