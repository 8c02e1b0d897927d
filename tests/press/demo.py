"""A small tagged PDF with one of everything: what the tests of ink, preflight and veraPDF look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from handouts.inline import Span
from layouts.typesetting.ink import Ink, ViewerHints
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Line, Typesetter
from layouts.typesetting.typefaces import family

PAGE = (360.0, 480.0)
LEFT, WIDTH = 36.0, 288.0
CREATED = datetime(2026, 11, 22, tzinfo=UTC)

INK, DEEP, TINT = "#1B1F23", "#0E4F4F", "#E4EFEC"
TITLE = "Leaving it, safely"
URGENT = "Call 911 now if someone cannot be woken up, or if the lips turn blue or grey."
PHONE = "1-800-222-1222"
LINK_TEXT = "the list of centres that are open at night and on every holiday of the year"


@dataclass
class Desk:
    """Sets and draws paragraphs down a page."""

    ink: Ink
    setter: Typesetter
    y: float = PAGE[1] - 40
    drawn: list[str] = field(default_factory=list)

    def lines(self, spans: Sequence[Span], size: float, width: float, x: float) -> list[tuple[Line, float, float]]:
        """The lines of a text at their places, from the next free place down."""
        placed = []
        for line in self.setter.set(spans, size, width).lines:
            self.y -= size * 1.35
            placed.append((line, x + line.start, self.y))
        self.drawn.append("".join(span.text for span in spans))
        return placed

    def say(self, element: Element | None, *spans: Span | str, size: float = 11, x: float = LEFT) -> None:
        """A paragraph; links and foreign runs become elements of their own."""
        said = [Span(span) if isinstance(span, str) else span for span in spans]
        owners = [_owner(element, span) for span in said]
        placed = self.lines(said, size, WIDTH + LEFT - x, x)
        self.ink.text(placed, owners, INK)
        link(self.ink, placed, said, owners)
        self.y -= size * 0.5


def _owner(element: Element | None, span: Span) -> Element | None:
    if element is not None and span.lang:
        element = Element("Span", element, lang=span.lang)
    if element is not None and span.href:
        element = Element("Link", element)
    return element


def link(
    ink: Ink, placed: Sequence[tuple[Line, float, float]], spans: Sequence[Span], owners: Sequence[Element | None]
) -> None:
    """The annotations of every span that has an address, one for each line it touches."""
    for index, span in enumerate(spans):
        owner = owners[index]
        if span.href and owner is not None:
            boxes = [
                (x + run.x, y - 3, x + run.x + run.width, y + 9)
                for line, x, y in placed
                for run in line.runs
                if run.span == index
            ]
            ink.link(boxes, span.href, owner, span.text)


def ink_for(root: Element | None, *, title: str = TITLE, language: str = "en-US", direction: str = "ltr") -> Ink:
    """An ink with everything stated."""
    return Ink(
        title=title,
        author="Example Clinic",
        subject="A sheet (with brackets \\ and more)",
        language=language,
        direction=direction,
        created=CREATED,
        root=root,
        layout_hints=ViewerHints(),
    )


def demo(*, title: str = TITLE) -> bytes:
    """Two pages: headings, links, a foreign name, lists, a figure, a table, grounds, a footer, bookmarks."""
    root = Element("Document")
    ink = ink_for(root, title=title)
    desk = Desk(ink, Typesetter(family("Latn"), "en-US", "ltr"))
    ink.begin_page(*PAGE)
    with ink.artifact():
        ink.fill_box(0, PAGE[1] - 80, PAGE[0], 80, TINT)
        ink.line(LEFT, PAGE[1] - 80, LEFT + WIDTH, PAGE[1] - 80, DEEP, 1.5, dash=(3, 2))
    desk.say(root.add("H1"), title, size=20)
    section = root.add("Sect")
    desk.say(section.add("H2"), "What to do at once", size=14)
    desk.say(section.add("P"), Span(URGENT, strong=True))
    desk.say(section.add("P"), "It is free: ", Span(PHONE, strong=True, href="tel:+18002221222", unbroken=True), ".")
    desk.say(section.add("P"), "See ", Span(LINK_TEXT, href="https://example.org/open"), " before you leave.")
    desk.say(section.add("P"), Span("example.org", href="https://example.org/"))
    desk.say(section.add("P"), "Ask for ", Span("la línea de ayuda", lang="es", href="https://example.org/es"), " too.")
    list_ = section.add("L", attributes={"ListNumbering": "/Decimal"})
    for number, words in enumerate(("Sit down.", "Breathe out slowly, and longer than you breathe in."), 1):
        item = list_.add("LI")
        _labelled(desk, item, f"{number}.", words)
    figure = root.add("Figure", alt="A leaf with a vein")
    with ink.figure(figure, (LEFT, desk.y - 40, LEFT + 40, desk.y)), ink.at(LEFT, desk.y - 40, 2):
        ink.path((("M", 0, 0), ("C", 0, 12, 8, 20, 20, 20), ("C", 20, 8, 12, 0, 0, 0), ("Z",)), fill=DEEP)
        ink.path((("M", 2, 2), ("L", 15, 15)), stroke=TINT, width=1.2)
    torn = section.add("P")
    spans = [Span("A paragraph that begins at the foot of one page and goes on at the head of the next, as it may.")]
    desk.y -= 46
    pieces = desk.lines(spans, 11, WIDTH, LEFT)
    ink.text(pieces[:1], [torn], INK)
    desk.y = 24
    desk.say(None, "Page 1", size=9)
    ink.end_page()
    ink.begin_page(*PAGE)
    desk.y = PAGE[1] - 60
    ink.text([(line, x, PAGE[1] - 40 - 15 * index) for index, (line, x, _) in enumerate(pieces[1:])], [torn], INK)
    section = root.add("Sect")
    desk.say(section.add("H2"), "What comes when", size=14)
    _table(desk, section.add("Table"))
    desk.y = 24
    desk.say(None, "Page 2", size=9)
    ink.end_page()
    ink.bookmark("What to do at once", 1, 400)
    ink.bookmark("A step below", 1, 300, 1)
    ink.bookmark("What comes when", 2, 430)
    return ink.save()


def _labelled(desk: Desk, item: Element, label: str, words: str) -> None:
    top = desk.y
    desk.say(item.add("Lbl"), label)
    desk.y = top
    desk.say(item.add("LBody"), words, x=LEFT + 18)


def _table(desk: Desk, table: Element) -> None:
    rows = (("When", "Body", "Mind"), ("First days", "Aches", "Worry"), ("Later", "Better sleep", ""))
    body = None
    for number, row in enumerate(rows):
        if number == 1:
            body = table.add("TBody")
        line = (body or table.add("THead")).add("TR")
        top = desk.y
        for column, words in enumerate(row):
            scope = {0: {"Scope": "/Column"}}.get(number, {"Scope": "/Row"})
            cell = line.add("TH", attributes=scope) if number == 0 or column == 0 else line.add("TD")
            desk.y = top
            if words:
                desk.say(cell, words, x=LEFT + column * 96)
        desk.y = top - 22
        with desk.ink.artifact():
            desk.ink.line(LEFT, desk.y + 4, LEFT + WIDTH, desk.y + 4, DEEP, 0.5)
