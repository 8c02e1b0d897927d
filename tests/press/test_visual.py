"""Text found by where its letters stand: what is there is found, and what was lost, swapped or turned round is not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from handouts.blocks import Length
from handouts.problem import Place
from handouts.site import Site
from handouts.sited import sited
from layouts import layouts
from press.copies import make
from press.pdfium import Letter, read
from press.preflight import quick
from press.promise import promised
from press.visual import Sight, _stretches
from tests.press.everything import LIBRARY, TOPIC, Everything, Key

SIZE = 10.0


def line(text: str, y: float, right: float = 300.0) -> list[Letter]:
    """Letters as they stand: `text` is what an eye sees, from left to right, ending at `right`."""
    left = right - 5.0 * len(text)
    return [Letter(each, left + 5.0 * n, left + 5.0 * n + 5.0, y, SIZE) for n, each in enumerate(text)]


def seen(*lines: str) -> Sight:
    """A page of lines, the first one uppermost."""
    return Sight([tuple(letter for n, each in enumerate(lines) for letter in line(each, 700.0 - 20.0 * n))])


# "اتصل الآن على 911 (Narcan) قف" as it is drawn, over two lines.
DRAWN = ("911 ىلع نآلا لصتا", "فق (Narcan)")


def test_what_is_there_is_found() -> None:
    """A line over two lines, with a number and a name in it; marks and brackets do not count."""
    page = seen(*DRAWN)

    assert "اتصل الآن على 911 (Narcan) قف" in page
    assert "اتّصل الآن" in page
    assert page.has_number("911")


@pytest.mark.parametrize("text", ["تصل الآن عل", "لآن", "صل الآن على 911 (Narcan) ق", "الآن"])
def test_a_part_of_what_is_there_is_found(text: str) -> None:
    """A phrase may begin and end within a word, where a line of the copy has to be there whole."""
    page = seen(*DRAWN)

    assert page.has_part(text)
    assert (text in page) is (text == "الآن")


@pytest.mark.parametrize("text", ["تصل على", "صل الآ على", "لآن 912", "Narcan) قفف", ""])
def test_a_part_of_what_is_not_there_is_not_found(text: str) -> None:
    """Words between are whole, and in their order."""
    assert not seen(*DRAWN).has_part(text)


@pytest.mark.parametrize(
    "text",
    ["اتصل على الآن", "اتصل الآن على 912", "اتصل فورا", "الآن اتصل", "قف على", "Narcon", ""],
)
def test_what_is_not_there_is_not_found(text: str) -> None:
    """Another order, another number, another word."""
    assert text not in seen(*DRAWN)


def test_a_number_with_brackets_is_found() -> None:
    """Readers turn brackets round in lines from right to left; digits keep their order."""
    page = seen(")202( 555-0143 فتاه")

    assert page.has_number("(202) 555-0143")
    assert not page.has_number("(202) 555-0134")


def test_a_word_turned_round_is_not_found() -> None:
    """Letters from left to right are no Arabic word, and digits from right to left no number."""
    page = seen("اتصل 119")

    assert "اتصل" not in page
    assert not page.has_number("911")
    assert not seen("1911").has_number("911")


def test_columns_are_lines_of_their_own() -> None:
    """Words beside each other with much room between them do not follow one another."""
    page = Sight([(*line("لصتا", 700.0, 300.0), *line("نآلا", 700.0, 240.0))])

    assert "اتصل" in page
    assert "الآن" in page
    assert Sight([tuple(line("نآلا لصتا", 700.0))])._lines == ["نآلا لصتا"]
    assert len(page._lines) == 2


def test_a_copy_without_its_urgent_line_is_seen() -> None:
    """The promise of a real Arabic copy does not hold for a line that it does not print, nor for a number."""
    made = Everything()[Key("am-health-care", "ar", "flyer", "letter", "screen")]
    promise = promised(made.edition, made.copy, tagged=True)

    assert () == quick(made.copy.pdf, "x.pdf", promise)
    other = replace(promise, urgent_lines=("لا تتصل بأحد أبدا",), phones=("1-800-222-1223",))
    messages = [each.message for each in quick(made.copy.pdf, "x.pdf", other)]
    assert len(messages) == 2


def test_an_address_keeps_its_numbers_in_their_places() -> None:
    """From right to left, too, the house number stands before the street, and a name's number behind it."""
    lines = ("100 Example Street, Suite 5", "Anytown, ST 00501")
    site = Site(place=Place("sites.csv", 2, 1), id="north", name="24 Hour Clinic 7", address=lines)
    edition = sited(LIBRARY.edition(TOPIC, "ar", Length.STANDARD, "am-health-care"), site)
    pdf = make(edition, layouts()["trifold"], "letter", "screen", "K7M2-9QXA").pdf
    seen = ["".join(stretch.split()) for page in read(pdf, letters=True).pages for stretch in _stretches(page.letters)]
    for line in (*lines, site.name):
        assert any("".join(line.split()) in stretch for stretch in seen), line
    assert sum("24HourClinic7" in stretch for stretch in seen) == 4  # wordmark, centre, contacts, imprint


@pytest.mark.parametrize("tag", ["ar", "fa"])
@pytest.mark.parametrize("name", sorted(layouts()))
def test_a_number_with_brackets_is_found_from_right_to_left(name: str, tag: str) -> None:
    """Whoever's name stands beside it: readers turn the brackets of such lines around."""
    layout = layouts()[name]
    edition = LIBRARY.edition(TOPIC, tag, layout.length, "example-clinic")
    if layout.beside_english:
        edition = replace(edition, beside=LIBRARY.edition(TOPIC, "en", layout.length, "example-clinic"))
    arabic = () if layout.beside_english else ("\u0639\u064a\u0627\u062f\u0629",)
    for called in ("North Clinic", *arabic):
        there = sited(edition, Site(place=Place("site"), id="north", name=called, phones=("(202) 555-0143",)))
        copy = make(there, layout, "letter", "screen", "7RN6-CW22")
        assert quick(copy.pdf, "copy", promised(there, copy, tagged=True)) == ()


def test_a_number_with_brackets_is_not_found_where_a_digit_differs() -> None:
    """Brackets may look either way; the digits between them stand as they are."""
    assert seen(")202( 555-0143").has_number("(202) 555-0143")
    assert not seen(")203( 555-0143").has_number("(202) 555-0143")
    assert not seen("555-0143 (202)").has_number("(202) 555-0143")
