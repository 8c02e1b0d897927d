"""A brand's logo. In: the brand's folder. Out: the bytes of the one logo in it, and what kind of picture they are."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from handouts.gathering import Problems
from handouts.problem import Place

MOST_BYTES = 10_000_000

KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": "svg"}

# Compiled by `re` where first wanted.
_SVG = rb"(?s:(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<svg[\s>])"


class Logo(Struct, frozen=True):
    """A picture as it stands in its file. `kind` is "png", "jpeg" or "svg", by its content."""

    data: bytes
    kind: str


def read_logo(folder: Path, shown: str, problems: Problems) -> Logo | None:
    """The picture called `logo` in a folder; None where there is none, or after a problem. `shown` names the folder."""
    files = sorted(path for path in folder.iterdir() if path.stem.lower() == "logo") if folder.is_dir() else []
    known = [path for path in files if path.suffix.lower() in KINDS]
    for path in files:
        if path not in known:
            message = "a logo of this kind cannot be drawn"
            problems.add(Place(f"{shown}/{path.name}"), message, "save it as PNG, JPEG or SVG")
    for path in known[1:]:
        message = f"there is more than one logo: {known[0].name} and {path.name}"
        problems.add(Place(f"{shown}/{path.name}"), message, "keep the one to print")
    return picture_of(known[0], f"{shown}/{known[0].name}", problems) if len(known) == 1 else None


def picture_of(path: Path, shown: str, problems: Problems) -> Logo | None:
    """The picture in a file whose ending is one of `KINDS`; None after a problem, at the file as `shown`."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        problems.add(Place(shown), f"the logo cannot be read: {error.strerror}")
        return None
    kind = kind_of(data)
    if len(data) > MOST_BYTES:
        problems.add(Place(shown), f"the logo is larger than {MOST_BYTES:,} bytes", "save it smaller")
    elif not kind:
        problems.add(Place(shown), "this is not a picture in PNG, JPEG or SVG", "save it again from a drawing program")
    elif kind != KINDS[path.suffix.lower()]:
        problems.add(Place(shown), f"this file holds a picture in {kind.upper()}, not what its name says", "rename it")
    elif kind == "svg" and b"<!ENTITY" in data:
        problems.add(Place(shown), "this SVG has entities, which are not read", "save it again as plain SVG")
    else:
        return Logo(data, kind)
    return None


def kind_of(data: bytes) -> str:
    """What kind of picture the bytes begin like: "png", "jpeg", "svg" or ""."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "svg" if re.match(_SVG, data[:4096]) or (b"<!ENTITY" in data and b"<svg" in data) else ""
