"""Scripts of languages. In: a BCP 47 tag. Out: its ISO 15924 script and the direction that script is read in.

The table is a cut of CLDR's likely subtags: the scripts that are written where the tag names none.
"""

from __future__ import annotations

import re

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?")

LIKELY = {
    "ar": "Arab", "en": "Latn", "es": "Latn", "fa": "Arab", "fil": "Latn", "fr": "Latn", "hi": "Deva", "ht": "Latn",
    "hy": "Armn", "id": "Latn", "ja": "Jpan", "km": "Khmr", "ko": "Kore", "lo": "Laoo", "ms": "Latn", "pa": "Guru",
    "pa-PK": "Arab", "pl": "Latn", "pt": "Latn", "ru": "Cyrl", "so": "Latn", "th": "Thai", "tl": "Latn", "uk": "Cyrl",
    "vi": "Latn", "zh": "Hans", "zh-HK": "Hant", "zh-MO": "Hant", "zh-TW": "Hant",
}  # fmt: skip

RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"})


def language_of(tag: str) -> str:
    """The language subtag: "zh" of "zh-Hant-TW"."""
    return tag.split("-", 1)[0]


def script_of(tag: str) -> str:
    """The script of a well-formed tag: the one it names, else the likely one, else ""."""
    language, *rest = tag.split("-")
    for part in rest:
        if len(part) == 4 and part.isalpha():
            return part.title()
    for part in rest:
        if f"{language}-{part}" in LIKELY:
            return LIKELY[f"{language}-{part}"]
    return LIKELY.get(language, "")


def direction_of(script: str) -> str:
    """The direction a script is read in: "ltr" or "rtl"."""
    return "rtl" if script in RIGHT_TO_LEFT else "ltr"
