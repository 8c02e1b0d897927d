"""What a reader should hear of a copy, worked out from the edition and the layout's statement alone.

In: an edition, the pages a layout states. Out: words in reading order. Nothing here looks at what was set or drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from handouts.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Contact,
    Contacts,
    Figure,
    Length,
    Myths,
    Paragraph,
    Questions,
    Steps,
    Story,
    Table,
    Timeline,
    WriteIn,
)
from handouts.edition import Edition
from handouts.inline import Words
from handouts.texts import texts
from handouts.topic import Section
from layouts.typesetting.layout import Band, Page

NOT_ON_A_CARD = {"emergency", "centre"}  # 911 stands in the heading there, the centre's number on the face


@dataclass(frozen=True)
class Expected:
    """A page: words at its head, words at its foot; what a flowing page has between them is its part of the story."""

    head: list[str]
    foots: list[list[str]]  # one of these: see _furniture


def expected(edition: Edition, pages: Sequence[Page], copy_id: str) -> tuple[list[Expected], list[str]]:
    """Each page, and the words that are poured through the pages that flow."""
    taken = {name for page in pages for band in (*page.head, *page.foot) for name in band.takes}
    free = [section for section in edition.sections if section.role.value not in taken]
    if edition.beside is not None:
        poured = list(_pairs(free, edition.beside))
    else:
        poured = [words for section in free for words in _section(edition, section)]
    said = []
    for number, page in enumerate(pages, 1):
        head = _bands(edition, page.head, copy_id)
        if page.ruled:
            head += [edition.locale.phrase("notes")]
        foot = _bands(edition, page.foot, copy_id)
        ends = _furniture(edition, number, len(pages)) if page.folio else [""]
        said.append(Expected(_split(head), [_split([*foot, end]) for end in ends]))
    return said, _split(poured)


def _split(texts: Sequence[str]) -> list[str]:
    return " ".join(texts).split()


def _furniture(edition: Edition, number: int, count: int) -> list[str]:
    """A running foot leaves names out where it has no room. Its two ends are artifacts, which have no order."""
    folio = edition.locale.phrase("page_of", number=number, count=count)
    brand, piece = edition.brand.short_name, edition.short_title.text
    names = (f"{brand} \u00b7 {piece}", piece, brand)
    return [*(f"{name} {folio}" for name in names), *(f"{folio} {name}" for name in names), folio]


def _bands(edition: Edition, bands: Sequence[Band], copy_id: str) -> list[str]:
    return [text for band in bands for name in band.takes for text in _taken(edition, name, copy_id)]


def _taken(edition: Edition, name: str, copy_id: str) -> list[str]:
    """The texts of a part, or of the sections of a role."""
    brand, phrase = edition.brand, edition.locale.phrase
    title, message, promise = edition.title.text, edition.message.text, edition.promise.text
    wordmark = [] if brand.logo else [brand.name]
    parts = {
        "wordmark": wordmark,
        "title": [title],
        "masthead": [title, *wordmark],
        "cover": [title],
        "card-face": [edition.short_title.text, promise],
        "promise": [promise],
        "message": [message],
        "closing": [message, brand.name, brand.phone],
        "call-line": [brand.name, brand.phone],
        "centre": [brand.name, brand.phone, *_hours(edition), *brand.address, brand.web.removeprefix("https://")],
        "turn-over": [phrase("turn_over")],
        "pair-title": _pair_title(edition),
        "danger": [phrase("in_danger", number=_emergency(edition))],
        "imprint": _imprint(edition, copy_id),
    }
    if name in parts:
        return parts[name]
    return [text for section in edition.sections if section.role.value == name for text in _section(edition, section)]


def _emergency(edition: Edition) -> str:
    blocks = [block for section in edition.sections for block in section.blocks if isinstance(block, Contacts)]
    [number] = {_text(each.number) for block in blocks for each in block.lines if each.line == "emergency"}
    return number


def _imprint(edition: Edition, copy_id: str) -> list[str]:
    locale, review = edition.locale, edition.review
    facts = [
        locale.phrase("version", version=review.version),
        locale.date(review.revised),
        locale.phrase("copy", id=copy_id),
        locale.name,
    ]
    if edition.length is Length.BRIEF:
        return [" \u00b7 ".join([*facts, *edition.review_lines])]
    end = (*locale.sentence_end, "")[0]
    sentences = [line if line.endswith(end) else f"{line}{end}" for line in edition.review_lines]
    return [" \u00b7 ".join([edition.brand.name, *facts]), *sentences, locale.phrase("not_advice")]


def _hours(edition: Edition) -> list[str]:
    """Only the one clinic that states them: every weekday, nine to five."""
    days = edition.locale.weekdays
    return [f"{days[0]}\u2013{days[4]} \u00b7 9:00 am\u20135:00 pm" for _ in edition.brand.hours]


def _pair_title(edition: Edition) -> list[str]:
    if edition.beside is None:
        return []
    both = (edition, edition.beside)
    rows = [(each.title.text, each.message.text, each.locale.phrase("line_keys")) for each in both]
    return [text for row in zip(*rows, strict=True) for text in row]


def _pairs(sections: Sequence[Section], english: Edition) -> Iterator[str]:
    """Key, own words, English words, line by line: A, A1, A2 ..."""
    models = {section.id: section for section in english.sections}
    for letter, section in zip(ascii_uppercase, sections, strict=False):
        model = models[section.id]
        yield from (letter, section.heading.text, model.heading.text)
        lines = zip(_lines(section), _lines(model), strict=True)
        for number, (own, theirs) in enumerate(lines, 1):
            yield from (f"{letter}{number}", own, theirs)


def _lines(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Contacts):
            yield from (" ".join(_on_a_sheet(contact)) for contact in block.lines)
        elif not isinstance(block, Figure):
            yield from (words.text for words in texts(block))


def _section(edition: Edition, section: Section) -> Iterator[str]:
    yield section.heading.text
    for block in section.blocks:
        yield from _block(edition, block)


def _block(edition: Edition, block: Block) -> Iterator[str]:
    phrase = edition.locale.phrase
    match block:
        case Paragraph():
            yield block.words.text
        case Bullets() | Checklist():
            yield _text(block.title)
            yield from map(_text, block.items)
        case Steps():
            yield from (f"{number}. {item.text}" for number, item in enumerate(block.items, 1))
        case Timeline():
            yield from (f"{phase.when.text} {phase.what.text}" for phase in block.phases)
        case Table():
            yield from (cell.text for row in (block.header, *block.rows) for cell in row)
        case Myths():
            for pair in block.pairs:
                yield from (phrase("myth"), pair.said.text, phrase("fact"), pair.answer.text)
        case Questions():
            yield from (f"{pair.said.text} {pair.answer.text}" for pair in block.pairs)
        case Story():
            yield phrase("example")
            yield from map(_text, block.paragraphs)
        case Callout():
            yield _text(block.title)
            yield from map(_text, block.lines)
        case Contacts():
            say = _on_a_card if edition.length is Length.BRIEF else _on_a_sheet
            yield from (text for contact in block.lines for text in say(contact))
        case WriteIn():
            yield from map(_text, block.prompts)
        case Figure():
            return


def _on_a_sheet(contact: Contact) -> list[str]:
    return [_text(each) for each in (contact.name, contact.number, contact.what, *contact.also)]


def _on_a_card(contact: Contact) -> list[str]:
    """The number, then the name without the number if it begins with it."""
    if contact.line in NOT_ON_A_CARD:
        return []
    number = _text(contact.number)
    return [number, _text(contact.name).removeprefix(number), "\u00b7", contact.what.text]


def _text(words: Words | None) -> str:
    return "" if words is None else words.text
