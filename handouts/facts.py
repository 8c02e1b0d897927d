"""Facts: values that go stale. In: `facts/*.yaml`. Out: frozen `Fact` values with source, `as_of` and `expires`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handouts.problem import Place


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One helpline or one legal status. Text refers to it by id and never repeats its values."""

    place: Place
    id: str
    kind: str  # "helpline" or "legal"
    name: str  # the official English name of a helpline; "" for a legal status
    phone: str = ""  # as printed, "1-800-222-1222"
    sms_word: str = ""  # what to text, "" where any text will do
    sms_number: str = ""
    tty: str = ""
    web: str = ""  # host and path as printed, "988lifeline.org"
    source: str
    as_of: date
    expires: date
    expires_place: Place
