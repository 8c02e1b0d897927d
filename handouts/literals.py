"""Literals of a pattern. In: a regular expression. Out: strings of which every match has one, where that can be told.

To look for a string takes a hundredth of the time that a search for a pattern takes. Only what is there in any
case is taken, outside of classes and what may be left out, so what is told is true, if not all that could be told.
"""

from __future__ import annotations

import re

SHORTEST = 3

_PART = re.compile(
    r"(?P<run>[A-Za-z0-9 ]+(?![?*{]))|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[^}]*\}|\((?:\?[:=!])?|.", re.DOTALL
)


def literals(pattern: str) -> tuple[str, ...]:
    """Strings in small letters of which each match, folded by `folded`, has one or more; none where nobody can tell."""
    levels = [_Level("(?:")]
    for part in _PART.finditer(pattern):
        level, sign = levels[-1], part[0]
        if run := part["run"]:
            level.close()
            level.add((run.lower(),))
        elif sign[0] in "?*{":
            level.group = ()
        elif sign == "(":  # of a kind that is not known here
            return ()
        elif sign[0] == "(":
            level.close()
            levels.append(_Level(sign))
        elif sign == ")":
            levels.pop()
            levels[-1].group = level.told()
        elif sign == "|":
            level.end()
    return levels[0].told()


class _Level:
    """A group, up to where we are. `group` came last in it: what follows may say that it need not be there."""

    def __init__(self, opened: str) -> None:
        self.opened = opened
        self.group: tuple[str, ...] = ()
        self.best: tuple[str, ...] = ()  # of what this alternative has in any case
        self.size = 0  # of the shortest of them
        self.ended: list[tuple[str, ...]] = []

    def add(self, known: tuple[str, ...]) -> None:
        """One of these is there in any case."""
        if (size := min(map(len, known))) > self.size:
            self.best, self.size = known, size

    def close(self) -> None:
        """The group that came last is there in any case."""
        if self.group:
            self.add(self.group)
            self.group = ()

    def end(self) -> None:
        """Begin with the next alternative."""
        self.close()
        self.ended.append(self.best if self.size >= SHORTEST else ())
        self.best, self.size = (), 0

    def told(self) -> tuple[str, ...]:
        """The literals of all alternatives, where each has some."""
        self.end()
        return tuple(each for one in self.ended for each in one) if self.opened == "(?:" and all(self.ended) else ()


def folded(text: str) -> str:
    """The text as `literals` are held against it: all that `re.IGNORECASE` takes for a letter is that small letter."""
    return text.casefold().replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
