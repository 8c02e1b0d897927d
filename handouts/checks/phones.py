"""Phone numbers are facts: text refers to them and never types one. In: a draft. Out: every number that was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handouts.checks import Draft
from handouts.problem import Problem
from handouts.telephone import dialled
from handouts.texts import topic_texts, unfilled

_GROUPED = r"(?:\+?1[-. ]?)?(?:\(\d{3}\)|\d{3})[-. ]?\d{3}[-. ]\d{4}"
_IN_PROSE = re.compile(rf"(?<!\d)(?:{_GROUPED}|\d{{3}}[-.]\d{{4}}|\d{{7,}}|911|988)(?!\d)", re.ASCII)
# Citations hold years, pages and identifiers, which are long numbers and no one's phone.
_IN_SOURCES = re.compile(rf"(?<![\d.,/-]){_GROUPED}(?![\d.,/-])", re.ASCII)

_DIGITS = re.compile(r"\d{3}", re.ASCII)  # what all of them have, and few texts

_HINT = "put the number into handouts/facts/ and write {phone:its-id}, so that it is kept and dated in one place"


def check(draft: Draft) -> Iterator[Problem]:
    """Every number typed in prose: 911, 988, a phone number, any run of seven digits or more."""
    ids = {dialled(brand.phone): "centre" for brand in draft.brands}
    ids |= {dialled(fact.phone): fact.id for fact in (draft.facts or {}).values()}
    for pattern, texts in (_IN_PROSE, topic_texts(draft.topic)), (_IN_SOURCES, draft.topic.sources):
        for words in texts:
            text = _ascii(unfilled(words))
            for found in pattern.finditer(text) if _DIGITS.search(text) else ():
                known = ids.get(dialled(found.group()))
                hint = f"write {{phone:{known}}}" if known else _HINT
                yield Problem(words.place, f"the number '{found.group()}' is typed in the text", hint)


def _ascii(text: str) -> str:
    """The text with digits of every script, and every kind of hyphen and space, as their ASCII ones."""
    if text.isascii():
        return text
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    match unicodedata.category(character):
        case "Pd":
            return "-"
        case "Zs":
            return " "
        case _:
            return character
