"""The table of exit codes: one way to each of them, as a user comes there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.problem import ExitCode, MissingError, OutputError, Place, Problem
from press import mail, program
from press.store import Store
from tests.program.typed import ROOT, said

BUILD = ("build", "--topic", "stopping", "--layout", "card", "--locale", "en")
Quick = dict[str, Exception]


def done(quick: Quick, library: Path) -> int:
    """Nothing is wrong."""
    return said(*BUILD, library=library).exit_code


def usage(quick: Quick, library: Path) -> int:
    """An option that asks for what is not there."""
    return said(*BUILD, "--shard", "4/3", library=library).exit_code


def content(quick: Quick, library: Path) -> int:
    """A text without a title."""
    path = library / "topics/stopping/en.yaml"
    path.write_text(re.sub("^title:.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    return said(*BUILD, library=library).exit_code


def missing(quick: Quick, library: Path) -> int:
    """A font that is not installed."""
    quick["card"] = MissingError(Problem(Place("font"), "not installed"))
    return said(*BUILD, library=library).exit_code


def output(quick: Quick, library: Path) -> int:
    """A file that fails its own check."""
    quick["card"] = OutputError(Problem(Place("x"), "a number is not found"))
    return said(*BUILD, library=library).exit_code


def files(quick: Quick, library: Path) -> int:
    """A folder in which another build works."""
    with Store(Path("out")):
        return said(*BUILD, library=library).exit_code


def some(quick: Quick, library: Path) -> int:
    """An order on which the program itself fails."""
    quick["card"] = ZeroDivisionError()
    return said(*BUILD, library=library).exit_code


def undelivered(quick: Quick, library: Path) -> int:
    """A message that is larger than mail takes."""
    narrow = ("mail", "--topic", "stopping", "--locale", "en", "--layout", "card", "--brand", "clinic")
    return said(*narrow, library=library).exit_code


def interrupted(quick: Quick, library: Path) -> int:
    """Ctrl-C."""
    quick["card"] = KeyboardInterrupt()  # type: ignore[assignment]
    return said(*BUILD, library=library).exit_code


def terminated(quick: Quick, library: Path) -> int:
    """The system asks to end."""
    quick["card"] = program.Terminated()  # type: ignore[assignment]
    return said(*BUILD, library=library).exit_code


WAYS: dict[ExitCode, Callable[[Quick, Path], int]] = {
    ExitCode.DONE: done,
    ExitCode.USAGE: usage,
    ExitCode.CONTENT: content,
    ExitCode.MISSING: missing,
    ExitCode.OUTPUT: output,
    ExitCode.FILES: files,
    ExitCode.SOME_FAILED: some,
    ExitCode.UNDELIVERED: undelivered,
    ExitCode.INTERRUPTED: interrupted,
    ExitCode.TERMINATED: terminated,
}


@pytest.mark.parametrize("code", list(ExitCode))
def test_each_code(code: ExitCode, quick: Quick, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each code of the table should be what that way ends with."""
    monkeypatch.setattr(mail, "MOST_BYTES", 10)

    assert code == WAYS[code](quick, library)


def test_the_readme_has_them_all() -> None:
    """The table of the README should name every code and no other."""
    told = re.search(r"Exit codes: (.*?)\n\n", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)

    assert told
    assert {int(each) for each in re.findall(r"\b(\d+) ", told[1])} >= {*map(int, ExitCode)}


# --- Disks ------------------------------------------------------------------------------------------------------------


def _long(out: Path) -> Path:
    return out / ("x" * 300)


def _circle(out: Path) -> Path:
    (out / "circle").symlink_to("circle")
    return out / "circle"


def _file(out: Path) -> Path:
    (out / "file").write_bytes(b"mine")
    return out / "file"


def _below_a_file(out: Path) -> Path:
    return _file(out) / "below"


def _folder_for_a_file(out: Path) -> Path:
    (out / "clinic/stopping/en/card-a4.pdf").mkdir(parents=True)
    return out


def _folder_for_the_manifest(out: Path) -> Path:
    (out / "manifest.json").mkdir()
    return out


def _file_for_a_folder(out: Path) -> Path:
    (out / "clinic").write_bytes(b"mine")
    return out


def _link_out(out: Path) -> Path:
    (out / "elsewhere").mkdir()
    (out / "out").mkdir()
    (out / "out/clinic").symlink_to(out / "elsewhere")
    return out / "out"


def _link_to_nothing(out: Path) -> Path:
    (out / "out").symlink_to(out / "nowhere")
    return out / "out"


def _link_for_a_file(out: Path) -> Path:
    (out / "clinic/stopping/en").mkdir(parents=True)
    (out / "clinic/stopping/en/card-a4.pdf").symlink_to(out / "nowhere")
    return out


def _device(_: Path) -> Path:
    return Path("/dev/null")


@pytest.mark.skipif(os.name == "nt", reason="links and devices of POSIX")
@pytest.mark.parametrize(
    "fault",
    [_long, _circle, _file, _below_a_file, _folder_for_a_file, _folder_for_the_manifest, _file_for_a_folder,
     _link_out, _link_to_nothing, _link_for_a_file, _device],
)  # fmt: skip
def test_each_fault_of_a_disk(fault: Callable[[Path], Path], quick: Quick, library: Path, tmp_path: Path) -> None:
    """Whatever stands in the way should be named with a hint, end with 5, and be as it was."""
    out = fault(tmp_path)
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*") if not path.is_dir()}

    result = said(*BUILD, "--out", str(out), library=library)

    assert ExitCode.FILES == result.exit_code, result.output
    assert "    hint: " in result.stderr
    assert "Traceback" not in result.output
    assert before == {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*") if not path.is_dir()}
