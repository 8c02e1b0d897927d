"""Words with the small inline mark-up read out of them. In: a string and its place. Out: `Words`, spans in order.

The whole mark-up: `**strong**`, `[text](https://example.org)`, `{kind:name}` placeholders, `{en|a name in English}` for
a run in another language, and a backslash before an asterisk, a bracket, a brace or a backslash for the character
itself. Everything else is text.
"""

from __future__ import annotations

from typing import cast

from msgspec import Struct

from handouts.problem import Place


class Span(Struct, frozen=True):
    """A run of text of one kind.

    `href`: "" or an https:, tel:, sms: or mailto: address. `lang`: "" or the BCP 47 tag where it is not the edition's.
    `unbroken`: no line break inside (phones, addresses, codes). `of_site`: "" or which value of the brand's place it
    is, which differs from site to site: "name", "phone", "web".
    """

    text: str
    strong: bool = False
    href: str = ""
    lang: str = ""
    unbroken: bool = False
    of_site: str = ""


class Placeholder(Struct, frozen=True):
    """A hole that an edition fills: kind `phone`, name `poison-help` for `{phone:poison-help}`."""

    kind: str
    name: str
    place: Place
    strong: bool = False


class Words(Struct, frozen=True):
    """One text: a paragraph, a list item, a heading. After filling it holds spans only."""

    place: Place
    pieces: tuple[Span | Placeholder, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of filled words. Raises ValueError where a placeholder is still open (a fault of ours)."""
        if Placeholder in map(type, self.pieces):
            hole = next(piece for piece in self.pieces if isinstance(piece, Placeholder))
            raise ValueError(f"{hole.place}: placeholder {hole.kind}:{hole.name} was not filled")
        return cast("tuple[Span, ...]", self.pieces)

    @property
    def text(self) -> str:
        """The plain text of filled words."""
        return "".join(span.text for span in self.spans)
