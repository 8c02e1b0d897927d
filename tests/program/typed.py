"""The program as it is typed in tests."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

import generate
from tests.press.samples import LIBRARY

ROOT = Path(__file__).resolve().parents[2]
DAY = "1795305600"  # 22 November 2026
COMMANDS = ["build", "check", "list", "mail", "manifest", "preflight", "recall", "verify", "whatis"]


def said(*arguments: str, library: Path = LIBRARY) -> Result:
    """What the program said to these arguments; anything but leaving by an exit code is a fault."""
    if arguments[:1] == ("build",) and "--brand" not in arguments:
        arguments += ("--brand", "clinic")
    if arguments[:1] == ("build",) and not {"--jobs", "--cluster"} & set(arguments):
        arguments += ("--jobs", "1")
    result = CliRunner().invoke(generate.main, arguments, obj=library, prog_name="generate.py")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def edit(path: Path, old: str, new: str) -> None:
    """Change a text in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def parts(result: Result) -> tuple[int, str, str]:
    """The exit code, and what was said on the two streams."""
    return result.exit_code, result.stdout, result.stderr
