"""YAML events for judging a file. In: text free of forbidden characters. Out: PyYAML's events, never objects.

A file without a fault is read from the events of PyYAML's C scanner, in `yaml_reader`. What is wrong with a file is
told from these, so that messages and places do not hang on how PyYAML was built. PyYAML's own scanner reads words one
by one and peeks at each character; here a pattern takes all words of a line at once, which halves the time for prose.
What comes out is the same, event by event; the tests hold them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.tokens import ScalarToken

_END = r"\0 \t\r\n\x85\u2028\u2029"


def _running_text(stop: str, after_colon: str) -> re.Pattern[str]:
    word = rf"(?:[^{_END}:{stop}]++|:(?![{_END}{after_colon}]))+"
    return re.compile(rf"{word}(?: ++(?!\#){word})*")


_BLOCK_WORDS = _running_text("", "")
_FLOW_WORDS = _running_text(r",?\[\]{}", r",\[\]{}")
_QUOTED_WORDS = re.compile(rf"[^'\"\\{_END}]++(?:[ \t]++[^'\"\\{_END}]++)*")


class _Scanner(yaml.SafeLoader):  # type: ignore[misc, unused-ignore]
    """The safe loader's scanner and parser. Its constructor is never asked for anything."""

    def check_printable(self, data: Any) -> None:
        """Nothing to do: the characters were checked, with their places, before."""

    def _step(self, length: int) -> None:
        self.pointer += length
        self.index += length
        self.column += length

    def need_more_tokens(self) -> Any:
        """Whether the next token is not known yet. Asked several times an event, mostly with nothing left open."""
        if self.tokens and not self.possible_simple_keys:
            return False
        return super().need_more_tokens()

    def scan_plain(self) -> ScalarToken:
        """One unquoted scalar, over as many lines as it has."""
        chunks: list[str] = []
        spaces: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        words = _FLOW_WORDS if self.flow_level else _BLOCK_WORDS
        while self.peek() != "#":
            found = words.match(self.buffer, self.pointer)
            if found is None:
                break
            self.allow_simple_key = False
            chunks += spaces
            chunks.append(found.group())
            self._step(found.end() - self.pointer)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), plain=True, start_mark=start, end_mark=end)

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> list[str]:
        """What stands in quotes up to the next line break, quote or run of spaces before one of them."""
        found = _QUOTED_WORDS.match(self.buffer, self.pointer)
        if found is None:
            return list(super().scan_flow_scalar_non_spaces(double, start_mark))
        self._step(found.end() - self.pointer)
        return [found.group(), *super().scan_flow_scalar_non_spaces(double, start_mark)]


def events(text: str) -> Iterator[Any]:
    """PyYAML's events for `text`, in order. Raises yaml.MarkedYAMLError where the text is not YAML."""
    scanner: Any = _Scanner(text)
    try:
        while scanner.check_event():
            yield scanner.get_event()
    except (ValueError, OverflowError):
        # An escape such as "\UFFFFFFFF": the scanner hands the number to chr().
        raise yaml.MarkedYAMLError(problem="found no such character", problem_mark=scanner.get_mark()) from None
    finally:
        scanner.dispose()
