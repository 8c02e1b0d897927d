"""What a finished PDF has printed, for finding words in it. In: its pages as another reader sees them. Out: yes or no.

Capitals, line ends and marks do not count. A text may go on on the next page, or, where pages are imposed, on a page
that lies elsewhere: then its two parts are looked for, the one at the foot of a page, the other at the head of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from press.pdfium import Letter, Page, read
from press.preflight import Text, squeezed
from press.visual import Sight

LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")

Signature = tuple[str, ...]  # a line's words without their order, any number in the place of each


def printed(pdf: bytes) -> Printed:
    """What the PDF has printed; text from right to left with its letters. Raises ValueError for what is no PDF."""
    pages = read(pdf).pages
    if any(LEFTWARD.search(page.text) for page in pages):
        pages = read(pdf, letters=True).pages
    return Printed(pages)


class Printed:
    """All that is printed on these pages: `phrase in printed`.

    Where they have letters, these tell the order: text that mixes directions comes out in another one than it is read.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        texts = [page.text.casefold() for page in pages]
        self._text = Text("\n".join(texts))
        self._parts = [squeezed(part) for part in _parts(texts)]
        self._sight = Sight(tuple(_folded(page.letters)) for page in pages)

    def __contains__(self, phrase: str) -> bool:
        """Whether these words are printed, in their order."""
        wanted = phrase.casefold()
        return wanted in self._text or self._sight.has_part(wanted) or self._in_two(squeezed(wanted))

    def _in_two(self, wanted: str) -> bool:
        """Whether it begins at the foot of a page, and goes on at the head of another one."""
        ends = {cut for part in self._parts for cut in range(1, len(wanted)) if part.endswith(wanted[:cut])}
        return any(part.startswith(wanted[cut:]) for cut in ends for part in self._parts)


def _parts(texts: Sequence[str]) -> Iterator[str]:
    """The text between one running foot and the next: pages, or those that were imposed on one."""
    lines = [text.splitlines() for text in texts]
    count = Counter(_signature(line) for page in lines for line in page)
    often = max(2, len(texts) / 2)
    for page in lines:
        part: list[str] = []
        for line in page:
            if count[_signature(line)] >= often:
                yield "\n".join(part)
                part = []
            else:
                part.append(line)
        yield "\n".join(part)


def _signature(line: str) -> Signature:
    """What running feet have in common: the number of the page and the title may change places."""
    return tuple(sorted(re.sub(r"\d+", "#", line).split()))


def _folded(letters: Iterable[Letter]) -> Iterator[Letter]:
    return (letter._replace(text=letter.text.casefold()) for letter in letters)
