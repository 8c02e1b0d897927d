"""Help and usage: every command shows itself in use, and a wrong word is named with the right one."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import generate
from handouts.problem import ExitCode
from tests.program.typed import COMMANDS, ROOT, said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    """Help should say what a command does and show it in use."""
    result = said(command, "--help")

    assert 0 == result.exit_code
    assert f"Example: python generate.py {command}" in re.sub(r"\s+", " ", result.stdout)
    assert set(COMMANDS) == set(generate.main.commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_are_understood(command: str) -> None:
    """The example of every command should be one that the program takes."""
    example = re.sub(r"\s+", " ", said(command, "--help").stdout).partition("Example: python generate.py ")[2].split()
    context = generate.main.make_context("generate.py", example)

    found = generate.main.resolve_command(context, example)[1]
    assert found is not None
    assert command == found.make_context(command, example[1:]).info_name


def test_help_is_quick() -> None:
    """Help should load nothing that draws, reads YAML or shows tables, and take under 0.3 seconds of a processor."""
    program = "import sys, generate\ntry: generate.main(['build', '--help'])\nexcept SystemExit: print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    times = []
    for _ in range(3):
        before = os.times()
        subprocess.run([sys.executable, "generate.py", "--help"], cwd=ROOT, capture_output=True, check=True)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)

    heavy = {"reportlab", "yaml", "rich", "uharfbuzz", "PIL", "pikepdf", "multiprocessing"}
    assert not heavy & set(loaded.stdout.split())
    assert min(times) < 0.3


def test_one_brochure_loads_little(tmp_path: Path) -> None:
    """One brochure should be made without what only other runs need: each of these takes as long as reading a text."""
    program = "import sys, generate\ntry: generate.main(sys.argv[1:])\nexcept SystemExit: print(*sys.modules)"
    words = "build --topic kratom-withdrawal --layout trifold --locale en --paper letter --for screen --out".split()
    command = [sys.executable, "-c", program, *words, str(tmp_path / "out")]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    elsewhere = {"PIL._imaging", "pikepdf", "pypdfium2", "pypdfium2_raw", "rich", "distributed", "zxingcpp"}
    of_python = {"asyncio", "difflib", "importlib.metadata", "json", "logging", "multiprocessing", "subprocess", "ssl"}
    ours = {"press.imprint", "press.inspection", "press.pool", "handouts.yaml_errors", "handouts.yaml_events"}
    assert "1 made" in loaded
    assert set() == (elsewhere | of_python | ours) & set(loaded.split())


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        (["biuld"], "generate.py: No such command 'biuld'. Did you mean 'build'?"),
        (["build", "--lokale", "x"], "generate.py build: No such option '--lokale'. (Did you mean one of: '--locale', '--log'?)"),
        (["build", "--paper", "a5"], "generate.py build: Invalid value for '--paper': 'a5' is not one of 'letter', 'a4'."),
        (["build", "--jobs", "0"], "generate.py build: Invalid value for '--jobs': 0 is not in the range x>=1."),
        (["check", "--topic"], "usage: Option '--topic' requires an argument."),
        (["preflight"], "generate.py preflight: Missing argument 'FILE...'."),
        (["mail", "--topic", "stopping"], "generate.py mail: Missing option '--locale'."),
        (["build", "--for", "press"], "--for: copies for a print shop are not made yet"),
        (["build", "--layout", "trifolt"], "--layout: there is no layout named 'trifolt'\n    hint: did you mean 'trifold'?"),
        (["build", "--topic", "stoping"], "--topic: there is no topic named 'stoping'\n    hint: did you mean 'stopping'?"),
        (["build", "--locale", "fr"], "--locale: there is no locale named 'fr'\n    hint: there is: en, es"),
        (["build", "--brand", "clinc"], "--brand: there is no brand named 'clinc'\n    hint: did you mean 'clinic'?"),
        (["check", "--topic", "stoping"], "--topic: there is no topic named 'stoping'\n    hint: did you mean 'stopping'?"),
        (["mail", "--topic", "stopping", "--locale", "en", "--brand", "clinic", "--to", "nobody"], "--to: this cannot be an address: it has no @"),
    ],
)  # fmt: skip
def test_usage_errors(arguments: list[str], stderr: str, library: Path, tmp_path: Path) -> None:
    """What can't be understood should end with 1, name the option, help on, and touch nothing."""
    result = said(*arguments, library=library)

    assert ExitCode.USAGE == result.exit_code
    assert result.stderr.startswith(stderr)
    assert "" == result.stdout
    assert [] == list(tmp_path.iterdir())


def test_no_command_shows_help() -> None:
    """The bare program should show what it can do."""
    result = said()

    assert ExitCode.USAGE == result.exit_code
    assert "Commands:" in result.stderr


def test_epoch_that_is_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong SOURCE_DATE_EPOCH should be a usage error."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")

    result = said("build")

    assert (1, True) == (result.exit_code, result.stderr.startswith("SOURCE_DATE_EPOCH: 'tomorrow' is not"))


def test_usage_error_as_json() -> None:
    """Even an option that nobody knows should be told inside the document when --json is said."""
    result = said("check", "--json", "--topik", "x")

    told = json.loads(result.stdout)
    assert (1, "", 1) == (result.exit_code, result.stderr, told["exit_code"])
    assert "No such option '--topik'" in told["problems"][0]["message"]


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("build", "--out", ""), "--out"),
        (("build", "--run", "", "--out", "made"), "--run"),
        (("build", "--locale=", "--out", "made"), "--locale"),
        (("verify", ""), "arguments"),
        (("manifest", "merge", "made", ""), "arguments"),
    ],
)
def test_nothing_is_named(arguments: tuple[str, ...], shown: str) -> None:
    """A variable of a script that was not set should not pass for the folder, the run or the language that was meant."""
    result = said(*arguments)

    assert (1, f"{shown}: nothing is named here") == (result.exit_code, result.stderr.splitlines()[0])
    assert not list(Path().iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of POSIX")
def test_too_few_open_files(tmp_path: Path) -> None:
    """Where the system gives us too little, that should be named, with 5, and nothing of ours should be left."""
    build = f"build --layout card --locale en --jobs 2 --out {shlex.quote(str(tmp_path / 'out'))}"
    command = f"ulimit -n 14; {shlex.quote(sys.executable)} generate.py {build}"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)

    said = "--jobs: the system lets no further worker start: too many files are open"
    assert (5, said) == (done.returncode, done.stderr.splitlines()[0])
    assert not (tmp_path / "out").exists()
