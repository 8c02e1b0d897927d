"""The journal of a publishing. In: what is renamed and removed, and the manifest from then on. Out: bytes, and back.

It is on the disk before the first file is renamed, and gone when the manifest is replaced: a run that finds one
finishes what a killed run had begun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from handouts.problem import FilesError, Place, Problem
from press import manifest
from press.manifest import Manifest

NAME = ".publish.json"
PREFIX, SUFFIX = ".tmp-", ".partial"


class Staged(Struct, frozen=True, gc=False):
    """A file that is written and waits as `name` beside `path`, which is relative to the store, with slashes."""

    name: str
    path: str

    @property
    def temporary(self) -> str:
        """The path that it has while it waits."""
        folder, slash, _ = self.path.rpartition("/")
        return f"{folder}{slash}{self.name}"


def written(staged: Sequence[Staged], removed: Sequence[str], new: Manifest) -> Iterator[bytes]:
    """The journal as bytes, part by part: the manifest stands in it as one string."""
    renames = [[each.temporary, each.path] for each in staged]
    yield msgspec.json.encode({"renames": renames, "removed": list(removed)})[:-1] + b',"manifest":"'
    for part in new.parts():
        yield msgspec.json.encode(part.decode("utf-8"))[1:-1]
    yield b'"}'


def read(data: bytes, shown: str) -> tuple[list[Staged], list[str], Manifest]:
    """What a journal says is renamed, what removed, and the manifest from then on.

    Only files that its manifest knows are renamed, from names that a store gives, and only files that it does not know
    are removed: whoever finishes it must hold those against the manifest that was before. Raises FilesError.
    """
    try:
        journal = msgspec.json.decode(data)
        staged = [_beside(str(temporary), str(path)) for temporary, path in journal["renames"]]
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
    renamed = [each for each in staged if each is not None and each.path in new.files]
    return renamed, [path for path in removed if path not in new.files], new


def _beside(temporary: str, path: str) -> Staged | None:
    """The file that waits, if it stands beside its place under a name that a store gives."""
    staged = Staged(temporary.rpartition("/")[2], path)
    ours = staged.name.startswith(PREFIX) and staged.name.endswith(SUFFIX)
    return staged if ours and staged.temporary == temporary else None
