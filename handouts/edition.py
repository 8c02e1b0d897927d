"""An edition: topic x locale x length x brand. In: the values read. Out: what will be said, abridged and filled."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.blocks import Length
from handouts.brand import Brand
from handouts.inline import Words
from handouts.locale import Locale
from handouts.topic import Review, Section, Translation


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What one handout says: every `Words` filled, every section that its length carries, in the topic's order."""

    topic: str
    locale: Locale
    brand: Brand
    length: Length
    discreet: bool
    title: Words  # neutral words of the locale when discreet
    short_title: Words
    message: Words
    promise: Words
    sections: tuple[Section, ...]
    review: Review
    translation: Translation | None
    review_lines: tuple[str, ...]  # what the imprint says of the review state, in the locale's words
    urgent_lines: tuple[str, ...]  # plain text that must be found again in the finished PDF
    phones: tuple[str, ...]  # every number printed, as printed
