"""A peer's matrix on two processes: `python -m benchmarks.matrix NAME FONTS SOURCES OUT`. Each source is a line of JSON."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec

from benchmarks.peers import Peer, peer
from benchmarks.shape import Work

_ready: dict[str, Peer] = {}


def _make(name: str, fonts: str, lines: list[tuple[int, bytes]], out: str) -> int:
    made = _ready.get(name) or peer(name, Path(fonts))
    assert made is not None
    _ready[name] = made
    for number, line in lines:
        (Path(out) / f"{number}.pdf").write_bytes(made.make(msgspec.json.decode(line, type=Work)))
    return len(lines)


def main() -> None:
    """All documents, in parts that each process works off."""
    name, fonts, source, out = sys.argv[1:5]
    lines = list(enumerate(Path(source).read_bytes().splitlines()))
    parts = [lines[start : start + 25] for start in range(0, len(lines), 25)]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        done = [pool.submit(_make, name, fonts, part, out) for part in parts]
        assert sum(each.result() for each in done) == len(lines)


if __name__ == "__main__":
    main()
