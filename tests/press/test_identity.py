"""Identity: the number of what a copy was made from follows all that can be seen on it, and nothing else."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

from press import identity
from press.identity import ALPHABET, copy_id, digest
from press.orders import Wish
from tests.press.files import ROOT
from tests.press.wishes import orders


def test_copy_id_is_readable() -> None:
    """The id should be eight signs in two groups, none of which is mistaken for another."""
    found = {each.copy_id for each in orders(Wish())}

    assert all(re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", each) for each in found)
    assert not [pair for pair in ("0O", "1IL", "5S", "8B", "2Z", "UV") if len(set(pair) & set(ALPHABET)) > 1]
    assert len(orders(Wish())) == len(found)


def test_copy_id_spreads() -> None:
    """Ids of many inputs should all differ, and use the whole alphabet."""
    ids = [copy_id(digest(number)) for number in range(5_000)]

    assert 5_000 == len(set(ids))
    assert {*ALPHABET, "-"} == set("".join(ids))


EDITS = {
    "a word": ("topics/stopping/en.yaml", "Plain facts about stopping.", "Plain facts on stopping."),
    "a phone number": ("facts/helplines.yaml", "988lifeline.org", "988lifeline.example"),
    "a colour": ("brands/clinic.yaml", "#2B2F6B", "#2B2F6C"),
    "the brand's phone": ("brands/clinic.yaml", "202-555-0142", "202-555-0143"),
    "a phrase": ("locales/en.yaml", "Version {version}", "Vers. {version}"),
    "the version": ("topics/stopping/en.yaml", "version: 1.2.0", "version: 1.2.1"),
    "the signature": ("topics/stopping/en.yaml", "by: A. Doctor", "by: B. Doctor"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_identity_follows_the_inputs(library: Path, edit: str) -> None:
    """Whatever can be seen on a copy should change its id."""
    path, old, new = EDITS[edit]
    before = orders(Wish(locales=("en",), layouts=("flyer",)), library)
    text = (library / path).read_text(encoding="utf-8")
    assert old in text
    (library / path).write_text(text.replace(old, new), encoding="utf-8")

    after = orders(Wish(locales=("en",), layouts=("flyer",)), library)

    if edit == "a phone number":  # the flyer's length does not print the web address
        assert [each.path for each in before] == [each.path for each in after]
    else:
        assert not {each.inputs_sha256 for each in before} & {each.inputs_sha256 for each in after}


@pytest.mark.parametrize("edit", ["topics/stopping/en.yaml", "brands/clinic.yaml", "facts/helplines.yaml"])
def test_identity_ignores_comments(library: Path, edit: str) -> None:
    """Lines that move and comments should change nothing, nor where the library lies."""
    (library / edit).write_text("# a comment\n\n" + (library / edit).read_text(encoding="utf-8"), encoding="utf-8")

    assert orders(Wish()) == orders(Wish(), library)


def test_identity_depends_on_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a library or of this program's code should give other ids."""
    before = orders(Wish())
    monkeypatch.setattr("press.plan.program", lambda: {**identity.program(), "reportlab": "5.1.99"})

    assert not {each.copy_id for each in before} & {each.copy_id for each in orders(Wish())}


def test_identity_depends_on_the_fonts(tmp_path: Path) -> None:
    """Another font file should give other ids, the same file in another folder the same, and an empty folder no others."""
    (tmp_path / "none").mkdir()
    found = {}
    for folder, letters in (("a", "x"), ("b", "x"), ("c", "y")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "NotoSans[wdth,wght].ttf").write_text(letters)
    for folder in ("a", "b", "c", "none"):
        found[folder] = [each.copy_id for each in orders(Wish(fonts=tmp_path / folder))]

    assert found["a"] == found["b"]
    assert not set(found["a"]) & {*found["c"], *found["none"]}
    assert found["none"] == [each.copy_id for each in orders(Wish())]


def test_identity_depends_on_the_fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is written into PDFs, so it is one of the inputs."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = orders(Wish())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")

    assert not {each.copy_id for each in before} & {each.copy_id for each in orders(Wish())}


def test_versions_are_those_installed() -> None:
    """The versions in an identity should be those that Python's own register of packages gives."""
    expected = {name: importlib.metadata.version(name) for name in identity.LIBRARIES}

    assert expected == {name: identity.program()[name] for name in identity.LIBRARIES}
    assert dict.fromkeys(identity.LIBRARIES, "") == identity._versions(["/nowhere", __file__])


def test_code_counts_without_its_line_ends(tmp_path: Path) -> None:
    """A checkout with Windows line ends should be the same program; a changed module another one."""
    codes = []
    for number, code in enumerate([b"a = 1\nb = 2\n", b"a = 1\r\nb = 2\r\n", b"a = 1\nb = 3\n"]):
        (tmp_path / str(number) / "press").mkdir(parents=True)
        (tmp_path / str(number) / "press/x.py").write_bytes(code)
        codes.append(identity._code(tmp_path / str(number)))

    assert codes[0] == codes[1]
    assert codes[0] != codes[2]


def test_identity_is_the_same_in_every_process() -> None:
    """Hash seeds, time zones and locales should not reach an id."""
    program = "from press.orders import Wish; from tests.press.wishes import orders; print(*(each.copy_id for each in orders(Wish())))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Pacific/Apia"), ("77", "UTC"))
    }

    assert 1 == len(said)
    assert len(orders(Wish())) == len(said.pop().split())


def test_what_has_no_content_has_no_digest() -> None:
    """A value that can't be told by its content should be refused rather than be told by its address in memory."""
    with pytest.raises(TypeError, match="object cannot be told apart"):
        digest({"x": [object()]})
