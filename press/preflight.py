"""Preflight: a finished PDF against what it promises. In: bytes, the name to show, a promise. Out: problems.

With a promise (every file of a build) the file is opened by a second reader and its words are read back. Without one
(the command) the structure is looked through as well, object by object, with no promise to hold it against.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.problem import Place, Problem
from press.pdfium import Reading, read

NEARLY = 0.5  # points by which a page may differ from its paper

# White space, and what readers make of a soft hyphen at the end of a line.
_SPACE = re.compile("[\\s\u00ad\u0002\ufffe\u200b\u2060\ufeff]+")


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a copy must be. What is None or empty is not held.

    `urgent_lines` and `phones` as plain text. `page_sizes`: width and height in points, a page each, or one for all.
    """

    pages: int | None = None
    title: str = ""
    language: str = ""
    urgent_lines: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tagged: bool = False
    page_sizes: tuple[tuple[float, float], ...] = ()


def preflight(pdf: bytes, shown: str, promise: Promise | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a finished PDF, each problem at `shown`; an empty tuple is a pass.

    Raises MissingError where a library that reads PDFs is not installed.
    """
    place = Place(shown)
    try:
        messages = list(_read_back(read(pdf), promise or Promise()))
    except ValueError as error:
        return (Problem(place, f"the file cannot be opened: {error}"),)
    problems = [Problem(place, message) for message in messages]
    if promise is None:
        from press.structure import structure  # object by object: slow to import, and only wanted here

        problems += structure(pdf, place)
    return tuple(dict.fromkeys(problems))


def squeezed(text: str) -> str:
    """The text without white space and without what a line's end may add: what any two readers agree on."""
    return _SPACE.sub("", unicodedata.normalize("NFC", text))


def _read_back(reading: Reading, promise: Promise) -> Iterator[str]:
    count = len(reading.pages)
    if promise.pages is not None and count != promise.pages:
        yield f"there are {count} pages, not {promise.pages}"
    if not reading.title:
        yield "there is no title"
    elif promise.title and reading.title != promise.title:
        yield f"the title is '{reading.title}', not '{promise.title}'"
    if not reading.language:
        yield "there is no language"
    elif promise.language and reading.language != promise.language:
        yield f"the language is '{reading.language}', not '{promise.language}'"
    if promise.tagged and not reading.tagged:
        yield "the file is not tagged"
    yield from _sizes(tuple(page.size for page in reading.pages), promise.page_sizes)
    for name in sorted({name for page in reading.pages for name, carried in page.fonts.items() if not carried}):
        yield f"the font {name or 'without a name'} is not in the file"
    if promise.urgent_lines or promise.phones:
        found = squeezed("".join(page.text for page in reading.pages))
        for line in promise.urgent_lines:
            if squeezed(line) not in found:
                yield f"an urgent line is not found again in the file's text: '{line}'"
        for phone in promise.phones:
            if squeezed(phone) not in found:
                yield f"a telephone number is not found again in the file's text: {phone}"


def _sizes(sizes: tuple[tuple[float, float], ...], wanted: tuple[tuple[float, float], ...]) -> Iterator[str]:
    every = wanted * len(sizes) if len(wanted) == 1 else wanted
    for number, (is_, should) in enumerate(zip(sizes, every, strict=False), 1):
        if max(abs(is_[0] - should[0]), abs(is_[1] - should[1])) > NEARLY:
            yield (f"page {number} is {is_[0]:.0f} x {is_[1]:.0f} points large, not {should[0]:.0f} x {should[1]:.0f}")
