"""Filling: what placeholders and contact lines stand for. In: words with holes. Out: words of spans only.

A hole that cannot be filled is a problem at its own place; the words come back with the hole named in braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from string import Formatter

from msgspec import Struct
from msgspec.structs import replace

from handouts.blocks import Contact, Length
from handouts.brand import Brand
from handouts.facts import Fact
from handouts.foreign import proper, tagged
from handouts.gathering import Problems
from handouts.inline import Placeholder, Span, Words
from handouts.locale import Locale
from handouts.nearest import did_you_mean
from handouts.problem import Place
from handouts.scripts import language_of
from handouts.telephone import dialled

CENTRE = "centre"
EMERGENCY = "emergency"  # the fact whom to call in danger of life


class Line(Struct, frozen=True, kw_only=True):
    """Whom a placeholder names, a fact or the brand, with what is known of it."""

    place: Place
    called: str  # as problems speak of it: "fact 'lifeline'"
    name: str
    phone: str
    web: str = ""  # as printed
    sms_word: str = ""
    sms_number: str = ""
    tty: str = ""
    as_of: date | None = None
    of_site: bool = False  # it differs from one place of the brand to another


class Filling:
    """Fills words for one locale and one brand, and gathers what cannot be filled.

    `used`: the ids of the facts that something was filled from, as they came.
    """

    def __init__(self, locale: Locale, brand: Brand, facts: Mapping[str, Fact], problems: Problems) -> None:
        self._locale = locale
        self._brand = brand
        self._facts = facts
        self._problems = problems
        self.used: dict[str, None] = {}
        self._english = "" if language_of(locale.tag) == "en" else "en"

    def words(self, words: Words) -> Words:
        """The words with every placeholder replaced by the span it stands for."""
        if not all(isinstance(piece, Span) for piece in words.pieces):
            words = Words(words.place, tuple(self._filled(piece) for piece in words.pieces))
        return tagged(words, self._locale.script)

    def contact(self, contact: Contact, length: Length) -> Contact:
        """The contact with name and number; at full length with the other ways to reach it."""
        line = self._line(contact.line, contact.place)
        if line is None:
            return contact
        if not line.phone:
            self._lacks(line, "phone", contact.place)
        # Emergency services have no name of their own: each language has its word for them.
        named = Span(self._locale.phrases["emergency"]) if contact.line == EMERGENCY else self._name(line, strong=False)
        return replace(
            contact,
            name=Words(contact.place, (named,)),
            number=Words(contact.place, (_own(call(line.phone), line, "phone"),)),
            also=self._also(line, contact.place) if length is Length.FULL else (),
        )

    def phrase(self, key: str, place: Place, **values: Span) -> Words:
        """A phrase of the locale as words, each of its own placeholders replaced by a span."""
        pieces: list[Span] = []
        for literal, name, _, _ in Formatter().parse(self._locale.phrases[key]):
            if literal:
                pieces.append(Span(literal))
            if name is not None:
                pieces.append(values[name])
        return Words(place, tuple(pieces))

    def _also(self, line: Line, place: Place) -> tuple[Words, ...]:
        ways: list[Words] = []
        if line.sms_number and not line.sms_word:
            ways.append(self.phrase("text_to", place, number=text_to(line.sms_number)))
        elif line.sms_number and not self._english:
            # A line that wants a certain English word answers in English: it is no help to readers of other languages.
            ways.append(self.phrase("text_word_to", place, word=Span(line.sms_word), number=text_to(line.sms_number)))
        if line.tty:
            ways.append(self.phrase("tty", place, number=call(line.tty, strong=False)))
        if line.web:
            online = Span(f"{self._locale.phrase('online')} ")
            ways.append(Words(place, (online, _own(page(line.web), line, "web"))))
        return tuple(ways)

    def _filled(self, piece: Span | Placeholder) -> Span:
        if isinstance(piece, Span):
            return piece
        named = f":{piece.name}" if piece.name else ""
        return self._span(piece) or Span(f"{{{piece.kind}{named}}}")

    def _span(self, hole: Placeholder) -> Span | None:
        line = self._line(hole.name or hole.kind, hole.place)
        if line is None:
            return None
        match hole.kind:
            case "phone" if line.phone:
                return _own(call(line.phone), line, "phone")
            case "sms" if line.sms_number:
                return text_to(line.sms_number)
            case "web" if line.web:
                return _own(page(line.web, strong=hole.strong), line, "web")
            case "name" | "centre" if line.name:
                return self._name(line, strong=hole.strong)
            case "as-of" if line.as_of:
                return Span(self._locale.date(line.as_of), strong=hole.strong)
            case kind:
                self._lacks(line, {"as-of": "as_of", "centre": "name"}.get(kind, kind), hole.place)
                return None

    def _line(self, id_: str, place: Place) -> Line | None:
        if id_ == CENTRE:
            brand = self._brand
            printed = printed_web(brand.web)
            called = f"brand '{brand.slug}'"
            return Line(place=brand.place, called=called, name=brand.name, phone=brand.phone, web=printed, of_site=True)
        fact = self._facts.get(id_)
        if fact is None:
            files = ", ".join(dict.fromkeys(each.place.path for each in self._facts.values() if each.phone))
            where = f"helplines live in {files}" if files else "there are no helplines at all"
            meant = did_you_mean(id_, [*self._facts, CENTRE])
            self._problems.add(place, f"unknown fact '{id_}'", f"{meant} {where}".strip())
            return None
        self.used[id_] = None
        return Line(
            place=fact.place,
            called=f"fact '{fact.id}'",
            name=fact.name,
            phone=fact.phone,
            web=fact.web,
            sms_word=fact.sms_word,
            sms_number=fact.sms_number,
            tty=fact.tty,
            as_of=fact.as_of,
        )

    def _name(self, line: Line, *, strong: bool) -> Span:
        return _own(Span(line.name, strong=strong, lang=_language_of(line.name, self._locale)), line, "name")

    def _lacks(self, line: Line, key: str, place: Place) -> None:
        self._problems.add(place, f"{line.called} has no {key}", f"give it one in {line.place}, or use another")


def at_site(words: Words, brand: Brand, locale: Locale) -> Words:
    """Filled words of a locale with the values of another place of the brand: its name, number, web site."""
    if not any(span.of_site for span in words.spans):
        return words
    return Words(words.place, tuple(_at_site(span, brand, locale) if span.of_site else span for span in words.spans))


def _at_site(span: Span, brand: Brand, locale: Locale) -> Span:
    match span.of_site:
        case "phone":
            return replace(span, text=brand.phone, href=f"tel:{dialled(brand.phone)}")
        case "web":
            printed = printed_web(brand.web)
            return replace(span, text=printed, href=f"https://{printed}")
        case _:
            return replace(span, text=brand.name, lang=_language_of(brand.name, locale))


def _language_of(name: str, locale: Locale) -> str:
    """The language of a name where it is not the locale's: names in Latin letters are read aloud as English."""
    return "" if language_of(locale.tag) == "en" else proper(name, "").lang


def _own(span: Span, line: Line, value: str) -> Span:
    return replace(span, of_site=value) if line.of_site else span


def printed_web(address: str) -> str:
    """A brand's web address as printed in text."""
    return address.removeprefix("https://").rstrip("/")


def call(number: str, *, strong: bool = True) -> Span:
    """A number to call, as printed."""
    return Span(number, strong=strong, href=f"tel:{dialled(number)}", unbroken=True)


def text_to(number: str) -> Span:
    """A number to send a text message to, as printed."""
    return Span(number, strong=True, href=f"sms:{dialled(number)}", unbroken=True)


def page(printed: str, *, strong: bool = False) -> Span:
    """A web address, as printed without its scheme."""
    return Span(printed, strong=strong, href=f"https://{printed}", unbroken=True)
