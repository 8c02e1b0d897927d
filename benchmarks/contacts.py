"""Contacts and the code of a web address as nodes. In: a desk, contacts, a width. Out: nodes."""

from __future__ import annotations

from msgspec.structs import replace

from benchmarks.nodes import Node, code, columns, rule, space, text
from handouts.blocks import Contact, Contacts, Length
from handouts.inline import Span, Words
from layouts.typesetting.setting.contacts import BETWEEN, elsewhere
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.setting.front import CODE_SIDE


def contacts(desk: Desk, block: Contacts, width: float, across: int, lead: list[Node] | None = None) -> list[Node]:
    """Whom to call, in so many columns. `lead` takes the first cell."""
    styles = desk.styles
    thin = rule(styles.palette.accent, styles.line * 0.6)
    if desk.layout.length is Length.BRIEF:
        left_out = elsewhere(desk.edition)
        return [_run_in(desk, each) for each in block.lines if each.line not in left_out]
    gap = styles.body.size * 1.3
    cell = (width - gap * (across - 1)) / across
    shown = [_contact(desk, each, cell, beside=across == 1) for each in block.lines]
    if lead is not None:
        shown.insert(0, lead)
    rows: list[Node] = []
    for start in range(0, len(shown), across):
        row = shown[start : start + across]
        if rows:
            rows += [space(styles.unit * 0.45), thin]
        rows += [columns([(cell, nodes) for nodes in row], gap)] if across > 1 else row[0]
    return rows


def _run_in(desk: Desk, contact: Contact) -> Node:
    assert contact.name is not None
    assert contact.number is not None
    number, name = contact.number.spans[0], contact.name.spans
    if contact.name.text.startswith(number.text):
        name = (replace(name[0], text=name[0].text.removeprefix(number.text).lstrip()), *name[1:])
    run = Words(contact.place, (number, Span(" "), *name, Span(BETWEEN), *contact.what.spans))
    return text(run, desk.styles.body)


def _contact(desk: Desk, contact: Contact, width: float, *, beside: bool) -> list[Node]:
    assert contact.name is not None
    assert contact.number is not None
    styles = desk.styles
    name, number = text(contact.name, styles.aside.bold), text(contact.number, styles.number)
    room = desk.measure(contact.number, styles.number) + 1
    top = [name, number]
    if beside and desk.measure(contact.name, styles.aside.bold) + room + styles.aside.size <= width:
        top = [columns([(width - room, [name]), (room, [{**number, "align": "end"}])], 0.0)]
    return [*top, *(text(words, styles.aside) for words in (contact.what, *contact.also))]


def web_code(desk: Desk) -> Node:
    """The QR code of the brand's site."""
    return code(desk.edition.brand.web, CODE_SIDE, desk.styles.palette.ink, desk.phrase("scan"))
