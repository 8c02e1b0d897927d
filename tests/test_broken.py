"""Bad input and what is said about it, one file a case.

A case is `tests/broken/<reader>/<name>.yaml`, or `.csv` for a table of sites. It holds what must be said, all of it and in this order, as comments:

    # error: 4:7 unknown key 'headng' in a section

A message may be cut short. `# warning:` stands for what does not stop the work. A file that cannot hold comments has
them, without the `#`, in `<name>.expected` beside it. A new case is a new file; a new folder needs a reader in
`READERS`.

Comments such as `# tag: es` tell a reader how to read a case. A case in `library/` says by `# in: topics/small/es.yaml`
where it takes its place in `tests/library/`, which is then checked as a whole, on `# today:`, with `# release: yes`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from handouts import source
from handouts.brand import brand_of
from handouts.facts import facts_of, hold_dates
from handouts.fields import Problems, words_of
from handouts.library import Library
from handouts.locale import locale_of
from handouts.problem import ContentError, Problem
from handouts.site_reader import sites_of
from handouts.site_table import table_of
from handouts.topic_reader import topic_of
from press.standing import standing_of

BROKEN = Path(__file__).parent / "broken"
SAID = re.compile(r"^(?:# ?)?(error|warning): (\d+:\d+ .+?)\s*$", re.MULTILINE)


def read_source(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with a file as YAML."""
    try:
        source.parse(data, shown)
    except ContentError as error:
        return list(error.problems)
    return []


def read_inline(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with the mark-up of the texts in a list."""
    problems = Problems()
    node = source.parse(data, shown)
    assert isinstance(node, source.Items)
    for item in node.items:
        words_of(item, problems)
    return sorted(problems.found)


def read_topic(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with a topic's file."""
    problems = Problems()
    topic_of(source.parse(data, shown), "topic", told(data, "tag", "en"), problems)
    return sorted(problems.found)


def read_locale(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with a locale's file: English by what the program needs, others by a short English one."""
    problems, tag = Problems(), told(data, "tag", "es")
    english = None if tag == "en" else locale_of(source.parse(SHORT_ENGLISH, "en.yaml"), "en", Problems())
    locale_of(source.parse(data, shown), tag, problems, english)
    return sorted(problems.found)


def read_brand(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with a brand's file."""
    problems = Problems()
    node = source.parse(data, shown)
    brand_of(node, "brand", problems)
    sites_of(node, Path(__file__).parent, ("en", "es"), problems)
    return sorted(problems.found)


def read_site(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with a table of sites."""
    try:
        table_of(data, shown, Path(__file__).parent, ("en", "es"))
    except ContentError as error:
        return list(error.problems)
    return []


def read_run(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with a run file."""
    problems = Problems()
    standing_of(source.parse(data, shown), Path("runs"), problems)
    return sorted(problems.found)


def read_facts(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with one file of facts on the day it is told."""
    problems = Problems()
    facts = facts_of([source.parse(data, shown)], problems)
    hold_dates(facts, date.fromisoformat(told(data, "today", "2026-12-01")), problems)
    return sorted(problems.found)


def read_library(data: bytes, shown: str) -> list[Problem]:
    """What is wrong with the library of the tests, without its longer topic, with the case in the place it names."""
    with TemporaryDirectory() as folder:
        root, place = Path(folder) / "library", told(data, "in", "")
        shutil.copytree(LIBRARY, root, ignore=shutil.ignore_patterns("stopping"))
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(data)
        today = date.fromisoformat(told(data, "today", "2026-12-01"))
        found = Library(root).check(today, release=told(data, "release", "no") == "yes")
    here = [
        replace(each.place, path=shown if each.place.path == f"library/{place}" else each.place.path) for each in found
    ]
    return [replace(each, place=place) for each, place in zip(found, here, strict=True)]


def told(data: bytes, name: str, default: str) -> str:
    """What a comment of a case tells its reader: `# tag: es`."""
    found = re.search(rf"^# {name}: (.+?)\s*$", data.decode("utf-8", "replace"), re.MULTILINE)
    return found.group(1) if found else default


LIBRARY = Path(__file__).parent / "library"
SHORT_ENGLISH = b"""
phrases: {page: "Page {number}", reviewed: "Reviewed by {by} on {date}", sources: Sources}
pictures: {leaf: A leaf, hands: Hands}
"""

READERS: dict[str, Callable[[bytes, str], list[Problem]]] = {
    "brand": read_brand,
    "facts": read_facts,
    "inline": read_inline,
    "library": read_library,
    "locale": read_locale,
    "site": read_site,
    "run": read_run,
    "source": read_source,
    "topic": read_topic,
}
CASES = sorted(path for path in BROKEN.glob("*/*") if path.suffix != ".expected")


def said(path: Path) -> list[str]:
    """What a case says must be found: `error: 4:7 unknown key`, one each."""
    beside = path.with_suffix(".expected")
    text = (beside if beside.exists() else path).read_bytes().decode("utf-8", "replace")
    return [f"{kind}: {rest}" for kind, rest in SAID.findall(text)]


@pytest.mark.parametrize("path", CASES, ids=[path.relative_to(BROKEN).as_posix() for path in CASES])
def test_says_what_is_wrong(path: Path) -> None:
    """Every problem of a bad file is told at its line and column, in order, and nothing else is."""
    wanted = said(path)

    found = READERS[path.parent.name](path.read_bytes(), path.name)

    told = [
        f"{'warning' if problem.warning else 'error'}: {problem.place.line}:{problem.place.column} {problem.message}"
        for problem in found
    ]
    assert wanted, f"{path.name} does not say what must be found"
    assert wanted == [full[: len(want)] for full, want in zip_longest(told, wanted, fillvalue="nothing more")]
    assert {path.name} == {problem.place.path for problem in found}


@pytest.mark.parametrize("folder", sorted(READERS))
def test_folder_has_cases(folder: str) -> None:
    """Every reader has at least one case, so that an empty or misnamed folder is seen."""
    assert [path for path in CASES if path.parent.name == folder]


def test_every_folder_is_read() -> None:
    """A folder of cases without a reader would never be looked at."""
    assert sorted(READERS) == sorted(path.name for path in BROKEN.iterdir() if path.is_dir())


def test_every_expectation_has_its_case() -> None:
    """A `.expected` file without its case would never be looked at."""
    cases = {path.with_suffix("") for path in CASES}

    assert [] == [path.name for path in BROKEN.glob("*/*.expected") if path.with_suffix("") not in cases]
