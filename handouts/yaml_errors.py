"""YAML errors in plain words. In: what PyYAML says. Out: a problem that tells what to do about it.

PyYAML talks of scalars, block mappings and tokens. Those who write handouts see the text they typed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from handouts.problem import Problem, place_of

_QUOTE = "put the whole text in quotes"
_COLON = "put text that holds a colon in quotes, or line the key up with the keys around it"
_INDENT = "give all keys of one mapping, and all items of one list, the same indentation"


class _Saying(NamedTuple):
    """`{0}`, `{1}` are the groups of `pattern`, `{opened}` is where the thing that went wrong began."""

    pattern: str
    message: str
    hint: str
    at_start: bool = False  # told where the thing began, not where PyYAML gave up


_SAYINGS = (
    _Saying(r"found character '\\t' that", "a TAB stands where only spaces may", "use spaces"),
    _Saying(r"found character '(.+)' that", "text cannot start with {0} unless it is in quotes", _QUOTE),
    _Saying(
        r"while scanning an (?:alias|anchor)\n",
        "text cannot start with * or & unless it is in quotes",
        _QUOTE + ', as in "**Never** mix"',
        at_start=True,
    ),
    _Saying(
        r"while (?:scanning|parsing) a tag\n|tag handle",
        "text cannot start with ! unless it is in quotes",
        _QUOTE,
        at_start=True,
    ),
    _Saying(
        r"while scanning a block scalar\n",
        "text cannot stand behind | or > on the same line",
        "start it on the next line, or put it in quotes",
        at_start=True,
    ),
    _Saying(r"while scanning a directive\n|YAML directive|incompatible", "a line cannot start with % here", _QUOTE),
    _Saying(r"unknown escape character '(.+)'", r"\{0} means nothing in double quotes", r"write \\ for a backslash"),
    _Saying(
        r"escape sequence of (\d) hex|no such (character)",
        "the character escape in double quotes is not complete or names no character",
        "type the character itself",
    ),
    _Saying(
        r"unexpected end of stream",
        "the file ends inside the quotes opened at {opened}",
        "close the quotes where the text ends",
    ),
    _Saying(
        r"unexpected document separator",
        "a line of --- or ... stands inside the quotes opened at {opened}",
        "close the quotes where the text ends",
    ),
    _Saying(
        r"could not find expected ':'",
        "this line is no 'key: value' and does not continue the text above",
        "add the colon, or indent the line deeper than the key whose text it continues",
        at_start=True,
    ),
    _Saying(r"sequence entries are not", "an item ('- ') cannot stand here", "start it on a line of its own"),
    _Saying(r"mapping keys are not", "'? ' cannot stand here", _QUOTE),
    _Saying(r"mapping values are not", "a colon with a space after it cannot stand here", _COLON),
    _Saying(
        r"expected ',' or '(.)', but got ('<stream end>')",
        "the file ends inside the list or mapping opened at {opened}",
        "close it with {0}",
    ),
    _Saying(
        r"expected ',' or '(.)', but got '(.+)'",
        "the list or mapping opened at {opened} has no comma before this, or no {0}",
        "text that holds any of , : [ ] {{ }} needs quotes around it",
    ),
    _Saying(
        r"expected <block end>, but found '(?:<scalar>|\[|\{|<alias>|<anchor>|<tag>)'",
        "this is left over: what stands before it is complete",
        _QUOTE + ", with '' for ' inside single quotes and no comment within it",
    ),
    _Saying(
        r"expected <block end>, but found ':'", "no key stands before this colon", "a key is a word before the colon"
    ),
    _Saying(r"expected <block end>, but found '(,|\]|\})'", "{0} cannot stand here", _QUOTE),
    _Saying(r"expected <block end>", "this line does not line up with those it belongs to", _INDENT),
    _Saying(
        r"expected the node content, but found '<stream end>'",
        "the file ends where a value should follow",
        "close the list or mapping with ] or }}",
    ),
    _Saying(
        r"expected the node content, but found '(.+)'",
        "a value is missing before this",
        "write it, or take out what is too much",
    ),
    _Saying(r"expected '<document start>'", "this comes after the end of the content", "look at the line above it"),
)
_COMPILED = tuple((re.compile(saying.pattern), saying) for saying in _SAYINGS)
_OTHER = _Saying("", "this is not YAML", "look at the indentation, quotes and brackets of this line and the one above")


def problem_of(error: yaml.MarkedYAMLError, shown: str) -> Problem:
    """The problem that `error` means, in the file `shown`, at a line and column of at least 1."""
    said = f"{error.context or ''}\n{error.problem or ''}"
    for pattern, saying in _COMPILED:
        if found := pattern.search(said):
            return _fill(saying, found.groups(""), error, shown)
    return _fill(_OTHER, (), error, shown)


def _fill(saying: _Saying, groups: tuple[str, ...], error: yaml.MarkedYAMLError, shown: str) -> Problem:
    opened = place_of(error.context_mark, shown)
    mark = error.context_mark if saying.at_start else error.problem_mark
    place = place_of(mark or error.problem_mark or error.context_mark, shown)
    words = {"opened": f"line {opened.line}, column {opened.column}"}
    return Problem(place, saying.message.format(*groups, **words), saying.hint.format(*groups, **words))
