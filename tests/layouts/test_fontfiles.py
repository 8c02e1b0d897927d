"""Font files: where they are looked for, in which order, what they are called, and what tells one from another."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from handouts.problem import MissingError
from layouts.typesetting import fontfiles
from layouts.typesetting.fontfiles import locate, remedy, stamp, system_folders, told
from layouts.typesetting.supplies import SCRIPTS, SUPPLIES, Supply

ROOT = Path(__file__).parents[2]


def put(folder: Path, *names: str) -> Path:
    """A folder with files of these names; each holds its own path."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.as_posix())
    return folder


def test_folder_then_package_then_system(places: Callable[..., None], tmp_path: Path) -> None:
    """A folder that is named wins over the package, the first over the second, the package over the system."""
    pair = ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf")
    first, second, system = (put(tmp_path / name, *pair) for name in ("first", "second", "system"))
    supply = SUPPLIES["Noto Sans Thai"]
    places(system)
    assert locate(supply, (first, second)).bold == first / pair[1]
    assert locate(supply, (tmp_path / "none", second)).regular == second / pair[0]
    assert "fontpkg_noto_sans_thai" in locate(supply, ()).regular.parts
    places(system, packages=False)
    assert locate(supply, ()).regular == system / pair[0]
    places(packages=False)
    with pytest.raises(MissingError, match="the typeface Noto Sans Thai is not installed"):
        locate(supply, ())


@pytest.mark.parametrize(
    ("family", "names", "face"),
    [
        ("Noto Sans Armenian", ("a/NotoSansArmenian-Regular.ttf", "b/NotoSansArmenian-Bold.ttf"), 0),
        ("Noto Sans Armenian", ("NotoSansArmenian-Regular.otf", "NotoSansArmenian-Bold.otf"), 0),
        ("Noto Sans Armenian", ("NotoSansArmenian[wdth,wght].ttf",), 0),
        ("Noto Sans Armenian", ("NotoSansArmenian-VariableFont_wdth,wght.ttf",), 0),
        ("Noto Sans CJK KR", ("NotoSansKR-Regular.ttf", "NotoSansKR-Bold.ttf"), 0),
        ("Noto Sans CJK KR", ("NotoSansCJKkr-VF.otf",), 0),
        ("Noto Sans CJK KR", ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"), 1),
        ("Noto Sans CJK TC", ("NotoSansCJK-VF.otf.ttc",), 3),
    ],
)
def test_the_names_that_fonts_go_by(tmp_path: Path, family: str, names: tuple[str, ...], face: int) -> None:
    """Static pairs, variable fonts and collections are known by their usual names, in folders within the folder, too."""
    put(tmp_path, *names)
    assert locate(SUPPLIES[family], (tmp_path,)) == (tmp_path / names[0], tmp_path / names[-1], face, "")


def test_a_regular_without_its_bold_does_not_do(places: Callable[..., None], tmp_path: Path) -> None:
    """Half a pair is no family; nor is another family whose name begins the same."""
    places()
    put(tmp_path, "NotoSansLao-Regular.ttf", "NotoSansLaoLooped-Regular.ttf", "NotoSansLaoLooped-Bold.ttf")
    with pytest.raises(MissingError):
        locate(SUPPLIES["Noto Sans Lao"], (tmp_path,))


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("linux", ("/home/ann/.data/fonts", "/home/ann/.fonts", "/usr/local/share/fonts", "/usr/share/fonts")),
        ("darwin", ("/home/ann/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts")),
        ("win32", ("/local/Microsoft/Windows/Fonts", "/windows/Fonts")),
    ],
)
def test_where_systems_keep_their_fonts(
    monkeypatch: pytest.MonkeyPatch, system: str, expected: tuple[str, ...]
) -> None:
    """The usual folders of Linux, macOS and Windows, the user's own first."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ann"))
    for name, value in (("XDG_DATA_HOME", "/home/ann/.data"), ("LOCALAPPDATA", "/local"), ("WINDIR", "/windows")):
        monkeypatch.setenv(name, value)
    assert tuple(map(Path, expected)) == system_folders()


def test_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home still has everybody's fonts."""

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", homeless)
    assert Path("/usr/share/fonts") in system_folders()


def test_a_stamp_is_the_files_sha256(tmp_path: Path) -> None:
    """The whole of a font counts; a file that cannot be read has none."""
    path = locate(SUPPLIES["Noto Sans"], ()).regular
    assert stamp(path) == SUPPLIES["Noto Sans"].stamp == sha256(path.read_bytes()).hexdigest()
    assert stamp(tmp_path / "missing.ttf") == ""


def test_a_collection_is_told_by_its_directories(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its stamp follows a change in any directory and in its size, and is made without reading the rest."""
    path = locate(SUPPLIES["Noto Sans CJK JP"], ()).regular
    data = path.read_bytes()
    assert stamp(path) == SUPPLIES["Noto Sans CJK JP"].stamp
    # What the stamp stands for, once in full.
    assert sha256(data).hexdigest() == "d3d8256cdec8dbcb3552284bc6b20c734dd60c2ee9df83b5758e34807c4bac32"
    found = {stamp(path)}
    count = int.from_bytes(data[8:12], "big")
    starts = [int.from_bytes(data[at : at + 4], "big") for at in range(12, 12 + 4 * count, 4)]
    for number, start in enumerate(starts):
        changed = bytearray(data)
        changed[start + 12 + 4] ^= 1  # the checksum of the face's first table
        (tmp_path / f"{number}.ttc").write_bytes(changed[:65_536])
        os.truncate(tmp_path / f"{number}.ttc", len(data))  # as long, and empty where nobody looks
        found.add(stamp(tmp_path / f"{number}.ttc"))
    (tmp_path / "longer.ttc").write_bytes(data[:65_536])
    os.truncate(tmp_path / "longer.ttc", len(data) + 1)
    found.add(stamp(tmp_path / "longer.ttc"))
    assert len(found) == 2 + count


@pytest.mark.parametrize("count", [1, 20_000, 2**32 - 1])
def test_a_collection_of_another_make_is_read_in_full(tmp_path: Path, count: int) -> None:
    """Where the directories do not stand in the beginning, or are none, every byte counts."""
    path, other = tmp_path / "a.ttc", tmp_path / "b.ttc"
    data = b"ttcf\0\1\0\0" + count.to_bytes(4, "big") + (100_000).to_bytes(4, "big") + bytes(200_000)
    path.write_bytes(data)
    other.write_bytes(data[:-1] + b"\1")
    assert stamp(path) == sha256(data).hexdigest()
    assert stamp(path) != stamp(other)


def test_what_is_told_of_fonts_follows_their_bytes(places: Callable[..., None], tmp_path: Path) -> None:
    """Other files, other words; the same files elsewhere, the same words; what is missing is told by its name."""
    places()
    pair = ("NotoSansLao-Regular.ttf", "NotoSansLao-Bold.ttf")
    for folder, letters in (("a", "rb"), ("b", "rb"), ("c", "rB")):
        put(tmp_path / folder, *pair)
        for name, letter in zip(pair, letters, strict=True):
            (tmp_path / folder / name).write_text(letter)
    said = {folder: told("Laoo", (tmp_path / folder,)) for folder in "abc"}
    assert said["a"] == said["b"] != said["c"]
    assert told("Laoo", ())[0] == ("Noto Sans Lao",)
    assert told("Latn", ()) == (("Noto Sans", "0", SUPPLIES["Noto Sans"].stamp),)
    assert told("Cher", ()) == ()


def test_the_table_is_whole() -> None:
    """Scripts name families of the table, Noto Sans last; every family says how it is had, packaged ones pinned."""
    assert {name for names in SCRIPTS.values() for name in names} == set(SUPPLIES)
    assert {names[-1] for names in SCRIPTS.values()} == {"Noto Sans"}
    for supply in SUPPLIES.values():
        assert ("==" in supply.package) == bool(supply.file) == (len(supply.stamp) == 64)
        assert remedy(supply).startswith("Run: ")


@pytest.mark.parametrize("supply", [each for each in SUPPLIES.values() if each.package], ids=lambda each: each.name)
def test_every_packaged_family_is_a_dependency(supply: Supply) -> None:
    """What the table asks pip for is what the project asks for, and the file that came is the file that is pinned."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert supply.package in project["dependencies"]
    found = fontfiles._package(supply)
    assert found is not None
    assert stamp(found.regular) == supply.stamp


def test_folders_are_looked_through_once(
    monkeypatch: pytest.MonkeyPatch, places: Callable[..., None], tmp_path: Path
) -> None:
    """A folder of fonts is listed once, however many families are looked for."""
    looked: list[Path] = []
    real = fontfiles.os.walk

    def walk(top: Path) -> object:
        looked.append(top)
        return real(top)

    monkeypatch.setattr(fontfiles.os, "walk", walk)
    places()
    for name in ("Noto Sans Lao", "Noto Sans Armenian"):
        with pytest.raises(MissingError):
            locate(SUPPLIES[name], (tmp_path,))
    assert looked == [tmp_path]
