"""Shards: one run divided among machines that know nothing of each other. In: "2/5" and paths. Out: whose each path is.

A path is always in the same shard, whatever else is wanted: adding a topic moves no other file to another machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from msgspec import Struct

from handouts.problem import Place, Problem, UsageError

SHAPE = r"([0-9]{1,6})/([0-9]{1,6})"


class Shard(Struct, frozen=True):
    """The `number`th of `count` parts, counted from 1."""

    number: int
    count: int

    def __contains__(self, path: object) -> bool:
        """Whether the file of this path is made by this shard."""
        if self.count == 1:
            return True
        first = hashlib.sha256(str(path).encode("utf-8")).digest()[:8]
        return int.from_bytes(first, "big") % self.count == self.number - 1

    def of(self, paths: Iterable[str]) -> frozenset[str]:
        """The paths that are in this shard."""
        return frozenset(path for path in paths if path in self)


WHOLE = Shard(1, 1)


def shard_of(said: str) -> Shard:
    """The shard that "2/5" names. Raises UsageError."""
    found = re.fullmatch(SHAPE, said)
    if found and 1 <= int(found[1]) <= int(found[2]):
        return Shard(int(found[1]), int(found[2]))
    hint = "say it like --shard 2/5: the second of five"
    raise UsageError(Problem(Place("--shard"), f"'{said}' is not a part of a run", hint))
