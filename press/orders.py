"""What is asked for and what is to be made, as plain values: a wish, an order. Nothing here reads content.

Whoever only has to know which files are wanted (a build that finds them all made) loads nothing else.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


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
