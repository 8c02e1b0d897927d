"""The manifest: every file once, the same bytes for the same files, and nothing believed that is not ours."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, fields, replace

from handouts.problem import FilesError, Place
from press import journal, manifest
from press.manifest import Entry, Failed, Manifest
from press.store import Store
from press.verify import verify
from tests.press.files import NEW, build, data_of, entry, manifest_of

PATHS = st.lists(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True), min_size=2, max_size=4).map("/".join)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ENTRIES = st.builds(
    Entry,
    path=PATHS.filter(
        lambda path: (
            not any(part in ("con", "prn", "aux", "nul") or part[:3] in ("com", "lpt") for part in path.split("/"))
        )
    ),
    sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    bytes=st.integers(0),
    pages=st.integers(0),
    review=st.dictionaries(TEXTS, TEXTS | st.none(), max_size=3),
    facts=st.none() | st.lists(TEXTS, max_size=3).map(tuple),
    **{field.name: TEXTS for field in fields(Entry) if field.type is str and field.name not in ("path", "sha256")},
)


@given(
    st.lists(ENTRIES, max_size=5),
    st.lists(st.builds(Failed, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=2),
)
def test_round_trip(entries: list[Entry], failed: list[Failed]) -> None:
    """What is written should be read back the same, in any order it was gathered in, as the same bytes."""
    whole = Manifest({each.path: each for each in entries}, tuple(failed))
    turned = Manifest(dict(reversed(whole.files.items())), whole.failed)

    data = data_of(whole)
    assert whole == manifest.read(data, "m") == manifest._read_slowly(data, "m")
    assert data == data_of(turned) == (json.dumps(json.loads(data), ensure_ascii=False, indent=1) + "\n").encode()


def test_shape() -> None:
    """The document should have the fields that others rely on, by these names."""
    said = json.loads(data_of(manifest_of({"clinic/stopping/en/card-letter.pdf": b"x"})))

    names = (
        "path sha256 bytes pages topic locale length layout paper copy brand site title copy_id inputs_sha256 review"
    )
    assert {"version": 1, "failed": []} == {key: said[key] for key in ("version", "failed")}
    assert [names.split()] == [list(each) for each in said["files"]]


def test_many_files_are_never_one_string() -> None:
    """What is held in memory to write a manifest, or the journal, should be an entry, not all of them."""
    whole = manifest_of({f"a/{number}.pdf": b"x" for number in range(1000)})
    long = len(data_of(whole)) // 900

    assert long > max(map(len, whole.parts()))
    assert 2 * long > max(map(len, journal.written((), (), whole)))
    assert data_of(whole).decode() == json.loads(b"".join(journal.written((), (), whole)))["manifest"]


def test_facts_are_told_where_they_are_known() -> None:
    """An entry should list its facts, and one of a former program, which noted none, should stay as it was."""
    known = replace(entry("a/x.pdf", b"1"), facts=("lifeline",))
    whole = Manifest({"a/x.pdf": known, "a/y.pdf": entry("a/y.pdf", b"2")})

    assert [["lifeline"], None] == [each.get("facts") for each in json.loads(data_of(whole))["files"]]
    assert whole == manifest.read(data_of(whole), "m")


def test_merging_keeps_and_replaces() -> None:
    """Entries of former runs should stay unless their path was made again."""
    old, new = manifest_of({"a/x.pdf": b"1", "a/y.pdf": b"2"}), entry("a/y.pdf", b"3")

    merged = old.merged([new], [])

    assert {"a/x.pdf": old.files["a/x.pdf"], "a/y.pdf": new} == merged.files


GOOD: dict[str, Any] = json.loads(data_of(manifest_of({"a/x.pdf": b"1"})))


def changed(**values: Any) -> bytes:
    """A manifest with these values in its only entry."""
    return json.dumps({**GOOD, "files": [{**GOOD["files"][0], **values}]}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"7",
        b"{}",
        b"[" * 99_999,
        b'{"version": 0, "files": [], "failed": []}',
        b'{"version": 1, "files": {}}',
        b'{"version": 1, "files": [1], "failed": []}',
        b'{"version": 1, "files": [], "failed": [1]}',
        b'{"version": 1, "files": [], "failed": ' + b"9" * 5_000 + b"}",
        changed(extra="x"),
        changed(bytes="1"),
        changed(bytes=True),
        changed(pages=1.5),
        changed(title=None),
        changed(review=[]),
        changed(facts="lifeline"),
        changed(facts=[1]),
        changed(sha256="0"),
    ],
)
def test_damage_is_named(data: bytes) -> None:
    """Whatever is not a manifest should be our own error at the file, with what to do."""
    with pytest.raises(FilesError, match="this manifest is damaged") as caught:
        manifest.read(data, "out/manifest.json")

    assert "out/manifest.json" == caught.value.problems[0].place.path
    assert "bring it back from a copy" in caught.value.problems[0].hint


def test_damage_has_its_line() -> None:
    """JSON that is broken in the middle should be reported where it breaks."""
    with pytest.raises(FilesError) as caught:
        manifest.read(b'{\n "version": 1,\n "files": oops\n}', "out/manifest.json")

    assert Place("out/manifest.json", 3, 11) == caught.value.problems[0].place


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../x.pdf", "a/../x.pdf", "a\\x.pdf", "C:/x.pdf", "a//x.pdf", "a/.x.pdf", "a/x.pdf.", "a/x\n.pdf", "", "x.pdf",
     "a/CON.pdf", "a/con.pdf", "a/aux", "nul/x.pdf", "a/ x.pdf", "A/x.pdf", "a/ñ.pdf", "a/-x.pdf", f"a/{'x' * 101}.pdf", "a/x\0.pdf"],
)  # fmt: skip
def test_paths_that_lead_elsewhere_are_refused(path: str) -> None:
    """A manifest should not make us read or replace a file outside its folder, or one that some system cannot have."""
    with pytest.raises(FilesError, match="a path that is not one of ours"):
        manifest.read(changed(path=path), "m")


def test_newer_manifest_is_refused() -> None:
    """What a newer program wrote should not be guessed at."""
    with pytest.raises(FilesError, match="a newer version of this program wrote the manifest"):
        manifest.read(b'{"version": 2, "anything": "else"}', "m")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with four finished files."""
    with Store(tmp_path / "out") as store:
        for path, data in NEW.items():
            store.stage(path, data)
        store.publish(manifest_of(NEW))
    return tmp_path / "out"


@pytest.mark.parametrize("path", NEW)
@pytest.mark.parametrize("bit", [0, 100, -1])
def test_verify_sees_one_bit(out: Path, path: str, bit: int) -> None:
    """A single changed bit anywhere should be seen, and only in that file."""
    data = bytearray(NEW[path])
    data[bit] ^= 1
    (out / path).write_bytes(data)

    count, problems = verify(out)

    assert 4 == count
    assert [((out / path).as_posix(), "changed: this is not the file that was made", False)] == [
        (problem.place.path, problem.message, problem.warning) for problem in problems
    ]


def test_verify_sees_one_bit_in_each_of_fifty(tmp_path: Path) -> None:
    """Of fifty files each with one bit changed, anywhere, all fifty should be named."""
    chance = random.Random(13)
    files = {f"clinic/stopping/en/n{number}.pdf": chance.randbytes(chance.randint(1, 9_000)) for number in range(60)}
    build(tmp_path, files)
    changed = chance.sample(sorted(files), 50)
    for path in changed:
        data, bit = bytearray(files[path]), chance.randrange(8 * len(files[path]))
        data[bit // 8] ^= 1 << bit % 8
        (tmp_path / path).write_bytes(data)

    count, problems = verify(tmp_path)

    assert (60, sorted(changed)) == (count, [each.place.path.removeprefix(f"{tmp_path}/") for each in problems])


def test_verify_tells_missing_from_extra(out: Path) -> None:
    """A missing file is an error, a file that nobody made a warning, and what is no PDF is nobody's business."""
    (out / "clinic/stopping/en/card.pdf").unlink()
    (out / "clinic/stopping/en/own.pdf").write_bytes(b"own")
    (out / "clinic/stopping/en/notes.txt").write_bytes(b"own")

    found = [
        (problem.place.path.rpartition("/")[2], problem.message[:7], problem.warning) for problem in verify(out)[1]
    ]

    assert [("card.pdf", "missing", False), ("own.pdf", "extra: ", True)] == found


def test_verify_tells_all_whatever_stands_there(out: Path) -> None:
    """A folder or a link in the place of a file is no file of ours, and keeps no other fault from being told."""
    folder = out / "clinic/stopping/en"
    names = sorted(each.name for each in folder.iterdir())
    (folder / names[0]).unlink()
    (folder / names[0]).mkdir()
    (folder / names[1]).rename(out / "elsewhere")
    (folder / names[1]).symlink_to(out / "elsewhere")
    (folder / "OWN.PDF").write_bytes(b"own")

    found = [(each.place.path.rpartition("/")[2], each.message[:7]) for each in verify(out)[1]]

    assert sorted([*((name, "changed") for name in names[:2]), ("OWN.PDF", "extra: ")]) == sorted(found)


def test_verify_needs_a_manifest(tmp_path: Path) -> None:
    """A folder without a manifest can't be verified, and should be said so."""
    with pytest.raises(FilesError, match="there is no manifest here"):
        verify(tmp_path)


def test_entry_has_no_absolute_path() -> None:
    """Nothing in an entry should tell where it was made."""
    said = json.dumps(asdict(replace(entry("a/x.pdf", b"1"), title="t")))

    assert str(Path.home()) not in said
    assert str(Path.cwd()) not in said
