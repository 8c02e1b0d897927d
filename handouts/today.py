"""Which day it is. In: SOURCE_DATE_EPOCH where it is set, else the system's clock. Out: a UTC date."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from handouts.problem import Place, Problem, UsageError

NAME = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day that expiry and review dates are held against. Raises UsageError for an epoch that is not a time."""
    epoch = os.environ.get(NAME, "")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        problem = Problem(Place(NAME), f"'{epoch}' is not a count of seconds", "set it like 1795305600, or unset it")
        raise UsageError(problem) from None
