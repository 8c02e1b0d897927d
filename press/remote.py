"""What one worker of a cluster does. In: orders, the editions they print, the terms of the run. Out: results.

The worker has this program and its fonts; words, facts, brands and sites come with the orders. It writes nothing: bytes
go back. A worker that is not made of the same things would make other bytes, so it makes none.
"""

from __future__ import annotations

import os
import threading
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from handouts.edition import Edition
from handouts.problem import MissingError, Place, Problem
from layouts import layouts
from layouts.typesetting.fontfiles import told
from press import work
from press.identity import program
from press.orders import Result
from press.plan import Batch
from press.pool import SECONDS_PER_ORDER, within_time
from press.work import Fill

EPOCH = "SOURCE_DATE_EPOCH"
Asked = tuple[str, tuple[Path, ...]]  # a script, the folders that are looked in for its typefaces
Stamps = tuple[tuple[str, ...], ...]
SIGNS = 12  # of a sha256 in a message


class Bearings(Struct, frozen=True):
    """What the bytes of a copy hang on beside its order: the program and its libraries, the files of the typefaces."""

    made_of: Mapping[str, str]
    fonts: Mapping[Asked, Stamps]


class Terms(Struct, frozen=True):
    """What holds for every order of a run. `run` tells it from others; `dated` is the date that its files carry."""

    run: str
    dated: str | None
    bearings: Bearings


class Parcel(Struct, frozen=True):
    """A batch without its edition, which goes to each worker once, whatever it makes of it."""

    rest: Mapping[str, Any]


def parcel(batch: Batch) -> Parcel:
    """The batch without its edition; folders are named from the root, since a worker stands elsewhere."""
    rest = {name: value for name, value in asdict(batch).items() if name != "edition"}
    return Parcel({**rest, "fonts": absolute(batch.fonts)})


def absolute(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders from the root."""
    return tuple(folder.absolute() for folder in folders)


def kept(edition: Edition) -> Edition:
    """The edition as a result of its own: Dask hands it to each worker that needs it, and again where one is lost."""
    return edition


def bearings(asked: Iterable[Asked]) -> Bearings:
    """What this machine makes copies of. What draws is loaded first, so that it is what was looked at."""
    layouts()
    return Bearings(_made_of(), {(script, folders): told(script, folders) for script, folders in asked})


@cache
def _made_of() -> Mapping[str, str]:
    import press.copies
    import press.preflight  # noqa: F401 as the line above

    return {
        **program(),
        "pillow": version("pillow"),  # decodes logos
        "zlib": zlib.ZLIB_RUNTIME_VERSION,  # another one packs the same text in other bytes
        "unicode": unicodedata.unidata_version,
    }


_one_at_a_time = threading.Lock()  # a worker may have threads, what composes has none
_last_run = ""


def made(fill: Fill, terms: Terms, parcels: Sequence[Parcel], editions: Sequence[Edition]) -> tuple[Result, ...]:
    """Each order's result, by `fill`. Raises MissingError where this worker is not what the run was planned with."""
    with _one_at_a_time:
        ours = bearings(terms.bearings.fonts)
        if ours != terms.bearings:
            from distributed import get_worker

            raise MissingError(differing(get_worker().address, ours, terms.bearings))
        _begin(terms)
        batches = [Batch(edition=edition, **each.rest) for each, edition in zip(parcels, editions, strict=True)]
        return tuple(result for batch in batches for result in within_time(fill, batch, SECONDS_PER_ORDER))


def _begin(terms: Terms) -> None:
    """Forget the shells of the run before: they carry its date, and its places in files."""
    global _last_run  # noqa: PLW0603 the worker's process outlives the run
    if terms.run == _last_run:
        return
    work.forget_shells()
    if terms.dated is None:
        os.environ.pop(EPOCH, None)
    else:
        os.environ[EPOCH] = terms.dated
    _last_run = terms.run


def differing(address: str, theirs: Bearings, ours: Bearings) -> list[Problem]:
    """What a worker has otherwise than the one who asks, as problems; none where all is alike."""
    place = Place(address)
    found = [
        f"{name} {_said(theirs.made_of.get(name))} (here {_said(value)})"
        for name, value in ours.made_of.items()
        if theirs.made_of.get(name) != value
    ]
    problems = []
    if found:
        hint = "install the same version there, and start the worker again"
        problems.append(Problem(place, f"this worker runs another program: {', '.join(found)}", hint))
    for asked, stamps in ours.fonts.items():
        other = theirs.fonts.get(asked, ())
        if other != stamps:
            names = ", ".join(
                dict.fromkeys(line[0] for line in (*stamps, *other) if line not in stamps or line not in other)
            )
            hint = "install the same files there"
            if asked[1]:
                hint += f"; folders are looked for at the same place: {', '.join(map(str, asked[1]))}"
            problems.append(Problem(place, f"this worker has other files of the typeface {names}", hint))
    return problems


def _said(value: str | None) -> str:
    return value[:SIGNS] if value else "none"
