"""Preflight: a finished PDF against what it promises. In: bytes, the name to show, a promise. Out: problems.

`quick` is for every file of a build: another reader than the one that wrote opens the file and reads its words back.
`preflight` is for the command: it also looks the file through object by object (see `press/inspection`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from handouts.problem import Place, Problem
from press.pdfium import Reading, read
from press.visual import Sight

# White space, and what readers make of a soft hyphen at the end of a line.
_SPACE = re.compile("[\\s\u00ad\u0002\ufffe\u200b\u2060\ufeff]+")
_SOFT = "[\u00ad\u2060\ufeff]"


class Promise(Struct, frozen=True, kw_only=True):
    """What a copy must be. `urgent_lines` and `phones` are plain text, as printed."""

    pages: int
    title: str
    language: str
    urgent_lines: tuple[str, ...]
    phones: tuple[str, ...]
    tagged: bool
    right_to_left: bool = False


def quick(pdf: bytes, shown: str, promise: Promise) -> tuple[Problem, ...]:
    """Where a finished PDF is not what was promised, each problem at `shown`; an empty tuple is a pass.

    Raises MissingError where the library that reads PDFs is not installed.
    """
    place = Place(shown)
    try:
        messages = list(_read_back(read(pdf, letters=promise.right_to_left), promise))
    except ValueError as error:
        return (Problem(place, f"the file cannot be opened: {error}"),)
    return tuple(Problem(place, message) for message in messages)


def preflight(pdf: bytes, shown: str, promise: Promise | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a finished PDF, each problem at `shown`; an empty tuple is a pass.

    Raises MissingError where the libraries that read PDFs are not installed.
    """
    from press.inspection import inspect  # object by object: slow to import, and only wanted here

    place = Place(shown)
    try:
        reading = read(pdf, letters=promise is not None and promise.right_to_left)
    except ValueError as error:
        return (Problem(place, f"the file cannot be opened: {error}"),)
    messages = [*_readable(reading), *(_read_back(reading, promise) if promise else ()), *inspect(pdf)]
    return tuple(Problem(place, message) for message in dict.fromkeys(messages))


def _readable(reading: Reading) -> Iterator[str]:
    """What any file must be, whatever it promised."""
    yield from _fonts(reading)
    for number, page in enumerate(reading.pages, 1):
        if "\N{REPLACEMENT CHARACTER}" in page.text:
            yield f"page {number} has a character that cannot be read as text"


def _read_back(reading: Reading, promise: Promise) -> Iterator[str]:
    if len(reading.pages) != promise.pages:
        yield f"there are {len(reading.pages)} pages, not {promise.pages}"
    for what, is_, should in (
        ("title", reading.title, promise.title),
        ("language", reading.language, promise.language),
    ):
        if is_ != should:
            yield f"the {what} is '{is_}', not '{should}'" if is_ else f"there is no {what}"
    if promise.tagged and not reading.tagged:
        yield "the file is not tagged"
    elif promise.tagged and not any(page.elements for page in reading.pages):
        yield "the file has no structure tree"
    yield from _fonts(reading)
    text: Text | Sight
    if promise.right_to_left:
        text = Sight(page.letters for page in reading.pages)
    else:
        text = Text("\n".join(page.text for page in reading.pages))
    for line in promise.urgent_lines:
        if line not in text:
            yield f"an urgent line is not found again in the file's text: '{line}'"
    for phone in promise.phones:
        if not text.has_number(phone):
            yield f"a telephone number is not found again in the file's text: {phone}"


def _fonts(reading: Reading) -> Iterator[str]:
    for name in sorted({name for page in reading.pages for name, carried in page.fonts.items() if not carried}):
        yield f"the font {name or 'without a name'} is not in the file"


class Text:
    """Text that was read back from a PDF, in which lines end where the page had no more room."""

    def __init__(self, found: str) -> None:
        self._found = unicodedata.normalize("NFC", found)
        self._collapsed = _collapsed(self._found)
        self._lines = self._found.splitlines()

    def __contains__(self, text: str) -> bool:
        """Whether these words stand there, with white space where they have some; a line may end anywhere."""
        wanted = _collapsed(unicodedata.normalize("NFC", text))
        return wanted in self._collapsed or self._across_lines(wanted)

    def has_number(self, number: str) -> bool:
        """Whether these digits stand on one line as they are printed, and not as a part of a longer number."""
        if any(_stands_in(line, number) for line in self._lines):
            return True
        digits = "\\s*".join(map(re.escape, squeezed(number)))
        wanted = re.compile(rf"(?<!\d){digits}(?!\d)")
        return any(wanted.search(line) for line in self._lines)

    def _across_lines(self, wanted: str) -> bool:
        """The same where lines end without a space: after a hyphen, or in a script that puts none between words."""
        letters = [re.escape(letter) + "[\r\n\u0002\ufffe\u200b]*" for letter in wanted]
        pattern = "".join(r"\s+" if letter == " " else each for letter, each in zip(wanted, letters, strict=True))
        return re.search(pattern, re.sub(_SOFT, "", self._found)) is not None


def _stands_in(line: str, number: str) -> bool:
    """Whether a line has the number as it is written, with no digit beside it, which is quicker than any pattern."""
    before, found, after = line.partition(number)
    return bool(found) and not before[-1:].isdecimal() and not after[:1].isdecimal()


def _collapsed(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def squeezed(text: str) -> str:
    """The text without any white space, in the normal form that files are read back in."""
    return _SPACE.sub("", unicodedata.normalize("NFC", text))
