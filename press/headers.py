"""Lines of a message's head. In: text as people write it. Out: ASCII that every mail program reads back the same.

The standard library's own way can be made to write a second header from an encoded word hidden in a subject, and loses
spaces in honest ones. So a text with a control character, a bidi control or an encoded word is refused, plain ASCII
passes as it is, and everything else is encoded whole.
"""

from __future__ import annotations

import re
from email.header import Header

from handouts.problem import Place, Problem, UsageError
from press.names import is_reserved

HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ENCODED_WORD = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?=")
LINE = 76
LOCAL_PART = re.compile(r"[A-Za-z0-9_+'-]+(\.[A-Za-z0-9_+'-]+)*", re.ASCII)
LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?", re.ASCII)
NAMED = re.compile(r"(?P<name>[^<>]*|\".*\")\s*<(?P<address>[^<>]*)>", re.DOTALL)
LONGEST_NAME = 72
IN_FILE_NAME = re.compile(r"[\\/:*?\"<>|;]")


class HeaderError(ValueError):
    """A text that may not stand in a message's head; the message says why."""


def header(field: str, text: str) -> str:
    """What stands after `field: ` for a text, folded, without the last line's end. Raises HeaderError."""
    refuse_hidden(text)
    if text.isascii() and "=?" not in text and len(field) + 2 + len(text) <= LINE and text == text.strip():
        return text
    return Header(text, "utf-8", maxlinelen=75, header_name=field).encode(linesep="\r\n")


def refuse_hidden(text: str) -> None:
    """Raise HeaderError for characters that are not seen and for encoded words, which no honest author writes."""
    found = HIDDEN.search(text)
    if found:
        raise HeaderError(f"it holds the hidden character U+{ord(found[0]):04X}")
    if ENCODED_WORD.search(text):
        raise HeaderError("it holds an encoded word (=?...?=)")


def recipient(typed: str) -> str:
    """What stands after `To: ` for one address, `ann@x.example` or `Ann <ann@x.example>`. Raises UsageError."""
    try:
        refuse_hidden(typed)
        named = NAMED.fullmatch(typed.strip())
        if named is None:
            return address(typed)
        return mailbox(_unquoted(named["name"].strip()), named["address"])
    except HeaderError as error:
        raise UsageError(
            Problem(Place("--to"), f"this cannot be an address: {error}", "give exactly one, like ann@clinic.example")
        ) from None


def mailbox(name: str, typed: str) -> str:
    """A name in quotation marks, or encoded, with its address. Raises HeaderError."""
    plain = address(typed)
    if not name:
        return plain
    refuse_hidden(name)
    if name.isascii() and "=?" not in name:
        quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        quoted = Header(name, "utf-8", maxlinelen=75, header_name="To").encode(linesep="\r\n")
    if "\n" in quoted or len(quoted) > LONGEST_NAME:  # some readers lose a space where a name is folded
        raise HeaderError("the name is too long")
    between = " " if len("To: ") + len(quoted) + len(plain) + 3 <= LINE else "\r\n "
    return f"{quoted}{between}<{plain}>"


def file_name(typed: str) -> str:
    """The name of an attachment, as it is. Raises HeaderError for what could be more than a name to some program."""
    refuse_hidden(typed)
    if IN_FILE_NAME.search(typed):
        raise HeaderError('a file name holds none of \\ / : * ? " < > | ;')
    if not typed or len(typed) > 120 or typed[0] in ".-" or typed != typed.strip(" .") or is_reserved(typed):
        raise HeaderError("some systems take this file name for something else")
    return typed


def address(typed: str) -> str:
    """One bare address with its domain in ASCII (IDNA). Raises HeaderError for anything that is not exactly that."""
    local, at, domain = typed.rpartition("@")
    if not at:
        raise HeaderError("it has no @")
    if not LOCAL_PART.fullmatch(local) or len(local) > 64:
        raise HeaderError("the part before the @ may only hold plain letters, digits and . _ + -")
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise HeaderError("the part after the @ is no domain name") from None
    labels = plain.split(".")
    if len(plain) > 253 or len(labels) < 2 or not all(LABEL.fullmatch(label) for label in labels):
        raise HeaderError("the part after the @ is no domain name")
    return f"{local}@{plain}"


def _unquoted(name: str) -> str:
    """A display name without the quotation marks it may be typed in."""
    if len(name) >= 2 and name[0] == name[-1] == '"' and '"' not in name[1:-1].replace('\\"', ""):
        return re.sub(r"\\(.)", r"\1", name[1:-1])
    return name
