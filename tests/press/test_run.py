"""Runs: what is published when something fails, and that every order is answered exactly once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts.problem import ExitCode, FilesError, MissingError
from press import manifest, work
from press.manifest import EMPTY
from press.orders import Failure, Finished
from press.run import run
from press.store import Store
from press.verify import verify
from press.work import StoppedError, fault
from tests.press.files import ROOT, tree
from tests.press.samples import batches, edition, make_all, names_in, order, pdf, went


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_is_made(tmp_path: Path, jobs: int) -> None:
    """Every order should be published, told in the manifest with its facts, and the exit code be 0."""
    names = [f"piece-{number}" for number in range(9)]

    report = went(tmp_path / "out", *names, jobs=jobs)

    assert ExitCode.DONE is report.exit_code
    assert sorted(order(name).path for name in names) == [each.path for each in report.made]
    assert (9, []) == verify(tmp_path / "out")
    entry = report.made[0]
    assert (order("piece-0").copy_id, 2, "Stopping safely") == (entry.copy_id, entry.pages, entry.title)
    assert ("1.2.0", {"by": "A. Doctor", "on": "2026-11-10", "role": "MD"}) == (
        entry.review["version"],
        entry.review["medical"],
    )


def test_job_counts_give_the_same_folder(tmp_path: Path) -> None:
    """One worker or three should leave the same bytes, the manifest's too."""
    names = [f"piece-{number}" for number in range(7)]
    for jobs in (1, 3):
        went(tmp_path / str(jobs), *names, jobs=jobs)

    assert tree(tmp_path / "1") == tree(tmp_path / "3")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("good", "content-1"), ExitCode.CONTENT),
        (("content-1", "good", "content-2"), ExitCode.CONTENT),
        (("font-1", "content-1", "check-1", "good"), ExitCode.CONTENT),
    ],
)
def test_content_leaves_everything_as_it_was(out: Path, names: tuple[str, ...], code: ExitCode) -> None:
    """Where any text does not fit, no byte of the folder should change."""
    before = tree(out)

    report = went(out, *names)

    assert code is report.exit_code
    assert () == report.made
    assert before == tree(out)


@pytest.mark.parametrize("names", [("good", "font-1"), ("font-1", "check-1", "good")])
def test_a_missing_font_stops_what_needs_it(out: Path, names: tuple[str, ...]) -> None:
    """A font that is not there should be told and end with its own exit code; what does without is published."""
    report = went(out, *names)

    assert ExitCode.MISSING is report.exit_code
    assert ["clinic/stopping/en/good.pdf"] == [each.path for each in report.made]
    assert "install it" in {problem.hint for problem in report.problems}


def test_all_content_problems_at_once(tmp_path: Path) -> None:
    """Every order's problem should be told in one go, in the order of places, and no folder be left."""
    report = went(tmp_path / "out", "content-2", "good", "content-1")

    assert ["the text of content-1 does not fit", "the text of content-2 does not fit"] == [
        problem.message for problem in report.problems
    ]
    assert not (tmp_path / "out").exists()


def test_failed_check_is_not_names_in(out: Path) -> None:
    """A PDF that fails its own check should not be published, the others should; the old file of that name stays."""
    with Store(out) as store:
        found = batches("good", "check-1")
        report = run(found, store, jobs=1, fill=make_all)

    assert ExitCode.OUTPUT is report.exit_code
    assert {"good", "card", "flyer", "trifold"} == names_in(out)
    assert [f"{out.as_posix()}/clinic/stopping/en/check-1.pdf"] == [problem.place.path for problem in report.problems]
    told = manifest.read((out / manifest.NAME).read_bytes(), "m").failed
    assert [order("check-1").path] == [each.path for each in told]
    assert "a phone number was not found again" in told[0].problems[0]


def test_only_failed_checks_change_nothing(out: Path) -> None:
    """A run that made nothing should change nothing."""
    before = tree(out)

    assert ExitCode.OUTPUT is went(out, "check-1").exit_code
    assert before == tree(out)


def test_fault_of_ours_in_one_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order on which the program itself fails should be named with the place in the code; the others are made."""

    def broken(*_: object) -> Finished:
        raise KeyError("panel")

    monkeypatch.setattr(work, "_made", broken)
    (failure,) = work.fill(batches("card")[0])

    assert isinstance(failure, Failure)
    assert ExitCode.SOME_FAILED is failure.error.exit_code
    assert "a fault in the program: KeyError: 'panel' (test_run.py:" in str(failure.error)


@pytest.mark.parametrize(
    ("raised", "kind", "said"),
    [
        (ModuleNotFoundError("no", name="uharfbuzz"), MissingError, "the library 'uharfbuzz' is not installed"),
        (MemoryError(), StoppedError, "there was not enough memory to make it"),
    ],
)
def test_what_the_machine_lacks(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, kind: type[Exception], said: str
) -> None:
    """A missing library and missing memory should be told as what they are."""

    def lacking(*_: object) -> Finished:
        raise raised

    monkeypatch.setattr(work, "_made", lacking)
    (failure,) = work.fill(batches("card")[0])

    assert isinstance(failure, Failure)
    assert kind is type(failure.error)
    assert said == failure.error.problems[0].message


def test_fail_fast_stops_at_the_first(tmp_path: Path) -> None:
    """With fail-fast nothing after the first failure should be made; what was made before is published."""
    report = went(tmp_path / "out", "good-1", "check-1", "good-2", "check-2", fail_fast=True)

    assert ["clinic/stopping/en/good-1.pdf"] == [each.path for each in report.made]
    assert ["clinic/stopping/en/check-1.pdf"] == [each.order.path for each in report.failures]


def test_full_disk_stops_the_run(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that gives way while files are written should leave the folder as it was."""
    before = tree(out)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FilesError, match="the disk is full"):
        went(out, "good-1", "good-2")

    assert before == tree(out)


def test_file_that_would_not_go(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file held open elsewhere is a failure of that order only."""
    real = os.replace

    def held(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "good-1.pdf":
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    report = went(out, "good-1", "good-2")

    assert ExitCode.SOME_FAILED is report.exit_code
    assert ["clinic/stopping/en/good-2.pdf"] == [each.path for each in report.made]
    assert [] == verify(out)[1]


def test_no_file_would_go(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file at all could be put in place, it is trouble with files."""
    real = os.replace

    def held(source: str | Path, target: str | Path) -> None:
        if Path(target).suffix == ".pdf":
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", held)

    assert ExitCode.FILES is went(out, "good-1", "good-2").exit_code


def test_fault_names_no_absolute_path() -> None:
    """A fault of ours should be told by file name and line, without where the program lies."""
    try:
        raise ValueError("x")
    except ValueError as error:
        said = str(fault(error, order("card")))

    assert "(test_run.py:" in said
    assert str(ROOT) not in said


def test_nothing_is_published_without_orders(tmp_path: Path) -> None:
    """A run of no orders should make no folder."""
    with Store(tmp_path / "out") as store:
        report = run([], store, jobs=1, fill=make_all)
        assert EMPTY == store.manifest

    assert (ExitCode.DONE, ()) == (report.exit_code, report.made)
    assert not (tmp_path / "out").exists()


def test_samples_are_what_the_tests_take_them_for() -> None:
    """The stand-ins of these tests should differ from each other."""
    assert pdf(order("a")) != pdf(order("b"))
    assert "stopping" == edition().topic
