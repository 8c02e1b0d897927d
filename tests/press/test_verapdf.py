"""What veraPDF, the reference validator of PDF/UA, says of what we print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.press.demo import demo
from tests.press.everything import SCREEN, Key, Made
from tests.verapdf import broken_rules, jars


def test_what_we_print_follows_pdf_ua(library_copies: Mapping[Key, Made], tmp_path: Path) -> None:
    """Every screen copy of every layout, language, paper and brand breaks no rule of PDF/UA-1; nor does the demo."""
    jars()
    files = {f"{key}.pdf": library_copies[key].copy.pdf for key in SCREEN} | {"demo.pdf": demo()}
    expected: dict[str, set[str]] = {name: set() for name in files}
    assert expected == broken_rules(files, tmp_path)
