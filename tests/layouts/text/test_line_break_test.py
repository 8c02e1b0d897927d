"""Where lines may end, against Unicode's own LineBreakTest (15.0). The engine's ICU is newer: so are some of its rules."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from layouts.typesetting.text.breaks import places

TEST = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")
AMBIGU = "ambigu"

# The rows that come out otherwise, by the rule that is new or other since Unicode 15.0.
NEWER = {
    # LB20a (15.1; 17.0 for Hebrew): no break after a hyphen that begins a word.
    "LB20a": [f"-{mark}{char}" for char in "#\u05d0\u00a7\U00050005\u0e01" for mark in ("", "\u0308")],
    # LB21a (15.1): a hyphen between Hebrew letters is a place to break; it was none before.
    "LB21a": ["\u05d0-\u05d0"],
    # LB15 (until 15.0) forbade every break between a quotation mark, spaces and an opening bracket; LB15a and LB15b
    # (15.1) look whether the mark begins or ends a quotation, and whether it stands at a space.
    "LB15 withdrawn": [
        *(f'"{mark} {opening}' for opening in "\u2329(" for mark in ("", "\u0308")),
        f"{AMBIGU}\u00ab ( \u0308 ) \u00bb(e\u0308)",
        f"{AMBIGU}\u00ab {{ \u0308 }} \u00bb(e\u0308)",
    ],
    # LB15a and LB15b: none after an opening guillemet and a space, none before a space and a closing one.
    "LB15a, LB15b": [f"{AMBIGU}(\u00ab \u0308 \u00bb)(e\u0308)", f"{AMBIGU}{{\u00ab \u0308 \u00bb}}(e\u0308)"],
    # LB15c (16.0): a space before a decimal mark is a place to break; LB25 (16.0): none between the mark and its digits.
    "LB15c, LB25": ["equals .35 cents"],
    # LB25 (16.0): none between a full stop or comma and a digit, whatever precedes.
    "LB25": [
        *(",0", ",\u03080", "a.2 ", "a.2 \u0915", "a.2 \u672c", "a.2\u3000\u672c", "a.2\u3000\u307e", "a.2\u30003"),
        *(
            "a.2\u3000\u300c",
            "A.1 \ubabb",
            "\ubd24\uc5b4. A.2 \ubcfc",
            "\ubd10\uc694. A.3 \ubabb",
            "\uc694. A.4 \ubabb",
        ),
    ],
}


def test_line_break_test() -> None:
    """Every row comes out as stated, but for those that a newer rule explains."""
    path = next((path for path in (TEST, TEST.with_suffix(".txt.gz")) if path.is_file()), None)
    if path is None:
        pytest.skip("LineBreakTest.txt is not there: install Debian's unicode-data")
    opener = gzip.open if path.suffix == ".gz" else open
    failed = set()
    total = 0
    with opener(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            fields = row.partition("#")[0].split()
            if not fields:
                continue
            text = "".join(chr(int(code, 16)) for code in fields[1::2])
            expected = [place for place, mark in enumerate(fields[::2]) if mark == "\u00f7"]
            total += 1
            if places(text, "en") != expected:
                failed.add(text)
    assert total > 7_500
    explained = {text for texts in NEWER.values() for text in texts}
    assert len(explained) == 33
    assert failed - explained == set()
