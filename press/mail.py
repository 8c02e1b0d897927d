"""Letters. In: finished PDFs and the locale's phrases. Out: an e-mail draft (`.eml`) and the same to copy by hand.

A draft has no From, no Date and no Message-ID: the mail program that sends it fills them in, and the same letter is the
same bytes. Subject and file names are neutral in every language, since they travel and are shown without being opened.
"""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.policy import SMTP

from msgspec import Struct

from handouts.edition import Edition
from handouts.problem import ContentError, DeliveryError, Place, Problem
from press.headers import HeaderError, file_name, header

WARN_BYTES = 7_000_000
MOST_BYTES = 10_000_000


class Attachment(Struct, frozen=True):
    """A PDF under the name it has in the message."""

    name: str
    pdf: bytes


class Letter(Struct, frozen=True, kw_only=True):
    """What is written and what goes with it. `to` is a finished header value, or "" for a draft to nobody yet."""

    to: str
    subject: str
    body: str
    language: str
    attachments: tuple[Attachment, ...]


def letter(edition: Edition, attachments: tuple[Attachment, ...], to: str) -> Letter:
    """The letter in the words of the edition's locale, from the edition's brand."""
    locale, brand = edition.locale, edition.brand
    said = {"brand": brand.name, "centre": brand.name, "phone": brand.phone, "count": len(attachments)}
    names = "\n".join(f"- {each.name}" for each in attachments)
    sender = "\n".join(line for line in (brand.name, brand.phone, brand.web) if line)
    parts = (
        locale.phrase("mail_greeting", **said),
        locale.phrase("mail_body", **said),
        f"{locale.phrase('mail_attached', **said)}\n{names}",
        locale.phrase("mail_close", **said),
        sender,
    )
    return Letter(
        to=to,
        subject=locale.phrase("mail_subject", **said),
        body="\n\n".join(parts) + "\n",
        language=locale.language,
        attachments=attachments,
    )


def draft(letter: Letter, place: Place) -> bytes:
    """The letter as a message that mail programs open as a draft; the same letter gives the same bytes.

    Raises ContentError at `place` (the locale) for a subject that may not stand in a head.
    """
    head = [("X-Unsent", "1")]
    head += [("To", letter.to)] if letter.to else []
    try:
        head.append(("Subject", header("Subject", letter.subject)))
        head.append(("Content-Language", header("Content-Language", letter.language)))
        body = _body(letter)
    except HeaderError as error:
        problem = Problem(place, f"Subject: {error}", "write `mail_subject` as one plain line")
        raise ContentError(problem) from None
    return "".join(f"{field}: {value}\r\n" for field, value in head).encode("ascii") + body


def by_hand(letter: Letter, names: tuple[str, ...]) -> bytes:
    """The letter as plain text, to copy into a mail program that opens no drafts; `names` are the files to attach."""
    lines = [f"Subject: {letter.subject}", "", letter.body.rstrip("\n"), "", "--", *names]
    lines = ([f"To: {letter.to}"] if letter.to else []) + lines
    return ("\n".join(lines) + "\n").encode("utf-8")


def weigh(message: bytes, place: Place) -> list[Problem]:
    """A warning for a message that some mail services refuse. Raises DeliveryError for one that most do."""
    size = f"the message is {len(message) / 1e6:.1f} MB"
    if len(message) > MOST_BYTES:
        raise DeliveryError(
            Problem(
                place,
                f"{size}; some services take no more than {MOST_BYTES / 1e6:.0f} MB",
                "attach fewer handouts, or send them in two messages",
            )
        )
    if len(message) > WARN_BYTES:
        return [Problem(place, f"{size}, close to what some services take", "attach fewer handouts", warning=True)]
    return []


def _body(letter: Letter) -> bytes:
    """The message from MIME-Version on, its boundaries made from its content."""
    message = EmailMessage(policy=SMTP)
    message.set_content(letter.body, cte="quoted-printable")
    key = hashlib.sha256(letter.body.encode("utf-8"))
    for each in letter.attachments:
        message.add_attachment(each.pdf, "application", "pdf", filename=file_name(each.name))
        key.update(each.pdf)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"={key.hexdigest()[:24]}-{number}=")
    return message.as_bytes()
