"""What is told of a pattern: whatever matches it holds one of its literals."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.checks.words import FOLDER, rules_of
from handouts.literals import folded, literals

RULES = [rule for path in sorted(FOLDER.glob("*.yaml")) for rule in rules_of(path.stem)]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"\b(?:ex-|former )?addicts?\b", ("addict",)),
        (r"\bguarante(?:e|es)\b|\brisk[- ]free\b", ("guarante", "risk")),
        (r"\bFDA[- ]Approved\b(?=[^.]{0,60}\bkratom\b)", ("approved",)),
        (r"(?:clean|dirty) tests?", ("clean", "dirty")),
        (r"(?:clean|dirty)? tests?", (" test",)),
        (r"(?:clean|dirty){0,2}", ()),
        (r"(?:clean|di)r?ty", ()),
        (r"(?:a|b)(?:crack ?heads?|x(?:pill|potion)?yzw|winos?)+", ("crack", "yzw", "wino")),
        (r"(?=kratom)ab", ()),
        (r"(?!kratom)abc", ("abc",)),
        (r"[abc|def]{100,200}ghi", ("ghi",)),
        (r"\(abcd\)", ("abcd",)),
        ("abcd+", ("abcd",)),
        ("abcd{0}", ("abc",)),
        (r"abc|\d+", ()),
        ("abc|de", ()),
        ("(?:abc|def)", ("abc", "def")),
        ("(?i)abc", ()),
        ("(?P<a>b)cde", ()),
        ("(abc)?def", ()),
        ("", ()),
    ],
)
def test_literals(pattern: str, told: tuple[str, ...]) -> None:
    """Only what every match has is told; an alternative without any leaves nothing to tell."""
    assert told == literals(pattern)


@pytest.mark.parametrize("number", range(len(RULES)))
@settings(max_examples=20)
@given(data=st.data())
def test_every_match_has_one(number: int, data: st.DataObject) -> None:
    """Any string that a rule's pattern is found in should have one of its literals."""
    rule = RULES[number]
    text = data.draw(st.from_regex(rule.pattern))

    assert not rule.literals or any(each in folded(text) for each in rule.literals)


def test_most_rules_have_some() -> None:
    """Most rules should be passed over without a search."""
    assert sum(1 for rule in RULES if rule.literals) > len(RULES) * 3 / 4


def test_small_letters() -> None:
    """Whatever a letter matches when case does not matter should fold to it, the long s and the Kelvin sign, too."""
    signs = [chr(number) for number in range(sys.maxunicode + 1) if chr(number).isalpha()]
    everything = "".join(signs)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert all(letter in folded(sign) for sign in re.findall(letter, everything, re.IGNORECASE))
