"""Did you mean? In: a word somebody wrote and the words that are known. Out: a hint, or nothing."""

from __future__ import annotations

from collections.abc import Collection


def did_you_mean(word: str, known: Collection[str]) -> str:
    """The hint "did you mean 'heading'?", or "" where no known word is near."""
    import difflib  # imported late: most runs have nothing to ask

    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean '{near[0]}'?" if near else ""
