"""Joining the folders of shards: everything is checked, contradictions are named, nothing is half joined."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from handouts.problem import FilesError
from press import journal
from press.joining import join
from press.manifest import Failed
from press.store import Store
from press.verify import verify
from tests.press.files import NEW, build, entry, manifest_of, published, tree

HALVES = [dict(list(NEW.items())[:2]), dict(list(NEW.items())[2:])]


@pytest.fixture
def halves(tmp_path: Path) -> list[Path]:
    """Two folders with two files each."""
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, files in zip(folders, HALVES, strict=True):
        build(folder, files)
    return folders


def test_halves_become_a_whole(halves: list[Path], tmp_path: Path) -> None:
    """The joined folder should be what one run would have made, and a second joining copy nothing."""
    build(tmp_path / "whole", NEW)

    first, second = join(tmp_path / "out", halves), join(tmp_path / "out", halves)

    assert (4, 4, 0) == (len(first.files), first.copied, second.copied)
    assert tree(tmp_path / "whole") == tree(tmp_path / "out")


def test_a_part_that_is_not_finished(halves: list[Path], tmp_path: Path) -> None:
    """A folder whose build was killed on the way to its next manifest should be built on first; nothing is joined."""
    (halves[1] / journal.NAME).write_bytes(b"{}")

    with pytest.raises(FilesError, match=r"two.*is not finished"):
        join(tmp_path / "out", halves)
    assert not (tmp_path / "out").exists()


def test_into_one_of_them(halves: list[Path]) -> None:
    """The folder may be one of the parts: then only the other's files are copied."""
    assert 2 == join(halves[0], halves).copied
    assert NEW == published(halves[0])
    assert (4, []) == verify(halves[0])


def test_parts_may_overlap_where_they_agree(halves: list[Path], tmp_path: Path) -> None:
    """The same file in two parts should be one file."""
    build(halves[1], NEW)

    assert 4 == len(join(tmp_path / "out", halves).files)


def test_contradictions_are_named(halves: list[Path], tmp_path: Path) -> None:
    """Two parts that have made one file differently should both be named, and nothing be made."""
    path = next(iter(HALVES[0]))
    build(halves[1], {path: b"other"})

    with pytest.raises(FilesError) as caught:
        join(tmp_path / "out", halves)

    assert [f"{halves[1].as_posix()}/{path}"] == [problem.place.path for problem in caught.value.problems]
    assert f"{halves[0].as_posix()}/{path}" in caught.value.problems[0].message
    assert not (tmp_path / "out").exists()


def test_every_file_is_checked(halves: list[Path], tmp_path: Path) -> None:
    """A file that is missing or changed should be named, and nothing be made."""
    one, two = (folder / next(iter(files)) for folder, files in zip(halves, HALVES, strict=True))
    one.unlink()
    two.write_bytes(b"mine")

    with pytest.raises(FilesError) as caught:
        join(tmp_path / "out", halves)

    assert {one.as_posix(), two.as_posix()} == {problem.place.path for problem in caught.value.problems}
    assert not (tmp_path / "out").exists()


def test_what_is_in_the_way_is_not_ours(halves: list[Path], tmp_path: Path) -> None:
    """A file that no manifest knows should not be overwritten; one of a former run should, and others stay."""
    path = next(iter(HALVES[0]))
    build(tmp_path / "out", {path: b"former", "clinic/other/en/card.pdf": b"other"})
    join(tmp_path / "out", halves)
    assert {**NEW, "clinic/other/en/card.pdf": b"other"} == published(tmp_path / "out")

    (tmp_path / "own" / path).parent.mkdir(parents=True)
    (tmp_path / "own" / path).write_bytes(b"mine")
    with pytest.raises(FilesError, match="was not made here"):
        join(tmp_path / "own", halves)
    assert b"mine" == (tmp_path / "own" / path).read_bytes()


def test_failures_are_joined(tmp_path: Path) -> None:
    """What a part could not make should be told in the whole, unless another part has made it."""
    for name, failed in (("one", "clinic/stopping/en/x.pdf"), ("two", "clinic/stopping/en/card.pdf")):
        files = {f"clinic/stopping/en/{name}.pdf": b"1"}
        files |= {"clinic/stopping/en/card.pdf": b"2"} if name == "one" else {}
        with Store(tmp_path / name) as store:
            for path, data in files.items():
                store.stage(path, data)
            store.publish(store.manifest.merged(manifest_of(files).files.values(), [Failed(failed, ("why",))]))

    join(tmp_path / "out", [tmp_path / "one", tmp_path / "two"])

    with Store(tmp_path / "out") as store:
        assert ["clinic/stopping/en/x.pdf"] == [each.path for each in store.manifest.failed]


def test_entries_that_say_other_things_of_one_file(halves: list[Path], tmp_path: Path) -> None:
    """The same bytes told of differently are a contradiction, too."""
    path, data = next(iter(HALVES[0].items()))
    with Store(halves[1]) as store:
        store.stage(path, data)
        store.publish(store.manifest.merged([replace(entry(path, data), title="Other")], ()))

    with pytest.raises(FilesError, match="is another copy of it"):
        join(tmp_path / "out", halves)


def test_a_failure_stays_one_where_only_a_former_file_is_there(halves: list[Path], tmp_path: Path) -> None:
    """A file that a part could not make again is there as it was, and still failed; one that another part made is not."""
    path, other = sorted(HALVES[0])
    with Store(halves[0]) as store:
        store.publish(store.manifest.merged([], [Failed(path, ("no",)), Failed(other, ("no",))]))
    build(halves[1], {other: HALVES[0][other]})

    join(tmp_path / "out", halves)

    with Store(tmp_path / "out") as store:
        assert [path] == [each.path for each in store.manifest.failed]
