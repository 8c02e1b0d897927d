"""Words that have one name in a language. In: a draft of a translation. Out: where a term is missing or misnamed.

The glossary of a language stands in `glossary/<tag>.yaml`: for each English term how the language says it (`say`: one
of them stands in every section whose source has the term) and what it must never be called (`never`). A language
without such a file has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from handouts import source
from handouts.checks import Draft
from handouts.fields import Fields, text_of
from handouts.gathering import Problems
from handouts.problem import Problem
from handouts.texts import section_texts, topic_texts, unfilled
from handouts.topic import Section

FOLDER = Path(__file__).with_suffix("")
SHOWN = "handouts/checks/glossary"
WITHOUT_SPACES = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Kore", "Laoo", "Thai"})  # or with endings glued on


class Term(Struct, frozen=True):
    """An English term, its names in the language, and names it must never have."""

    term: str
    say: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the term, and words that begin with it, in an English text."""
        return re.compile(rf"\b{re.escape(self.term)}", re.IGNORECASE)


def check(draft: Draft) -> Iterator[Problem]:
    """Every section that lacks a term its source has, and every text with a name that is never right."""
    if draft.source is None or draft.locale is None:
        return
    terms = terms_of(draft.topic.tag)
    theirs = {section.id: _text(section) for section in draft.source.sections}
    for section in draft.topic.sections if terms else ():
        ours = _text(section).casefold()
        for term in terms:
            if term.pattern.search(theirs.get(section.id, "")) and not any(
                each.casefold() in ours for each in term.say
            ):
                message = f"the source of '{section.id}' speaks of '{term.term}', this section does not"
                yield Problem(section.place, message, f"say {_listed(term.say)}")
    for words in topic_texts(draft.topic) if terms else ():
        text = unfilled(words, foreign=False)
        for term in terms:
            for wrong in term.never:
                if found := _misnamed(wrong, draft.locale.script).search(text):
                    message = f"'{found.group()}' is never right for '{term.term}'"
                    yield Problem(words.place, message, f"say {_listed(term.say)}")


@cache
def terms_of(tag: str) -> tuple[Term, ...]:
    """The glossary of a language. Raises ContentError with every problem of its file."""
    path = FOLDER / f"{tag}.yaml"
    if not path.is_file():
        return ()
    problems = Problems()
    file = Fields(source.read(path, f"{SHOWN}/{path.name}"), "the glossary", problems)
    inner = file.fields("terms", "the table of terms")
    terms = [] if inner is None else [_term(inner, key, problems) for key in inner.keys()]  # noqa: SIM118 - no dict
    file.done()
    problems.raise_if_any()
    return tuple(term for term in terms if term is not None)


def _term(terms: Fields, key: str, problems: Problems) -> Term | None:
    fields = terms.fields(key, "term")
    if fields is None:
        return None
    say = tuple(text_of(each, problems) for each in fields.items("say"))
    term = Term(key, say, fields.texts("never"))
    fields.done()
    return term


@cache
def _misnamed(wrong: str, script: str) -> re.Pattern[str]:
    before = "" if script in WITHOUT_SPACES else r"(?<!\w)"
    return re.compile(before + re.escape(wrong), re.IGNORECASE)


def _text(section: Section) -> str:
    return "\n".join(map(unfilled, section_texts(section)))


def _listed(names: tuple[str, ...]) -> str:
    return " or ".join(f"'{name}'" for name in names)
