"""Font files: where a family's files are. In: a supply, folders to look in first. Out: paths, and stamps of files.

A family is looked for in the folders (`--fonts`, the brand's), then in its package, which is found without importing
it, then among the system's fonts, by file name. Nothing is opened here but to stamp it: planning asks, too.
"""

from __future__ import annotations

import importlib.util
import os
import struct
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from handouts.problem import MissingError, Place, Problem
from layouts.typesetting.supplies import SCRIPTS, STYLES, SUPPLIES, Supply

PLACE = Place("fonts")
LEAD = 65_536  # bytes of a collection that hold its directories


class Files(NamedTuple):
    """Where the two styles of a family are: one path twice where a variable font is both.

    `face`: which one of a collection. `stamp`: what a file of a package must be, "" for files that are anybody's.
    """

    regular: Path
    bold: Path
    face: int
    stamp: str = ""


def locate(supply: Supply, folders: tuple[Path, ...]) -> Files:
    """The family's files. Raises MissingError, with what brings them, where there are none."""
    for folder in folders:
        found = _among(supply, _index((folder,)))
        if found:
            return found
    packaged = _package(supply)
    if packaged:
        return packaged
    found = _among(supply, _index(system_folders()))
    if found:
        return found
    raise MissingError(Problem(PLACE, f"the typeface {supply.name} is not installed", remedy(supply)))


@cache
def told(script: str, folders: tuple[Path, ...]) -> tuple[tuple[str, ...], ...]:
    """The families of a script with what tells their files apart from others: what a copy's look depends on.

    A family that is missing is told by its name alone: what needs it is not made.
    """
    lines = []
    for name in SCRIPTS.get(script, ()):
        try:
            files = locate(SUPPLIES[name], folders)
        except MissingError:
            lines.append((name,))
        else:
            stamps = (files.stamp,) if files.stamp else (stamp(files.regular), stamp(files.bold))
            lines.append((name, str(files.face), *stamps))
    return tuple(lines)


@cache
def stamp(path: Path) -> str:
    """The sha256 of the file; of a collection, that of its size and its beginning. "" for a file that cannot be read.

    A collection is large (70 ms to hash, at each start). The directories of its faces stand at the beginning, and they
    hold a checksum of every table: no other release has the same. What pip unpacked was checked when it was installed.
    """
    try:
        with path.open("rb") as file:
            lead = file.read(LEAD)
            if _leads(lead):
                lead = b"%d %b" % (file.seek(0, os.SEEK_END), lead)
            return sha256(lead + file.read()).hexdigest()
    except OSError:
        return ""


def _leads(lead: bytes) -> bool:
    """Whether these are the first bytes of a collection with all of its directories."""
    if lead[:4] != b"ttcf" or len(lead) < LEAD:
        return False
    try:
        starts = struct.unpack_from(f">{struct.unpack_from('>L', lead, 8)[0]}L", lead, 12)
        return all(start + 12 + 16 * struct.unpack_from(">H", lead, start + 4)[0] <= LEAD for start in starts)
    except struct.error:  # they stand further on
        return False


def _package(supply: Supply) -> Files | None:
    if not supply.package:
        return None
    # Importing the package would import its parent, which is slow; its folder is all we need.
    spec = importlib.util.find_spec(supply.package.partition("==")[0].replace("-", "_"))
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder) / supply.file
        if path.is_file():
            return Files(path, path, max(supply.face, 0), supply.stamp)
    return None


def _among(supply: Supply, index: dict[str, Path]) -> Files | None:
    for regular, bold, face in supply.names:
        if regular in index and bold in index:
            return Files(index[regular], index[bold], face)
    return None


@cache
def _index(folders: tuple[Path, ...]) -> dict[str, Path]:
    """The Noto fonts below these folders by their names; the first of a name counts."""
    found: dict[str, Path] = {}
    for top in folders:
        for folder, inner, names in os.walk(top):
            inner.sort()
            for name in sorted(names):
                if name.startswith("NotoSans"):
                    found.setdefault(name, Path(folder, name))
    return found


def system_folders() -> tuple[Path, ...]:
    """Where this system keeps fonts, the user's own before everybody's."""
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        home = Path("/")
    match sys.platform:
        case "win32":
            own = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
            return own / "Microsoft/Windows/Fonts", Path(os.environ.get("WINDIR") or "C:/Windows") / "Fonts"
        case "darwin":
            return home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")
        case _:
            own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
            return own / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")


def remedy(supply: Supply) -> str:
    """What to type to have the family."""
    if supply.package:
        return f'Run: pip install "{supply.package}"'
    files = " and ".join(f"{supply.stems[0]}-{style}.ttf" for style in STYLES)
    return f"Run: apt-get install {supply.debian}. Or put {files} into a folder and name it with --fonts."
