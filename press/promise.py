"""The promise of a copy: what must be found again in the finished PDF. In: an edition, its copy. Out: a Promise."""

from __future__ import annotations

from handouts.blocks import Contacts, Length
from handouts.edition import Edition
from layouts.typesetting.setting.contacts import elsewhere
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

    On small paper the contacts that stand `elsewhere` have no line of their own, so what they are for is not printed.
    Their numbers are held as phones.
    """
    if edition.length is not Length.BRIEF:
        return edition.urgent_lines
    no_line = elsewhere(edition)
    left_out = {
        contact.what.text
        for section in edition.sections
        for block in section.blocks
        if isinstance(block, Contacts)
        for contact in block.lines
        if contact.line in no_line
    }
    return tuple(line for line in edition.urgent_lines if line not in left_out)
