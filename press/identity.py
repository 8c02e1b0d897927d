"""What a copy was made from, as a number. In: an edition and how it is printed. Out: a sha256 and the short copy id.

Two copies with the same id say the same and look the same: the number covers every word, fact, phrase and colour of the
edition, its fonts, the layout, paper and copy, this program's version and code, and the versions of the libraries that
draw. Where a word stands in its file is left out, so that a comment added to a topic changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path

from msgspec import Struct

from handouts.problem import Place
from press.version import VERSION

# No two of it are taken for each other when copied by hand: no 0 O 1 I L 5 S, no B (8), no Z (2), no V (U).
ALPHABET = "2346789ACDEFGHJKMNPQRTUWXY"
LENGTH = 8
LIBRARIES = ("icu4py", "reportlab", "uharfbuzz", "zxing-cpp")
ROOMS = ("handouts", "layouts", "press")
DIST_INFO = re.compile(r"(?P<name>[A-Za-z0-9._-]+?)-(?P<version>[0-9][^-]*)\.dist-info")


def digest(value: object) -> str:
    """The sha256 (hex) of a value made of structs, mappings, sequences and plain values; places do not count."""
    return hashlib.sha256(ascii(_told(value)).encode("ascii")).hexdigest()


def copy_id(sha256: str) -> str:
    """The id printed on a copy, from the sha256 of its inputs: eight letters in two groups, `K7M2-9QXA`."""
    signs = short(sha256, LENGTH)
    return f"{signs[:4]}-{signs[4:]}"


def short(sha256: str, length: int) -> str:
    """That many signs of the unambiguous alphabet, from a sha256 in hex."""
    number, signs = int(sha256, 16), ""
    for _ in range(length):
        number, sign = divmod(number, len(ALPHABET))
        signs += ALPHABET[sign]
    return signs


@cache
def program() -> Mapping[str, str]:
    """What made the copy: this program's version and code, and the libraries' versions (`""` where one is missing)."""
    return {"handouts": VERSION, "code": _code(Path(__file__).resolve().parent.parent), **_versions(sys.path)}


def _told(value: object) -> object:
    """The value as plain ones, with nothing in it that differs between two readings of the same words."""
    told: object
    match value:
        case Enum():
            told = value.name
        case None | str() | int() | float():
            told = value
        case bytes():
            told = hashlib.sha256(value).hexdigest()
        case date():
            told = value.isoformat()
        case Mapping():
            told = {str(key): _told(value[key]) for key in sorted(value, key=str)}
        case tuple() | list():
            told = [_told(each) for each in value]
        case Struct():
            held = ((name, getattr(value, name)) for name in value.__struct_fields__)
            told = [type(value).__name__, {name: _told(each) for name, each in held if not isinstance(each, Place)}]
        case _:
            raise TypeError(f"{type(value).__name__} cannot be told apart by its content")
    return told


def _versions(folders: Iterable[str]) -> dict[str, str]:
    """The versions of the libraries, from the names of their `.dist-info` folders; the first on the path counts.

    `importlib.metadata` says the same and takes longer to import than the rest of planning.
    """
    found: dict[str, str] = {}
    for folder in folders:
        for name in _names(folder):
            if name.endswith(".dist-info") and (match := DIST_INFO.fullmatch(name)):
                found.setdefault(re.sub("[-_.]+", "-", match["name"]).lower(), match["version"])
    return {name: found.get(name, "") for name in LIBRARIES}


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))  # noqa: PTH208 no `Path` for each of hundreds of names
    except OSError:  # a zip file, or a folder that is not there
        return []


def _code(root: Path) -> str:
    """The sha256 of this program's modules; line ends do not count, as a checkout on Windows may change them."""
    whole = hashlib.sha256()
    for room in ROOMS:
        for name in _modules(root / room):
            source = bytes_of(f"{root}/{room}/{name}").replace(b"\r\n", b"\n")
            whole.update(f"{room}/{name} {len(source)}\n".encode())
            whole.update(source)
    return whole.hexdigest()


def bytes_of(path: str) -> bytes:
    """The bytes of a file. For hundreds of small ones `Path.read_bytes` takes twice as long."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 as said
        return file.read()


def _modules(room: Path) -> list[str]:
    """The modules below a folder by their paths from there, in order. `Path.rglob` takes longer than reading them."""
    found: list[str] = []
    for folder, folders, names in os.walk(room):
        folders[:] = (name for name in folders if name != "__pycache__")
        inside = f"{folder}/"[len(f"{room}/") :].replace(os.sep, "/")
        found += (f"{inside}{name}" for name in names if name.endswith(".py"))
    return sorted(found)
