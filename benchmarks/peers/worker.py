"""A peer that stays: it makes documents when asked, and says how long each lot took. In, out: a line of JSON each.

python -m benchmarks.peers.worker PEER FONTS

{"load": "pieces.json"}                                 -> {"count": documents}
{"make": [first, count], "out": "folder"}               -> {"seconds": for the lot}
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Answer until standard input ends."""
    module, fonts = sys.argv[1:3]
    maker: Any = importlib.import_module(module).Peer(Path(fonts))
    loaded: list[Any] = []
    for line in sys.stdin:
        asked = json.loads(line)
        answer: dict[str, float] = {}
        if "load" in asked:
            loaded = maker.load(asked["load"]) if hasattr(maker, "load") else _pieces(Path(asked["load"]))
            answer["count"] = len(loaded)
        else:
            (first, count), out = asked["make"], Path(asked["out"])
            start = time.perf_counter()
            for number in range(first, first + count):
                (out / f"{number}.pdf").write_bytes(maker.pdf(loaded[number % len(loaded)]))
            answer["seconds"] = time.perf_counter() - start
        print(json.dumps(answer), flush=True)


def _pieces(path: Path) -> list[Any]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    main()
