"""The program as a process: from any folder, without a library, on a terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

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
