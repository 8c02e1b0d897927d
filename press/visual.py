"""Text by where its letters stand, for languages from right to left. In: letters with their places. Out: what is there.

Readers of PDFs put lines that mix directions into different orders. So a line is looked for as an eye does: its words,
each in the direction of its own script, and every word beside the one that comes before it or at the ends of two lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise, product

from press.pdfium import Letter

RIGHT_TO_LEFT = frozenset({"R", "AL"})
COMMAS = re.compile("[,;?\u060c\u061b\u061f]")
BRACKETS = str.maketrans(")", "(")
APART = 0.7  # of the type size: letters farther apart are not of one line of text


class Sight:
    """What stands on the pages of a PDF, read as an eye reads it."""

    def __init__(self, pages: Iterable[tuple[Letter, ...]]) -> None:
        self._lines: list[str] = []  # each line's letters from left to right
        self._bare: list[str] = []  # the same, letters and digits only
        self._runs: set[str] = set()  # of other scripts, between numbers and commas
        self._words: set[str] = set()
        self._neighbours: set[tuple[str, str]] = set()
        self._first: set[str] = set()
        self._last: set[str] = set()
        for page in pages:
            for line in _stretches(page):
                self._add(line)

    def __contains__(self, text: str) -> bool:
        """Whether these words stand there, in their order."""
        own, others = _told_apart(text.split())
        return bool(own or others) and self._stand([{word} & self._words for word in own], others)

    def has_part(self, text: str) -> bool:
        """The same where the first word may be the end of a longer one, and the last the beginning."""
        own, others = _told_apart(text.split())
        meant: list[set[str]] = []
        match own:
            case []:
                return bool(others) and all(self._stands_alone(run) for run in _runs(text))
            case [only]:
                meant = [{word for word in self._words if only in word}]
            case [first, *between, last]:
                ends = {word for word in self._words if word.endswith(first)}
                begins = {word for word in self._words if word.startswith(last)}
                meant = [ends, *({word} & self._words for word in between), begins]
        return self._stand(meant, others)

    def has_number(self, number: str) -> bool:
        """Whether these digits stand on one line, from left to right, and not as a part of a longer number.

        Brackets count in either direction: from right to left, readers of PDFs turn them round.
        """
        number = number.translate(BRACKETS)
        for line in (line.translate(BRACKETS) for line in self._lines):
            at = line.find(number)
            while at >= 0:
                if not (line[at - 1 : at].isdigit() or line[at + len(number) : at + len(number) + 1].isdigit()):
                    return True
                at = line.find(number, at + 1)
        return False

    def _add(self, line: str) -> None:
        self._lines.append(line)
        self._bare.append(_bare(line))
        self._runs.update(map("".join, _runs(line)))
        own, _ = _told_apart(line[::-1].split())
        if own:
            self._words.update(own)
            self._neighbours.update(pairwise(own))
            self._first.add(own[0])
            self._last.add(own[-1])

    def _stands_alone(self, words: list[str]) -> bool:
        """Whether words of another script stand beside each other, on one line or from the end of one to the next."""
        whole = "".join(words)
        cuts = range(1, len(words))
        return any(whole in line for line in self._bare if whole) or any(
            self._is_edge("".join(words[:cut])) and self._goes_on(words[cut:]) for cut in cuts
        )

    def _goes_on(self, words: list[str]) -> bool:
        """Whether they stand at the edge of a run, or first fill one and then go on."""
        if self._is_edge("".join(words)):
            return True
        return any("".join(words[:cut]) in self._runs and self._goes_on(words[cut:]) for cut in range(1, len(words)))

    def _is_edge(self, text: str) -> bool:
        """Whether a run begins or ends with it: where lines end depends on how its paragraph runs."""
        return any(run.startswith(text) or run.endswith(text) for run in self._runs)

    def _stand(self, meant: list[set[str]], others: list[str]) -> bool:
        """Whether one of the words that are meant at each place stands beside one of those at the next."""
        return (
            all(meant)
            and all(any(self._follow(*pair) for pair in product(one, other)) for one, other in pairwise(meant))
            and all(any(word in line for line in self._bare) for word in others)
        )

    def _follow(self, one: str, other: str) -> bool:
        return (one, other) in self._neighbours or (one in self._last and other in self._first)


def _stretches(page: tuple[Letter, ...]) -> Iterator[str]:
    """The letters of each line of text, from left to right; columns side by side are lines of their own."""
    for _, same in groupby(sorted(page, key=lambda each: (round(each.y, 1), each.left)), lambda each: round(each.y, 1)):
        stretch = ""
        end = 0.0
        for letter in same:
            if stretch and letter.left - end > APART * letter.size:
                yield stretch
                stretch = ""
            stretch += letter.text
            end = max(end, letter.right) if stretch[:-1] else letter.right
        if stretch:
            yield stretch


def _told_apart(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Words of the text's own script, in order, and runs of the others, both without marks and punctuation."""
    own: list[str] = []
    others: list[str] = []
    for word in words:
        for mine, letters in groupby(_bare(word), lambda each: unicodedata.bidirectional(each) in RIGHT_TO_LEFT):
            (own if mine else others).append("".join(letters))
    return own, others


def _runs(text: str) -> Iterator[list[str]]:
    """The words of a text in another script, in parts: what follows a number or a comma may stand on its other side."""
    for part in COMMAS.split(text):
        _, words = _told_apart(part.split())
        yield from (list(run) for _, run in groupby(words, str.isdecimal))


def _bare(word: str) -> str:
    """Letters and digits only: marks stand over letters, and brackets are drawn as their mirror images."""
    return "".join(each for each in unicodedata.normalize("NFKC", word) if each.isalnum())
