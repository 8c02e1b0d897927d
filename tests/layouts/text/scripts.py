"""The languages and their faces. In: a language. Out: its script, direction, family and typesetter, or a skipped test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts.problem import MissingError
from handouts.scripts import direction_of, script_of
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import Family, family

FONTS = Path("/usr/share/fonts/truetype/noto")
LANGUAGES = (
    *("en", "es", "fr", "pt-BR", "ht", "vi", "tl", "ru", "uk", "pl", "ms", "id", "so", "hy"),
    *("zh-Hans", "zh-Hant", "ja", "ko", "ar", "fa", "hi", "pa", "th", "km", "lo"),
)
RIGHT_TO_LEFT = tuple(language for language in LANGUAGES if direction_of(script_of(language)) == "rtl")


def family_of(script: str) -> Family:
    """The family of a script: the packaged one, else the system's. Skips the test where there is neither."""
    try:
        return family(script)
    except MissingError:
        try:
            return family(script, FONTS)
        except MissingError as missing:
            pytest.skip(f"{missing.problems[0].message}: install it, or Debian's fonts-noto-core")


def typesetter_of(language: str, faces: Family | None = None, **habits: Any) -> Typesetter:
    """A typesetter of a language that has set nothing yet."""
    script = script_of(language)
    return Typesetter(faces or family_of(script), language, direction_of(script), script, **habits)
