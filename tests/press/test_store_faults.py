"""The output folder when things go wrong: killed runs, disks that give way, files held open, damaged journals."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from handouts.problem import FilesError
from press import journal
from press.journal import PREFIX, SUFFIX, Staged
from press.store import Store
from press.verify import verify
from tests.press.files import NEW, OLD, data_of, ended, manifest_of, published, started, tree

BUILD = "\n".join(
    [
        "import itertools, os, signal, sys; from pathlib import Path",
        "from press.store import Store; from tests.press.files import NEW, OLD, manifest_of",
        "where, at = sys.argv[2].split(':'); calls = itertools.count(1)",
        "def fatal(call):",
        "    def wrapped(*args, **kwargs):",
        "        if next(calls) == int(at): os.kill(os.getpid(), signal.SIGKILL)",
        "        return call(*args, **kwargs)",
        "    return wrapped",
        "if where != 'loop': setattr(os, where, fatal(getattr(os, where)))",
        "for files in [NEW] if where != 'loop' else itertools.cycle([NEW, OLD]):",
        "    with Store(Path(sys.argv[1])) as store:",
        "        [store.stage(path, data) for path, data in files.items()]",
        "        store.publish(store.manifest.merged(manifest_of(files).files.values(), ()))",
    ]
)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
@pytest.mark.parametrize(
    "act", [f"{act}:{at}" for act, most in (("replace", 6), ("fsync", 9)) for at in range(1, most + 1)]
)
def test_killed_at_each_act(out: Path, act: str) -> None:
    """A run killed at any rename or sync should leave whole files; the next run should find the old tree or the new one."""
    code, said = ended(started(BUILD, out, act))

    assert -signal.SIGKILL == code, said

    found = {path: data for path, data in published(out).items() if path.endswith(".pdf")}
    assert all(data in (OLD.get(path), NEW[path]) for path, data in found.items())
    with Store(out):
        pass
    assert published(out) in (OLD, {**OLD, **NEW})
    assert [] == verify(out)[1]


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_killed_at_any_moment(out: Path) -> None:
    """Of many kills at random moments none should leave a half file, a leftover or a manifest that is not true."""
    chance = random.Random(4)
    for _ in range(8):
        run = started(BUILD, out, "loop:0")
        time.sleep(0.25 + chance.random() * 0.2)
        run.kill()
        ended(run)

        found = {path: data for path, data in published(out).items() if path.endswith(".pdf")}
        assert all(data in (OLD.get(path), NEW[path]) for path, data in found.items())
        with Store(out):
            pass
        assert [] == verify(out)[1]
        assert {".pdf"} == {Path(path).suffix for path in published(out)}


class Fault:
    """Makes the n-th call of a function of `os` fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, act: str, at: int, number: int) -> None:
        self.calls, self.at, self.number, self.real = 0, at, number, getattr(os, act)
        monkeypatch.setattr(os, act, self)

    def __call__(self, *args: object, **kwargs: object) -> object:
        self.calls += 1
        if self.calls == self.at:
            raise OSError(self.number, os.strerror(self.number), "/secret/absolute/path")
        return self.real(*args, **kwargs)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("act", ["fsync", "replace", "open", "write"])
def test_fault_at_each_act(out: Path, act: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that gives way at any act should end in our own error or a named file, and never in a damaged folder."""
    failed = 0
    for at in range(1, 40):
        with monkeypatch.context() as patch:
            fault = Fault(patch, act, at, number)
            try:
                with Store(out) as store:
                    for path, data in NEW.items():
                        store.stage(path, data)
                    problems = store.publish(store.manifest.merged(manifest_of(NEW).files.values(), ()))
            except FilesError as error:
                problems = list(error.problems)
        if fault.calls < at:
            break
        failed += bool(problems)
        assert not any("/secret" in str(problem) for problem in problems)
        with Store(out):
            pass
        assert [] == verify(out)[1]
        assert {".pdf"} == {Path(path).suffix for path in published(out)}
    else:
        pytest.fail("the acts do not come to an end")

    assert failed > 4


def test_full_disk_is_said_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk should be named as such, at the path as it was typed, with a hint."""
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch, Store(Path("out")) as store:
        Fault(patch, "write", 1, errno.ENOSPC)
        with pytest.raises(FilesError) as caught:
            store.stage("clinic/stopping/en/card.pdf", b"x")

    assert (
        "out/clinic/stopping/en/card.pdf: the disk is full\n    hint: free some space, or choose another folder with --out"
        == str(caught.value)
    )
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_real_file_size_limit(out: Path) -> None:
    """A limit that the system itself holds should end in our own error and leave the old file."""
    program = "\n".join(
        [
            "import resource, signal, sys; from pathlib import Path",
            "from handouts.problem import FilesError; from press.store import Store",
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))",
            "try:",
            "    with Store(Path(sys.argv[1])) as store: store.stage('clinic/stopping/en/card.pdf', b'x' * 9000)",
            "except FilesError as error: sys.exit(error.problems[0].message)",
        ]
    )
    before = tree(out)

    code, said = ended(started(program, out))

    assert 1 == code
    assert "the file would be larger than this disk allows\n" == said
    assert before == tree(out)


def test_file_held_open_elsewhere(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that will not be replaced should be named; it keeps its bytes and its entry, and the others are published."""
    real = os.replace

    def held(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "flyer.pdf":
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    with Store(out) as store:
        for path, data in NEW.items():
            store.stage(path, data)
        problems = store.publish(store.manifest.merged(manifest_of(NEW).files.values(), ()))

    assert [f"{out.as_posix()}/clinic/stopping/en/flyer.pdf"] == [problem.place.path for problem in problems]
    assert "another program may hold it open" in problems[0].message
    assert {**NEW, "clinic/stopping/en/flyer.pdf": OLD["clinic/stopping/en/flyer.pdf"]} == published(out)
    assert (4, []) == verify(out)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_stopped_while_publishing(out: Path, kind: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between two renames should stop the run after what was begun is finished."""
    real, calls = os.replace, iter(range(100))

    def stopped(source: str | Path, target: str | Path) -> None:
        if next(calls) == 2:
            raise kind
        real(source, target)

    monkeypatch.setattr(os, "replace", stopped)
    with pytest.raises(kind), Store(out) as store:
        for path, data in NEW.items():
            store.stage(path, data)
        store.publish(store.manifest.merged(manifest_of(NEW).files.values(), ()))

    assert NEW == published(out)
    assert (4, []) == verify(out)


def test_recovery_spares_what_somebody_put_there(out: Path) -> None:
    """A killed run that is finished later should overwrite and remove nothing that was put there meanwhile."""
    place = "clinic/stopping/en"
    new = manifest_of({path: NEW[path] for path in (f"{place}/booklet.pdf", f"{place}/trifold.pdf")})
    staged = [Staged(f"{PREFIX}1-{number}{SUFFIX}", path) for number, path in enumerate(new.files)]
    for each in staged:
        (out / each.temporary).write_bytes(NEW[each.path])
    removed = [f"{place}/card.pdf", f"{place}/flyer.pdf"]
    (out / journal.NAME).write_bytes(b"".join(journal.written(staged, removed, new)))
    for name in ("booklet", "card"):
        (out / place / f"{name}.pdf").write_bytes(b"mine")

    with Store(out) as store:
        known = store.manifest

    assert {"booklet": b"mine", "card": b"mine", "trifold": NEW[f"{place}/trifold.pdf"]} == {
        path.stem: path.read_bytes() for path in (out / place).iterdir()
    }
    assert [f"{place}/card.pdf", f"{place}/trifold.pdf"] == sorted(known.files)
    assert [f"{place}/booklet.pdf", f"{place}/card.pdf"] == [
        Path(problem.place.path).relative_to(out).as_posix() for problem in verify(out)[1]
    ]


@pytest.fixture
def damaged() -> list[bytes]:
    """Journals that no store writes."""
    return [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff",
        b'{"renames": [[1]], "manifest": ""}',
        b'{"renames": 7, "manifest": "{}"}',
        b"[" * 99_999,
    ]


def test_damaged_journal_is_an_error(out: Path, damaged: list[bytes]) -> None:
    """A journal that can't be read should be named and not be guessed at."""
    for data in damaged:
        (out / journal.NAME).write_bytes(data)

        with pytest.raises(FilesError, match="damaged"), Store(out):
            pass


def test_journal_renames_nothing_that_is_not_ours(out: Path, tmp_path: Path) -> None:
    """A journal that names other files should move none of them."""
    (tmp_path / "secret").write_bytes(b"secret")
    new = manifest_of({"clinic/stopping/en/card.pdf": b"secret"})
    renames = [
        ["../secret", "clinic/stopping/en/card.pdf"],
        ["clinic/stopping/en/flyer.pdf", "clinic/stopping/en/card.pdf"],
    ]
    text = json.dumps({"renames": renames, "manifest": data_of(new).decode()})
    (out / journal.NAME).write_text(text, encoding="utf-8")

    with Store(out):
        pass

    assert b"secret" == (tmp_path / "secret").read_bytes()
    assert OLD == published(out)
