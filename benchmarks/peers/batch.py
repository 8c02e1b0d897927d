"""A peer's copies for many sites, as one process. In: pieces with marks, sites. Out: a file for each copy.

    python -m benchmarks.peers.batch PEER PIECES.json SITES.json FONTS OUT COUNT PROCESSES

`PIECES.json` lists groups of pieces; each process takes a group, so that its templates stay warm.
"""

from __future__ import annotations

import importlib
import json
import multiprocessing
import sys
from pathlib import Path


def made(peer: str, pieces: Path, sites: Path, fonts: Path, out: Path, count: int, group: int) -> None:
    """Every copy of a group's pieces, written."""
    maker = importlib.import_module(f"benchmarks.peers.{peer}").Peer(fonts)
    chosen = json.loads(sites.read_text(encoding="utf-8"))[:count]
    for name, piece in json.loads(pieces.read_text(encoding="utf-8"))[group]:
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, pdf in enumerate(maker.copies(piece, chosen)):
            (folder / f"{number:05}.pdf").write_bytes(pdf)


def main() -> None:
    """All groups, each in a process of its own, or in this one where there is one process."""
    peer, *paths, count, processes = sys.argv[1:8]
    pieces, sites, fonts, out = map(Path, paths)
    groups = range(len(json.loads(pieces.read_text(encoding="utf-8"))))
    jobs = [(peer, pieces, sites, fonts, out, int(count), group) for group in groups]
    if int(processes) == 1:
        for job in jobs:
            made(*job)
        return
    with multiprocessing.get_context("spawn").Pool(int(processes)) as pool:
        pool.starmap(made, jobs, chunksize=1)


if __name__ == "__main__":
    main()
