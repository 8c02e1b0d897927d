"""Gathering problems. In: one thing wrong at a time. Out: all of them at once, as one `ContentError`."""

from __future__ import annotations

from handouts.problem import ContentError, Place, Problem


class Problems:
    """What was found wrong so far. A reader adds to it and reads on, so that a user sees everything in one go."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: Place, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Note one problem. A warning is shown and stops nothing."""
        self.found.append(Problem(place, message, hint, warning))

    @property
    def warnings(self) -> list[Problem]:
        """The warnings among what was found, in the order they were found."""
        return [problem for problem in self.found if problem.warning]

    def raise_if_any(self) -> None:
        """Raise ContentError with all that was found, warnings too, if anything in it is more than a warning."""
        if any(not problem.warning for problem in self.found):
            raise ContentError(self.found)


def short(text: str, most: int = 40) -> str:
    """What a user typed, fit for one line of a message: at most `most` characters, none that moves a terminal."""
    line = "".join(sign if sign.isprintable() else " " for sign in " ".join(text[: most * 4].split()))
    return line if len(line) <= most else line[: most - 1] + "…"
