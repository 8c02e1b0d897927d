"""Letters: whole, short-lined, the same bytes each time, and taken by a real server."""

from __future__ import annotations

import hashlib
import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from msgspec.structs import replace

from handouts.problem import DeliveryError, Problem
from press.headers import recipient
from press.mail import by_hand, draft, letter, weigh
from press.orders import Failure
from press.work import fill
from tests.press.letters import LETTER, PLACE, parsed
from tests.press.samples import batches, edition, make_all


def test_draft_says_what_it_should() -> None:
    """A draft should open as a draft, to one person, with body and attachments whole, and without what the sender adds."""
    found = parsed(draft(replace(LETTER, to="ann@clinic.example"), PLACE))

    assert ["X-Unsent", "To", "Subject", "Content-Language", "MIME-Version", "Content-Type"] == found.keys()
    assert ("1", "ann@clinic.example", "en-US") == (found["X-Unsent"], found["To"], found["Content-Language"])
    body = found.get_body(("plain",))
    assert body is not None
    assert LETTER.body == body.get_content().replace("\r\n", "\n")
    assert [(each.name, each.pdf) for each in LETTER.attachments] == [
        (part.get_filename(), part.get_content()) for part in found.iter_attachments()
    ]
    assert {"application/pdf"} == {part.get_content_type() for part in found.iter_attachments()}


def test_draft_lines_are_short_and_end_as_mail_does() -> None:
    """Every line should end in CR LF and be short enough for any server."""
    message = draft(replace(LETTER, body="una línea muy larga " * 60 + "\n"), PLACE)

    assert message.count(b"\n") == message.count(b"\r\n") == message.count(b"\r")
    assert max(map(len, message.split(b"\r\n"))) <= 78


def test_same_letter_same_bytes() -> None:
    """A letter should be the same bytes each time, and another letter other bytes."""
    assert draft(LETTER, PLACE) == draft(replace(LETTER), PLACE)
    assert draft(LETTER, PLACE) != draft(replace(LETTER, body="Hi\n"), PLACE)


def test_boundary_is_not_in_the_content() -> None:
    """A body that holds a boundary of another letter should still be read back whole."""
    boundary = parsed(draft(LETTER, PLACE)).get_boundary()
    body = parsed(draft(replace(LETTER, body=f"--{boundary}\n--{boundary}--\n"), PLACE)).get_body(("plain",))

    assert body is not None
    assert f"--{boundary}\n--{boundary}--\n" == body.get_content().replace("\r\n", "\n")


def test_to_copy_by_hand() -> None:
    """The text to copy should hold the subject, the whole body and the files to attach, in their order."""
    said = by_hand(replace(LETTER, to="ann@clinic.example"), ("kit/one.pdf", "kit/two.pdf")).decode()

    assert (
        "To: ann@clinic.example\nSubject: Information you asked for\n\nHello,\n\nHere it is.\n\n--\nkit/one.pdf\nkit/two.pdf\n"
        == said
    )


@pytest.mark.parametrize(
    ("size", "warned", "refused"),
    [(7_000_000, False, False), (7_000_001, True, False), (10_000_000, True, False), (10_000_001, False, True)],
)
def test_weight(size: int, *, warned: bool, refused: bool) -> None:
    """A message should be warned about above 7 MB and refused above 10 MB, exactly."""
    if refused:
        with pytest.raises(DeliveryError, match=r"the message is 10.0 MB"):
            weigh(b"x" * size, PLACE)
    else:
        assert ([True] if warned else []) == [problem.warning for problem in weigh(b"x" * size, PLACE)]


def test_letter_speaks_the_locales_words() -> None:
    """Subject and body should be the locale's phrases; the sender's name and phone close the letter."""
    said = edition()
    found = letter(said, LETTER.attachments, "")

    for key in ("mail_greeting", "mail_body", "mail_attached", "mail_close"):
        assert said.locale.phrases[key] in found.body
    assert said.locale.phrases["mail_subject"] == found.subject
    assert f"{said.brand.name}\n{said.brand.phone}" in found.body
    assert "- information-1-trifold-en.pdf\n- information-2-card-en.pdf" in found.body
    assert "Stopping" not in found.subject + found.body


class Keeper:
    """Takes whatever a mail server is given."""

    def __init__(self) -> None:
        self.kept: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 its name there
        """Keep one message."""
        self.kept.append(envelope)
        return "250 OK"


def test_draft_is_taken_by_a_real_server() -> None:
    """A draft with what the sender adds should be delivered whole to exactly its one recipient."""
    keeper = Keeper()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        message = parsed(
            draft(replace(LETTER, to=recipient("Bób <bob@exämple.org>"), subject="Información — 您要的资料"), PLACE)
        )
        message["From"] = "desk@clinic.example"
        with smtplib.SMTP("127.0.0.1", port) as client:
            refused = client.send_message(message)
    finally:
        controller.stop()

    assert {} == refused
    (envelope,) = keeper.kept
    assert ["bob@xn--exmple-cua.org"] == envelope.rcpt_tos
    assert isinstance(envelope.content, bytes)
    arrived = parsed(envelope.content)
    assert "Información — 您要的资料" == str(arrived["Subject"])
    assert [hashlib.sha256(each.pdf).digest() for each in LETTER.attachments] == [
        hashlib.sha256(part.get_content()).digest() for part in arrived.iter_attachments()
    ]


def test_samples_fail_as_said() -> None:
    """The stand-in worker should really fail where these tests rely on it."""
    (failure,) = make_all(batches("content-1")[0])

    assert isinstance(failure, Failure)
    assert isinstance(failure.error.problems[0], Problem)
    assert fill is not make_all
