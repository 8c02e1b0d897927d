"""What has no business inside a handout: scripts, programs, attachments, other links, traces of who made it. Out: messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pikepdf import Pdf

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
    "/RichMedia": "moving media",
}
DEEPEST = 40

_TRACE = re.compile(r"(?<![\w/.:])(?:/(?:home|Users|root|tmp|var|private|mnt|opt|usr|work)/|[A-Za-z]:\\|file:/)\S*")
_UTC = re.compile(r"D:\d{14}(?:Z|[+-]00'00'?)")


def safety(pdf: Pdf) -> Iterator[str]:
    """Whatever could act on its own, and links that lead elsewhere than a handout's do."""
    found: dict[str, None] = {}
    for each in pdf.objects:
        for message in _acts(each, 0):
            found[message] = None
    yield from found


def _acts(value: Any, deep: int) -> Iterator[str]:
    import pikepdf

    if deep > DEEPEST:
        return
    if isinstance(value, pikepdf.Stream):
        if value.get("/Type") == "/EmbeddedFile":
            yield "there is an attached file in it"
        value = value.stream_dict
    if isinstance(value, pikepdf.Array):
        for each in value:
            if not each.is_indirect if hasattr(each, "is_indirect") else False:
                yield from _acts(each, deep + 1)
    if not isinstance(value, pikepdf.Dictionary):
        return
    for key, inner in value.items():
        if key in KEYS:
            yield f"there is {KEYS[key]} in it ({key[1:]})"
        if key in ("/A", "/Next") and isinstance(inner, pikepdf.Dictionary) and "/S" in inner:
            yield from _action(inner)
        if getattr(inner, "is_indirect", True) is False:
            yield from _acts(inner, deep + 1)


def _action(action: Any) -> Iterator[str]:
    kind = str(action["/S"])
    if kind == "/URI":
        address = str(action.get("/URI", ""))
        if urlsplit(address).scheme not in SCHEMES:
            yield f"a link leads to '{address}': only {', '.join(SCHEMES)} are allowed"
    elif kind not in ACTIONS:
        yield f"there is an action in it that is not a link ({kind[1:]})"


def privacy(pdf: Pdf) -> Iterator[str]:
    """Paths of the machine that made the file, and times that tell where it stood."""
    import pikepdf

    found: dict[str, None] = {}
    for each in pdf.objects:
        for text in _strings(each, 0):
            for trace in _TRACE.findall(text):
                found[f"there is a path of a machine in it: {trace}"] = None
    if "/Metadata" in pdf.Root:
        for trace in _TRACE.findall(pdf.Root["/Metadata"].read_bytes().decode("utf-8", "replace")):
            found[f"there is a path of a machine in its metadata: {trace}"] = None
    for key in ("/CreationDate", "/ModDate"):
        stated = pdf.docinfo.get(key)
        if isinstance(stated, pikepdf.String) and not _UTC.fullmatch(str(stated)):
            found[f"its {key[1:]} is not in UTC: {stated}"] = None
    yield from found


def _strings(value: Any, deep: int) -> Iterator[str]:
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        value = value.stream_dict
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif deep <= DEEPEST and isinstance(value, pikepdf.Array | pikepdf.Dictionary):
        inner = value if isinstance(value, pikepdf.Array) else value.values()
        for each in inner:
            if getattr(each, "is_indirect", True) is False:
                yield from _strings(each, deep + 1)
