"""Workers: one that dies or hangs is named, the others' orders are made, and none outlives the run."""

from __future__ import annotations

import errno
import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from handouts.problem import ExitCode, FilesError
from press import pool
from press.crew import hands, results
from press.orders import Failure, Finished, Result
from press.run import run
from press.store import Store
from press.verify import verify
from press.work import fault
from tests.press.files import ROOT, tree
from tests.press.samples import batches, make_all, names_in, order, went


def test_worker_that_dies_is_named_and_the_rest_made(tmp_path: Path) -> None:
    """Of many orders one that kills its worker should be named; every other one should be made, each once."""
    names = [f"piece-{number:02}" for number in range(24)]
    names[7] = "die"

    seen: list[str] = []
    with Store(tmp_path / "out") as store:
        report = run(batches(*names), store, jobs=2, watch=lambda each: seen.append(each.order.layout), fill=make_all)

    assert sorted(names) == sorted(seen)
    assert ExitCode.SOME_FAILED is report.exit_code
    assert ["the worker that made it died, twice"] == [problem.message for problem in report.problems]
    assert {*names} - {"die"} == names_in(tmp_path / "out")
    assert (23, []) == verify(tmp_path / "out")


def test_worker_that_dies_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order whose worker died by chance should be made at the second try."""
    monkeypatch.setenv("FLAKY_MARK", str(tmp_path / "mark"))

    report = went(tmp_path / "out", *(f"piece-{number}" for number in range(5)), "flaky", jobs=2)

    assert ExitCode.DONE is report.exit_code
    assert 6 == len(report.made)


def test_fault_outside_of_an_order(tmp_path: Path) -> None:
    """A worker's own fault should be a failure of its orders and leave the others alone."""
    report = went(tmp_path / "out", "good-1", "fault", "good-2", "good-3", jobs=2)

    assert ExitCode.SOME_FAILED is report.exit_code
    assert {"good-1", "good-2", "good-3"} == names_in(tmp_path / "out")
    assert "RuntimeError: a fault of ours" in report.problems[0].message


def test_worker_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """An order that hangs should end with its worker and be named."""
    monkeypatch.setattr(pool, "SECONDS_PER_ORDER", 1)
    found: list[Result] = list(results(batches("good-1", "slow", "good-2"), 2, make_all))

    assert ["the worker that made it died, twice"] == [
        problem.message for each in found if isinstance(each, Failure) for problem in each.error.problems
    ]
    assert {"good-1", "good-2"} == {each.order.layout for each in found if isinstance(each, Finished)}


def test_no_worker_can_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where workers die as soon as they start, every order should be named and the run come to an end."""

    class Broken:
        """A pool that is broken from the start."""

        def __init__(self, *_: object, **__: object) -> None: ...

        def submit(self, *_: object) -> None:
            raise BrokenProcessPool

        def shutdown(self, **_: object) -> None: ...

    monkeypatch.setattr(pool, "ProcessPoolExecutor", Broken)

    assert ["a", "b", "c"] == sorted(each.order.layout for each in results(batches("a", "b", "c"), 2, make_all))


MUCH = "\n".join(
    [
        "from press.crew import results",
        "from press.plan import Batch",
        "from tests.press.samples import batches, edition, make_all, order",
        "def much(number):",  # more than a pipe holds
        "    return Batch(edition(), tuple(order(f'good-{number}-{each}-{chr(120) * 900}') for each in range(150)))",
        "def main():",
        "    made = [each.order.layout for each in results([*batches('die'), *map(much, range(6))], 2, make_all)]",
        "    print(len(made), len(set(made)))",
        "if __name__ == '__main__': main()",
    ]
)


def test_worker_that_dies_while_much_is_on_its_way(tmp_path: Path) -> None:
    """Where a worker dies that more was to be sent to than a pipe holds, the run should still come to its end."""
    (tmp_path / "program.py").write_text(MUCH, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "program.py")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (0, "901 901\n", "") == (done.returncode, done.stdout, done.stderr)


def _no_thread(*_: object, **__: object) -> None:
    raise RuntimeError("can't start new thread")


def _no_file(*_: object, **__: object) -> None:
    raise OSError(errno.EMFILE, "Too many open files")


@pytest.mark.parametrize(
    ("where", "short", "why"),
    [
        ("Queue.__init__", _no_file, ": too many files are open"),  # the pool itself cannot be made
        ("process.BaseProcess.start", _no_file, ": too many files are open"),
        ("process.BaseProcess.start", _no_thread, ""),
    ],
)
def test_system_that_lets_no_worker_start(
    where: str, short: Callable[..., None], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system short of files, processes or threads should be named with what helps, and nothing be published."""
    monkeypatch.setattr(f"multiprocessing.{'queues.' if where[0] == 'Q' else ''}{where}", short)

    with pytest.raises(FilesError) as refused:
        went(tmp_path / "out", "good-1", "good-2", jobs=2)

    problem = refused.value.problems[0]
    assert ("--jobs", f"the system lets no further worker start{why}") == (problem.place.path, problem.message)
    assert "--jobs 1" in problem.hint
    assert not (tmp_path / "out").exists()


def test_no_room_for_the_watch_over_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker with no room for another thread should be called short of memory, and not a fault of the program."""
    monkeypatch.setattr(faulthandler, "dump_traceback_later", _no_thread)

    with pytest.raises(MemoryError) as refused:
        pool.within_time(make_all, batches("good")[0], 1)

    problem = fault(refused.value, order("good")).problems[0]
    assert ("clinic/stopping/en/good.pdf", "there was not enough memory to make it") == (
        problem.place.path,
        problem.message,
    )


@pytest.mark.parametrize(("jobs", "count", "expected"), [(1, 50, 1), (8, 3, 3), (None, 2, 1), (99, 500, 60), (2, 0, 0)])
def test_hands(jobs: int | None, count: int, expected: int) -> None:
    """No more workers than batches, none for a few, and as many as were asked for otherwise."""
    assert expected == hands(jobs, count)


PROGRAM = "\n".join(
    [
        "import signal, sys, time; from pathlib import Path",
        "signal.signal(signal.SIGINT, signal.default_int_handler)",  # a shell's background job is born deaf to it
        "from press.run import run; from press.store import Store",
        "from press.program import Program",
        "from tests.press.samples import batches, make_all",
        "import click",
        "@click.group(cls=Program)",
        "def main(): pass",
        "@main.command()",
        "def build():",
        "    with Store(Path(sys.argv[2])) as store:",
        "        print('started', flush=True)",
        "        run(batches('good-1', 'slow-1', 'slow-2', 'good-2'), store, jobs=2, fill=make_all,",
        "            watch=lambda result: print(result.order.layout, flush=True))",
        "if __name__ == '__main__': main(sys.argv[1:2])",
    ]
)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_stopped_from_outside(out: Path, tmp_path: Path, number: signal.Signals, code: int) -> None:
    """A stopped run should end within two seconds with its workers, publish what was finished, and show no traceback.

    One that is killed publishes nothing.
    """
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    before = tree(out)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [sys.executable, str(tmp_path / "program.py"), "build", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    assert running.stdout is not None
    assert b"started\n" == running.stdout.readline()
    assert b"good-" in running.stdout.readline()

    if number is signal.SIGINT:
        os.killpg(running.pid, number)  # as a terminal does: to parent and workers
    else:
        running.send_signal(number)
    started = time.monotonic()
    _, said = running.communicate(timeout=30)  # comes back when the last worker has closed its end, too

    assert code == running.returncode
    assert time.monotonic() - started < 2
    assert b"Traceback" not in said
    assert (b"stopped: what was not finished is not published" in said) is (number is not signal.SIGKILL)
    with Store(out):
        pass
    assert [] == verify(out)[1]
    if number is signal.SIGKILL:
        assert before == tree(out)
    else:
        done = {name for name in names_in(out) if name.startswith("good-")}
        assert done
        assert before.keys() <= tree(out).keys()
        assert len(before) + len(done) == len(tree(out))


def test_results_close_their_workers() -> None:
    """A caller that stops listening should leave no worker behind."""
    coming = results(batches("good-1", "slow-1", "slow-2"), 2, make_all)
    next(coming)
    started = time.monotonic()
    coming.close()

    assert time.monotonic() - started < 5
