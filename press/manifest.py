"""The manifest: every file that was made, once. In: `manifest.json`. Out: frozen entries; and back, the same bytes.

It stays with the staff, so it may name topics. It holds no time, no user, no machine and no path outside its folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, fields

from handouts.problem import FilesError, Place, Problem
from press.names import is_safe_path

NAME = "manifest.json"
VERSION = 1
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
HOW = "bring it back from a copy, or remove it and build again with --force"


class Entry(Struct, frozen=True, kw_only=True):
    """One finished file. `path` is relative to the manifest, with slashes; `review` is the review state as it was."""

    path: str
    sha256: str
    bytes: int
    pages: int
    topic: str
    locale: str
    length: str
    layout: str
    paper: str
    copy: str
    brand: str
    site: str
    title: str
    copy_id: str
    inputs_sha256: str
    review: Mapping[str, Any]


class Failed(Struct, frozen=True):
    """An order of the last run that could not be made, and why."""

    path: str
    problems: tuple[str, ...]


class Manifest(Struct, frozen=True):
    """All that was made in one output folder, by path; and what the last run failed to make."""

    files: Mapping[str, Entry]
    failed: tuple[Failed, ...] = ()

    def merged(self, made: Iterable[Entry], failed: Iterable[Failed]) -> Manifest:
        """The manifest with new entries in the place of those of the same path, and the last run's failures."""
        files = {**self.files, **{entry.path: entry for entry in made}}
        return Manifest(files, tuple(sorted(failed, key=lambda each: each.path)))

    def text(self) -> str:
        """The JSON document, sorted by path, one newline at the end."""
        document = {
            "version": VERSION,
            "files": [asdict(self.files[path]) for path in sorted(self.files)],
            "failed": [asdict(each) for each in self.failed],
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


EMPTY = Manifest({})


def read(data: bytes, shown: str) -> Manifest:
    """The manifest that `data` holds; `shown` is its path as the user typed it.

    Raises FilesError where it is not one of ours: broken, from a newer program, with a path that leads elsewhere.
    """
    try:
        document = json.loads(data.decode("utf-8"))
    except json.JSONDecodeError as error:
        raise FilesError(Problem(Place(shown, error.lineno, error.colno), "this manifest is damaged", HOW)) from None
    except (ValueError, RecursionError):
        raise FilesError(Problem(Place(shown), "this manifest is damaged", HOW)) from None
    if isinstance(document, dict) and isinstance(document.get("version"), int) and document["version"] > VERSION:
        raise FilesError(
            Problem(
                Place(shown),
                "a newer version of this program wrote the manifest",
                "update the program, or build into another folder with --out",
            )
        )
    try:
        if document["version"] != VERSION:
            raise FilesError(Problem(Place(shown), "this manifest is damaged (version)", HOW))
        entries = [_entry(each) for each in document["files"]]
        failed = tuple(
            Failed(str(each["path"]), tuple(str(line) for line in each["problems"])) for each in document["failed"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FilesError(Problem(Place(shown), f"this manifest is damaged ({_what(error)})", HOW)) from None
    return Manifest({entry.path: entry for entry in entries}, failed)


def _entry(said: Any) -> Entry:
    if not isinstance(said, dict) or set(said) != set(Entry.__struct_fields__):
        raise ValueError("an entry with other fields")
    entry = Entry(**said)
    for field in fields(Entry):
        wanted = field.type if field.type in {int, str} else dict
        if type(getattr(entry, field.name)) is not wanted:
            raise ValueError(f"{field.name} is of another kind")
    if not is_safe_path(entry.path):
        raise ValueError("a path that is not one of ours")
    if not SHA256.fullmatch(entry.sha256):
        raise ValueError("sha256 of another shape")
    return entry


def _what(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    return str(error) if type(error) is ValueError else "it has another shape"
