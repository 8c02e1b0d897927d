"""The README tells the truth: modules it names exist, commands it lists are there, and CI runs its test command."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import generate

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_module_it_names_exists() -> None:
    """Each path in the seven sentences is a file or a folder of the project."""
    told = README.partition("## How it works")[2].partition("## ")[0]
    names = re.findall(r"`((?:handouts|layouts|press)/[\w./]+)`", told)

    assert 10 <= len(names)
    assert [] == [name for name in names if not (ROOT / name).exists()]
    assert 7 == len(re.findall(r"^\d\. ", told, re.MULTILINE))


@pytest.mark.parametrize("command", sorted(generate.main.commands))
def test_every_command_is_documented(command: str) -> None:
    """The table of commands has a row for each, and each has help with an example."""
    assert f"`python generate.py {command}" in README
    assert re.search(r"Example:\s+python generate\.py", str(generate.main.commands[command].epilog))


def test_ci_runs_the_test_command_as_it_stands() -> None:
    """What `.ci/run` takes out of the README is one line that makes its environment and calls pytest."""
    taken = re.search(r"^command=\$\((.*)\)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert taken

    told = subprocess.run(["bash", "-c", taken.group(1)], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert re.fullmatch(r"python3 -m venv \.venv && .* && \.venv/bin/python -m pytest -n auto\n", told)


def test_the_picture_is_there() -> None:
    """The picture it shows is in the repository, as a PNG."""
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", README)

    assert picture
    assert b"\x89PNG" == (ROOT / picture.group(1)).read_bytes()[:4]
