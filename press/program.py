"""The rim of the program. In: command-line arguments. Out: an exit code; errors as lines with a place and a hint.

Commands return their exit code or raise a HandoutError, whose kind owns one. A traceback is shown for a fault of ours
only, never for what a user can cause.
"""

from __future__ import annotations

import errno
import gc
import io
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import click

from handouts.problem import ExitCode, HandoutError, Place, Problem, UsageError
from press.terminal import complain, say_json, told, unsaid
from press.trouble import files_problem, missing_library, no_memory

STOPPED = Problem(Place("stopped"), "what was not finished is not published", "give the same command again to go on")


class Terminated(BaseException):
    """The system asks us to end: like Ctrl-C, nothing on the way should take it for an error of its own."""


class Program(click.Group):
    """A group of commands with the house's exit codes: click's own errors are usage errors, too."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and leave with its exit code; with `standalone_mode=False` give the code back."""
        arguments = list(sys.argv[1:] if args is None else args)
        as_json = "--json" in arguments
        _print_whatever_comes()
        try:
            with _stopped_by_signals():
                _hold_filled(arguments)
                code = super().main(arguments, prog_name, complete_var, standalone_mode=False, **extra)
        except HandoutError as error:
            code = refuse(error.problems, error.exit_code, as_json=as_json)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = ExitCode.USAGE
        except click.ClickException as error:
            code = refuse([_usage(error)], ExitCode.USAGE, as_json=as_json)
        except ImportError as error:
            missing = missing_library(error)
            if missing is None:
                raise
            code = refuse(missing.problems, missing.exit_code, as_json=as_json)
        except (click.Abort, KeyboardInterrupt):
            code = refuse([STOPPED], ExitCode.INTERRUPTED, as_json=as_json)
        except Terminated:
            code = refuse([STOPPED], ExitCode.TERMINATED, as_json=as_json)
        except SystemExit:  # click's answer where nobody reads its own lines any more
            code = ExitCode.DONE
        except MemoryError:
            code = refuse(no_memory().problems, ExitCode.FILES, as_json=as_json)
        except OSError as error:  # of click's own lines, such as those of --help, or for want of what the system gives
            shown = error.filename or ("standard output" if error.errno == errno.ENOSPC else "system")
            code = refuse([files_problem(error, str(shown))], ExitCode.FILES, as_json=as_json)
        if lost := unsaid():
            complain(lost)
            code = code or ExitCode.FILES
        if standalone_mode:
            gc.freeze()  # Python searches everything for garbage once more as it ends, and all of it goes anyway
            sys.exit(int(code or ExitCode.DONE))
        return code


def refuse(problems: Iterable[Problem], code: ExitCode, *, as_json: bool, **more: Any) -> ExitCode:
    """Show problems, on standard error or as the one JSON document, and give the exit code back."""
    if as_json:
        say_json({"exit_code": int(code), "problems": [told(problem) for problem in problems], **more})
    else:
        complain(problems)
    return code


def _hold_filled(arguments: Sequence[str]) -> None:
    """Refuse a value that is empty: a variable of somebody's script was not set, and none of ours means everything."""
    before = "arguments"
    problems = []
    for argument in arguments:
        option, equals, value = argument.partition("=")
        if not argument or (option.startswith("--") and equals and not value):
            problems.append(
                Problem(Place(option or before), "nothing is named here", "look whether a variable is empty")
            )
        before = argument if argument.startswith("-") else "arguments"
    if problems:
        raise UsageError(problems)


def _usage(error: click.ClickException) -> Problem:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return Problem(Place("usage"), error.format_message())
    return Problem(
        Place(context.command_path), error.format_message(), f"{context.command_path} --help shows what there is"
    )


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Leave by the ordinary way when the system asks us to end, so that temporary files and workers go.

    So also when the terminal is closed, unless whoever started us had that ignored (nohup).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in asked}
    for number in asked:
        if before[number] != signal.SIG_IGN or number == signal.SIGTERM:
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number in asked:
            signal.signal(number, before[number])


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def _print_whatever_comes() -> None:
    """Spell out what an old terminal's alphabet cannot show, where Python would give up."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
