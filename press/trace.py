"""From a printed copy back to what it was, and from words to every file that carries them. In: manifests. Out: entries.

A copy id is read as it was copied by hand: small letters, no hyphen, and B for 8, Z for 2, V for U, which no id has.
0 O 1 I L 5 S are in no id either: they stand for a sign that could not be read, and ids that fit are suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from handouts.facts import Fact
from handouts.library import Library
from handouts.nearest import did_you_mean
from handouts.problem import FilesError, Place, Problem, UsageError
from press import manifest
from press.identity import ALPHABET, LENGTH
from press.manifest import Entry, Manifest
from press.trouble import files_problem

MEANT = str.maketrans({"B": "8", "Z": "2", "V": "U"})
UNREAD = frozenset("0O1IL5S")


class Found(Struct, frozen=True):
    """A file of a manifest. `folder` is where the manifest lies, as it was typed."""

    folder: Path
    entry: Entry

    @property
    def shown(self) -> str:
        """The file's path as the user would type it."""
        return (self.folder / self.entry.path).as_posix()


def manifests(folders: Iterable[Path]) -> dict[Path, Manifest]:
    """The manifest of each folder. Raises FilesError with every one that is not there or damaged."""
    known: dict[Path, Manifest] = {}
    problems: list[Problem] = []
    for folder in folders:
        shown = (folder / manifest.NAME).as_posix()
        try:
            known[folder] = manifest.read((folder / manifest.NAME).read_bytes(), shown)
        except FilesError as error:
            problems += error.problems
        except (FileNotFoundError, NotADirectoryError):
            hint = "name the folder that `build` was given with --out"
            problems.append(Problem(Place(shown), "there is no manifest here", hint))
        except OSError as error:
            problems.append(files_problem(error, shown))
    if problems:
        raise FilesError(problems)
    return known


def every(known: dict[Path, Manifest]) -> Iterator[Found]:
    """Every file of every manifest."""
    return (Found(folder, each) for folder, one in known.items() for each in one.files.values())


def whatis(said: str, known: dict[Path, Manifest]) -> list[Found]:
    """The files that carry the id that `said` was copied from. Raises UsageError where it is none, or none is known."""
    signs = _signs(said)
    found = [each for each in every(known) if _signs(each.entry.copy_id) == signs]
    if found:
        return found
    looked = ", ".join((folder / manifest.NAME).as_posix() for folder in known)
    fits = re.compile("".join("." if sign in UNREAD else sign for sign in signs))
    ids = sorted({each.entry.copy_id for each in every(known)})
    near = [id_ for id_ in ids if fits.fullmatch(_signs(id_))]
    near = near or [id_ for id_ in ids if _apart(_signs(id_), signs) == 1]
    hint = (
        f"did you mean {' or '.join(near[:5])}?" if near else "a file made anew has another id: look into old folders"
    )
    raise UsageError(Problem(Place(f"{signs[:4]}-{signs[4:]}"), f"no file in {looked} has this id", hint))


def of_version(version: str, known: dict[Path, Manifest]) -> list[Found]:
    """The files that print this version of their text."""
    return [each for each in every(known) if each.entry.review.get("version") == version]


def of_fact(fact: str, now: Fact | None, known: dict[Path, Manifest]) -> tuple[list[Found], list[Problem]]:
    """The files that state a fact. `now` is what the library says of it, None where it is not there any more.

    Files whose manifest does not tell their facts are read for the number or the name that the fact has now.
    """
    noted = [each for each in every(known) if each.entry.facts is not None and fact in each.entry.facts]
    untold = [each for each in every(known) if each.entry.facts is None]
    if now is None:
        unread = [Problem(Place(each.shown), "its facts are not known", "build it again") for each in untold]
        return noted, unread
    read, problems = of_phrases([words for words in (now.phone, now.name) if words], untold)
    return [*noted, *read], problems


def of_phrases(phrases: Sequence[str], files: Iterable[Found]) -> tuple[list[Found], list[Problem]]:
    """The files that have any of these words printed, and those that cannot be read: see `press.printed`."""
    from press.printed import printed  # imported late: ids need no reader

    found, problems = [], []
    for each in files:
        try:
            there = printed((each.folder / each.entry.path).read_bytes())
        except OSError as error:
            problems.append(files_problem(error, each.shown))
            continue
        except ValueError:
            problems.append(Problem(Place(each.shown), "this is no PDF that can be read", "build it again"))
            continue
        if any(phrase in there for phrase in phrases):
            found.append(each)
    return found, problems


def fact_of(root: Path | None, id_: str, known: dict[Path, Manifest]) -> Fact | None:
    """What the library says of a fact. Raises UsageError for one that neither it nor any manifest knows."""
    from press.flow import LIBRARY  # imported late: manifests alone do without layouts

    facts = Library(root or LIBRARY).facts()
    noted = {fact for each in every(known) for fact in each.entry.facts or ()}
    if id_ not in facts and id_ not in noted:
        there = sorted({*facts, *noted})
        hint = did_you_mean(id_, there) or f"there is: {', '.join(there)}"
        raise UsageError(Problem(Place("--fact"), f"there is no fact named '{id_}'", hint))
    return facts.get(id_)


def told(each: Found) -> dict[str, Any]:
    """A file of a manifest as JSON, with the path to it."""
    return {"file": each.shown, **asdict(each.entry)}


def lines(each: Found) -> Iterator[str]:
    """What a file is, for people."""
    entry, review = each.entry, each.entry.review
    yield each.shown
    yield f"  title    {entry.title}"
    yield f"  copy     {entry.copy_id}, {entry.layout} on {entry.paper}, for {entry.copy}, {entry.pages} pages"
    yield f"  text     {entry.topic} in {entry.locale}, {entry.length}"
    yield f"  from     {entry.brand}{f', site {entry.site}' if entry.site else ''}"
    yield f"  version  {review.get('version')}, revised {review.get('revised')}, review by {review.get('review_by')}"
    yield f"  state    {', '.join(_state(review))}"


def _state(review: dict[str, Any]) -> Iterable[str]:
    medical, translation = review.get("medical"), review.get("translation")
    yield f"reviewed {medical['on']} by {medical['by']}" if medical else "not reviewed by a clinician"
    if translation:
        checked = translation.get("checked")
        yield f"{translation['method']}, {'checked ' + checked['on'] if checked else 'not checked'}"


def _signs(said: str) -> str:
    """The eight signs of an id, those put right that can only have been meant otherwise. Raises UsageError."""
    signs = re.sub(r"[\s\u2010-\u2015_.-]", "", said)
    signs = signs.upper().translate(MEANT) if signs.isascii() else ""
    if len(signs) != LENGTH or not all(sign in ALPHABET or sign in UNREAD for sign in signs):
        message = f"'{said}' cannot be a copy id"
        raise UsageError(Problem(Place("COPY_ID"), message, "it is eight letters and digits, such as K7M2-9QXA"))
    return signs


def _apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
