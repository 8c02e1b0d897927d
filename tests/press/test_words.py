"""The words of finished screen copies, as two readers of PDFs find them, against the edition's own in order."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.press.everything import COPY_ID, SCREEN, Key, Made
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


@pytest.mark.parametrize("read", [by_pdfium, by_poppler])
@pytest.mark.parametrize("key", SCREEN, ids=str)
def test_the_words_in_order(library_copies: Mapping[Key, Made], key: Key, read: Reader, tmp_path: Path) -> None:
    """Every page should say its own words, and the flowing pages together the rest of the edition, in order."""
    made = library_copies[key]
    pages = [each.page for each in made.composition.pages]
    wanted, story = expected(made.edition, pages, COPY_ID)

    found = [text.split() for text in read(made.copy.pdf, tmp_path)]

    assert len(wanted) == len(found)
    told: list[str] = []
    for page, want, words in zip(pages, wanted, found, strict=True):
        foot = next((each for each in want.foots if ends_with(words, each)), want.foots[0])
        assert want.head == words[: len(want.head)]
        assert foot == words[len(words) - len(foot) :]
        between = words[len(want.head) : len(words) - len(foot)]
        assert page.flows or between == []
        told += between
    assert story == told


def ends_with(words: Sequence[str], end: Sequence[str]) -> bool:
    """Whether the last words are these."""
    return list(words[len(words) - len(end) :]) == list(end)
