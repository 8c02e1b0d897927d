"""The program as a process: from any folder, without a library, on a terminal."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from press import manifest
from press.verify import verify
from tests.program.typed import ROOT


def test_script_runs_from_anywhere(tmp_path: Path) -> None:
    """The program should run by its path from any folder, and print names it can't encode rather than fail."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), "list"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert 0 == done.returncode, done.stderr
    assert b"topics" in done.stdout


def test_missing_library_is_named(tmp_path: Path) -> None:
    """A machine without one of the libraries should be told which, with 3."""
    (tmp_path / "yaml.py").write_text("raise ModuleNotFoundError('no', name='yaml')", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (3, "python: the library 'yaml' is not installed") == (done.returncode, done.stderr.splitlines()[0])


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_bar_on_a_terminal(library: Path) -> None:
    """On a terminal there should be a live bar on standard error, without colours where NO_COLOR is set, and no file lines."""
    import pty

    program = "import sys, generate; from pathlib import Path; generate.main(sys.argv[2:], obj=Path(sys.argv[1]))"
    arguments = [str(library), "build", "--brand", "clinic", "--layout", "flyer", "--paper", "letter", "--jobs", "1"]
    here, there = pty.openpty()
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], stderr=there, stdout=subprocess.PIPE, env=environment, check=False
    )
    os.close(there)
    shown = b""
    try:
        while part := os.read(here, 65_536):
            shown += part
    except OSError:  # the end of a terminal
        pass
    os.close(here)

    assert 0 == done.returncode, shown
    assert re.fullmatch(rb"4 made, 0 kept, 0 failed, 0 removed, \d+\.\d seconds\n", done.stdout)
    assert b"4/4" in shown
    assert not re.search(rb"\x1b\[[0-9;]*[1-9][0-9;]*m", shown)


BUILD = ("build", "--brand", "clinic", "--layout", "flyer", "--paper", "letter", "--jobs", "1", "--out")


def sent(library: Path, *arguments: str, **where: Any) -> subprocess.Popen[str]:
    """The program, with its output sent elsewhere."""
    program = "import sys, generate; from pathlib import Path; generate.main(sys.argv[2:], obj=Path(sys.argv[1]))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", program, str(library), *arguments], env=environment, text=True, **where
    )


@pytest.mark.parametrize("arguments", [BUILD, ("--help",), ("list", "--json")], ids=str)
def test_reader_who_leaves(arguments: tuple[str, ...], library: Path, tmp_path: Path) -> None:
    """A pager that is left, on both streams, should stop nothing and change no exit code."""
    arguments += (str(tmp_path / "out"),) if arguments == BUILD else ()
    here, there = os.pipe()
    os.close(here)
    process = sent(library, *arguments, stdout=there, stderr=there)
    os.close(there)

    assert 0 == process.wait(60)
    assert (arguments[0] == "build") == (tmp_path / "out" / manifest.NAME).exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
@pytest.mark.parametrize("arguments", [BUILD, ("--help",), ("list",), ("list", "--json")], ids=str)
def test_output_to_a_full_disk(arguments: tuple[str, ...], library: Path, tmp_path: Path) -> None:
    """Lines that a full disk does not take should be named on standard error, with 5, and what was made should stay."""
    arguments += (str(tmp_path / "out"),) if arguments == BUILD else ()
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        process = sent(library, *arguments, stdout=full, stderr=subprocess.PIPE)
    problem, hint = process.communicate(timeout=60)[1].splitlines()

    assert (5, "standard output: the disk is full") == (process.returncode, problem)
    assert "hint" in hint
    assert (arguments[0] != "build") or (4, []) == verify(tmp_path / "out")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes them")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_without_streams(closed: str, library: Path, tmp_path: Path) -> None:
    """A program that was started with its streams closed should do its work."""
    program = "import sys, generate; from pathlib import Path; generate.main(sys.argv[2:], obj=Path(sys.argv[1]))"
    line = shlex.join([sys.executable, "-c", program, str(library), *BUILD, str(tmp_path / "out")])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    assert 0 == subprocess.run(f"{line} {closed}", shell=True, env=environment, timeout=60, check=False).returncode
    assert (4, []) == verify(tmp_path / "out")
