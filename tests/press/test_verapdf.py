"""What veraPDF, the reference validator of PDF/UA, says of what we print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handouts.problem import MissingError
from layouts.typesetting.typefaces import Family, family
from tests.layouts.text.otf import named, numbered
from tests.layouts.text.samples import CJK, SCRIPTS
from tests.press.demo import demo
from tests.press.everything import SCREEN, Key, Made
from tests.press.sheets import sheet
from tests.verapdf import broken_rules, jars


def test_what_we_print_follows_pdf_ua(library_copies: Mapping[Key, Made], tmp_path: Path) -> None:
    """Every screen copy of every layout, language, paper and brand breaks no rule of PDF/UA-1; nor does the demo."""
    jars()
    files = {f"{key}.pdf": library_copies[key].copy.pdf for key in SCREEN} | {"demo.pdf": demo()}
    expected: dict[str, set[str]] = {name: set() for name in files}
    assert expected == broken_rules(files, tmp_path)


def test_every_kind_of_font_follows_pdf_ua(tmp_path: Path) -> None:
    """Sheets in every script whose typeface is there, and in static PostScript fonts with and without CIDs."""
    jars()
    files = {}
    for language, (script, text) in (SCRIPTS | CJK).items():
        try:
            found = family(script)
        except MissingError:
            continue  # a script of the system's fonts, which are not on every machine
        files[f"{language}.pdf"] = sheet(found, script, language, text, "rtl" if script == "Arab" else "ltr")
    for face, text in (
        (numbered(tmp_path / "n.otf", "人生而自由 "), "人人生而自由"),
        (named(tmp_path / "m.otf"), "ab ba\u00a0b"),
    ):
        files[f"{face.path.stem}.pdf"] = sheet(Family("alone", (face,), (face,)), "Latn", "en", text)
    assert CJK.keys() < {name.partition(".")[0] for name in files}
    expected: dict[str, set[str]] = {name: set() for name in files}
    assert expected == broken_rules(files, tmp_path)
