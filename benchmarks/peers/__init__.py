"""The others. Each module says how it sets the work: `Peer(folder)`, then `make(work)` for bytes, again and again."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Protocol

from benchmarks.shape import Work

NAMES = ("typst", "platypus", "weasyprint", "fpdf2")


class Peer(Protocol):
    """A program that sets the work. `folder` holds the typefaces as files."""

    name: str
    version: str
    tagged: bool

    def make(self, work: Work) -> bytes:
        """The document."""


def peer(name: str, folder: Path) -> Peer | None:
    """One of them, or None where it is not installed."""
    try:
        module: Any = importlib.import_module(f"benchmarks.peers.{name}_peer")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "benchmarks":
            raise
        return None
    made: Peer = module.Made(folder)
    return made
