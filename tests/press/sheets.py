"""Tagged sheets in one family: what veraPDF looks at where no text of the library is in that script yet."""

from __future__ import annotations

from handouts.inline import Span
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import Family
from tests.press.demo import PAGE, Desk, ink_for


def sheet(found: Family, script: str, language: str, text: str, direction: str = "ltr") -> bytes:
    """A page with a heading and a paragraph, regular and bold."""
    root = Element("Document")
    ink = ink_for(root, title=text[:12], language=language, direction=direction)
    desk = Desk(ink, Typesetter(found, language, direction, script))
    ink.begin_page(*PAGE)
    desk.say(root.add("H1"), Span(text[:12], strong=True), size=20)
    desk.say(root.add("P"), text, " ", Span(text, strong=True))
    ink.end_page()
    return ink.save()
