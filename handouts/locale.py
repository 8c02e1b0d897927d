"""A locale: the program's own words in one language. In: `locales/<tag>.yaml`. Out: a frozen `Locale`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from handouts.blocks import PICTURES
from handouts.fields import Fields, text_of
from handouts.gathering import Problems
from handouts.nearest import did_you_mean
from handouts.phrases import DATE, NAMES_IN_ORDER, PHRASES, STEP, names_in
from handouts.problem import Place
from handouts.reading import place_of_value
from handouts.scripts import TAG, direction_of, language_of, script_of
from handouts.source import Node


class Locale(Struct, frozen=True, kw_only=True):
    """Phrases and habits of setting for one BCP 47 tag. Script and direction follow from the tag."""

    place: Place
    tag: str  # the file's name, "en", "es"
    language: str  # the tag written into PDFs, "en-US", "es-US"
    script: str  # ISO 15924, "Latn"
    direction: str  # "ltr" or "rtl"
    name: str  # the language's own name, "Español"
    english_name: str
    leading: float  # baseline distance over type size
    size: float  # factor on type sizes
    phrases: Mapping[str, str]
    pictures: Mapping[str, str]  # drawing name -> what it shows, in words
    months: tuple[str, ...]
    weekdays: tuple[str, ...]  # Monday first
    date_pattern: str  # "{month} {day}, {year}"
    list_pattern: tuple[str, str]  # between items, before the last: (", ", " and ")
    quotes: tuple[str, str]  # around what is said
    step_pattern: str  # the mark of a numbered step: "{number}."
    sentence_end: tuple[str, ...]  # what may end a sentence; none where a space does, as in Thai
    keep_with_next: tuple[str, ...]  # short words that do not stand at the end of a line
    whole_words: tuple[str, ...]  # words no line breaks inside, where no space shows a break (Thai, Khmer, Lao)

    def phrase(self, key: str, **values: object) -> str:
        """The phrase with its values set in. Raises KeyError for a key no locale has (a fault of ours)."""
        return self.phrases[key].format(**values)

    def step(self, number: int) -> str:
        """The mark of a numbered step."""
        return self.step_pattern.format(number=number)

    def date(self, day: date) -> str:
        """A date as this language writes it."""
        return self.date_pattern.format(day=day.day, month=self.months[day.month - 1], year=day.year)


def locale_of(node: Node, tag: str, problems: Problems, english: Locale | None = None) -> Locale:
    """The locale of a file's node, complete where it can be; every problem is added to `problems`.

    A locale other than English is held against `english`: the same phrases with the same names in braces, the same
    pictures.
    """
    fields = Fields(node, "the locale", problems)
    script = _script(fields, tag)
    locale = Locale(
        place=node.place,
        tag=tag,
        language=_language(fields, tag),
        script=script,
        direction=direction_of(script),
        name=fields.text("name"),
        english_name=fields.text("english_name"),
        leading=fields.number("leading", 1.0, 2.5),
        size=fields.number("size", 0.7, 1.5),
        months=_texts(fields, "months", 12, "the months of a year"),
        date_pattern=_pattern(fields, "date", DATE, '"{month} {day}, {year}"'),
        weekdays=_texts(fields, "weekdays", 7, "the days of a week, Monday first"),
        list_pattern=_pair(fields, "lists", "what stands between items, and what stands before the last"),
        quotes=_pair(fields, "quotes", "the mark before and the mark after what is said"),
        step_pattern=_pattern(fields, "step", STEP, '"{number}."'),
        sentence_end=fields.texts("sentence_end"),
        keep_with_next=fields.texts("keep_with_next"),
        whole_words=fields.texts("whole_words"),
        phrases=_phrases(fields, english),
        pictures=_pictures(fields, english),
    )
    fields.done()
    return locale


def _script(fields: Fields, tag: str) -> str:
    if not TAG.fullmatch(tag):
        hint = "name the file as in es.yaml, pt-BR.yaml or zh-Hant.yaml"
        fields.problems.add(fields.place, f"'{tag}' is not a language tag", hint)
        return ""
    script = script_of(tag)
    if not script:
        message = f"the script of '{language_of(tag)}' is not known"
        hint = f"name the file as in {language_of(tag)}-Latn.yaml, or add the language to handouts/scripts.py"
        fields.problems.add(fields.place, message, hint)
    return script


def _language(fields: Fields, tag: str) -> str:
    language = fields.text("language")
    same = language_of(language) == language_of(tag) and script_of(language) in ("", script_of(tag))
    if language and TAG.fullmatch(tag) and not (TAG.fullmatch(language) and same):
        place = place_of_value(fields, "language")
        hint = f"write {tag}, or {tag} with a country after it"
        fields.problems.add(place, f"'{language}' is not a language tag of '{tag}'", hint)
    return language


def _phrases(fields: Fields, english: Locale | None) -> dict[str, str]:
    inner = fields.fields("phrases", "the table of phrases")
    if inner is None:
        return {}
    wanted = PHRASES if english is None else {key: names_in(text) for key, text in english.phrases.items()}
    keys = inner.keys()
    phrases = {key: inner.text(key) for key in keys}
    for key, phrase in phrases.items():
        place, names = place_of_value(inner, key), names_in(phrase)
        if names is None:
            fields.problems.add(place, "a brace in this phrase holds no name", "names are written as in {number}")
        elif phrase and key in wanted and names != wanted[key]:
            listed = ", ".join(f"{{{name}}}" for name in sorted(wanted[key] or ())) or "none"
            message = f"the phrase '{key}' has other names in braces than it needs"
            fields.problems.add(place, message, f"it needs {listed}")
    _hold_keys(fields, inner, "phrase", set(wanted), more=english is None)
    return phrases


def _pictures(fields: Fields, english: Locale | None) -> dict[str, str]:
    inner = fields.fields("pictures", "the table of pictures")
    if inner is None:
        return {}
    wanted = {*PICTURES, "timeline"} if english is None else set(english.pictures)
    keys = inner.keys()
    pictures = {key: inner.text(key) for key in keys}
    _hold_keys(fields, inner, "picture", wanted, more=english is None)
    return pictures


def _hold_keys(fields: Fields, inner: Fields, what: str, wanted: set[str], *, more: bool) -> None:
    keys = inner.keys()
    missing = sorted(wanted.difference(keys))
    for key in missing:
        fields.problems.add(fields.place_of(f"{what}s"), f"the {what} '{key}' is missing", "write it as en.yaml has it")
    if not more:
        for key in keys:
            if key not in wanted:
                hint = did_you_mean(key, missing) or "delete it, or write it into en.yaml first"
                fields.problems.add(inner.place_of(key), f"en.yaml has no {what} '{key}'", hint)


def _texts(fields: Fields, key: str, count: int, what: str) -> tuple[str, ...]:
    nodes = fields.items(key)
    if nodes and len(nodes) != count:
        fields.problems.add(fields.place_of(key), f"'{key}' has {len(nodes)} items, not {count}", f"they are {what}")
    return (*(text_of(node, fields.problems) for node in nodes), *[""] * count)[:count]


def _pair(fields: Fields, key: str, what: str) -> tuple[str, str]:
    first, second = _texts(fields, key, 2, what)
    return first, second


def _pattern(fields: Fields, key: str, wanted: frozenset[str], sample: str) -> str:
    pattern = fields.text(key)
    if pattern and names_in(pattern) != wanted:
        *first, last = (f"{{{name}}}" for name in NAMES_IN_ORDER if name in wanted)
        listed = f"{', '.join(first)} and {last}" if first else last
        message = f"a {key} has {listed}, and no other"
        fields.problems.add(place_of_value(fields, key), message, f"write it as in {sample}")
    return pattern
