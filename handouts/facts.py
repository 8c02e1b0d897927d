"""Facts: values that go stale. In: `facts/*.yaml`. Out: frozen `Fact` values with source, `as_of` and `expires`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from handouts.fields import Fields
from handouts.gathering import Problems
from handouts.problem import Place
from handouts.reading import ID, ID_HINT, place_of_value
from handouts.source import Node
from handouts.telephone import is_dialled, is_texted, is_us_number

# The most days from `as_of` to `expires`, by kind.
DAYS = {"helpline": 180, "legal": 90, "clinical": 365}

_WEB = r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[!-~]*)?"


class Fact(Struct, frozen=True, kw_only=True):
    """One helpline or one legal status. Text refers to it by id and never repeats its values."""

    place: Place
    id: str
    kind: str  # "helpline", "legal" or "clinical"
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


def facts_of(nodes: Iterable[Node], problems: Problems) -> dict[str, Fact]:
    """The facts of all files' nodes by id, complete where they can be; every problem is added to `problems`."""
    facts: dict[str, Fact] = {}
    for node in nodes:
        file = Fields(node, "the file of facts", problems)
        if inner := file.fields("facts", "the table of facts"):
            ids = inner.keys()
            for fact in filter(None, (_fact(inner, id_, problems) for id_ in ids)):
                if facts.setdefault(fact.id, fact) is not fact:
                    message = f"the fact '{fact.id}' is here twice"
                    problems.add(fact.place, message, f"it is in {facts[fact.id].place} too")
        file.done()
    return facts


def hold_dates(facts: Mapping[str, Fact], today: date, problems: Problems) -> None:
    """Every fact that has expired by `today` is a problem at the place of its `expires`."""
    for fact in facts.values():
        if fact.expires < today:
            message = f"fact '{fact.id}' expired on {fact.expires}"
            what = {"helpline": "the number", "legal": "the law"}.get(fact.kind, "it")
            problems.add(fact.expires_place, message, f"check {what} again, then set as_of and expires")


def _fact(facts: Fields, id_: str, problems: Problems) -> Fact | None:
    place = facts.place_of(id_)
    if not re.fullmatch(ID, id_) or id_ == "centre":
        taken = "'centre' is the brand itself; take another name"
        problems.add(place, f"a fact cannot be called '{id_}'", taken if id_ == "centre" else ID_HINT)
    fields = facts.fields(id_, "fact")
    if fields is None:
        return None
    kind = fields.choice("kind", tuple(DAYS))
    helpline = kind == "helpline"
    name = fields.text("name", default=None if helpline else "")
    phone = _number(fields, "phone", optional=not helpline)
    sms_word, sms_number = _sms(fields)
    tty = _number(fields, "tty", optional=True)
    web = fields.text("web", default="", pattern=_WEB, hint="write it without https://, as in 988lifeline.org")
    source = fields.text("source")
    as_of, expires = fields.date("as_of"), fields.date("expires")
    fact = Fact(
        place=place,
        id=id_,
        kind=kind,
        name=name,
        phone=phone,
        sms_word=sms_word,
        sms_number=sms_number,
        tty=tty,
        web=web,
        source=source,
        as_of=as_of or date.min,
        expires=expires or date.max,
        expires_place=place_of_value(fields, "expires"),
    )
    if as_of and expires and kind:
        _hold_span(fact, problems)
    fields.done()
    return fact


def _hold_span(fact: Fact, problems: Problems) -> None:
    days, most = (fact.expires - fact.as_of).days, DAYS[fact.kind]
    if days <= 0:
        problems.add(fact.expires_place, f"fact '{fact.id}' expires on {fact.expires}, not after {fact.as_of}")
    elif days > most:
        message = f"fact '{fact.id}' expires {days} days after as_of; a {fact.kind} fact may last {most} days at most"
        problems.add(fact.expires_place, message, f"the last day it can have is {_later(fact.as_of, most)}")


def _later(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)


def _sms(fields: Fields) -> tuple[str, str]:
    inner = fields.fields("sms", "line for texts", optional=True)
    if inner is None:
        return "", ""
    word = inner.text("word", default="")
    number = inner.text("number")
    if number and not is_texted(number):
        message = f"nobody can text to '{number}'"
        fields.problems.add(place_of_value(inner, "number"), message, 'write it as in "435748" or 1-800-222-1222')
    inner.done()
    return word, number


def _number(fields: Fields, key: str, *, optional: bool) -> str:
    number = fields.text(key, default="" if optional else None)
    if number and not (is_dialled(number) if key == "phone" else is_us_number(number)):
        message = f"'{number}' is not a telephone number of the United States"
        fields.problems.add(place_of_value(fields, key), message, 'write it as in 1-800-222-1222 or "988"')
    return number
