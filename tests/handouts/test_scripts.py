"""Scripts and directions of languages."""

from __future__ import annotations

import pytest

from handouts.scripts import TAG, direction_of, language_of, script_of

# What Unicode CLDR's likely subtags say, and the direction the Unicode Character Database gives the script's letters.
KNOWN = [
    ("en", "Latn", "ltr"),
    ("es", "Latn", "ltr"),
    ("zh-Hans", "Hans", "ltr"),
    ("zh-Hant", "Hant", "ltr"),
    ("zh", "Hans", "ltr"),
    ("zh-TW", "Hant", "ltr"),
    ("zh-Hans-TW", "Hans", "ltr"),
    ("vi", "Latn", "ltr"),
    ("fil", "Latn", "ltr"),
    ("ko", "Kore", "ltr"),
    ("ru", "Cyrl", "ltr"),
    ("ar", "Arab", "rtl"),
    ("ar-EG", "Arab", "rtl"),
    ("fa", "Arab", "rtl"),
    ("hy", "Armn", "ltr"),
    ("th", "Thai", "ltr"),
    ("ht", "Latn", "ltr"),
    ("pt-BR", "Latn", "ltr"),
    ("fr", "Latn", "ltr"),
    ("uk", "Cyrl", "ltr"),
    ("pl", "Latn", "ltr"),
    ("ms", "Latn", "ltr"),
    ("id", "Latn", "ltr"),
    ("so", "Latn", "ltr"),
    ("hi", "Deva", "ltr"),
    ("pa", "Guru", "ltr"),
    ("pa-PK", "Arab", "rtl"),
    ("pa-Arab", "Arab", "rtl"),
    ("km", "Khmr", "ltr"),
    ("lo", "Laoo", "ltr"),
    ("ja", "Jpan", "ltr"),
    ("tl", "Latn", "ltr"),
    ("es-419", "Latn", "ltr"),
]


@pytest.mark.parametrize(("tag", "script", "direction"), KNOWN)
def test_script_and_direction(tag: str, script: str, direction: str) -> None:
    """A tag gives its script, named in it or likely, and the script its direction."""
    assert TAG.fullmatch(tag)
    assert (script, direction) == (script_of(tag), direction_of(script_of(tag)))


def test_unknown_language() -> None:
    """A language that is not in the table has no script, unless its tag names one."""
    assert ["", "Plrd"] == [script_of("tlh"), script_of("hmd-Plrd")]


@pytest.mark.parametrize("tag", ["es_US", "ES", "english", "zh-hans", "pt-br", "", "en-"])
def test_what_is_no_tag(tag: str) -> None:
    """Tags are written one way only, since they are names of files."""
    assert TAG.fullmatch(tag) is None


def test_language_of() -> None:
    """The language is what stands before the first hyphen."""
    assert ["zh", "fil"] == [language_of("zh-Hant-TW"), language_of("fil")]
