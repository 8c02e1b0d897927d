"""Reading inline mark-up. In: a string, its place. Out: `Words`, and problems for mark-up that is not whole.

Runs of white space become one space and text is brought to Unicode's composed form (NFC). No-break spaces stay.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec.structs import replace

from handouts.addresses import address_trouble
from handouts.gathering import Problems, short
from handouts.inline import Placeholder, Span, Words
from handouts.nearest import did_you_mean
from handouts.problem import Place

NAMED_KINDS = ("phone", "sms", "web", "name", "as-of")
CENTRE = "centre"

Piece = Span | Placeholder

_MARK = re.compile(r"\\[*\[\]{}\\]|\*\*|[\[\]{}]")
_SPACES = re.compile(r"[ \t\r\n]+")
_HOLE = re.compile(r"\{([^{}|:\[\]*\\]*)(?::([^{}|\[\]*\\]*))?\}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ENGLISH = "{en|"
_INVISIBLE = " \t\r\n\u00a0\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069"
_MOST_LISTED = 10  # problems of one text
_MOST_DEPTH = 8  # of links and {en| in one another, which are problems from 2 on


def parse(text: str, place: Place, problems: Problems, *, first: Place | None = None) -> Words:
    """The words of `text`, which stands at `place`. Problems are added, never raised.

    `first` is the place of the first character where text and source run in step on one line; problems then tell their
    own column, else they tell `place`.
    """
    reader = _Reader(text, place, problems, first)
    pieces = _tidy(reader.run("", strong=False, link=False, lang=""))
    if len(problems.found) == reader.before and not _show(pieces):
        problems.add(place, "there is no text here", "write some, or take the key or item out")
    return Words(place, pieces)


class _Reader:
    """One pass over one text. `at` is the next character to read."""

    def __init__(self, text: str, place: Place, problems: Problems, first: Place | None) -> None:
        self.text = text
        self.place = place
        self.problems = problems
        self.first = first
        self.before = len(problems.found)
        self.at = 0
        self.closers: list[str] = []

    def run(self, closer: str, *, strong: bool, link: bool, lang: str) -> list[Piece]:
        """Pieces up to `closer` ("]", "}" or the end), which is left unread. Strong text begins and ends within.

        What closes a run further out ends this one too; the caller sees that its own closer is not there.
        """
        pieces: list[Piece] = []
        opened = -1
        self.closers.append(closer)
        while True:
            now = strong or opened >= 0
            mark = _MARK.search(self.text, self.at)
            end = mark.start() if mark else len(self.text)
            if end > self.at:
                pieces.append(Span(self.text[self.at : end], strong=now, lang=lang))
            self.at = end
            if mark is None or (sign := mark.group()) in self.closers:
                break
            if sign == "**":
                opened = self.stars(opened, strong=strong)
            elif sign == "[":
                pieces += self.link(strong=now, link=link, lang=lang)
            elif sign == "{":
                pieces += self.brace(strong=now, link=link, lang=lang)
            elif sign in "]}":
                self.problem(end, f"{sign} closes nothing", rf"write \{sign} for the sign itself")
                self.at += 1
            else:
                pieces.append(Span(sign[1], strong=now, lang=lang))
                self.at += 2
        self.closers.pop()
        if opened >= 0:
            self.problem(opened, "** is not closed", r"write ** where the strong text ends, or \*\* for the signs")
        return pieces

    def stars(self, opened: int, *, strong: bool) -> int:
        """`**`: where strong text was opened after it, or -1. `strong` is what holds around this run."""
        at = self.at
        self.at += 2
        if strong:
            self.problem(at, "** inside strong text", "end the strong text before the link or the {en| first")
            return -1
        if opened >= 0:
            if at == opened + 2:
                self.problem(opened, "there is no text between ** and **", r"write \*\* for the signs themselves")
            return -1
        return at

    def link(self, *, strong: bool, link: bool, lang: str) -> list[Piece]:
        """`[text](address)`, from its first bracket on."""
        start = self.at
        if link:
            self.problem(start, "a link inside a link", r"write \[ for the sign itself")
        self.at += 1
        if len(self.closers) > _MOST_DEPTH:
            return []
        pieces = self.run("]", strong=strong, link=True, lang=lang)
        if not self.text.startswith("]", self.at):
            self.problem(start, "[ is not closed", r"write [text](https://...), or \[ for the sign itself")
            return pieces
        self.at += 1
        if not self.text.startswith("(", self.at):
            hint = r"write [text](https://...), or \[ and \] for the signs"
            self.problem(start, "no address follows this [text]", hint)
            return pieces
        address = self.address()
        if not _show(pieces):
            self.problem(start, "this link has no text", "write between [ and ] what is to be read")
        return [replace(piece, href=address) if isinstance(piece, Span) else piece for piece in pieces]

    def address(self) -> str:
        """`(address)`, in which brackets pair; "" after a problem."""
        opening = self.at
        depth = 0
        for index in range(opening, len(self.text)):
            depth += {"(": 1, ")": -1}.get(self.text[index], 0)
            if depth == 0:
                break
        else:
            self.problem(opening, "the address of this link is not closed", "write ) after it")
            self.at = len(self.text)
            return ""
        self.at = index + 1
        address = self.text[opening + 1 : index]
        if trouble := address_trouble(address):
            self.problem(opening + 1, *trouble)
            return ""
        return address

    def brace(self, *, strong: bool, link: bool, lang: str) -> list[Piece]:
        """`{kind:name}`, `{centre}` or `{en|words}`, from its brace on."""
        start = self.at
        if self.text.startswith(_ENGLISH, start):
            return self.english(strong=strong, link=link, lang=lang)
        hole = _HOLE.match(self.text, start)
        if hole is None:
            hint = r"write it as in {phone:poison-help}, or \{ for the sign itself"
            closing, another = self.text.find("}", start), self.text.find("{", start + 1)
            closed = closing >= 0 and not 0 <= another < closing
            self.problem(start, "this is no placeholder" if closed else "{ is not closed", hint)
            self.at = closing + 1 if closed else start + 1
            return []
        self.at = hole.end()
        kind, name = hole.group(1), hole.group(2)
        if trouble := _hole_trouble(kind, name):
            self.problem(start, *trouble)
        elif link:
            self.problem(start, "a placeholder inside a link", "numbers and addresses become links by themselves")
        return [Placeholder(kind, name or "", self.place_at(start), strong)]

    def english(self, *, strong: bool, link: bool, lang: str) -> list[Piece]:
        """`{en|words}`, from its brace on."""
        start = self.at
        if lang:
            self.problem(start, "{en| inside {en|", "close the first one with }")
        self.at += len(_ENGLISH)
        if len(self.closers) > _MOST_DEPTH:
            return []
        pieces = self.run("}", strong=strong, link=link, lang="en")
        if not self.text.startswith("}", self.at):
            self.problem(start, "{ is not closed", "write } after the words in English")
            return pieces
        self.at += 1
        if not _show(pieces):
            self.problem(start, "there are no words in {en|}", "write some, or take it out")
        return pieces

    def place_at(self, index: int) -> Place:
        first = self.first
        return self.place if first is None else Place(first.path, first.line, first.column + index)

    def problem(self, index: int, message: str, hint: str) -> None:
        if len(self.problems.found) - self.before < _MOST_LISTED:
            self.problems.add(self.place_at(index), message, hint)


def _hole_trouble(kind: str, name: str | None) -> tuple[str, str] | None:
    """Message and hint for a placeholder that cannot be, or None."""
    known = (*NAMED_KINDS, CENTRE)
    if kind not in known:
        listed = ", ".join(known)
        hint = did_you_mean(kind, known) or rf"known are {listed}; write \{{ for the sign itself"
        return f"unknown placeholder '{short(kind)}'", hint
    if kind == CENTRE:
        hint = "write {centre}, {phone:centre} or {web:centre}"
        return None if name is None else ("the placeholder 'centre' takes no name", hint)
    if name is None:
        return f"the placeholder '{kind}' needs a name", f"write it as in {{{kind}:poison-help}}"
    if not _NAME.fullmatch(name):
        hint = "names are made of lower-case letters, digits and hyphens"
        return f"the placeholder '{kind}' cannot have the name '{short(name)}'", hint
    return None


def _tidy(pieces: list[Piece]) -> tuple[Piece, ...]:
    """One space for each run of white space, none at either end; neighbours of one kind joined; composed characters."""
    tidy: list[Piece] = []
    after_space = True
    for piece in pieces:
        if isinstance(piece, Placeholder):
            tidy.append(piece)
            after_space = False
            continue
        text = _SPACES.sub(" ", piece.text)
        if after_space and text[0] == " ":
            text = text[1:]
        if not text:
            continue
        after_space = text[-1] == " "
        last = tidy[-1] if tidy else None
        if isinstance(last, Span) and (last.strong, last.href, last.lang) == (piece.strong, piece.href, piece.lang):
            tidy.pop()
            text = last.text + text
        tidy.append(piece if text == piece.text else Span(text, piece.strong, piece.href, piece.lang))
    if tidy and isinstance(last := tidy[-1], Span) and after_space:
        tidy[-1:] = [replace(last, text=last.text[:-1])] if last.text != " " else []
    return tuple(piece if isinstance(piece, Placeholder) else _composed(piece) for piece in tidy)


def _composed(span: Span) -> Span:
    if unicodedata.is_normalized("NFC", span.text):
        return span
    return replace(span, text=unicodedata.normalize("NFC", span.text))


def _show(pieces: list[Piece] | tuple[Piece, ...]) -> bool:
    """Whether there is anything to be seen."""
    return any(isinstance(piece, Placeholder) or piece.text.strip(_INVISIBLE) for piece in pieces)
