"""A topic of any shape: what a layout has no place for is refused in words, everything else is on its pages."""

from __future__ import annotations

import pypdfium2
import pytest
from msgspec.structs import replace

from handouts.blocks import Contacts, Paragraph
from handouts.edition import Edition
from handouts.inline import Span, Words
from handouts.problem import ContentError
from handouts.topic import Role, Section
from layouts import layouts
from layouts.typesetting.compose import compose
from press.copies import make
from press.promise import urgent_lines
from tests.layouts.pieces import COPY_ID, NAMES, edition

BOX = {Role.EMERGENCY, Role.CONTACTS}


def with_section(name: str, role: Role, *, urgent: bool) -> Edition:
    """The box for danger and the contacts, and one more section with this role."""
    whole = edition(layouts()[name].length)
    place = whole.title.place
    words = Words(place, (Span("Sleep nine hours."),))
    more = Section(
        place=place,
        id="more",
        role=role,
        heading=Words(place, (Span("Rest well"),)),
        urgent=urgent,
        length=whole.length,
        blocks=(Paragraph(place=place, words=words),),
    )
    return replace(whole, sections=(*(each for each in whole.sections if each.role in BOX), more))


def without(said: Edition, *lines: str) -> Edition:
    """The edition with these contacts left out."""
    return replace(
        said,
        sections=tuple(
            replace(
                section,
                blocks=tuple(
                    replace(block, lines=tuple(each for each in block.lines if each.line not in lines))
                    if isinstance(block, Contacts)
                    else block
                    for block in section.blocks
                ),
            )
            for section in said.sections
        ),
    )


def printed(said: Edition, name: str) -> str:
    """What the layout prints, with single spaces."""
    document = pypdfium2.PdfDocument(make(said, layouts()[name], "letter", "screen", COPY_ID).pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.parametrize("urgent", [False, True])
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", [name for name in NAMES if name != "side-by-side"])
def test_a_section_of_any_role(name: str, role: Role, urgent: bool) -> None:
    """A section should be on the pages, or be named with the roles that have a place."""
    said = with_section(name, role, urgent=urgent)
    try:
        text = printed(said, name)
    except ContentError as error:
        (problem,) = error.problems
        assert name == "card"
        if role in BOX:  # one more of these is too much for a card
            assert "is overset" in problem.message
            return
        assert f"the card has no place for section 'more', whose role is '{role}'" == problem.message
        assert "emergency, contacts, safety" in problem.hint
        assert urgent != ("length: short" in problem.hint)
        assert role is not Role.SAFETY
    else:
        assert "Rest well" in text
        assert "Sleep nine hours." in text


@pytest.mark.parametrize("name", NAMES)
def test_contacts_without_the_centre(name: str) -> None:
    """Where the contacts do not name the centre its number should stand elsewhere, or that should be refused in words."""
    said = without(edition(layouts()[name].length), "centre")
    if name in ("flyer", "side-by-side"):
        with pytest.raises(ContentError, match=f"the {name} prints the centre's number among the contacts"):
            compose(said, layouts()[name], "letter", COPY_ID)
    else:
        assert said.brand.phone in printed(said, name)


def test_a_card_whose_box_names_no_number() -> None:
    """On a card 911 should have a line of its own where no urgent section says it in its own words."""
    whole = edition(layouts()["card"].length)
    said = replace(whole, sections=tuple(each for each in whole.sections if each.role is Role.CONTACTS))
    emergency = next(
        each.what.text
        for block in said.sections[0].blocks
        if isinstance(block, Contacts)
        for each in block.lines
        if each.line == "emergency"
    )

    assert emergency in urgent_lines(said) or emergency not in urgent_lines(whole)
    assert "911" in printed(said, "card")
    assert emergency in printed(said, "card")
