"""A peer from a cold start: `python -m benchmarks.cold typst trifold en FOLDER OUT`. What it sets is read from JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from benchmarks.peers import peer
from benchmarks.shape import Work


def main() -> None:
    """One document."""
    name, folder, source, out = sys.argv[1:5]
    work = msgspec.json.decode(Path(source).read_bytes(), type=Work)
    made = peer(name, Path(folder))
    assert made is not None
    Path(out).write_bytes(made.make(work))


if __name__ == "__main__":
    main()
