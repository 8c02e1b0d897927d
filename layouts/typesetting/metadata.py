"""Metadata: XMP and the information dictionary, with the same values in both. In: title, author, dates. Out: bytes."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from msgspec import Struct

PRODUCER = "handout press"


class Metadata(Struct, frozen=True):
    """What a PDF says of itself. `created` is in UTC."""

    title: str
    author: str
    subject: str
    language: str
    created: datetime
    accessible: bool  # claims PDF/UA-1


def information(data: Metadata) -> bytes:
    """The document information dictionary (PDF 32000-1, 14.3.3)."""
    moment = _moment(data.created, "(D:%Y%m%d%H%M%S+00'00')").encode()
    return b"".join(
        (
            b"<</Title" + text(data.title),
            b"/Author" + text(data.author),
            b"/Subject" + text(data.subject),
            b"/Producer" + text(PRODUCER),
            b"/CreationDate" + moment + b"/ModDate" + moment + b">>",
        )
    )


@lru_cache(16)
def _moment(created: datetime, pattern: str) -> str:
    return created.strftime(pattern)


def text(value: str) -> bytes:
    """A text string: literal where it is plain ASCII, else UTF-16BE in hex (7.9.2.2)."""
    if value.isascii() and value.isprintable():
        return b"(" + value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode() + b")"
    return b"<" + ("\ufeff" + value).encode("utf-16-be").hex().upper().encode() + b">"


def _escaped(value: str) -> str:
    """XML text. Importing `xml.sax.saxutils` would bring the whole of `urllib.request` with it."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xmp(data: Metadata) -> bytes:
    """The XMP packet, UTF-8 (ISO 16684-1; pdfuaid: ISO 14289-1, 5)."""
    moment = _moment(data.created, "%Y-%m-%dT%H:%M:%S+00:00")
    claim, space = "", ""
    if data.accessible:
        claim, space = ' pdfuaid:part="1"', ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    title, author, subject = _escaped(data.title), _escaped(data.author), _escaped(data.subject)
    # Simple values as attributes: half as long as elements. Not deflated, so that any program can find the packet.
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        f' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"{space}'
        f' xmp:CreateDate="{moment}" xmp:ModifyDate="{moment}" pdf:Producer="{PRODUCER}"{claim}>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
