"""What the user sees. In: problems, and anything out of a content file. Out: lines that cannot steer a terminal.

Results go to standard output, problems to standard error; with `--json` one document on standard output says it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import click

from handouts.problem import Problem

# Controls, line separators, bidi controls, lone surrogates. The two joiners stay: whole scripts need them to be read.
HIDDEN = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]"


def plain(text: str) -> str:
    """The text with everything hidden in it spelled out as Python would, an escape as x1b behind a backslash."""
    if text.isprintable():  # nothing of it is printable: the pattern need not be compiled
        return text
    return re.sub(HIDDEN, lambda found: _spelled(ord(found[0])), text)


def say(text: str) -> None:
    """One line on standard output."""
    click.echo(plain(text))


def complain(problems: Iterable[Problem]) -> None:
    """Each problem on standard error, `path:line:column: message` with its hint indented below."""
    for problem in problems:
        kind = "warning: " if problem.warning else ""
        click.echo(f"{plain(str(problem.place))}: {kind}{plain(problem.message)}", err=True)
        if problem.hint:
            click.echo(f"    hint: {plain(problem.hint)}", err=True)


def say_json(document: Mapping[str, Any]) -> None:
    """One JSON document on standard output, in ASCII, so that nothing hidden reaches the terminal."""
    import json  # imported late: lines for people do without

    click.echo(json.dumps(document, ensure_ascii=True, indent=1))


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


def _spelled(number: int) -> str:
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
