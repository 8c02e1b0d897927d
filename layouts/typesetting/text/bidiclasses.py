"""Bidi classes and brackets (UAX #9, tables). In: a character. Out: its class, and what it pairs with as a bracket.

Python's own tables serve, which for unassigned characters say nothing: there the defaults of DerivedBidiClass.txt hold.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_RIGHT_TO_LEFT = (
    (0x0590, 0x05FF),
    (0x07C0, 0x085F),
    (0xFB1D, 0xFB4F),
    (0x10800, 0x10CFF),
    (0x10D40, 0x10EBF),
    (0x10F00, 0x10F2F),
    (0x10F70, 0x10FFF),
    (0x1E800, 0x1EC6F),
    (0x1ECC0, 0x1ECFF),
    (0x1ED50, 0x1EDFF),
    (0x1EF00, 0x1EFFF),
)
_ARABIC = (
    (0x0600, 0x07BF),
    (0x0860, 0x08FF),
    (0xFB50, 0xFDCF),
    (0xFDF0, 0xFDFF),
    (0xFE70, 0xFEFF),
    (0x10D00, 0x10D3F),
    (0x10EC0, 0x10EFF),
    (0x10F30, 0x10F6F),
    (0x1EC70, 0x1ECBF),
    (0x1ED00, 0x1ED4F),
    (0x1EE00, 0x1EEFF),
)
_DEFAULTS = (("R", _RIGHT_TO_LEFT), ("AL", _ARABIC), ("ET", ((0x20A0, 0x20CF),)), ("BN", ((0xE0000, 0xE0FFF),)))

# Opening and closing brackets in turn: Bidi_Paired_Bracket, which Python's tables lack.
_BRACKETS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b\u2329\u232a"
    "\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9"
    "\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e"
    "\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27"
    "\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011"
    "\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d"
    "\uff5f\uff60\uff62\uff63"
)
_ALIKE = str.maketrans("\u2329\u232a", "\u3008\u3009")  # canonically the same

# A bracket -> the closing bracket of its pair, whether it is an opening one.
BRACKETS: dict[str, tuple[str, bool]] = {
    bracket: (closing.translate(_ALIKE), bracket == opening)
    for opening, closing in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)
    for bracket in (opening, closing)
}


@cache
def bidi_class(char: str) -> str:
    """The Bidi_Class of a character, by its short name: `L`, `R`, `AL`, `EN`, ..."""
    known = unicodedata.bidirectional(char)
    if known:
        return known
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "BN"
    for name, ranges in _DEFAULTS:
        if any(low <= code <= high for low, high in ranges):
            return name
    return "L"
