"""What has no business in a handout. In: an opened PDF. Out: messages on scripts, attachments, odd links, traces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from press.tree import is_dictionary

SCHEMES = ("https", "tel", "sms", "mailto")
ACTIONS = ("/URI", "/GoTo")
KEYS = {
    "/JS": "a script",
    "/JavaScript": "scripts",
    "/OpenAction": "an action that starts when it is opened",
    "/AA": "actions that start by themselves",
    "/EmbeddedFiles": "attached files",
    "/EF": "an attached file",
    "/XFA": "an XFA form",
    "/RichMediaContent": "moving media",
}
DEEPEST = 40

_TRACE = re.compile(
    r"(?<![\w/.:])(?:/(?:home|Users|root|tmp|var|private|mnt|opt|usr|work)/|[A-Za-z]:\\|file:/)[\w./\\~-]*"
)
_UTC = re.compile(r"D:\d{14}(?:Z|[+-]00'00'?)")


def safety(pdf: Any) -> Iterator[str]:
    """Whatever could act on its own, and links that lead elsewhere than a handout's do."""
    for each in _values(pdf):
        for key, inner in each.items() if is_dictionary(each) else ():
            if key in KEYS:
                yield f"it holds {KEYS[key]} ({key[1:]})"
            elif key in ("/A", "/Next"):
                yield from _action(inner)


def _action(found: Any) -> Iterator[str]:
    if not is_dictionary(found) or "/S" not in found:
        return
    kind = str(found["/S"])
    if kind == "/URI":
        address = str(found.get("/URI", ""))
        if urlsplit(address).scheme not in SCHEMES:
            yield f"a link leads to '{address}': only {', '.join(SCHEMES)} are allowed"
    elif kind not in ACTIONS:
        yield f"it holds an action that is not a link ({kind[1:]})"


def privacy(pdf: Any) -> Iterator[str]:
    """Paths of the machine that made the file, and times that tell where it stood."""
    import pikepdf

    for each in _values(pdf):
        if isinstance(each, pikepdf.String):
            yield from _traces(str(each))
    if "/Metadata" in pdf.Root:
        yield from _traces(pdf.Root["/Metadata"].read_bytes().decode("utf-8", "replace"))
    for key in ("/CreationDate", "/ModDate"):
        stated = str(pdf.docinfo.get(key, ""))
        if stated and not _UTC.fullmatch(stated):
            yield f"its {key[1:]} is not in UTC: {stated}"


def _traces(text: str) -> Iterator[str]:
    for trace in _TRACE.findall(text):
        yield f"it holds a path of the machine that made it: {trace}"


def _values(pdf: Any) -> Iterator[Any]:
    """Every dictionary and every string of the file, wherever it stands."""
    import pikepdf

    waiting = [(each, 0) for each in pdf.objects]
    while waiting:
        value, deep = waiting.pop()
        if isinstance(value, pikepdf.Stream):
            value = value.stream_dict
        if isinstance(value, pikepdf.String):
            yield value
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and deep < DEEPEST:
            inner = list(value.values()) if is_dictionary(value) else list(value)
            if is_dictionary(value):
                yield value
            # Indirect objects come by themselves.
            waiting += [(each, deep + 1) for each in inner if getattr(each, "is_indirect", True) is False]
