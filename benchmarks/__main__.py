"""The benchmark's program: `python -m benchmarks --help` says how. In: options. Out: tables, JSON, exit code 0."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from benchmarks.bench import AGAINST, OURS, PEERS, Bench, Line
from benchmarks.figures import shown, table
from benchmarks.measures import MEASURES, check
from press.version import VERSION

ROUNDS = 5


def main() -> None:
    """Run what was asked for, print the tables, write the JSON."""
    asked = _options().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(
            Path(folder),
            rounds=asked.rounds or (2 if asked.quick else ROUNDS),
            quick=asked.quick,
            full=asked.full,
            say=lambda line: print(line, file=sys.stderr, flush=True),
        )
        bench.peers = [name for name in bench.peers if asked.peers is None or name in asked.peers.split(",")]
        bench.say("the same work?")
        check(bench)
        lines: list[Line] = []
        for name in asked.only or MEASURES:
            bench.say(name)
            lines += MEASURES[name](bench)
        told = facts(bench)
    if asked.json:
        Path(asked.json).write_text(as_json(told, lines), encoding="utf-8")
    print(report(told, lines))


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("--quick", action="store_true", help="few documents and rounds: to see that all works")
    options.add_argument("--full", action="store_true", help="also runs of 10,000 copies")
    options.add_argument("--only", action="append", choices=[*MEASURES], help="only this measure (repeatable)")
    options.add_argument("--peers", metavar="NAMES", help=f"only these of {','.join(PEERS)}, or none: ''")
    options.add_argument("--rounds", type=int, metavar="N", help=f"rounds of each measure (default: {ROUNDS})")
    options.add_argument("--json", metavar="FILE", help="write every figure of every round to this file")
    return options


def facts(bench: Bench) -> dict[str, Any]:
    """What the figures were found with."""
    peers: dict[str, str] = {OURS: f"handouts {VERSION} (tagged, PDF/UA-1)"}
    for name in PEERS:
        if name in bench.missing:
            peers[name] = f"{name}: not installed"
        elif name in bench.lacking:
            peers[name] = f"{name}: not the same work ({bench.lacking[name][0]})"
        elif name in bench.peers:
            module = importlib.import_module(f"benchmarks.peers.{name}")
            peers[name] = f"{module.shown_version()} ({module.TAGGED})"
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "rounds": bench.rounds,
        "quick": bench.quick,
        "peers": peers,
        "lacking": bench.lacking,
    }


def report(told: dict[str, Any], lines: list[Line]) -> str:
    """The table: medians, and in brackets how many times Typst's figure of the same rounds that is."""
    names = [name for name in (OURS, *PEERS) if any(name in line.figures for line in lines)]
    rows = []
    for line in lines:
        cells = []
        for name in names:
            figures = line.figures.get(name)
            times = line.against(name)
            if not figures:
                cells.append("")
            elif times is None or name == AGAINST:
                cells.append(shown(median(figures)))
            else:
                cells.append(f"{shown(median(figures))} ({shown(times)}x)")
        rows.append((line.measure, f"{line.what}, {line.unit}", *cells))
    head = ("measure", "what", *names)
    who = "; ".join(told["peers"].values())
    runs = f"Python {told['python']}, {told['cores']} cores, medians of {told['rounds']} interleaved rounds."
    return f"{runs}\n{who}.\nIn brackets: times Typst's figure, round by round.\n\n{table(head, rows)}"


def as_json(told: dict[str, Any], lines: list[Line]) -> str:
    """Everything found, round by round."""
    return json.dumps({**told, "lines": [msgspec.to_builtins(line) for line in lines]}, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
