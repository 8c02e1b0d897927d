"""What is asked for, what is to be made, what became of it, as plain values. Nothing here reads content or draws.

Whoever only has to know which files are wanted (a build that finds them all made) loads nothing else.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from handouts.problem import HandoutError


class Wish(Struct, frozen=True, kw_only=True):
    """What was asked for. An empty tuple asks for all there is."""

    topics: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()  # ids
    tables: tuple[Path, ...] = ()  # CSV files of sites
    discreet: bool = False
    fonts: Path | None = None  # a folder that is looked in for the typefaces first


class Order(Struct, frozen=True, kw_only=True):
    """One PDF that is wanted. `path` is relative to the output folder, with slashes."""

    path: str
    topic: str
    locale: str
    length: str
    layout: str
    paper: str
    copy: str
    brand: str
    site: str
    copy_id: str
    inputs_sha256: str


class Finished(Struct, frozen=True):
    """A PDF that was made and has passed its check."""

    order: Order
    pdf: bytes
    pages: int
    title: str


class Failure(Struct, frozen=True):
    """An order that was not made. The kind of error decides what becomes of the rest of the run."""

    order: Order
    error: HandoutError


Result = Finished | Failure
