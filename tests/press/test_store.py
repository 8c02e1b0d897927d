"""The output folder: all or nothing, whatever happens on the way."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handouts.problem import FilesError
from press import journal, manifest
from press.lock import NAME as LOCK
from press.manifest import Failed
from press.store import Store
from press.verify import verify
from tests.press.files import NEW, OLD, manifest_of, tree

ROOT = Path(__file__).resolve().parents[2]


def build(root: Path, files: dict[str, bytes]) -> None:
    """Stage and publish these files, as a run does."""
    with Store(root) as store:
        for path, data in files.items():
            store.stage(path, data)
        assert [] == store.publish(store.manifest.merged(manifest_of(files).files.values(), ()))


def published(root: Path) -> dict[str, bytes]:
    """The files of a folder without its manifest."""
    return {path: data for path, data in tree(root).items() if path != manifest.NAME}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the old files in it."""
    build(tmp_path / "out", OLD)
    return tmp_path / "out"


def test_publish_puts_all_in_place(tmp_path: Path) -> None:
    """Every staged file should be at its path and in the manifest, and nothing else in the folder."""
    build(tmp_path / "out", NEW)

    assert {*NEW, manifest.NAME} == set(tree(tmp_path / "out"))
    assert NEW == published(tmp_path / "out")
    assert (4, []) == verify(tmp_path / "out")


def test_former_files_stay(out: Path) -> None:
    """A second run should keep the files of the first one, and their entries."""
    build(out, {"clinic/stopping/es/card.pdf": b"nueva"})

    assert {**OLD, "clinic/stopping/es/card.pdf": b"nueva"} == published(out)
    assert (4, []) == verify(out)


def test_nothing_published_leaves_nothing(tmp_path: Path) -> None:
    """A run that stages and does not publish should not even leave the folders it made."""
    with Store(tmp_path / "deep" / "out") as store:
        store.stage("clinic/stopping/en/card.pdf", b"x")

    assert [] == list(tmp_path.iterdir())


def test_nothing_published_leaves_the_old(out: Path) -> None:
    """A run that fails should leave every byte as it was, with no temporary file and no lock."""
    before = tree(out)

    with pytest.raises(RuntimeError), Store(out) as store:
        store.stage("clinic/stopping/en/card.pdf", b"half")
        store.stage("clinic/other/en/card.pdf", b"new")
        raise RuntimeError

    assert before == tree(out)
    assert not (out / "clinic/other").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o002])
def test_mode_follows_the_umask(tmp_path: Path, mask: int) -> None:
    """Colleagues should be able to read what the umask lets them."""
    before = os.umask(mask)
    try:
        build(tmp_path / "out", {"clinic/stopping/en/card.pdf": b"x"})
    finally:
        os.umask(before)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {0o666 & ~mask} == modes


def test_leftovers_are_swept(out: Path) -> None:
    """Temporary files of a killed run should go, at every depth that is ours; other files should stay."""
    left = [out / ".tmp-7-1.partial", out / "clinic/.tmp-7-2.partial", out / "clinic/stopping/en/.tmp-7-3.partial"]
    for path in left:
        path.write_bytes(b"half")
    (out / "clinic/notes.partial").write_bytes(b"mine")

    with Store(out):
        pass

    assert [] == [path for path in left if path.exists()]
    assert b"mine" == (out / "clinic/notes.partial").read_bytes()


def test_foreign_file_is_refused(out: Path) -> None:
    """A file that the manifest does not know should be named, before anything is made; with force it may go."""
    (out / "clinic/stopping/en/mine.pdf").write_bytes(b"mine")
    paths = ["clinic/stopping/en/card.pdf", "clinic/stopping/en/mine.pdf", "clinic/stopping/en/none.pdf"]

    with Store(out) as store:
        problems = store.foreign(paths)
        forced = store.foreign(paths, force=True)

    assert [f"{out.as_posix()}/clinic/stopping/en/mine.pdf"] == [problem.place.path for problem in problems]
    assert [] == forced


def test_folder_in_the_way_is_refused_even_with_force(out: Path) -> None:
    """A folder where a file should go can't be replaced and should be said so."""
    (out / "clinic/stopping/en/new.pdf").mkdir()

    with Store(out) as store:
        problems = store.foreign(["clinic/stopping/en/new.pdf"], force=True)

    assert ["a folder stands where a file should go"] == [problem.message for problem in problems]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_link_out_of_the_folder_is_refused(out: Path, tmp_path: Path) -> None:
    """A symbolic link to a folder elsewhere should not be written through."""
    (tmp_path / "elsewhere").mkdir()
    (out / "clinic/linked").symlink_to(tmp_path / "elsewhere")

    with Store(out) as store, pytest.raises(FilesError, match="leads out of the output folder"):
        store.stage("clinic/linked/en/card.pdf", b"x")

    assert [] == list((tmp_path / "elsewhere").iterdir())


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_link_in_a_files_place_is_foreign(out: Path, tmp_path: Path) -> None:
    """A link in the place of a new file should be seen, also where it leads to nothing."""
    (out / "clinic/stopping/en/linked.pdf").symlink_to(tmp_path / "nowhere.pdf")

    with Store(out) as store:
        assert 1 == len(store.foreign(["clinic/stopping/en/linked.pdf"]))


def test_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    """A file where the output folder should be should be an error with a hint."""
    (tmp_path / "out").write_bytes(b"mine")

    with pytest.raises(FilesError, match="a file stands where a folder should be"), Store(tmp_path / "out"):
        pass

    assert b"mine" == (tmp_path / "out").read_bytes()


def test_second_build_is_refused_at_once(out: Path) -> None:
    """A folder that a build works in should be refused to a second one, naming the first."""
    with Store(out), pytest.raises(FilesError) as caught, Store(out):
        pass

    assert f"another build (process {os.getpid()}) is writing into this folder" == caught.value.problems[0].message


def test_stale_lock_is_taken_over(out: Path) -> None:
    """The lock file of a build that was killed should not stand in the way."""
    (out / LOCK).write_bytes(b"999999\n")

    build(out, NEW)

    assert NEW == {path: data for path, data in published(out).items() if path in NEW}
    assert not (out / LOCK).exists()


def test_of_many_builds_at_once_one_works_at_a_time(tmp_path: Path) -> None:
    """Builds started together should each end with 0 or 5, at least one with 0, and the folder should be sound."""
    program = "\n".join(
        [
            "import sys, time; from pathlib import Path",
            "from handouts.problem import HandoutError; from press.store import Store",
            "from tests.press.files import manifest_of",
            "files = {'clinic/stopping/en/card.pdf': sys.argv[2].encode() * 1000}",
            "try:",
            "    with Store(Path(sys.argv[1])) as store:",
            "        [store.stage(path, data) for path, data in files.items()]",
            "        time.sleep(0.05); store.publish(store.manifest.merged(manifest_of(files).files.values(), ()))",
            "except HandoutError as error: sys.exit(int(error.exit_code))",
        ]
    )
    for number in range(3):
        runs = [_start(program, tmp_path / "out", f"{number}{name}") for name in "abc"]
        codes = [ended(run)[0] for run in runs]

        assert set(codes) <= {0, 5}
        assert 0 in codes
        assert (1, []) == verify(tmp_path / "out")
        assert {manifest.NAME, "clinic/stopping/en/card.pdf"} == set(tree(tmp_path / "out"))


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


def _start(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], cwd=ROOT, stderr=subprocess.PIPE)


def ended(run: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for a program; its exit code and what it said on standard error."""
    said = run.communicate(timeout=60)[1].decode()
    return run.returncode, said


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
@pytest.mark.parametrize(
    "act", [f"{act}:{at}" for act, most in (("replace", 6), ("fsync", 9)) for at in range(1, most + 1)]
)
def test_killed_at_each_act(out: Path, act: str) -> None:
    """A run killed at any rename or sync should leave whole files; the next run should find the old tree or the new one."""
    code, said = ended(_start(BUILD, out, act))

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
        run = _start(BUILD, out, "loop:0")
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
@pytest.mark.parametrize("act", ["fsync", "replace", "open"])
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
        Fault(patch, "fsync", 1, errno.ENOSPC)
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

    code, said = ended(_start(program, out))

    assert 1 == code
    assert "the file would be larger than this disk allows\n" == said
    assert before == tree(out)


def test_file_held_open_elsewhere(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that will not be replaced should be named; it keeps its bytes and its entry, and the others are published."""
    real = os.replace

    def held(source: Path, target: Path) -> None:
        if target.name == "flyer.pdf":
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    with Store(out) as store:
        for path, data in NEW.items():
            store.stage(path, data)
        problems = store.publish(store.manifest.merged(manifest_of(NEW).files.values(), ()))

    assert [f"{out.as_posix()}/clinic/stopping/en/flyer.pdf"] == [problem.place.path for problem in problems]
    assert {**NEW, "clinic/stopping/en/flyer.pdf": OLD["clinic/stopping/en/flyer.pdf"]} == published(out)
    assert (4, []) == verify(out)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_stopped_while_publishing(out: Path, kind: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between two renames should stop the run after what was begun is finished."""
    real, calls = os.replace, iter(range(100))

    def stopped(source: Path, target: Path) -> None:
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


def test_failures_of_the_last_run_are_in_the_manifest(out: Path) -> None:
    """What a run could not make should be told with its reasons; the next run tells its own."""
    with Store(out) as store:
        store.publish(store.manifest.merged((), [Failed("clinic/stopping/en/x.pdf", ("x.pdf: too long",))]))
    first = json.loads((out / manifest.NAME).read_text(encoding="utf-8"))["failed"]
    build(out, NEW)

    assert [{"path": "clinic/stopping/en/x.pdf", "problems": ["x.pdf: too long"]}] == first
    assert [] == json.loads((out / manifest.NAME).read_text(encoding="utf-8"))["failed"]


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
    text = json.dumps({"renames": renames, "manifest": new.text()})
    (out / journal.NAME).write_text(text, encoding="utf-8")

    with Store(out):
        pass

    assert b"secret" == (tmp_path / "secret").read_bytes()
    assert OLD == published(out)
