"""Files with one defect each: every one is caught, by the rule that it breaks, with Java and without.

A link from one place of a file to another is not among them: handouts have none, only bookmarks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from press.inspection import inspect
from tests.press.demo import demo
from tests.press.mutants import MUTANTS, Mutant, harmed
from tests.verapdf import broken_rules


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_our_own_checks_catch_every_defect(mutant: Mutant) -> None:
    """A file with one defect has a message that names it, and the sound file has none."""
    sound = demo()
    assert () == inspect(sound)
    assert any(mutant.said in message for message in inspect(harmed(sound, mutant)))


def test_every_defect_breaks_its_own_rule(tmp_path: Path) -> None:
    """veraPDF fails each mutant, by exactly the rules that its defect concerns."""
    sound = demo()
    files = {f"{mutant.name}.pdf": harmed(sound, mutant) for mutant in MUTANTS}
    expected = {f"{mutant.name}.pdf": set(mutant.rules) for mutant in MUTANTS}
    assert expected == broken_rules(files, tmp_path)
