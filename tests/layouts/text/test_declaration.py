"""A thousand paragraphs in twenty-five languages: each is set, and pdfium and poppler read it back."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from handouts.inline import Span
from layouts.typesetting.text.typesetter import Setting
from tests.layouts.text.declaration import PARAGRAPHS, declaration
from tests.layouts.text.scripts import LANGUAGES, typesetter_of

SIZE, WIDTH = 11, 320
# Paragraphs that pdfium does not read back to the letter. Arabic: a last line that ends in a mark on a letter and a full
# stop, where it takes both for neutral and leaves them as they are drawn.
PDFIUM_MISSES = {"ar": 1}


def letters(text: str) -> str:
    """The text without white space, soft hyphens, and the marks of direction that readers put in."""
    kept = unicodedata.normalize("NFC", text)
    return "".join(char for char in kept if not char.isspace() and char not in "\u00ad\ufffe\u200b" and not turns(char))


def turns(char: str) -> bool:
    """Whether a character is there for the direction of others only."""
    return "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char in "\u200e\u200f"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_is_set_and_read_back(
    language: str, printed: Callable[[Sequence[Setting]], bytes], tmp_path: Path
) -> None:
    """No line is too wide, no character is lost, and both readers give back what was written."""
    texts = declaration(language)
    assert len(texts) == PARAGRAPHS
    typesetter = typesetter_of(language)
    settings = [typesetter.set([Span(text)], SIZE, WIDTH) for text in texts]
    assert max(setting.width for setting in settings) <= WIDTH + 1e-6
    pdf = printed(settings)
    expected = [letters(text) for text in texts]
    pages = [letters(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]
    misses = [place for place, text in enumerate(pages) if text != expected[place]]
    assert len(misses) <= PDFIUM_MISSES.get(language, 0), misses
    assert all(sorted(pages[place]) == sorted(expected[place]) for place in misses)
    if shutil.which("pdftotext") is None:
        return  # pdfium has read it; `.ci/run` installs poppler
    (tmp_path / "pages.pdf").write_bytes(pdf)
    out = subprocess.run(["pdftotext", str(tmp_path / "pages.pdf"), "-"], check=True, capture_output=True).stdout
    assert [letters(page) for page in out.decode().split("\f")[:-1]] == expected
