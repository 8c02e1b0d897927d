"""Itemize: one script, one face, one level, one span to a run. In: prepared text and its levels. Out: runs in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import uharfbuzz as hb

from handouts.problem import ContentError, Place, Problem
from layouts.typesetting.text.prepare import Prepared
from layouts.typesetting.typefaces import INVISIBLE, Face

FIRST_FACE = frozenset(" \n\u00a0") | INVISIBLE
JOINERS = frozenset("\u200c\u200d")


_simply: dict[tuple[str, Face], set[str]] = {}  # what is known to be simple
_states: dict[tuple[Face, ...], dict[tuple[str, Face, bool], _State]] = {}


class _State(dict[str, "_State"]):
    """What a run has in common, and for each character what it has that comes next: the very same while it goes on.

    `drawn`: whether the face draws what is in the run.
    """

    def __init__(self, choice: tuple[Face, ...], script: str, face: Face, drawn: bool) -> None:
        super().__init__()
        self.choice, self.script, self.face, self.drawn = choice, script, face, drawn

    def __missing__(self, char: str) -> _State:
        face = _face(char, self.face, self.choice)
        found = self[char] = _state(self.choice, script_of(char) or self.script, face, drawn=_drawn(char, face))
        return found


class GlyphError(ContentError):
    """Characters that no font has: with each, its place and its name."""


class Run(NamedTuple):
    """The characters `start` up to `end`, all of one kind."""

    start: int
    end: int
    level: int
    script: str
    face: Face
    span: int


@cache
def script_of(char: str) -> str:
    """The ISO 15924 script of a character, "" for those that take their neighbour's (spaces, digits, marks)."""
    buffer: Any = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return buffer.script or ""


def itemize(
    prepared: Prepared,
    levels: list[int],
    faces: Sequence[tuple[Face, ...]],
    language: str,
    place: Place | None,
) -> list[Run]:
    """The runs of a text, `faces` being each span's choice of faces.

    Raises GlyphError at `place` with every character that no face of its span has a glyph for.
    """
    text = prepared.text
    script = next((found for found in map(script_of, text) if found), "Latn")
    even = not text or levels.count(levels[0]) == len(levels)
    missing: dict[str, None] = {}
    runs: list[Run] = []
    for number, choice in enumerate(faces):
        begin, end = prepared.starts[number], prepared.starts[number + 1]
        if begin == end:
            continue
        if even and is_simple(text[begin:end], script, choice[0]):
            runs.append(Run(begin, end, levels[begin], script, choice[0], number))
            continue
        state = _state(choice, script, choice[0])[text[begin]]
        start, level = begin, levels[begin]
        for index, char in enumerate(text[begin + 1 : end], begin + 1):
            then = state[char]
            if then is state and (even or levels[index] == level):
                continue
            runs.append(Run(start, index, level, state.script, state.face, number))
            if not state.drawn:
                missing.update(dict.fromkeys(text[start:index]))
            start, level, state = index, levels[index], then
        runs.append(Run(start, end, level, state.script, state.face, number))
        if not state.drawn:
            missing.update(dict.fromkeys(text[start:end]))
        script = state.script
    if missing:
        raise GlyphError(_problems(missing, language, place))
    return runs


def is_simple(text: str, script: str, face: Face) -> bool:
    """Whether all of it goes into one run of this script and face."""
    known = _simply.setdefault((script, face), set())
    if known.issuperset(text):
        return True
    new = set(text) - known
    known.update(char for char in new if script_of(char) in ("", script) and face.has(char))
    return new <= known


def _state(choice: tuple[Face, ...], script: str, face: Face, *, drawn: bool = True) -> _State:
    states = _states.setdefault(choice, {})
    key = (script, face, drawn)
    found = states.get(key)
    if found is None:
        found = states[key] = _State(choice, *key)
    return found


def _face(char: str, before: Face, choice: tuple[Face, ...]) -> Face:
    if char in JOINERS or unicodedata.category(char)[0] == "M":
        return before
    if char in FIRST_FACE:
        space = " " if char == "\n" else char
        return next((face for face in choice if face.has(space)), choice[0])
    if not script_of(char) and before.has(char):
        return before  # a number keeps one face, though the first might have its hyphens and not its digits
    return next((face for face in choice if _drawn(char, face)), choice[0])


def _drawn(char: str, face: Face) -> bool:
    if char == "\n" or face.has(char):
        return True
    # HarfBuzz builds a letter the font lacks from its parts where the font has those. PostScript has no such glyphs.
    parts = unicodedata.normalize("NFD", char)
    return parts != char and not face.compact and all(face.has(part) for part in parts)


def _problems(missing: dict[str, None], language: str, place: Place | None) -> Iterator[Problem]:
    for char in missing:
        name = unicodedata.name(char, "a character without a name")
        shown = f'"{char}" ' if char.isprintable() else ""
        yield Problem(
            place or Place("text"),
            f"no font has a glyph for {shown}(U+{ord(char):04X}, {name}), language {language}",
            "Write it in another way, or draw it.",
        )
