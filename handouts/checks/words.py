"""Words that label people, and claims nobody can keep. In: a draft. Out: each one found, with what to say instead.

The rules of a language stand in `words/<language>.yaml`; a language without such a file has none.
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
from handouts.reading import place_of_value
from handouts.scripts import language_of
from handouts.texts import HOLE, topic_texts, unfilled

FOLDER = Path(__file__).with_suffix("")
SHOWN = "handouts/checks/words"


class Rule(Struct, frozen=True):
    """What not to say: a pattern, where it is all right after all, what to say instead, and why."""

    pattern: re.Pattern[str]
    excepted: tuple[re.Pattern[str], ...]
    say: tuple[str, ...]
    why: str


def check(draft: Draft) -> Iterator[Problem]:
    """Every match of a rule of the topic's language, outside of runs in another language."""
    texts = [(words, unfilled(words, foreign=False)) for words in topic_texts(draft.topic)]
    everything = "\n".join(text for _, text in texts)
    # Few rules find anything at all, and one long text is searched quicker than many short ones.
    suspects = [rule for rule in rules_of(language_of(draft.topic.tag)) if rule.pattern.search(everything)]
    for words, text in texts if suspects else ():
        for rule in suspects:
            for found in matches(rule, text):
                say = "; ".join(f"'{each}'" for each in rule.say)
                yield Problem(words.place, f"'{found}': {rule.why}", f"say {say}" if say else "leave it out")


def matches(rule: Rule, text: str) -> Iterator[str]:
    """What in `text` breaks the rule."""
    if not rule.pattern.search(text):
        return
    for excepted in rule.excepted:
        text = excepted.sub(lambda found: HOLE * len(found.group()), text)
    for found in rule.pattern.finditer(text):
        yield found.group()


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """The rules of a language. Raises ContentError with every problem of their file."""
    path = FOLDER / f"{language}.yaml"
    if not path.is_file():
        return ()
    problems = Problems()
    file = Fields(source.read(path, f"{SHOWN}/{path.name}"), "the file of rules", problems)
    names = tuple(re.compile(re.escape(text_of(each, problems))) for each in file.items("names", optional=True))
    rules = [_rule(Fields(node, "rule", problems), names) for node in file.items("rules")]
    file.done()
    problems.raise_if_any()
    return tuple(rule for rule in rules if rule is not None)


def _rule(fields: Fields, names: tuple[re.Pattern[str], ...]) -> Rule | None:
    flags = re.RegexFlag(0) if fields.flag("case", default=False) else re.IGNORECASE
    try:
        pattern = re.compile(fields.text("pattern"), flags)
        excepted = [re.compile(text_of(each, fields.problems), flags) for each in fields.items("except", optional=True)]
    except re.error as error:
        place = place_of_value(fields, "pattern")
        fields.problems.add(place, f"a pattern of this rule is not a regular expression: {error}")
        return None
    say = tuple(text_of(each, fields.problems) for each in fields.items("say", optional=True))
    rule = Rule(pattern, (*names, *excepted), say, fields.text("why"))
    fields.done()
    return rule
