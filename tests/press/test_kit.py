"""E-mail kits: a draft with its PDFs, under names that say nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.problem import ContentError, DeliveryError, FilesError, MissingError
from press import mail
from press.kit import Kit, write_kit
from press.manifest import EMPTY
from press.orders import Finished, Result
from press.plan import Batch
from press.run import entry, said_of
from press.store import Store
from tests.press.files import tree
from tests.press.letters import parsed
from tests.press.samples import batches, edition, make_all, order, pdf


def kit(out: Path, *names: str, to: str = "ann@clinic.example") -> Kit:
    """A kit of orders that are made by the worker that fails by name."""
    with Store(out) as store:
        return write_kit(batches(*names), store, to, jobs=1, fill=make_all)


def test_kit_on_disk(tmp_path: Path) -> None:
    """A kit should be a draft, the text to copy and the PDFs, all under names that say nothing of the topic."""
    found = kit(tmp_path / "out", "trifold", "card")

    files = tree(tmp_path / "out")
    assert set(found.paths) == set(files)
    stem = found.paths[0].removesuffix(".eml")
    assert re.fullmatch(r"mail/information-en-[a-z0-9]{8}", stem)
    assert [
        f"{stem}.eml",
        f"{stem}-email.txt",
        f"{stem}/information-1-trifold-en.pdf",
        f"{stem}/information-2-card-en.pdf",
    ] == list(found.paths)
    assert not [path for path in files if re.search("stop|kratom", path)]
    assert pdf(order("card")) == files[f"{stem}/information-2-card-en.pdf"]
    attached = {part.get_filename(): part.get_content() for part in parsed(files[f"{stem}.eml"]).iter_attachments()}
    assert {
        "information-1-trifold-en.pdf": pdf(order("trifold")),
        "information-2-card-en.pdf": pdf(order("card")),
    } == attached


def test_kit_twice_is_the_same_kit(tmp_path: Path) -> None:
    """A kit that is written again should be the same files with the same bytes, untouched."""
    first = kit(tmp_path / "out", "trifold")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}

    assert first == kit(tmp_path / "out", "trifold")
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}


def test_kit_for_another_is_another_kit(tmp_path: Path) -> None:
    """Another recipient should get another draft, not overwrite the first."""
    paths = {
        kit(tmp_path / "out", "trifold", to=to).paths[0] for to in ("ann@clinic.example", "bob@clinic.example", "")
    }

    assert 3 == len(paths)


def test_kit_that_somebody_changed(tmp_path: Path) -> None:
    """A draft that was edited since should not be overwritten."""
    found = kit(tmp_path / "out", "trifold")
    (tmp_path / "out" / found.paths[1]).write_bytes(b"edited")

    with pytest.raises(FilesError, match="was not made here and would be overwritten"):
        kit(tmp_path / "out", "trifold")
    assert b"edited" == (tmp_path / "out" / found.paths[1]).read_bytes()


def test_kit_takes_what_is_made(tmp_path: Path) -> None:
    """A finished file that is still what is asked for should be attached as it is; a changed one should be made again."""
    wanted, said = order("trifold"), edition()
    data = b"%PDF-1.7 made before"

    def never(batch: Batch) -> tuple[Result, ...]:
        raise AssertionError(batch)

    with Store(tmp_path / "out") as store:
        store.stage(wanted.path, data)
        store.publish(EMPTY.merged([entry(Finished(wanted, data, 1, "t"), said_of(said))], []))
    with Store(tmp_path / "out") as store:
        taken = write_kit([Batch(said, (wanted,))], store, "", jobs=1, fill=never)
    (tmp_path / "out" / wanted.path).write_bytes(b"edited")
    made = kit(tmp_path / "out", "trifold", to="")

    assert data == (tmp_path / "out" / taken.paths[2]).read_bytes()
    assert pdf(wanted) == (tmp_path / "out" / made.paths[2]).read_bytes()


def test_kit_of_what_cannot_be_made(tmp_path: Path) -> None:
    """Where an order fails no kit should be written, and its problems be raised."""
    with pytest.raises(ContentError, match="the text of content-1 does not fit"):
        kit(tmp_path / "out", "trifold", "content-1")
    with pytest.raises(MissingError):
        kit(tmp_path / "out", "font-1")

    assert not (tmp_path / "out").exists()


def test_kit_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kit over the limit should not be written; one close to it should be, with a warning."""
    monkeypatch.setattr(mail, "MOST_BYTES", 500)
    with pytest.raises(DeliveryError):
        kit(tmp_path / "out", "trifold")
    assert not (tmp_path / "out").exists()

    monkeypatch.setattr(mail, "MOST_BYTES", 10_000)
    monkeypatch.setattr(mail, "WARN_BYTES", 500)
    assert [True] == [problem.warning for problem in kit(tmp_path / "out", "trifold").problems]
