"""What a finished PDF has printed, for finding words in it. In: its pages as another reader sees them. Out: yes or no.

Capitals, line ends, kinds of quotes and hyphens, and signs that nobody sees do not count, nor what stands between the
digits of a telephone number. A text may go on on the next page, or, where pages are imposed, on a page that lies
elsewhere: then its two parts are looked for, the one at the foot of a page, the other at the head of one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from press.pdfium import Letter, Page, read
from press.preflight import Text, squeezed
from press.visual import Sight

LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
ALIKE = str.maketrans(  # typed in one way, printed in another: hyphens, quotes, and what is not seen at all
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e"),
    }
)
FEWEST = 7  # digits of a telephone number; how fewer of them are written counts

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
        texts = [folded(page.text) for page in pages]
        self._whole = "\n".join(texts)
        self._text = Text(self._whole)
        self._parts = [squeezed(part) for part in _parts(texts)]
        self._sight = Sight(tuple(_folded(page.letters)) for page in pages)

    def __contains__(self, phrase: str) -> bool:
        """Whether these words are printed, in their order."""
        wanted = folded(phrase)
        return (
            wanted in self._text
            or self._sight.has_part(wanted)
            or self._in_two(squeezed(wanted))
            or self._has_number(wanted)
        )

    def _has_number(self, wanted: str) -> bool:
        """Whether it is a telephone number and stands there in some way of writing, with the country's 1 or without."""
        digits = "".join(filter(str.isdecimal, wanted))
        if len(digits) < FEWEST or any(map(str.isalpha, wanted)):
            return False
        own = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
        return re.search(r"[^\w\n]{0,3}".join(own), self._whole) is not None

    def _in_two(self, wanted: str) -> bool:
        """Whether it begins at the foot of a page, and goes on at the head of another one."""
        ends = {cut for part in self._parts for cut in range(1, len(wanted)) if part.endswith(wanted[:cut])}
        return any(part.startswith(wanted[cut:]) for cut in ends for part in self._parts)


def folded(text: str) -> str:
    """The text as it is compared, in which nothing is left that does not count."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text.translate(ALIKE)).casefold())


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
    return (letter._replace(text=folded(letter.text)) for letter in letters)
