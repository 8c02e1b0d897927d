"""The words of finished screen copies, as two readers of PDFs find them, against the edition's own in order."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.press.everything import COPY_ID, LIBRARY, SCREEN, Key, Made
from tests.press.oracle import expected

Reader = Callable[[bytes, Path], list[str]]


def by_pdfium(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page as Chrome's reader finds it."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def by_poppler(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page as poppler finds it, in the order of the content."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not there: install poppler-utils")
    path = folder / "copy.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


LEFT_TO_RIGHT = [key for key in SCREEN if LIBRARY.locale(key.locale).direction == "ltr"]
WITHOUT_SPACES = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Laoo", "Thai"})  # a line's end is no space there


def words_of(text: Sequence[str], script: str) -> list[str]:
    """Words, or characters where a script puts no space between words."""
    return list("".join("".join(text).split())) if script in WITHOUT_SPACES else " ".join(text).split()


@pytest.mark.parametrize("read", [by_pdfium, by_poppler])
@pytest.mark.parametrize("key", LEFT_TO_RIGHT, ids=str)
def test_the_words_in_order(library_copies: Mapping[Key, Made], key: Key, read: Reader, tmp_path: Path) -> None:
    """Every page should say its own words, and the flowing pages together the rest of the edition, in order."""
    made = library_copies[key]
    pages = [each.page for each in made.composition.pages]
    wanted, story = expected(made.edition, pages, COPY_ID)

    script = made.edition.locale.script

    found = [words_of([text], script) for text in read(made.copy.pdf, tmp_path)]

    assert len(wanted) == len(found)
    told: list[str] = []
    for page, want, words in zip(pages, wanted, found, strict=True):
        head, *foots = (words_of(each, script) for each in (want.head, *want.foots))
        foot = next((each for each in foots if ends_with(words, each)), foots[0])
        assert head == words[: len(head)]
        assert foot == words[len(words) - len(foot) :]
        between = words[len(head) : len(words) - len(foot)]
        assert page.flows or between == []
        told += between
    assert words_of(story, script) == told


def ends_with(words: Sequence[str], end: Sequence[str]) -> bool:
    """Whether the last words are these."""
    return list(words[len(words) - len(end) :]) == list(end)
