"""Which bytes and characters may be in a file. In: the bytes of one file. Out: its text, or problems with their places.

A forbidden character cannot be seen, makes text look other than it is, or breaks lines where no editor shows a break.
Marks that real right-to-left and Indic text needs stay, and so do the zero-width space and the soft hyphen, at which
our own text engine breaks lines.
"""

from __future__ import annotations

import codecs
import re

from handouts.gathering import Problems
from handouts.problem import ContentError, Place

MOST_BYTES = 1_000_000
MOST_LINES = 50_000  # a megabyte of line breaks would keep the reader busy for seconds
MOST_LISTED = 50

# None of these is printable. Compiled by `re` where a text holds anything that is not.
_FORBIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
_ISOLATE = re.compile(r"[\u2066-\u2069]")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NAMES = {
    "\x00": "NUL",
    "\x07": "BELL",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\u2028": "LINE SEPARATOR",
    "\u2029": "PARAGRAPH SEPARATOR",
    "\u202a": "LEFT-TO-RIGHT EMBEDDING",
    "\u202b": "RIGHT-TO-LEFT EMBEDDING",
    "\u202c": "POP DIRECTIONAL FORMATTING",
    "\u202d": "LEFT-TO-RIGHT OVERRIDE",
    "\u202e": "RIGHT-TO-LEFT OVERRIDE",
    "\ufeff": "BYTE ORDER MARK",
}


def decode(data: bytes, shown: str) -> str:
    """The text of a file: UTF-8, with or without a byte order mark, which is dropped.

    `shown` is the path as the user names it. Raises ContentError: more than `MOST_BYTES` or `MOST_LINES`, another
    encoding, a byte that is not UTF-8, forbidden characters (all of them, up to `MOST_LISTED`).
    """
    text = utf8(data, shown)
    problems = Problems()
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if lines > MOST_LINES:
        message = f"the file has {lines:,} lines, at most {MOST_LINES:,} are read"
        problems.add(Place(shown, 1, 1), message, "cut it into several files")
        problems.raise_if_any()
    if text.replace("\n", "").isprintable():
        return text
    for count, found in enumerate(re.finditer(_FORBIDDEN, text)):
        if count == MOST_LISTED:
            break
        problems.add(place_in(text, found.start(), shown), *_not_allowed(found.group()))
    problems.raise_if_any()
    return text


def utf8(data: bytes, shown: str, most: int = MOST_BYTES) -> str:
    """The characters of a file, whichever they are, without the byte order mark.

    Raises ContentError: more than `most` bytes, another encoding, a byte that is not UTF-8.
    """
    problems = Problems()
    if len(data) > most:
        problems.add(Place(shown, 1, 1), *too_large(len(data), most))
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            problems.add(Place(shown, 1, 1), f"the file is written in {encoding}, not in UTF-8", "save it as UTF-8")
            break
    problems.raise_if_any()
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        problems.add(place_in(before, len(before), shown), message, "save the file as UTF-8")
        raise ContentError(problems.found) from None


def too_large(size: int, most: int = MOST_BYTES) -> tuple[str, str]:
    """Message and hint for a file of `size` bytes, which is more than `most`."""
    return f"the file has {size:,} bytes, at most {most:,} are read", "cut it into several files"


def place_in(text: str, index: int, shown: str) -> Place:
    """Where the character at `index` stands. CR LF, CR and LF end a line, as they do in YAML."""
    line, start = 1, 0
    for found in _LINE_BREAK.finditer(text, 0, index):
        line, start = line + 1, found.end()
    return Place(shown, line, index - start + 1)


def check_decoded(value: str, place: Place, problems: Problems) -> None:
    """A problem at `place` where a value, its escapes read, holds a forbidden character or unpaired isolates."""
    if value.isprintable():
        return
    if found := re.search(_FORBIDDEN, value):
        problems.add(place, *_not_allowed(found.group()))
    if not _pairs(value):
        problems.add(place, "direction isolates (U+2066 to U+2069) do not pair in this text", "close or delete them")


def isolates(text: str) -> list[int]:
    """Where in `text` a direction isolate or its end stands."""
    return [found.start() for found in _ISOLATE.finditer(text)]


def _pairs(value: str) -> bool:
    depth = 0
    for found in _ISOLATE.finditer(value):
        depth += -1 if found.group() == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0


def _not_allowed(character: str) -> tuple[str, str]:
    name = _NAMES.get(character, "")
    label = f"U+{ord(character):04X}" + (f" ({name})" if name else "")
    return f"the character {label} is not allowed in text", "delete it: it cannot be seen, or cannot be printed"
