"""The blocks a section is made of: frozen values, a closed set. In: words with their place. Out: what the story sets.

The set is closed on purpose: `Block` is a union, and `assert_never` at each `match` makes the type checker name the
place where a new block type is still missing.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

from msgspec import Struct

from handouts.inline import Words
from handouts.problem import Place

# The drawings of the house, by name: what a figure shows, and the pictogram of a group.
PICTURES = (
    "leaf", "body", "mind", "moon", "water", "phone", "hands", "clock", "warning", "pill", "baby", "calendar",
)  # fmt: skip


class Length(IntEnum):
    """How much is said. A longer edition holds all that a shorter one says."""

    BRIEF = 1
    SHORT = 2
    STANDARD = 3
    FULL = 4

    @property
    def word(self) -> str:
        """The length as it is written in YAML and in the manifest: `brief`, `short`, `standard`, `full`."""
        return self.name.lower()


class Common(Struct, frozen=True, kw_only=True):
    """What every block has: its place, the shortest length that carries it, the longest one that does."""

    place: Place
    length: Length = Length.BRIEF
    until: Length = Length.FULL


class Paragraph(Common, frozen=True, kw_only=True):
    """Running text."""

    words: Words


class Bullets(Common, frozen=True, kw_only=True):
    """A list without order. With a title and a pictogram it is a group, set beside the next one where there is room."""

    items: tuple[Words, ...]
    title: Words | None = None
    icon: str = ""


class Steps(Common, frozen=True, kw_only=True):
    """A list in order, numbered."""

    items: tuple[Words, ...]


class Phase(Struct, frozen=True):
    """One stretch of a timeline: when, and what is felt."""

    when: Words
    what: Words


class Timeline(Common, frozen=True, kw_only=True):
    """What comes first, what comes after: a soft hill over labelled phases, with no hard day marks."""

    phases: tuple[Phase, ...]


class Table(Common, frozen=True, kw_only=True):
    """A header row and body rows, all of one width; the first cell of a body row is its header."""

    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


class Checklist(Common, frozen=True, kw_only=True):
    """Things to tick, each behind a drawn box."""

    items: tuple[Words, ...]
    title: Words | None = None


class Pair(Struct, frozen=True):
    """Something said and what answers it: a myth and the fact, a question and its answer."""

    said: Words
    answer: Words


class Myths(Common, frozen=True, kw_only=True):
    """What people say and what is so."""

    pairs: tuple[Pair, ...]


class Questions(Common, frozen=True, kw_only=True):
    """What people ask, with short answers."""

    pairs: tuple[Pair, ...]


class Story(Common, frozen=True, kw_only=True):
    """An example of one person's way. It is printed under the locale's word for "example", always."""

    paragraphs: tuple[Words, ...]


class Callout(Common, frozen=True, kw_only=True):
    """A few lines set apart. `urgent` is for danger to life only, `caution` for what to avoid, `note` for the rest."""

    kind: Literal["urgent", "caution", "note"]
    lines: tuple[Words, ...]
    title: Words | None = None


class Contact(Struct, frozen=True):
    """Whom to reach. `line` is a fact id, or `centre` for the brand itself.

    As read, `number` and `name` are None; an edition fills them, and `also` (other ways: text, TTY, web).
    """

    place: Place
    line: str
    what: Words
    name: Words | None = None
    number: Words | None = None
    also: tuple[Words, ...] = ()


class Contacts(Common, frozen=True, kw_only=True):
    """Whom to call, one line each, numbers large."""

    lines: tuple[Contact, ...]


class WriteIn(Common, frozen=True, kw_only=True):
    """Prompts with empty ruled lines to write on."""

    prompts: tuple[Words, ...]
    rules: int = 2


class Figure(Common, frozen=True, kw_only=True):
    """A drawing of the house by its name, with what it shows in words."""

    name: str
    alt: Words


Block = (
    Paragraph
    | Bullets
    | Steps
    | Timeline
    | Table
    | Checklist
    | Myths
    | Questions
    | Story
    | Callout
    | Contacts
    | WriteIn
    | Figure
)
