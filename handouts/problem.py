"""Problems as data. In: a place and a sentence. Out: errors that carry all their problems and their exit code.

HandoutError
|-- UsageError       exit 1   the command line asks for what cannot be
|-- ContentError     exit 2   a topic, locale, brand, facts file or an edition of them has a problem
|-- MissingError     exit 3   a font or a library is not there
|-- OutputError      exit 4   a finished file failed its own check
|-- FilesError       exit 5   lock, disk, permission
`-- DeliveryError    exit 7   a message was not delivered
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, ClassVar

from msgspec import Struct


class ExitCode(IntEnum):
    """What the program tells the shell. These numbers are a contract."""

    DONE = 0
    USAGE = 1
    CONTENT = 2
    MISSING = 3
    OUTPUT = 4
    FILES = 5
    SOME_FAILED = 6
    UNDELIVERED = 7
    INTERRUPTED = 130
    TERMINATED = 143


class Place(Struct, frozen=True, order=True):
    """Where something stands: a file as the user names it, line and column counted from 1 (0 where a file has none)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}"


class Problem(Struct, frozen=True, order=True):
    """One thing that is wrong, where, and what to do about it. A warning is shown and does not stop the work."""

    place: Place
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{self.place}: {kind}{self.message}{hint}"


class HandoutError(Exception):
    """Anything a user can cause. Carries every problem that was found, in the order of their places."""

    exit_code: ClassVar[ExitCode] = ExitCode.CONTENT

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(sorted(found)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[HandoutError], tuple[tuple[Problem, ...]]]:
        # Exceptions cross process borders in a run; the default would hand the joined message to __init__.
        return type(self), (self.problems,)


class UsageError(HandoutError):
    """The command line asks for something that does not exist or does not go together."""

    exit_code = ExitCode.USAGE


class ContentError(HandoutError):
    """Content that cannot be printed as it stands."""

    exit_code = ExitCode.CONTENT


class MissingError(HandoutError):
    """A font or a library is missing; the hint names the command that installs it."""

    exit_code = ExitCode.MISSING


class OutputError(HandoutError):
    """A finished file failed its own check and was not published."""

    exit_code = ExitCode.OUTPUT


class FilesError(HandoutError):
    """A lock, a full disk, a missing permission."""

    exit_code = ExitCode.FILES


class DeliveryError(HandoutError):
    """A message could not be written or delivered."""

    exit_code = ExitCode.UNDELIVERED


def place_of(mark: Any, shown: str) -> Place:
    """A mark of PyYAML as a place: its lines and columns count from 0. Without a mark the first character."""
    return Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown, 1, 1)
