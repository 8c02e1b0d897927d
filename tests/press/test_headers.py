"""Heads of messages: nothing can be smuggled in, and every honest text is read back as it was."""

from __future__ import annotations

import email
import re
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from handouts.problem import ContentError, UsageError
from press.headers import HeaderError, file_name, header, mailbox, recipient
from press.mail import Attachment, draft
from tests.press.letters import LETTER, PLACE, parsed

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
