"""Samples for the tests of the press: orders without a library, PDFs without a composing room, and workers that fail."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path

from msgspec.structs import replace

from handouts.blocks import Length
from handouts.edition import Edition
from handouts.library import Library
from handouts.problem import ContentError, MissingError, OutputError, Place, Problem
from press.orders import Failure, Finished, Order, Result
from press.plan import Batch
from press.run import Report, run
from press.store import Store
from tests.press.files import tree

LIBRARY = Path(__file__).resolve().parents[1] / "library"


def order(name: str) -> Order:
    """An order that is made as `clinic/stopping/en/<name>.pdf`."""
    return Order(
        path=f"clinic/stopping/en/{name}.pdf",
        topic="stopping",
        locale="en",
        length="short",
        layout=name,
        paper="letter",
        copy="screen",
        brand="clinic",
        site="",
        copy_id="K7M2-9QXA",
        inputs_sha256=hashlib.sha256(name.encode()).hexdigest(),
    )


def edition() -> Edition:
    """An edition of the tests' own library."""
    return Library(LIBRARY).edition("stopping", "en", Length.SHORT, "clinic")


def batches(*names: str) -> list[Batch]:
    """One batch for each name."""
    said = edition()
    return [Batch(said, (order(name),)) for name in names]


def pdf(wanted: Order) -> bytes:
    """Stands for a finished PDF."""
    return f"%PDF-1.7 {wanted.path}\n%%EOF\n".encode()


def make_all(batch: Batch) -> tuple[Result, ...]:
    """A worker that fails by the order's name: content, glyph, font, check, die, fault, flaky-<folder>; else it succeeds."""
    return tuple(_make(each) for each in batch.orders)


def _make(wanted: Order) -> Result:
    place = Place("handouts/topics/stopping/en.yaml", 7, 3)
    kind = wanted.layout.partition("-")[0]
    match kind:
        case "content":
            return Failure(
                wanted, ContentError(Problem(place, f"the text of {wanted.layout} does not fit", "cut 12 words"))
            )
        case "font":
            return Failure(wanted, MissingError(Problem(place, "a font is missing", "install it")))
        case "check":
            return Failure(wanted, OutputError(Problem(Place(wanted.path), "a phone number was not found again")))
        case "die":
            os._exit(9)
        case "fault":
            raise RuntimeError("a fault of ours")
        case "slow":
            time.sleep(60)
        case "flaky":
            mark = Path(os.environ["FLAKY_MARK"])
            if not mark.exists():
                mark.touch()
                os._exit(9)
    return Finished(wanted, pdf(wanted), 2, "Stopping safely")


def renamed(batch: Batch, path: str) -> Batch:
    """The batch with its first order made at another path."""
    return Batch(batch.edition, (replace(batch.orders[0], path=path), *batch.orders[1:]))


def went(out: Path, *names: str, jobs: int = 1, fail_fast: bool = False) -> Report:
    """A run of orders with these names, by the worker that fails by name."""
    with Store(out) as store:
        return run(batches(*names), store, jobs=jobs, fail_fast=fail_fast, fill=make_all)


def names_in(out: Path) -> set[str]:
    """The names of the PDFs in the folder."""
    return {Path(path).stem for path in tree(out) if path.endswith(".pdf")}


def topic_alone(root: Path) -> Path:
    """A copy of the tests' library with the one topic that these tests speak of."""
    shutil.copytree(LIBRARY, root)
    for topic in (root / "topics").iterdir():
        if topic.name != "stopping":
            shutil.rmtree(topic)
    return root
