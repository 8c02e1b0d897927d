"""The journal of a publishing. In: what is renamed and removed, and the manifest from then on. Out: bytes, and back.

It is on the disk before the first file is renamed, and gone when the manifest is replaced: a run that finds one
finishes what a killed run had begun.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import msgspec
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


def written(staged: Sequence[Staged], removed: Sequence[str], new: Manifest) -> bytes:
    """The journal as bytes."""
    renames = [[each.temporary, each.path] for each in staged]
    said = {"renames": renames, "removed": list(removed), "manifest": new.text()}
    return msgspec.json.encode(said)


def read(data: bytes, shown: str) -> tuple[list[Staged], list[str], Manifest]:
    """What a journal says is renamed, what removed, and the manifest from then on.

    Only files that its manifest knows are renamed, from names that a store gives, and only files that it does not know
    are removed: whoever finishes it must hold those against the manifest that was before. Raises FilesError.
    """
    try:
        journal = msgspec.json.decode(data)
        staged = [Staged(str(temporary), str(path)) for temporary, path in journal["renames"]]
        removed = [str(path) for path in journal.get("removed", [])]
        new = manifest.read(journal["manifest"].encode("utf-8"), shown)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FilesError(
            Problem(
                Place(shown),
                "the journal of a build that was stopped is damaged",
                "remove it and build again with --force",
            )
        ) from None
    renamed = [each for each in staged if each.path in new.files and each.is_beside]
    return renamed, [path for path in removed if path not in new.files], new
