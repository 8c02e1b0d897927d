"""The manifest: every file that was made, once. In: `manifest.json`. Out: frozen entries; and back, the same bytes.

It stays with the staff, so it may name topics. It holds no time, no user, no machine and no path outside its folder.
A sound manifest is read and written by msgspec, since there may be ten thousand entries; one that msgspec refuses is
read once more, slowly, to say what is wrong with it and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from handouts.problem import FilesError, Place, Problem
from press.names import is_safe_path

NAME = "manifest.json"
VERSION = 1
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
NO_FILES = b'"files": []'
HOW = "bring it back from a copy, or remove it and build again with --force"


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One finished file. `path` is relative to the manifest, with slashes; `review` is the review state as it was.

    `facts`: the ids of the facts that it states; None in an entry of a program that did not note them.
    """

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
    review: dict[str, Any]
    facts: tuple[str, ...] | None = None


class Failed(Struct, frozen=True, forbid_unknown_fields=True):
    """An order of the last run that could not be made, and why."""

    path: str
    problems: tuple[str, ...]


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    """The manifest as it stands in its file."""

    version: int
    files: list[Entry]
    failed: tuple[Failed, ...]


class Manifest(Struct, frozen=True):
    """All that was made in one output folder, by path; and what the last run failed to make."""

    files: Mapping[str, Entry]
    failed: tuple[Failed, ...] = ()

    def merged(self, made: Iterable[Entry], failed: Iterable[Failed], removed: Iterable[str] = ()) -> Manifest:
        """The manifest with new entries in the place of those of the same path, and the last run's failures.

        `removed`: paths that it has no more.
        """
        files = {**self.files, **{entry.path: entry for entry in made}}
        for path in removed:
            files.pop(path, None)
        return Manifest(files, tuple(sorted(failed, key=lambda each: each.path)))

    def parts(self) -> Iterator[bytes]:
        """The JSON document in UTF-8, part by part, sorted by path, one newline at the end."""
        before, none, after = _json(_Document(VERSION, [], self.failed)).partition(NO_FILES)
        yield before + (none[:-1] if self.files else none)
        for number, path in enumerate(sorted(self.files)):
            yield (b",\n  " if number else b"\n  ") + _json(self.files[path]).replace(b"\n", b"\n  ")
        yield (b"\n ]" if self.files else b"") + after + b"\n"


def _json(said: Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(said), indent=1)


EMPTY = Manifest({})


def read(data: bytes, shown: str) -> Manifest:
    """The manifest that `data` holds; `shown` is its path as the user typed it.

    Raises FilesError where it is not one of ours: broken, from a newer program, with a path that leads elsewhere.
    """
    try:
        document = msgspec.json.decode(data, type=_Document)
        if document.version == VERSION:
            for entry in document.files:
                _hold(entry)
            return Manifest({entry.path: entry for entry in document.files}, document.failed)
    except (ValueError, RecursionError):  # among them every error of msgspec's
        pass
    return _read_slowly(data, shown)


def _read_slowly(data: bytes, shown: str) -> Manifest:
    """As `read`, entry by entry, so that an error says what it is about."""
    import json  # imported late: few manifests are broken, and it says where

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
    if not isinstance(said, dict) or set(said) | {"facts"} != set(Entry.__struct_fields__):
        raise ValueError("an entry with other fields")
    values = {}
    for field in fields(Entry):
        try:
            values[field.name] = msgspec.convert(said.get(field.name), field.type)
        except msgspec.ValidationError:
            raise ValueError(f"{field.name} is of another kind") from None
    return _hold(Entry(**values))


def _hold(entry: Entry) -> Entry:
    """The entry, where its path and its number are of the shape of ours; else ValueError."""
    if not is_safe_path(entry.path):
        raise ValueError("a path that is not one of ours")
    if not SHA256.fullmatch(entry.sha256):
        raise ValueError("sha256 of another shape")
    return entry


def _what(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    return str(error) if type(error) is ValueError else "it has another shape"
