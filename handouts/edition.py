"""An edition: topic x locale x length x brand. In: the values read. Out: what will be said, abridged and filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from handouts.abridge import abridge
from handouts.blocks import Block, Contacts, Figure, Length, Steps
from handouts.brand import Brand
from handouts.facts import Fact
from handouts.filling import Filling
from handouts.gathering import Problems
from handouts.inline import Span, Words
from handouts.locale import Locale
from handouts.texts import changed, section_texts, texts
from handouts.topic import Review, Role, Section, SignOff, Topic, Translation


class Edition(Struct, frozen=True, kw_only=True):
    """What one handout says: every `Words` filled, every section that its length carries, in the topic's order."""

    topic: str
    locale: Locale
    brand: Brand
    length: Length
    discreet: bool
    title: Words  # neutral words of the locale when discreet
    short_title: Words
    message: Words
    promise: Words
    sections: tuple[Section, ...]
    review: Review
    translation: Translation | None
    review_lines: tuple[str, ...]  # what the imprint says of the review state, in the locale's words
    urgent_lines: tuple[str, ...]  # plain text that must be found again in the finished PDF
    phones: tuple[str, ...]  # every number printed, as printed
    facts: tuple[str, ...]  # the ids of the facts it states
    beside: Edition | None = None  # the English one, where every line stands beside its English


def make(
    topic: Topic, locale: Locale, brand: Brand, facts: Mapping[str, Fact], length: Length, discreet: bool = False
) -> Edition:
    """The edition of a topic at a length, for a locale and a brand.

    Raises ContentError with everything that cannot be filled and every urgent section left without a block.
    """
    problems = Problems()
    filling = Filling(locale, brand, facts, problems)
    printed = abridge(topic.sections, length, problems)
    if length is Length.FULL and topic.sources:
        printed = (*printed, _sources(topic, locale))
    sections = tuple(_filled(section, filling, locale, length) for section in printed)
    face = [_face(topic, key, filling, discreet) for key in ("title", "short_title", "message", "promise")]
    problems.raise_if_any()
    title, short_title, message, promise = face
    everything = (*face, *(words for section in sections for words in section_texts(section)))
    return Edition(
        topic=topic.slug,
        locale=locale,
        brand=brand,
        length=length,
        discreet=discreet,
        title=title,
        short_title=short_title,
        message=message,
        promise=promise,
        sections=sections,
        review=topic.review,
        translation=topic.translation,
        review_lines=_review_lines(topic, locale),
        urgent_lines=urgent_lines(sections),
        phones=tuple(dict.fromkeys([*(number for each in everything for number in _numbers(each)), brand.phone])),
        facts=tuple(sorted(filling.used)),
    )


def words(edition: Edition) -> tuple[str, ...]:
    """Every text of the edition in reading order: title, promise, message, then each heading with its blocks' texts.

    Numbered steps have "1." before the item. What the program itself prints beside them (folios, the word "Example") is
    not among them, nor are the words that stand instead of a figure.
    """
    face = (edition.title, edition.promise, edition.message)
    lines = [each.text for each in face]
    for section in edition.sections:
        lines.append(section.heading.text)
        for block in section.blocks:
            if not isinstance(block, Figure):
                numbered = isinstance(block, Steps)
                lines += [
                    f"{number}. {each.text}" if numbered else each.text for number, each in enumerate(texts(block), 1)
                ]
    return tuple(lines)


def _face(topic: Topic, key: str, filling: Filling, discreet: bool) -> Words:
    own: Words = getattr(topic, key)
    if discreet:
        return filling.phrase({"short_title": "discreet_short"}.get(key, f"discreet_{key}"), own.place)
    return filling.words(own)


def _filled(section: Section, filling: Filling, locale: Locale, length: Length) -> Section:
    blocks = tuple(changed(_completed(block, filling, locale, length), filling.words) for block in section.blocks)
    return replace(section, heading=filling.words(section.heading), blocks=blocks)


def _completed(block: Block, filling: Filling, locale: Locale, length: Length) -> Block:
    match block:
        case Contacts():
            return replace(block, lines=tuple(filling.contact(contact, length) for contact in block.lines))
        case Figure() if not block.alt.pieces:
            return replace(block, alt=Words(block.alt.place, (Span(locale.pictures[block.name]),)))
        case _:
            return block


def _sources(topic: Topic, locale: Locale) -> Section:
    place = topic.sources[0].place
    return Section(
        place=place,
        id="sources",
        role=Role.SOURCES,
        heading=Words(place, (Span(locale.phrase("sources")),)),
        urgent=False,
        length=Length.FULL,
        blocks=(Steps(place=place, length=Length.FULL, items=topic.sources),),
    )


def _review_lines(topic: Topic, locale: Locale) -> tuple[str, ...]:
    lines = [_signed(topic.review.medical, "reviewed", locale)]
    if topic.translation is not None:
        lines.append(_signed(topic.translation.checked, "translation_checked", locale))
    return tuple(lines)


def _signed(sign_off: SignOff | None, key: str, locale: Locale) -> str:
    if sign_off is None:
        return locale.phrase(f"not_{key}")
    by = f"{sign_off.by}, {sign_off.role}" if sign_off.role else sign_off.by
    return locale.phrase(key, by=by, date=locale.date(sign_off.on))


def urgent_lines(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """Plain text that must be found again in the finished PDF."""
    return tuple(line for section in sections if section.urgent for line in _urgent_lines(section))


def _urgent_lines(section: Section) -> Iterator[str]:
    yield section.heading.text
    for block in section.blocks:
        if isinstance(block, Contacts):
            yield from (contact.what.text for contact in block.lines)
        elif not isinstance(block, Figure):
            yield from (each.text for each in texts(block))


def _numbers(words: Words) -> Iterator[str]:
    for span in words.spans:
        if span.href.startswith(("tel:", "sms:")):
            yield span.text
