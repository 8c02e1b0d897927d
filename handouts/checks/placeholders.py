"""Every hole can be filled, at every length, for every brand. In: a draft. Out: what an edition would stumble over."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.abridge import abridge
from handouts.blocks import Contacts, Length
from handouts.checks import Draft
from handouts.filling import Filling
from handouts.gathering import Problems
from handouts.problem import Problem
from handouts.texts import topic_texts


def check(draft: Draft) -> Iterable[Problem]:
    """Placeholders and contact lines that name no fact, or one without such a value; urgent sections left empty."""
    problems = Problems()
    for length in Length:
        abridge(draft.topic.sections, length, problems)
    if draft.locale is None or draft.facts is None:
        return problems.found
    for brand in draft.brands:
        filling = Filling(draft.locale, brand, draft.facts, problems)
        for words in (*topic_texts(draft.topic), *draft.topic.sources):
            filling.words(words)
        for section in draft.topic.sections:
            for block in section.blocks:
                if isinstance(block, Contacts):
                    for contact in block.lines:
                        filling.contact(contact, Length.FULL)
    return problems.found
