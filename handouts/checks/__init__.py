"""Checks: what a text must keep to before it is printed. Every module in this folder is one, found by looking.

In: a draft, one topic in one language with all that it is held against. Out: problems, each at its place.
A check is a module with a function `check`; its examples, good and bad, stand in `tests/handouts/checks/<module>/`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Protocol

from msgspec import Struct

from handouts.brand import Brand
from handouts.facts import Fact
from handouts.locale import Locale
from handouts.problem import Problem
from handouts.topic import Topic


class Draft(Struct, frozen=True, kw_only=True):
    """A topic as a check sees it. What could not be read is None or left out; a check that needs it is then silent."""

    topic: Topic
    source: Topic | None  # the text it was translated from
    locale: Locale | None
    facts: Mapping[str, Fact] | None
    brands: tuple[Brand, ...]
    today: date
    release: bool  # whether what only a release needs (sign-offs, fresh translations) is held too


class Check(Protocol):
    """One rule, or a few that belong together."""

    def __call__(self, draft: Draft) -> Iterable[Problem]:
        """Every place where the draft breaks the rule. A problem that must not stop the work is a warning."""
        ...


@cache
def checks() -> Mapping[str, Check]:
    """Every check by its module's name, in the order of the names. Raises ImportError for a module without one."""
    found: dict[str, Check] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        check: Check | None = getattr(importlib.import_module(f"{__name__}.{module.name}"), "check", None)
        if check is None:
            raise ImportError(f"handouts/checks/{module.name}.py has no function check")
        found[module.name] = check
    return found
