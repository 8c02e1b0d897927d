"""Literals of a pattern. In: a regular expression. Out: strings of which every match has one, where that can be told.

To look for a string takes a hundredth of the time that a search for a pattern takes. Only what is there in any
case is taken, outside of classes and what may be left out, so what is told is true, if not all that could be told.
"""

from __future__ import annotations

import re

SHORTEST = 3

_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[^}]*\}|\(\??.?|.", re.DOTALL)
_GROUPS = frozenset(("(?:", "(?=", "(?!"))
_OFTEN_OR_NEVER = frozenset("?*{")


def literals(pattern: str) -> tuple[str, ...]:
    """Strings in small letters of which each match, folded by `folded`, has one or more; none where nobody can tell."""
    levels = [_Level("(?:")]
    for part in (*_PART.findall(pattern), ""):
        level = levels[-1]
        if part[:1] in _OFTEN_OR_NEVER:
            level.run, level.group = level.run[:-1], ()
        if part.isascii() and (part.isalnum() or part == " "):
            level.close(level.group)
            level.run += part.lower()
            continue
        level.close((level.run,), level.group)
        if part[:1] == "(":
            if part not in _GROUPS:
                return ()
            levels.append(_Level(part))
        elif part == ")":
            levels.pop()
            levels[-1].group = level.told()
        elif part == "|":
            level.end()
    return levels[0].told()


class _Level:
    """A group, up to where we are. `run` and `group` came last: what follows may say that they need not be there."""

    def __init__(self, opened: str) -> None:
        self.opened = opened
        self.run = ""
        self.group: tuple[str, ...] = ()
        self.best: tuple[str, ...] = ()  # of what this alternative has in any case
        self.ended: list[tuple[str, ...]] = []

    def close(self, *known: tuple[str, ...]) -> None:
        """What came last is there in any case."""
        self.best = max(self.best, *known, key=_shortest)
        self.group = ()
        if len(known) > 1:
            self.run = ""

    def end(self) -> None:
        """Begin with the next alternative."""
        self.ended.append(self.best)
        self.best = ()

    def told(self) -> tuple[str, ...]:
        """The literals of all alternatives, where each has some."""
        self.end()
        enough = self.opened == "(?:" and min(map(_shortest, self.ended)) >= SHORTEST
        return tuple(each for one in self.ended for each in one) if enough else ()


def _shortest(known: tuple[str, ...]) -> int:
    return min(map(len, known), default=0)


def folded(text: str) -> str:
    """The text as `literals` are held against it: all that `re.IGNORECASE` takes for a letter is that small letter."""
    return text.casefold().replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
