"""The benchmark: its arithmetic, and that it refuses what is not the same work. It is never held to a time here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from benchmarks.__main__ import not_the_work
from benchmarks.measure import Result, rounds, table
from benchmarks.ours import COPY_ID
from benchmarks.work import at_site, edition, sites, varied, work
from handouts.texts import section_texts
from layouts import layouts
from press.copies import make

ROOT = Path(__file__).resolve().parents[1]


def test_ratios_are_taken_round_by_round() -> None:
    """Where the machine gets slower from round to round, the ratio of the two should stay."""
    slow = iter([2.0, 4.0, 8.0])
    quick = iter([1.0, 2.0, 4.0])
    assert rounds({"slow": lambda: next(slow), "quick": lambda: next(quick)}, 3, "quick") == [
        Result("slow", 4.0, 2.0, 8.0, 2.0),
        Result("quick", 2.0, 1.0, 4.0, 1.0),
    ]


def test_every_other_round_runs_backwards() -> None:
    """No program should always be the one that comes after a certain other."""
    order: list[str] = []

    def noted(name: str) -> float:
        order.append(name)
        return 1.0

    rounds({name: (lambda name=name: noted(name)) for name in "ab"}, 3, "a")  # type: ignore[misc]
    assert "".join(order) == "abbaab"


def test_a_table_has_a_line_for_each() -> None:
    """Names, medians and ratios stand in columns."""
    lines = table(
        "Size", "bytes", [Result("press", 10.0, 9.0, 11.0, 0.5), Result("alone", 1.0, 1.0, 1.0, None)], "Typst"
    )
    assert lines.splitlines()[1].split() == ["bytes", "least", "-", "most", "/", "Typst"]
    assert lines.splitlines()[2].split() == ["press", "10", "9", "-", "11", "0.5"]
    assert lines.splitlines()[3].split()[-1] == "-"


def test_a_document_without_all_the_words_is_not_the_same_work() -> None:
    """Our own copy has the words of the work; with another phone number it has not."""
    said = edition("card", "en")
    pdf = make(said, layouts()["card"], "letter", "screen", COPY_ID).pdf
    given = replace(work("card", said), title="", chapters=(), message="", imprint="")
    assert not_the_work(pdf, given) == ""
    assert "202-555-0199" in not_the_work(pdf, replace(given, phone="202-555-0199"))


def test_the_work_of_a_site_has_its_lines() -> None:
    """Name, number and address of the site are among the words that are looked for."""
    (site,) = sites(1)
    words = " ".join(at_site("trifold", "es", site).words)
    assert all(line in words for line in (site.name, *site.phones, *site.address))


def test_varied_words_differ_in_every_text_of_some_length() -> None:
    """No line of running text can be taken from the document before."""
    one, other = (varied(edition("trifold", "en"), number) for number in (1, 2))
    texts = [[words.text for section in each.sections for words in section_texts(section)] for each in (one, other)]
    changed = [first != second for first, second in zip(*texts, strict=True) if "no1 " in first]
    assert all(changed)
    assert len(changed) > 30


def test_it_runs_with_nothing_else_installed() -> None:
    """Sizes of the press's own files are shown, and what is not installed is named."""
    command = [sys.executable, "-m", "benchmarks", "--quick", "--only", "bytes"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert "Size of a screen copy: trifold" in done.stdout
    assert "press" in done.stdout
