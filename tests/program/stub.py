"""The program with a press that composes nothing: files that say what they are, made slowly if asked. Also a process.

`python -m tests.program.stub LIBRARY ARGUMENTS...` says "> ready", and for each line that comes it does what is asked in a
process of its own, with the line as SOURCE_DATE_EPOCH. It says which process that is, "> 77", and how it ended, "> 0".
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from importlib import import_module
from pathlib import Path

import generate
from press import work
from press.orders import Finished
from press.plan import Batch


def stub(path: str, epoch: str) -> bytes:
    """What stands for the PDF of this path on this day."""
    seed = hashlib.sha256(f"{path} {epoch}".encode()).hexdigest()
    return f"%PDF-1.7 {path} {epoch} {seed * 60}\n%%EOF\n".encode()


def made(batch: Batch, number: int, sample: bool) -> Finished:
    """Stands for composing."""
    time.sleep(float(os.environ.get("STUB_SECONDS", "0")))
    order = batch.orders[number]
    return Finished(order, stub(order.path, os.environ["SOURCE_DATE_EPOCH"]), 2, batch.edition.title.text)


def tell(what: object) -> None:
    """A line for the test, told from those of builds by its beginning."""
    sys.stdout.write(f"> {what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores it
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN if "STUB_NOHUP" in os.environ else signal.SIG_DFL)
    work._made = made
    for name in ("flow", "progress", "run"):  # loaded once, so that each of many processes need not
        import_module(f"press.{name}")
    tell("ready")
    for line in sys.stdin:
        os.environ["SOURCE_DATE_EPOCH"] = line.strip()
        child = os.fork()
        if not child:
            generate.main(sys.argv[2:], prog_name="generate.py", obj=Path(sys.argv[1]))
        tell(child)
        tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
