"""A translation says what its source says, in the same shape. In: a draft. Out: every difference, at its place.

Words may differ as they must. Sections, blocks, numbers of items, placeholders and digits may not.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from handouts.block_reader import name_of
from handouts.blocks import Block, Contacts, Length
from handouts.checks import Draft
from handouts.gathering import Problems
from handouts.inline import Placeholder, Words
from handouts.nearest import did_you_mean
from handouts.problem import Place, Problem
from handouts.texts import changed, texts, unfilled
from handouts.topic import Section, Topic

_NOWHERE = Place("")
_SAME = Words(_NOWHERE, ())
_FEW_WORDS = 3


def check(draft: Draft) -> Iterable[Problem]:
    """What is missing, added, moved, changed in its numbers, or was translated from words that have changed since."""
    own, source = draft.topic, draft.source
    if source is None:
        return ()
    problems = Problems()
    for ours, theirs in zip(_face(own), _face(source), strict=True):
        _compare_words(ours, theirs, problems)
    _compare_outlines(own, source, problems)
    by_id = {section.id: section for section in source.sections}
    for section in own.sections:
        if section.id in by_id:
            _compare_sections(section, by_id[section.id], problems)
            _compare_digests(section, by_id[section.id], problems, release=draft.release)
    if len(own.sources) != len(source.sources):
        place = own.sources[0].place if own.sources else own.place
        problems.add(place, f"{len(own.sources)} sources; {source.tag} has {len(source.sources)}", "list the same ones")
    return problems.found


def _face(topic: Topic) -> tuple[Words, ...]:
    return (topic.title, topic.short_title, topic.message, topic.promise)


def _compare_outlines(own: Topic, source: Topic, problems: Problems) -> None:
    ours = [section.id for section in own.sections]
    theirs = [section.id for section in source.sections]
    for section in source.sections:
        if section.id not in ours:
            place = own.sections_place or own.place
            problems.add(place, f"the section '{section.id}' is missing", f"translate it from {section.place}")
    for section in own.sections:
        if section.id not in theirs:
            missing = [each for each in theirs if each not in ours]
            hint = did_you_mean(section.id, missing) or "delete it, or write it there first"
            problems.add(section.place, f"{source.tag} has no section '{section.id}'", hint)
    shared = [each for each in theirs if each in ours]
    for section, wanted in zip((each for each in own.sections if each.id in theirs), shared, strict=True):
        if section.id != wanted:
            message = f"the section '{section.id}' stands where {source.tag} has '{wanted}'"
            problems.add(section.place, message, "keep the same order")
            break


def _compare_sections(own: Section, source: Section, problems: Problems) -> None:
    said = (
        (own.urgent, source.urgent, "it is " + ("urgent" if own.urgent else "not urgent")),
        (own.length, source.length, f"its length is {own.length.word}, not {source.length.word}"),
        (own.role, source.role, f"its role is {own.role.value}, not {source.role.value}"),
    )
    wrong = [what for ours, theirs, what in said if ours != theirs]
    if wrong:
        hint = f"take role, urgent and length from {source.place}"
        problems.add(own.place, f"the section '{own.id}' differs from its source: {', '.join(wrong)}", hint)
    _compare_words(own.heading, source.heading, problems)
    kinds = [name_of(block) for block in own.blocks]
    wanted = [name_of(block) for block in source.blocks]
    if kinds == wanted:
        for block, model in zip(own.blocks, source.blocks, strict=True):
            if not wrong and (block.length, block.until) != (model.length, model.until):
                hint = f"compare {model.place}"
                problems.add(block.place, "`length` or `until` of this block differs from its source", hint)
            _compare_blocks(block, model, problems)
    else:
        message = f"the section '{own.id}' has the blocks {_listed(kinds)}; its source has {_listed(wanted)}"
        problems.add(own.place, message, f"keep the same blocks in the same order as in {source.place}")


def _compare_blocks(own: Block, source: Block, problems: Problems) -> None:
    hint = f"compare {source.place}"
    ours, theirs = list(texts(own)), list(texts(source))
    if len(ours) != len(theirs):
        problems.add(own.place, f"this {name_of(own)} block has {len(ours)} texts; its source has {len(theirs)}", hint)
        return
    if _frame(own) != _frame(source):
        message = f"this {name_of(own)} block differs from its source in more than its words (icon, kind, name or line)"
        problems.add(own.place, message, hint)
    for words, model in zip(ours, theirs, strict=True):
        _compare_words(words, model, problems)


def _frame(block: Block) -> Block:
    """The block without its words, places and lengths: what a translation must not change."""
    frame = replace(changed(block, lambda _: _SAME), place=_NOWHERE, length=Length.BRIEF, until=Length.FULL)
    if isinstance(frame, Contacts):
        return replace(frame, lines=tuple(replace(contact, place=_NOWHERE) for contact in frame.lines))
    return frame


def _compare_words(own: Words, source: Words, problems: Problems) -> None:
    hint = f"compare {source.place}"
    missing, added = _difference(_holes(source), _holes(own))
    if missing or added:
        parts = [f"{_listed(missing)} is missing"] if missing else []
        parts += [f"{_listed(added)} is not in the source"] if added else []
        problems.add(own.place, f"other placeholders than in the source: {', '.join(parts)}", hint)
    missing, added = _difference(_numbers(source), _numbers(own))
    if missing or added:
        parts = [f"{_listed(missing)} is missing"] if missing else []
        parts += [f"{_listed(added)} is not in the source"] if added else []
        problems.add(own.place, f"other numbers than in the source: {', '.join(parts)}", hint)
    text = unfilled(own, foreign=False)
    if len(text.split()) > _FEW_WORDS and text == unfilled(source):
        problems.add(own.place, "this text is the same as in the source", "translate it")


def _compare_digests(own: Section, source: Section, problems: Problems, *, release: bool) -> None:
    if own.made_from == source.digest:
        return
    if own.made_from:
        message = f"the source of '{own.id}' has changed since it was translated"
    else:
        message = f"'{own.id}' does not say which words it was translated from"
    hint = f"read it against {source.place}, then write `made_from: {source.digest}`"
    problems.add(own.made_from_place or own.place, message, hint, warning=not release)


def _holes(words: Words) -> Counter[str]:
    return Counter(
        f"{{{piece.kind}{':' if piece.name else ''}{piece.name}}}"
        for piece in words.pieces
        if isinstance(piece, Placeholder)
    )


def _numbers(words: Words) -> Counter[str]:
    digits = (str(unicodedata.decimal(each)) if each.isdecimal() else " " for each in unfilled(words))
    return Counter("".join(digits).split())


def _difference(wanted: Counter[str], found: Counter[str]) -> tuple[list[str], list[str]]:
    return sorted((wanted - found).elements()), sorted((found - wanted).elements())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
