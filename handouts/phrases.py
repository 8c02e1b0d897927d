"""The program's own phrases that every locale must have. In: nothing. Out: their keys with the names set into each.

`locales/en.yaml` may hold more; every other locale holds the same as `en.yaml`.
"""

from __future__ import annotations

import re

PHRASES: dict[str, frozenset[str]] = {
    key: frozenset(names.split())
    for key, names in {
        # furniture
        "page": "number", "page_of": "number count", "turn_over": "", "contents": "", "notes": "", "write_here": "",
        "scan": "", "for_printing": "", "line_keys": "",
        # beside blocks
        "example": "", "myth": "", "fact": "", "question": "", "answer": "", "sources": "",
        # whom to reach
        "get_help": "", "emergency": "", "in_danger": "number", "call": "", "text_to": "number",
        "text_word_to": "word number", "tty": "number", "online": "",
        # imprint
        "version": "version", "revised": "date", "review_by": "date", "copy": "id", "published_by": "name",
        "not_advice": "", "not_reviewed": "", "reviewed": "by date", "not_translation_checked": "",
        "translation_checked": "by date",
        # neutral words
        "discreet_title": "", "discreet_short": "", "discreet_message": "", "discreet_promise": "",
        # messages
        "mail_subject": "", "mail_greeting": "", "mail_body": "", "mail_attached": "", "mail_close": "",
    }.items()
}  # fmt: skip

NAMES_IN_ORDER = ("day", "month", "year", "number")
DATE = frozenset({"day", "month", "year"})
STEP = frozenset({"number"})

_NAME = re.compile(r"\{([a-z_]+)\}")


def names_in(phrase: str) -> frozenset[str] | None:
    """The names in braces of a phrase; None where a brace holds no name."""
    if set(_NAME.sub("", phrase)) & set("{}"):
        return None
    return frozenset(_NAME.findall(phrase))
