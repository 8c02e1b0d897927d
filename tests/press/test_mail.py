"""Letters: heads that nothing can be smuggled into, subjects that every reader reads back, the same bytes each time."""

from __future__ import annotations

import email
import hashlib
import re
import smtplib
import socket
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.problem import ContentError, DeliveryError, FilesError, MissingError, Place, Problem, UsageError
from press import mail
from press.headers import HeaderError, file_name, header, mailbox, recipient
from press.kit import Kit, write_kit
from press.mail import Attachment, Letter, by_hand, draft, letter, weigh
from press.manifest import EMPTY
from press.plan import Batch
from press.run import entry
from press.store import Store
from press.work import Failure, Finished, Result, fill
from tests.press.files import tree
from tests.press.samples import batches, edition, make_all, order, pdf

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


# --- Hostile cases of subjects, names, addresses and file names, and honest ones that look like them ---------------------

SUBJECTS = [
    "hi\r\nBcc: evil@x",
    "hi\n",
    "hi\rBcc: x",
    "A 💩 =?UTF-8?Q?=0A?=Bcc: injected@example.com",
    "A =?utf-8?b?DQpCY2M6IGV2aWxAeA==?= x",
    "Clinic info =?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5uZXQ=?=",
    "hi\u2028Bcc: x",
    "hi\u2029Bcc: x",
    "hi\x85Bcc: x",
    "hi\x0bBcc: x",
    "hi\x0cBcc: x",
    "hi\0x",
    "hi\ud800x",
    "x\u202etxt.exe",
    "\u2066x",
]
ADDRESSES = [
    "a@b.example, \r\n Bcc: q@x",
    "Bob\r\nBcc: x <bob@x.example>",
    "=?utf-8?b?DQpCY2M6IGV2aWxAeA==?= <bob@x.example>",
    "a@b>\r\nRCPT TO:<evil@x",
    "用户@example.org",
]
FILE_NAMES = ["a\r\nX-Evil: 1.pdf", 'a"; evil="x.pdf', "../../etc/passwd.pdf", "a;b.pdf", "a\0b.pdf"]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_hostile_subject(subject: str) -> None:
    """A subject with anything hidden in it should be refused at the locale, naming the field."""
    with pytest.raises(ContentError, match="Subject: ") as caught:
        draft(replace(LETTER, subject=subject), PLACE)

    assert PLACE == caught.value.problems[0].place


@pytest.mark.parametrize("typed", ADDRESSES)
def test_hostile_recipient(typed: str) -> None:
    """A recipient that could be more than one address should be refused, naming the option."""
    with pytest.raises(UsageError, match="^--to: this cannot be an address"):
        recipient(typed)


@pytest.mark.parametrize("name", FILE_NAMES)
def test_hostile_file_name(name: str) -> None:
    """A file name that could be more than a name should be refused."""
    with pytest.raises(HeaderError):
        file_name(name)


@pytest.mark.parametrize(
    "name", ["", ".hidden", "-rf", "con.pdf", "AUX", "trailing. ", "x" * 121, "a:b", "a\\b", "=?utf-8?q?x?="]
)
def test_file_name_that_some_system_misreads(name: str) -> None:
    """Names that Windows or a command line takes for something else should be refused, too."""
    with pytest.raises(HeaderError):
        file_name(name)


@pytest.mark.parametrize(
    "typed",
    ["", "nobody", "@x.example", "a@", "a@localhost", "a@x..example", "a@-x.example", "a b@x.example", "a@b.example,c@d.example", "a@x.example\n",
     "a@b@c.example", ".a@x.example", "a..b@x.example", f"{'a' * 65}@x.example", f"a@{'x' * 64}.example", '"a"@x.example', "a@[127.0.0.1]", "<a@x.example"],
)  # fmt: skip
def test_what_is_no_address(typed: str) -> None:
    """Anything but exactly one plain address should be refused."""
    with pytest.raises(UsageError):
        recipient(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ann@clinic.example", "ann@clinic.example"),
        ("Ann.O'Neil+x_y-z@Clinic.Example", "Ann.O'Neil+x_y-z@clinic.example"),
        ("bob@exämple.org", "bob@xn--exmple-cua.org"),
        ("Bob <bob@x.example>", '"Bob" <bob@x.example>'),
        ('"Bob, X" <bob@x.example>', '"Bob, X" <bob@x.example>'),
        ("Bob, X <bob@x.example>", '"Bob, X" <bob@x.example>'),
        ("<bob@x.example>", "bob@x.example"),
    ],
)
def test_honest_recipient(typed: str, expected: str) -> None:
    """An honest address should pass, its domain in ASCII and a name in quotation marks."""
    assert expected == recipient(typed)


@pytest.mark.parametrize(
    "name", ['Bob, "X" <evil@e>', "Bob \\ (x)", "Bób", "عيادة", "=? ?=", "A long name with commas, and (brackets)"]
)
def test_display_name_is_read_back(name: str) -> None:
    """A name with signs that mean something in a head should come back as one name with one address."""
    value = mailbox(name, "bob@x.example")

    (found,) = parsed(f"To: {value}\r\n\r\n".encode("ascii"))["To"].addresses
    assert (name, "bob@x.example") == (found.display_name, found.addr_spec)
    assert all(len(line) <= 78 for line in f"To: {value}".split("\r\n"))


@pytest.mark.parametrize("name", ["a very long name " * 6, "عيادة الحي للرعاية الصحية الأولية"])
def test_display_name_that_would_be_folded(name: str) -> None:
    """A name too long for one line should be refused: readers differ on where its spaces are."""
    with pytest.raises(HeaderError, match="the name is too long"):
        mailbox(name, "bob@x.example")


def test_display_name_is_never_bare() -> None:
    """The name of the reference should come out quoted, exactly so."""
    assert '"Bob, \\"X\\" <evil@e>" <bob@x.example>' == mailbox('Bob, "X" <evil@e>', "bob@x.example")


@pytest.mark.parametrize(
    "subject",
    [
        "Información que usted pidió: cómo cuidarse en casa después de la visita — hojas para leer, marcar y traer a su cita",
        "معلومات طلبتها من العيادة",
        " leading and trailing ",
        "=? not a word",
        "a" * 200,
        "two  spaces",
    ],
)
def test_honest_subject(subject: str) -> None:
    """Long, accented, right-to-left and odd but honest subjects should pass."""
    assert subject == str(parsed(draft(replace(LETTER, subject=subject), PLACE))["Subject"])


@pytest.mark.parametrize("name", ["información.pdf", "دليل" * 17 + "ab.pdf", "糖尿病患者手册.pdf"])
def test_honest_file_name(name: str) -> None:
    """Names in other scripts should pass where somebody asks for them, and be read back."""
    said = replace(LETTER, attachments=(Attachment(name, b"%PDF"),))

    assert [name] == [part.get_filename() for part in parsed(draft(said, PLACE)).iter_attachments()]


# --- Round trip -------------------------------------------------------------------------------------------------------

WORDS = [
    "Información que pidió", "Thông tin bạn cần", "您要的资料", "معلومات طلبتها", "Enfòmasyon ou te mande", "Информация", "요청하신 정보",
    "Informações pedidas", "आपकी माँगी जानकारी", "የጠየቁት መረጃ", "ព័ត៌មានដែលអ្នកបានស្នើ", "သင်တောင်းသောအချက်", "مطلوبہ معلومات", "اطلاعات",
    "Information you asked for", "the", "&", "(x)", '"q"', ";", "<a>", "@", "100%", "=?", "?=", "_", "two  spaces", "“curly” – — ’s", "é" * 24,
]  # fmt: skip
HONEST = (
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14)
    .map(" ".join)
    .filter(lambda text: not re.search(r"=\?\S+\?[bBqQ]\?.*\?=", text))
)
ANYTHING = st.text(max_size=120)


@settings(settings.get_profile("hostile"))
@given(HONEST)
def test_subject_round_trip(subject: str) -> None:
    """Every honest subject should be read back exactly by both of the standard library's readers, in short lines."""
    head = f"Subject: {header('Subject', subject)}\r\n"
    raw = email.message_from_string(head + "\r\n")["Subject"]

    assert subject == str(parsed(f"{head}\r\n".encode("ascii"))["Subject"])
    assert subject == str(make_header(decode_header(raw)))
    assert all(len(line) <= 78 for line in head.split("\r\n"))


@given(ANYTHING)
def test_no_text_reaches_another_header(text: str) -> None:
    """Whatever a subject is made of, the message should have the same headers, or there should be none."""
    try:
        message = draft(replace(LETTER, subject=text), PLACE)
    except ContentError:
        return
    names = ["X-Unsent", "Subject", "Content-Language", "MIME-Version", "Content-Type"]

    assert names == parsed(message).keys()
    assert names == email.message_from_bytes(message).keys()


@given(ANYTHING)
def test_no_text_makes_two_recipients(text: str) -> None:
    """Whatever is typed as a recipient, one address should come out, or none."""
    try:
        value = recipient(text)
    except UsageError:
        return

    assert 1 == len(parsed(f"To: {value}\r\n\r\n".encode("ascii"))["To"].addresses)


@given(ANYTHING, st.sampled_from(["Subject", "Content-Language"]))
def test_header_raises_nothing_else(text: str, field: str) -> None:
    """A text should pass as printable ASCII lines or be refused, whatever it is."""
    try:
        value = header(field, text)
    except HeaderError:
        return

    assert all(re.fullmatch("[ -~]*", line) for line in value.split("\r\n"))


# --- The draft --------------------------------------------------------------------------------------------------------


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


# --- The kit ----------------------------------------------------------------------------------------------------------


def kit(out: Path, *names: str, to: str = "ann@clinic.example") -> Kit:
    """A kit of orders that are made by the worker that fails by name."""
    with Store(out) as store:
        return write_kit(batches(*names), store, to, jobs=1, fill=make_all)


def test_kit_on_disk(tmp_path: Path) -> None:
    """A kit should be a draft, the text to copy and the PDFs, all under names that say nothing of the topic."""
    found = kit(tmp_path / "out", "trifold", "card")

    files = tree(tmp_path / "out")
    assert set(found.paths) == set(files)
    stem = found.paths[0].removesuffix(".eml")
    assert re.fullmatch(r"mail/information-en-[a-z0-9]{8}", stem)
    assert [
        f"{stem}.eml",
        f"{stem}-email.txt",
        f"{stem}/information-1-trifold-en.pdf",
        f"{stem}/information-2-card-en.pdf",
    ] == list(found.paths)
    assert not [path for path in files if re.search("stop|kratom", path)]
    assert pdf(order("card")) == files[f"{stem}/information-2-card-en.pdf"]
    attached = {part.get_filename(): part.get_content() for part in parsed(files[f"{stem}.eml"]).iter_attachments()}
    assert {
        "information-1-trifold-en.pdf": pdf(order("trifold")),
        "information-2-card-en.pdf": pdf(order("card")),
    } == attached


def test_kit_twice_is_the_same_kit(tmp_path: Path) -> None:
    """A kit that is written again should be the same files with the same bytes, untouched."""
    first = kit(tmp_path / "out", "trifold")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}

    assert first == kit(tmp_path / "out", "trifold")
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}


def test_kit_for_another_is_another_kit(tmp_path: Path) -> None:
    """Another recipient should get another draft, not overwrite the first."""
    paths = {
        kit(tmp_path / "out", "trifold", to=to).paths[0] for to in ("ann@clinic.example", "bob@clinic.example", "")
    }

    assert 3 == len(paths)


def test_kit_that_somebody_changed(tmp_path: Path) -> None:
    """A draft that was edited since should not be overwritten."""
    found = kit(tmp_path / "out", "trifold")
    (tmp_path / "out" / found.paths[1]).write_bytes(b"edited")

    with pytest.raises(FilesError, match="was not made here and would be overwritten"):
        kit(tmp_path / "out", "trifold")
    assert b"edited" == (tmp_path / "out" / found.paths[1]).read_bytes()


def test_kit_takes_what_is_made(tmp_path: Path) -> None:
    """A finished file that is still what is asked for should be attached as it is; a changed one should be made again."""
    wanted, said = order("trifold"), edition()
    data = b"%PDF-1.7 made before"

    def never(batch: Batch) -> tuple[Result, ...]:
        raise AssertionError(batch)

    with Store(tmp_path / "out") as store:
        store.stage(wanted.path, data)
        store.publish(EMPTY.merged([entry(Finished(wanted, data, 1, "t"), said)], []))
    with Store(tmp_path / "out") as store:
        taken = write_kit([Batch(said, (wanted,))], store, "", jobs=1, fill=never)
    (tmp_path / "out" / wanted.path).write_bytes(b"edited")
    made = kit(tmp_path / "out", "trifold", to="")

    assert data == (tmp_path / "out" / taken.paths[2]).read_bytes()
    assert pdf(wanted) == (tmp_path / "out" / made.paths[2]).read_bytes()


def test_kit_of_what_cannot_be_made(tmp_path: Path) -> None:
    """Where an order fails no kit should be written, and its problems be raised."""
    with pytest.raises(ContentError, match="the text of content-1 does not fit"):
        kit(tmp_path / "out", "trifold", "content-1")
    with pytest.raises(MissingError):
        kit(tmp_path / "out", "font-1")

    assert not (tmp_path / "out").exists()


def test_kit_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kit over the limit should not be written; one close to it should be, with a warning."""
    monkeypatch.setattr(mail, "MOST_BYTES", 500)
    with pytest.raises(DeliveryError):
        kit(tmp_path / "out", "trifold")
    assert not (tmp_path / "out").exists()

    monkeypatch.setattr(mail, "MOST_BYTES", 10_000)
    monkeypatch.setattr(mail, "WARN_BYTES", 500)
    assert [True] == [problem.warning for problem in kit(tmp_path / "out", "trifold").problems]


# --- A real server ----------------------------------------------------------------------------------------------------


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
