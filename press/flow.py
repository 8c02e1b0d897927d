"""The first half of the way: from what was asked for to batches. In: a library's folder and a wish. Out: a plan.

Every problem of the files that the wish touches is gathered and shown once, and nothing is made where there is one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import handouts
from handouts.library import Library
from handouts.problem import ContentError, Problem
from handouts.site import Site
from handouts.today import today
from layouts import layouts
from press.orders import Wish
from press.plan import Batch, complete, plan

LIBRARY = Path(handouts.__file__).resolve().parent


class Planned(NamedTuple):
    """What is to be made, and the warnings on the way; `until` the last day on which the same is found wrong."""

    batches: tuple[Batch, ...]
    warnings: tuple[Problem, ...]
    until: date


def planned(root: Path | None, wish: Wish, *, release: bool = False) -> Planned:
    """What is to be made, and the warnings on the way. `root` is the library's folder, None the one that comes with us.

    Raises UsageError for names that are not there, ContentError with every problem of the files that are touched.
    """
    library = Library(root or LIBRARY)
    wish = complete(library, layouts(), wish)
    sites: list[Site] = []
    problems: list[Problem] = []
    for table in wish.tables:
        try:
            sites += library.table(table)
        except ContentError as error:
            problems += error.problems
    problems += library.check(today(), release, topics=wish.topics, tags=wish.locales, brands=wish.brands, sites=sites)
    if any(not problem.warning for problem in problems):
        raise ContentError(problems)
    return Planned(plan(library, layouts(), wish), tuple(problems), library.same_until(today()))
