"""Every check against its own examples: `tests/handouts/checks/<check>/good*.yaml` and `bad*.yaml`, short topics.

A bad one says in comments what the check must find, all of it: `# error: 3:10 the number '911'`, a message may be cut
short. A good one comes close and is all right. Examples of checks that compare have their `source.yaml`. `# locale: en`
lends the locale of another language to one that has none.
"""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest

from handouts import source
from handouts.checks import Draft, checks
from handouts.checks.glossary import FOLDER as GLOSSARIES
from handouts.checks.glossary import terms_of
from handouts.checks.words import FOLDER, matches, rules_of
from handouts.gathering import Problems
from handouts.library import Library
from handouts.problem import ContentError
from handouts.topic import Topic
from handouts.topic_reader import topic_of

HERE = Path(__file__).parent
EXAMPLES = sorted(path for path in HERE.glob("*/*.yaml") if path.stem != "source")
SAID = re.compile(r"^# (error|warning): (\d+:\d+ .+?)\s*$", re.MULTILINE)


def told(path: Path, name: str, default: str) -> str:
    """What a comment of an example tells: `# tag: es`."""
    found = re.search(rf"^# {name}: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return found.group(1) if found else default


def topic(path: Path) -> Topic:
    """The topic of an example; it must be sound but for what the check finds."""
    problems = Problems()
    read = topic_of(source.read(path, path.name), "example", told(path, "tag", "en"), problems)
    assert [] == problems.found
    assert read is not None
    return read


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.relative_to(HERE).as_posix() for path in EXAMPLES])
def test_example(library: Library, path: Path) -> None:
    """The check finds in its example what the example says, and nothing else."""
    model = path.with_name("source.yaml")
    draft = Draft(
        topic=topic(path),
        source=topic(model) if model.exists() else None,
        locale=library.locale(told(path, "locale", told(path, "tag", "en"))),
        facts=library.facts(),
        brands=(library.brand("clinic"),),
        today=date(2026, 12, 1),
        release=told(path, "release", "no") == "yes",
    )
    wanted = [f"{kind}: {rest}" for kind, rest in SAID.findall(path.read_text("utf-8"))]

    found = [
        f"{'warning' if each.warning else 'error'}: {each.place.line}:{each.place.column} {each.message}"
        for each in sorted(dict.fromkeys(checks()[path.parent.name](draft)))
    ]

    assert wanted == [full[: len(want)] for full, want in zip_longest(found, wanted, fillvalue="nothing more")]
    assert path.stem.startswith("bad") == bool(wanted)


def test_every_check_has_its_examples() -> None:
    """Each module is found, and has at least one good and one bad example."""
    modules = {path.stem for path in FOLDER.parent.glob("*.py")} - {"__init__"}
    examples = {(path.parent.name, path.stem.rstrip("0123456789").split("-")[0]) for path in EXAMPLES}

    assert modules == set(checks())
    assert {(name, kind) for name in modules for kind in ("good", "bad")} == examples


@pytest.mark.parametrize("language", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_rules_of_words(language: str) -> None:
    """Each rule has its example sentences, which it finds; none of the good sentences is found by any rule."""
    sentences = json.loads((HERE / "words" / f"{language}.json").read_text("utf-8"))
    rules = rules_of(language)

    found = {rule.pattern.pattern: [text for text in sentences["bad"] if list(matches(rule, text))] for rule in rules}

    assert [] == [pattern for pattern, texts in found.items() if not texts]
    assert set(sentences["bad"]) == {text for texts in found.values() for text in texts}
    assert [] == [(text, hit) for text in sentences["good"] for rule in rules for hit in matches(rule, text)]


@pytest.mark.parametrize("tag", sorted(path.stem for path in GLOSSARIES.glob("*.yaml")))
def test_glossaries(library: Library, tag: str) -> None:
    """Every glossary can be read, has a name for withdrawal, and forbids no name that it asks for."""
    terms = {term.term: term for term in terms_of(tag)}

    assert "withdrawal" in terms
    for term in terms.values():
        assert not [(say, wrong) for say in term.say for wrong in term.never if wrong.casefold() == say.casefold()]


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [
        ("es", "retiro"), ("zh-Hans", "提款"), ("zh-Hant", "提款"), ("ko", "인출"), ("vi", "rút tiền"), ("ar", "السحب"),
        ("th", "ถอนเงิน"), ("pt-BR", "retirada"),
    ],
)  # fmt: skip
def test_withdrawal_is_never_the_banks_word(tag: str, wrong: str) -> None:
    """What a machine takes "withdrawal" for is refused."""
    assert wrong in next(term for term in terms_of(tag) if term.term == "withdrawal").never


def test_a_language_without_a_glossary() -> None:
    """No file, no terms."""
    assert () == terms_of("tlh")


def test_a_language_without_rules() -> None:
    """No file, no rules."""
    assert () == rules_of("tlh")


def test_rules_with_problems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pattern that is no regular expression is a problem at its place in the file of rules."""
    (tmp_path / "xx.yaml").write_text("rules:\n  - {pattern: '(', why: because}\n  - {pattern: a, wy: because}\n")
    monkeypatch.setattr("handouts.checks.words.FOLDER", tmp_path)

    with pytest.raises(ContentError) as caught:
        rules_of("xx")

    assert [
        "handouts/checks/words/xx.yaml:2:15 a pattern of this rule is not a regular expression",
        "handouts/checks/words/xx.yaml:3:5 rule has no 'why'",
        "handouts/checks/words/xx.yaml:3:18 unknown key 'wy' in a rule",
    ] == [f"{each.place} {each.message.split(':')[0]}" for each in caught.value.problems]
