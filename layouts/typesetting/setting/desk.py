"""The compositor's desk: what every setting needs at hand. In: words and a type. Out: slugs of one line each."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from handouts.edition import Edition
from handouts.filling import at_site
from handouts.foreign import proper, tagged
from handouts.inline import Span, Words
from layouts.typesetting.layout import Layout
from layouts.typesetting.marks import FORBIDDEN, Glyphs, Mark, Slug, Voice, gathered, stacked
from layouts.typesetting.slots import Slots
from layouts.typesetting.styles import Styles, Type
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Typesetter

CAPITAL_HALF = 0.357  # half the height of a capital over the type size: type stands in the optical middle of its line


class Desk(Struct, frozen=True):
    """The edition, the layout, the styles and the typesetter of the piece at hand."""

    edition: Edition
    layout: Layout
    styles: Styles
    typesetter: Typesetter
    beside: Desk | None = None  # the English one, where English stands beside the edition
    english: bool = False  # it is the one beside another
    copy_id: str = ""
    slots: Slots[Desk] | None = None  # where what hangs on the site is remembered; None: it is not

    def phrase(self, key: str, **values: object) -> str:
        """A phrase of the edition's locale."""
        return self.edition.locale.phrase(key, **values)

    def said(self, text: str, *, strong: bool = False) -> Words:
        """The program's own text as words, placed at the locale's file."""
        words = Words(self.edition.locale.place, (Span(text, strong=strong),))
        return tagged(words, self.edition.locale.script)

    def named(self, text: str) -> Words:
        """A name or a line of an address as words."""
        return Words(self.edition.locale.place, (proper(text, self.edition.locale.script),))

    def kept(self, setting: Callable[[Desk, Element], list[Slug]], parent: Element) -> list[Slug]:
        """The slugs of a setting that hangs on the site or the copy. It asks the desk it is given for what differs."""
        if self.slots is None:
            return setting(self, parent)
        slugs = setting(replace(self, slots=None), parent)
        if not self.english:
            return self.slots.keep(setting, slugs, parent)

        def again(desk: Desk, owner: Element) -> list[Slug]:
            assert desk.beside is not None  # the same piece, so English stands beside it, too
            return setting(desk.beside, owner)

        return self.slots.keep(again, slugs, parent)

    def _gauged(self, measure: Callable[[Desk], float]) -> float:
        width = measure(replace(self, slots=None))
        if self.slots is None:
            return width
        return self.slots.gauge(lambda desk: measure(desk.beside if self.english and desk.beside else desk), width)

    def own(self, words: Words) -> Words:
        """The words with the values of this desk's site."""
        return at_site(words, self.edition.brand, self.edition.locale)

    def voice(self, words: Words, element: Element | None) -> Voice:
        """Whose text each span is: links and runs in another language are elements of their own."""
        spans = words.spans
        if element is None:
            return Voice(spans, (None,) * len(spans))
        if len(spans) == 1 and not spans[0].lang and not spans[0].href:
            return Voice(spans, (element,))
        elements: list[Element | None] = []
        for span in spans:
            owner = element
            if span.lang:
                owner = Element("Span", owner, lang=span.lang)
            if span.href:
                owner = Element("Link", owner)
            elements.append(owner)
        return Voice(spans, tuple(elements))

    def lines(
        self,
        words: Words,
        type_: Type,
        width: float,
        element: Element | None,
        *,
        x: float = 0.0,
        align: str = "start",
        balance: bool = False,
        whole: bool = False,
    ) -> list[Slug]:
        """The words as slugs of one line each. A first or last line never stands alone; `whole` forbids every break."""
        if self.slots is not None and element is not None and any(span.of_site for span in words.spans):

            def again(desk: Desk, owner: Element) -> list[Slug]:
                return desk.lines(desk.own(words), type_, width, owner, x=x, align=align, balance=balance, whole=whole)

            return self.kept(again, element)
        setting = self.typesetter.set(
            words.spans, type_.size, width, strong=type_.strong, place=words.place, balance=balance
        )
        voice = self.voice(words, element)
        baseline = type_.leading / 2 + CAPITAL_HALF * type_.size
        count = len(setting.lines)
        if count == 1:
            return [Slug(type_.leading, (Glyphs(setting.lines[0], x, baseline, width, voice, type_.colour, align),))]
        slugs = []
        for index, line in enumerate(setting.lines):
            torn = whole or index == 0 or index == count - 2
            mark: Mark = Glyphs(line, x, baseline, width, voice, type_.colour, align)
            slugs.append(Slug(type_.leading, (mark,), hold=FORBIDDEN if torn and index < count - 1 else 0.0))
        return slugs

    def measure(self, words: Words, type_: Type) -> float:
        """The width of the words on one line."""
        if self.slots is not None and any(span.of_site for span in words.spans):
            return self._gauged(lambda desk: desk.measure(desk.own(words), type_))
        return self.typesetter.natural_width(words.spans, type_.size, strong=type_.strong)

    def least(self, words: Words, type_: Type) -> float:
        """The width of the words' widest part that stays on one line."""
        if self.slots is not None and any(span.of_site for span in words.spans):
            return self._gauged(lambda desk: desk.least(desk.own(words), type_))
        return self.typesetter.least_width(words.spans, type_.size, strong=type_.strong)


def spaced(slugs: list[Slug], before: float) -> list[Slug]:
    """The slugs with that much space above the first."""
    return [replace(slugs[0], before=before), *slugs[1:]] if slugs else slugs


def held(slugs: list[Slug], cost: float = FORBIDDEN) -> list[Slug]:
    """The slugs with a break after the last made that dear."""
    return [*slugs[:-1], replace(slugs[-1], hold=cost)] if slugs else slugs


def joined(slugs: list[Slug], height: float | None = None, before: float = 0.0, hold: float = 0.0) -> Slug:
    """One slug of many: they are not torn apart. `height` may leave room below."""
    marks, y = gathered(slugs)
    return Slug(y if height is None else height, marks, before=before, hold=hold)


def on_grid(slugs: list[Slug], unit: float) -> list[Slug]:
    """The slugs with the last padded so that together they are whole units high."""
    if not slugs:
        return slugs
    pad = -round(stacked(slugs), 3) % unit
    return [*slugs[:-1], replace(slugs[-1], height=slugs[-1].height + (pad if pad < unit - 0.01 else 0.0))]
