"""The journal of a publishing. In: what is to be renamed, and the manifest true from then on. Out: bytes, and back.

It is on the disk before the first file is renamed, and gone when the manifest is replaced: a run that finds one
finishes what a killed run had begun.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from handouts.problem import FilesError, Place, Problem
from press import manifest
from press.manifest import Manifest

NAME = ".publish.json"
PREFIX, SUFFIX = ".tmp-", ".partial"


class Staged(Struct, frozen=True):
    """A file that is written and waits beside its final name. Both paths are relative to the store, with slashes."""

    temporary: str
    path: str

    @property
    def is_beside(self) -> bool:
        """Whether the temporary name is one that a store gives."""
        temporary, path = PurePosixPath(self.temporary), PurePosixPath(self.path)
        ours = temporary.name.startswith(PREFIX) and temporary.name.endswith(SUFFIX)
        return ours and temporary.parent == path.parent


def written(staged: Sequence[Staged], new: Manifest) -> bytes:
    """The journal as bytes."""
    renames = [[each.temporary, each.path] for each in staged]
    return json.dumps({"renames": renames, "manifest": new.text()}, ensure_ascii=False).encode("utf-8")


def read(data: bytes, shown: str) -> tuple[list[Staged], Manifest]:
    """What a journal says; only files that its manifest knows, under names that a store gives. Raises FilesError."""
    try:
        journal = json.loads(data.decode("utf-8"))
        staged = [Staged(str(temporary), str(path)) for temporary, path in journal["renames"]]
        new = manifest.read(journal["manifest"].encode("utf-8"), shown)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FilesError(
            Problem(
                Place(shown),
                "the journal of a build that was stopped is damaged",
                "remove it and build again with --force",
            )
        ) from None
    return [each for each in staged if each.path in new.files and each.is_beside], new
