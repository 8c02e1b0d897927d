"""What stands where files should go, and may not be overwritten. In: a folder, its manifest, paths. Out: problems."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path

from handouts.problem import Place, Problem
from press.trouble import files_problem


def obstacles(root: Path, known: Collection[str], paths: Iterable[str], *, force: bool = False) -> list[Problem]:
    """A problem for each of these paths below `root` where something stands that is not ours to replace.

    `known`: the paths of the manifest. With `force` only what cannot be replaced at all.
    """
    problems = []
    base = os.path.join(root, "")  # noqa: PTH118 thousands of names: a Path keeps every one's parts for good
    for path in paths:
        try:
            mode = os.lstat(base + path).st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            problems.append(files_problem(error, (root / path).as_posix()))
            continue
        if stat.S_ISDIR(mode):
            message, hint = "a folder stands where a file should go", "move the folder away"
            problems.append(Problem(Place((root / path).as_posix()), message, hint))
        elif not force and path not in known:
            message, hint = "this file was not made here and would be overwritten", "move it away, or say --force"
            problems.append(Problem(Place((root / path).as_posix()), message, hint))
    return problems
