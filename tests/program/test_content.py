"""Content that cannot be printed: its own error at its place, and not a byte changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handouts.problem import ContentError, ExitCode, Place, Problem
from tests.press.files import tree
from tests.program.typed import DAY, edit, said

BREAKS: dict[str, tuple[Callable[[Path], Any], str]] = {
    "a phone typed in prose": (
        lambda root: edit(root / "topics/stopping/en.yaml", "Stay with the person", "Call 1-800-222-1222 or stay with the person"),
        "library/topics/stopping/en.yaml:",
    ),
    "a section that is missing in Spanish": (
        lambda root: edit(root / "topics/stopping/es.yaml", "id: about\n", "id: other\n"),
        "library/topics/stopping/es.yaml:",
    ),
    "a colour pair below contrast": (lambda root: edit(root / "brands/clinic.yaml", "#1F2030", "#AAAAAA"), "library/brands/clinic.yaml:"),
    "a fact that nobody wrote": (
        lambda root: edit(root / "topics/stopping/en.yaml", "{phone:emergency}", "{phone:emergncy}"),
        "library/topics/stopping/en.yaml:",
    ),
    "a duplicate key": (lambda root: edit(root / "locales/en.yaml", "phrases:", "name: Twice\nphrases:"), "library/locales/en.yaml:"),
    "a paragraph that does not fit": (
        lambda root: edit(root / "topics/stopping/en.yaml", "Stay with the person until help comes.", "Stay with the person. " * 400),
        "library/topics/stopping/en.yaml:",
    ),
    "a character without a glyph": (
        lambda root: edit(root / "topics/stopping/en.yaml", "Stay with the person", "Stay with the 人"),
        "library/topics/stopping/en.yaml:",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BREAKS)
def test_bad_content_leaves_the_folder_as_it_was(case: str, library: Path) -> None:
    """Each kind of bad content should end with 2, its own error at its place, and not a byte changed."""
    change, place = BREAKS[case]
    narrow = ("build", "--layout", "trifold", "--paper", "letter", "--for", "screen")
    assert 0 == said(*narrow, library=library).exit_code
    before = tree(Path("out"))
    change(library)

    result = said(*narrow, library=library)

    assert ExitCode.CONTENT == result.exit_code, result.output
    assert re.search(rf"^{re.escape(place)}\d+:\d+: \S", result.stderr, re.MULTILINE), result.stderr
    assert "    hint: " in result.stderr
    assert before == tree(Path("out"))


def test_expired_fact(monkeypatch: pytest.MonkeyPatch, quick: dict[str, Exception]) -> None:
    """A fact past its day should stop a build, at the line of that day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + 400 * 86_400))

    result = said("build", "--topic", "stopping")

    assert ExitCode.CONTENT == result.exit_code
    assert re.search(r"^library/facts/helplines.yaml:\d+:\d+: .*expire", result.stderr, re.MULTILINE)
    assert not Path("out").exists()


def test_problems_elsewhere_do_not_stop(library: Path, quick: dict[str, Exception]) -> None:
    """A topic that is not asked for should not stop the others, but be found by check."""
    shutil.copytree(library / "topics/stopping", library / "topics/other")
    edit(library / "topics/other/en.yaml", "title:", "titel:")

    assert 0 == said("build", "--topic", "stopping", library=library).exit_code
    assert 2 == said("check", library=library).exit_code
    assert 0 == said("check", "--topic", "stopping", library=library).exit_code


def test_hidden_characters_do_not_reach_the_terminal(quick: dict[str, Exception]) -> None:
    """Escapes, bells and direction overrides in a message should be spelled out, on both streams and in JSON."""
    evil = "\x1b[31m \x07 \r \u202e \u2066 \x9b \u2028 \ud800"
    quick["card"] = ContentError(Problem(Place(f"a{evil}.yaml", 1, 1), evil, evil))
    hidden = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

    for more in ((), ("--json",)):
        result = said("build", "--topic", "stopping", *more)
        assert not hidden.search(result.stdout + result.stderr)
        assert "u202e" in result.stdout + result.stderr
