"""A topic: one subject in one language. In: `topics/<topic>/<tag>.yaml`. Out: a frozen `Topic`, holes still open."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from handouts.blocks import Block, Length
from handouts.inline import Words
from handouts.problem import Place


class Role(StrEnum):
    """What a section is for, so that a layout can give it its place on paper whatever the topic is."""

    EMERGENCY = "emergency"  # when to call for help at once
    CONTACTS = "contacts"  # whom to call
    ABOUT = "about"  # what it is
    SIGNS = "signs"  # what one may feel
    TIMELINE = "timeline"  # how long it lasts
    SAFETY = "safety"  # what to avoid, what to have at hand
    CARE = "care"  # treatment
    AFTER = "after"  # after the first weeks
    TOOLS = "tools"  # sheets to write on, questions for a clinician
    LAW = "law"
    SOURCES = "sources"


class Section(Struct, frozen=True, kw_only=True):
    """A heading with its blocks. Urgent sections are printed at every length; others from `length` on."""

    place: Place
    id: str
    role: Role
    heading: Words
    urgent: bool
    length: Length
    blocks: tuple[Block, ...]
    made_from: str = ""  # hash of the English section a translation was made from
    made_from_place: Place | None = None
    digest: str = ""  # hash of this section's own words (12 hex), what a translation's made_from is compared with


class SignOff(Struct, frozen=True):
    """A person's signature under a text."""

    by: str
    on: date
    role: str = ""


class Review(Struct, frozen=True, kw_only=True):
    """The review state, told as it is: a sign-off that is None was not given."""

    place: Place
    version: str
    revised: date
    review_by: date
    review_by_place: Place | None = None
    owner: str
    medical: SignOff | None = None
    language: SignOff | None = None


class Translation(Struct, frozen=True, kw_only=True):
    """How a text in another language came about."""

    place: Place
    source: str  # the tag it was made from, "en"
    method: str  # "machine draft", "human", "machine draft, edited"
    checked: SignOff | None = None  # a qualified translator


class Topic(Struct, frozen=True, kw_only=True):
    """One subject in one language, as read."""

    place: Place
    slug: str
    tag: str
    title: Words
    short_title: Words
    message: Words
    promise: Words
    review: Review
    translation: Translation | None
    sections: tuple[Section, ...]
    sections_place: Place | None = None  # of the key `sections`
    sources: tuple[Words, ...]
