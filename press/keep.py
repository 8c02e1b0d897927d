"""What need not be made again. In: orders, the manifest, the output folder. Out: what is kept, what is made and why.

A file is kept where it was made from the same (`inputs_sha256`) and is still what was made: its size and its sha256 are
the manifest's. When it was written does not count. What no order wants any more is found here, too.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from press.manifest import Entry, Manifest
from press.orders import Order, Wish

NEW = "new"
CHANGED = "words, brand, fonts or program changed"
MISSING = "the file is missing"
BY_HAND = "the file was changed by hand"
UNREADABLE = "the file cannot be read"
MANY = 500  # files that are read sooner by two at a time


class ToMake(Struct, frozen=True):
    """An order that is to be made, and why."""

    order: Order
    why: str


class Schedule(Struct, frozen=True):
    """What becomes of every order, in their order; and the paths of files that nothing asks for any more.

    `replaced`: paths that nothing asks for either, where something stands by now that was not made here.
    """

    to_make: tuple[ToMake, ...]
    kept: tuple[Order, ...]
    unwanted: tuple[str, ...]
    replaced: tuple[str, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """The paths of what is to be made."""
        return frozenset(each.order.path for each in self.to_make)


def schedule(orders: Sequence[Order], unwanted: Iterable[str], known: Manifest, root: Path) -> Schedule:
    """Hold each order against the manifest and the files below `root`. `unwanted` is parted by what stands there."""
    why = {order.path: _why(order, known.files.get(order.path)) for order in orders}
    same = [known.files[order.path] for order in orders if not why[order.path]]
    why |= zip((entry.path for entry in same), _differences(same, root), strict=True)
    extra = [known.files[path] for path in sorted(unwanted)]
    replaced = {entry.path for entry, is_ in zip(extra, _differences(extra, root), strict=True) if is_ == BY_HAND}
    return Schedule(
        tuple(ToMake(order, why[order.path]) for order in orders if why[order.path]),
        tuple(order for order in orders if not why[order.path]),
        tuple(entry.path for entry in extra if entry.path not in replaced),
        tuple(sorted(replaced)),
    )


def unwanted(orders: Iterable[Order], wish: Wish, known: Manifest) -> list[str]:
    """The paths of the manifest that lie in what the wish speaks of, and that none of its orders is for.

    A wish speaks of discreet files or of the others; of each brand's files for sites where that brand is printed for
    sites, of its own where it is printed for itself; and each option narrows that. `orders`: those of all shards.
    """
    orders = list(orders)
    paths = {order.path for order in orders}
    kinds = {(order.brand, bool(order.site)) for order in orders}
    return [
        path
        for path, entry in known.files.items()
        if path not in paths
        and _is_discreet(entry) == wish.discreet
        and (entry.brand, bool(entry.site)) in kinds
        and all(
            not asked or is_ in asked
            for asked, is_ in (
                (wish.topics, entry.topic),
                (wish.layouts, entry.layout),
                (wish.locales, entry.locale),
                (wish.papers, entry.paper),
                (wish.copies, entry.copy),
                (wish.sites, entry.site),
            )
        )
    ]


def _is_discreet(entry: Entry) -> bool:
    return not entry.path.startswith(f"{entry.brand}/{entry.topic}/")


def _why(order: Order, entry: Entry | None) -> str:
    if entry is None:
        return NEW
    return "" if entry.inputs_sha256 == order.inputs_sha256 else CHANGED


def _differences(entries: Sequence[Entry], root: Path) -> Iterable[str]:
    """How each file differs from what was made, "" where it does not."""
    folder = str(root)
    if len(entries) <= MANY:
        return [difference(entry, folder) for entry in entries]
    from concurrent.futures import ThreadPoolExecutor  # imported late: few files do without

    parts = [entries[start : start + MANY] for start in range(0, len(entries), MANY)]
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as hands:
        found = hands.map(lambda part: [difference(entry, folder) for entry in part], parts)
        return [each for part in found for each in part]


def difference(entry: Entry, folder: str) -> str:
    """How the file of an entry differs from what was made, "" where it does not. A link is none of our files."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(f"{folder}/{entry.path}", flags)
    except (FileNotFoundError, NotADirectoryError):
        return MISSING
    except PermissionError:
        return UNREADABLE
    except OSError:
        return BY_HAND
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size != entry.bytes:
            return BY_HAND
        data = os.read(descriptor, entry.bytes + 1)
        while len(data) < entry.bytes and (more := os.read(descriptor, entry.bytes)):
            data += more
    except OSError:
        return UNREADABLE
    finally:
        os.close(descriptor)
    return "" if hashlib.sha256(data).hexdigest() == entry.sha256 else BY_HAND
