"""The output folder: all or nothing."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from handouts.problem import FilesError
from press import manifest
from press.lock import NAME as LOCK
from press.manifest import Failed
from press.store import Store
from press.verify import verify
from tests.press.files import NEW, OLD, build, ended, published, started, tree


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
        runs = [started(program, tmp_path / "out", f"{number}{name}") for name in "abc"]
        codes = [ended(run)[0] for run in runs]

        assert set(codes) <= {0, 5}
        assert 0 in codes
        assert (1, []) == verify(tmp_path / "out")
        assert {manifest.NAME, "clinic/stopping/en/card.pdf"} == set(tree(tmp_path / "out"))


def test_failures_of_the_last_run_are_in_the_manifest(out: Path) -> None:
    """What a run could not make should be told with its reasons; the next run tells its own."""
    with Store(out) as store:
        store.publish(store.manifest.merged((), [Failed("clinic/stopping/en/x.pdf", ("x.pdf: too long",))]))
    first = json.loads((out / manifest.NAME).read_text(encoding="utf-8"))["failed"]
    build(out, NEW)

    assert [{"path": "clinic/stopping/en/x.pdf", "problems": ["x.pdf: too long"]}] == first
    assert [] == json.loads((out / manifest.NAME).read_text(encoding="utf-8"))["failed"]
