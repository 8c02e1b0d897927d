"""The log of a run, for programs. In: what happens. Out: a file with one JSON object a line.

    {"event": "planned", "to_make": 2, "kept": 1, "unwanted": 0}
    {"event": "kept", "path": ..., "copy_id": ...}
    {"event": "made", "path": ..., "copy_id": ..., "sha256": ..., "bytes": ..., "pages": ..., "seconds": ...}
    {"event": "failed", "path": ..., "copy_id": ..., "problems": [...], "seconds": ...}
    {"event": "removed", "path": ...}
    {"event": "stopped", "problems": [...], "seconds": ...}
    {"event": "done", "exit_code": 0, "made": 2, "kept": 1, "failed": 0, "removed": 0, "seconds": ...}

`made` is said when a file is finished; `done` counts what was published, `stopped` stands in its place where a run did
not come to its end. Seconds are counted from the start of the run: a log says how long things took, never when. Each
line is on its way to the disk before the next thing is done.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from handouts.problem import ExitCode, FilesError, HandoutError, Place, Problem
from press.keep import Schedule
from press.orders import Finished, Result
from press.trouble import files_error

BEGINNING = b'{"event": '


class Log:
    """The log that `--log` names, begun anew; without a name there is none. Raises FilesError where it cannot be."""

    def __init__(self, path: Path | None) -> None:
        """The file is opened on entering: `with Log(path) as log:`."""
        self._path = path
        self._file: TextIO | None = None
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        """Open the file. A file that is something else than a log is not overwritten."""
        if self._path is not None:
            try:
                if self._path.is_file() and self._path.stat().st_size and not self._is_log(self._path):
                    message = "this file is no log of a run, and would be overwritten"
                    raise FilesError(Problem(Place(self._path.as_posix()), message, "choose another name with --log"))
                self._file = self._path.open("w", encoding="utf-8", newline="\n", buffering=1)
            except OSError as error:
                raise files_error(error, self._path.as_posix()) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; a run that did not come to its end is said to have stopped, and why."""
        if self._file is not None:
            if error is not None:
                problems = error.problems if isinstance(error, HandoutError) else ()
                with contextlib.suppress(FilesError):
                    self._say("stopped", problems=[str(problem) for problem in problems], seconds=self._seconds())
            with contextlib.suppress(OSError):
                self._file.close()

    def planned(self, plan: Schedule) -> None:
        """What is about to be done."""
        self._say("planned", to_make=len(plan.to_make), kept=len(plan.kept), unwanted=len(plan.unwanted))
        for order in plan.kept if self._file is not None else ():
            self._say("kept", path=order.path, copy_id=order.copy_id)

    def result(self, result: Result) -> None:
        """One order is made, or has failed."""
        if self._file is None:
            return
        said: dict[str, Any] = {"path": result.order.path, "copy_id": result.order.copy_id}
        if isinstance(result, Finished):
            said |= {"sha256": hashlib.sha256(result.pdf).hexdigest(), "bytes": len(result.pdf), "pages": result.pages}
        else:
            said["problems"] = [str(problem) for problem in result.error.problems]
        self._say("made" if isinstance(result, Finished) else "failed", **said, seconds=self._seconds())

    def removed(self, path: str) -> None:
        """A file that nobody asks for any more is gone."""
        self._say("removed", path=path)

    def done(self, code: ExitCode, **counts: int) -> None:
        """The run is over."""
        self._say("done", exit_code=int(code), **counts, seconds=self._seconds())

    def _seconds(self) -> float:
        return round(time.monotonic() - self._started, 3)

    def _say(self, event: str, **more: Any) -> None:
        if self._file is not None and self._path is not None:
            import json  # imported late: most runs have no log

            try:
                self._file.write(json.dumps({"event": event, **more}) + "\n")
            except OSError as error:
                raise files_error(error, self._path.as_posix()) from None

    @staticmethod
    def _is_log(path: Path) -> bool:
        with path.open("rb") as file:
            return file.read(len(BEGINNING)) == BEGINNING
