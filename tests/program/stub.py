"""The program with a press that composes nothing: files that say what they are, made slowly if asked. Also a process.

`python -m tests.program.stub LIBRARY ARGUMENTS...` says "ready" on standard error, waits for a line, then does it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from pathlib import Path

import generate
from press import work
from press.orders import Finished
from press.plan import Batch


def stub(path: str, epoch: str) -> bytes:
    """What stands for the PDF of this path on this day."""
    seed = hashlib.sha256(f"{path} {epoch}".encode()).hexdigest()
    return f"%PDF-1.7 {path} {epoch} {seed * 60}\n%%EOF\n".encode()


def made(batch: Batch, number: int) -> Finished:
    """Stands for composing."""
    time.sleep(float(os.environ.get("STUB_SECONDS", "0")))
    order = batch.orders[number]
    return Finished(order, stub(order.path, os.environ["SOURCE_DATE_EPOCH"]), 2, batch.edition.title.text)


if __name__ == "__main__":
    work._made = made
    sys.stderr.write("ready\n")
    sys.stderr.flush()
    sys.stdin.readline()
    generate.main(sys.argv[2:], prog_name="generate.py", obj=Path(sys.argv[1]))
