"""What the user sees. In: problems, and anything out of a content file. Out: lines that cannot steer a terminal.

Results go to standard output, problems to standard error; with `--json` one document on standard output says it all.
Where nobody reads any more (a pager that was left, `| head`) or the disk behind it is full, the work goes on unsaid.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, TextIO

import click
from msgspec.structs import asdict, replace

from handouts.problem import Problem
from press.trouble import files_problem

NO_READER = {errno.EPIPE, errno.ESHUTDOWN, *([errno.EINVAL] if sys.platform == "win32" else [])}
AT_ONCE = 4096  # pieces of JSON, each a few signs

# Controls, line separators, bidi controls, lone surrogates. The two joiners stay: whole scripts need them to be read.
HIDDEN = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]"


def plain(text: str) -> str:
    """The text with everything hidden in it spelled out as Python would, an escape as x1b behind a backslash."""
    if text.isprintable():  # nothing of it is printable: the pattern need not be compiled
        return text
    return re.sub(HIDDEN, lambda found: _spelled(ord(found[0])), text)


def say(text: str) -> None:
    """One line on standard output."""
    _show(plain(text))


def complain(problems: Iterable[Problem]) -> None:
    """Each problem on standard error, `path:line:column: message` with its hint indented below."""
    for problem in problems:
        kind = "warning: " if problem.warning else ""
        _show(f"{plain(str(problem.place))}: {kind}{plain(problem.message)}", to_errors=True)
        if problem.hint:
            _show(f"    hint: {plain(problem.hint)}", to_errors=True)


def say_json(document: Mapping[str, Any]) -> None:
    """One JSON document on standard output, in ASCII, so nothing hidden reaches the terminal; structs are objects."""
    import json  # imported late: lines for people do without

    signs = json.JSONEncoder(ensure_ascii=True, indent=1, default=asdict).iterencode(document)
    while some := "".join(islice(signs, AT_ONCE)):  # ten thousand files are never one string
        _show(some, end="")
    _show("")


def told(problem: Problem) -> dict[str, Any]:
    """A problem as JSON."""
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "hint": problem.hint,
        "warning": problem.warning,
    }


_unsaid: list[Problem] = []


def unsaid() -> list[Problem]:
    """What kept lines from being written since this was last asked; a reader who left is no problem."""
    found = _unsaid.copy()
    _unsaid.clear()
    return found


def _show(text: str, *, end: str = "\n", to_errors: bool = False) -> None:
    try:
        click.echo(text + end, nl=False, err=to_errors)
    except OSError as error:
        if error.errno not in NO_READER:
            shown = files_problem(error, "standard error" if to_errors else "standard output")
            _unsaid.append(replace(shown, hint="what was asked for is done, and only its lines are lost: make room"))
        _silence(sys.stderr if to_errors else sys.stdout)


def _silence(stream: TextIO) -> None:
    """From now on what is written to it goes nowhere, what it still holds included."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _spelled(number: int) -> str:
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
