"""The promise of a copy: what must be found again in the finished PDF. In: an edition, its copy. Out: a Promise."""

from __future__ import annotations

from handouts.blocks import Contacts, Length
from handouts.edition import Edition
from layouts.typesetting.setting.contacts import ELSEWHERE
from press.copies import Copy
from press.preflight import Promise


def promised(edition: Edition, copy: Copy, *, tagged: bool) -> Promise:
    """What this copy of the edition promises. `tagged` is so for copies that are read on a screen."""
    return Promise(
        pages=copy.pages,
        title=copy.title,
        language=copy.language,
        urgent_lines=urgent_lines(edition),
        phones=edition.phones,
        tagged=tagged,
        right_to_left=edition.locale.direction == "rtl",
    )


def urgent_lines(edition: Edition) -> tuple[str, ...]:
    """The urgent lines that this edition prints.

    On small paper the contacts named in ELSEWHERE have no line of their own: 911 stands in the heading of the box, the
    centre's number on the face of the card. So what they are for is not printed. Their numbers are held as phones.
    """
    if edition.length is not Length.BRIEF:
        return edition.urgent_lines
    left_out = {
        contact.what.text
        for section in edition.sections
        for block in section.blocks
        if isinstance(block, Contacts)
        for contact in block.lines
        if contact.line in ELSEWHERE
    }
    return tuple(line for line in edition.urgent_lines if line not in left_out)
