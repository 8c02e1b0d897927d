"""A letter for tests, and messages read back."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default

from handouts.problem import Place
from press.mail import Attachment, Letter

PLACE = Place("handouts/locales/en.yaml")
LETTER = Letter(
    to="",
    subject="Information you asked for",
    body="Hello,\n\nHere it is.\n",
    language="en-US",
    attachments=(
        Attachment("information-1-trifold-en.pdf", b"%PDF-1.7 first"),
        Attachment("information-2-card-en.pdf", b"x" * 999),
    ),
)


def parsed(message: bytes) -> EmailMessage:
    """The message as the standard library's modern reader has it."""
    found = email.message_from_bytes(message, policy=default)
    assert isinstance(found, EmailMessage)
    return found
