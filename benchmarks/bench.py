"""One run of the benchmark: who takes part, where files go, what was found. In: options. Out: lines of figures."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Struct

from benchmarks import project
from benchmarks.describe import Piece, describe
from benchmarks.figures import ratio
from benchmarks.fonts import make_fonts
from benchmarks.sites import marked_piece, marks, write_table
from benchmarks.timing import ROOT, Run, process
from benchmarks.words import edition_with
from layouts.typesetting.compose import compose

OURS = "handouts"
AGAINST = "typst"  # whom ratios are against: its tagged copies
PEERS = {"typst": "typst", "platypus": "reportlab", "weasyprint": "weasyprint", "fpdf2": "fpdf"}
SLOW = ("weasyprint", "fpdf2")  # a tenth of the documents: their rate is as plain from fewer
LOCALES = ("en", "es")


class Line(Struct, frozen=True):
    """One line of the result: a figure for each that took part, round by round.

    `more`: the greater the better. `absolute`: a ratio of its own already, not to be held against anybody's.
    """

    measure: str
    what: str
    unit: str
    figures: dict[str, list[float]]
    more: bool = False
    note: str = ""
    absolute: bool = False

    def against(self, name: str) -> float | None:
        """How many times Typst's figure this one's is; None where Typst took no part."""
        if self.absolute or AGAINST not in self.figures or name not in self.figures:
            return None
        return ratio(self.figures[AGAINST], self.figures[name])


class Bench:
    """The run. `peers`: those that are installed and were asked for; one that fails the check of its work goes."""

    def __init__(self, folder: Path, *, rounds: int, quick: bool, full: bool, say: Callable[[str], None]) -> None:
        self.folder, self.rounds, self.quick, self.full, self.say = folder, rounds, quick, full, say
        self.missing = [name for name, module in PEERS.items() if importlib.util.find_spec(module) is None]
        self.peers = [name for name in PEERS if name not in self.missing]
        self.lacking: dict[str, list[str]] = {}
        self._numbers = count()

    @cached_property
    def fonts(self) -> Path:
        """The static fonts of the peers."""
        return make_fonts(self.folder / "fonts")

    def few(self, name: str, many: int) -> int:
        """Of so many documents, how many this one makes."""
        return max(2, many // 10) if name in SLOW else many

    def fresh(self) -> Path:
        """An empty folder. All go at the end: a disk that has just lost thousands of files is slow to take new ones."""
        path = self.folder / f"out{next(self._numbers)}"
        path.mkdir(parents=True)
        return path

    def pieces(self, layout: str, locale: str, number: int, share: float = 0.0) -> Path:
        """A file of described pieces, one a line, each with words of its own."""
        path = self.folder / f"{layout}-{locale}-{number}-{share}.jsonl"
        if not path.exists():
            lines = [json.dumps(each) for each in self._described(layout, locale, number, share)]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def _described(self, layout: str, locale: str, number: int, share: float) -> Iterable[Piece]:
        said = project.edition(layout, locale)
        if share:
            said = project.repeated(said, share)
        project.Peer()  # for the limit of pages
        for each in range(number):
            own = edition_with(said, each)
            yield describe(compose(own, project.layout_of(layout), project.PAPER, project.COPY))

    def marked(self, groups: list[list[tuple[str, str]]]) -> Path:
        """A file of groups of pieces with marks for a site's values; a piece is named by layout and locale."""
        path = self.folder / f"marked-{'-'.join(f'{a}-{b}' for group in groups for a, b in group)}.json"
        if not path.exists():
            told = [
                [
                    (
                        f"{locale}/{layout}",
                        marked_piece(project.edition(layout, locale), project.layout_of(layout), project.PAPER),
                    )
                    for layout, locale in group
                ]
                for group in groups
            ]
            path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        return path

    def sites(self, number: int) -> tuple[Path, Path]:
        """The table of so many sites, and the same as values for marks."""
        table, values = self.folder / f"sites-{number}.csv", self.folder / f"sites-{number}.json"
        if not table.exists():
            write_table(table, number)
            values.write_text(json.dumps(marks(number), ensure_ascii=False), encoding="utf-8")
        return table, values

    def build(self, out: Path, *, brand: str = project.BRAND, **options: Any) -> Run:
        """A whole run of our program. An option with several values is given several times."""
        command = [
            sys.executable,
            str(ROOT / "generate.py"),
            "build",
            "--topic",
            project.TOPIC,
            "--paper",
            project.PAPER,
        ]
        command += ["--for", "screen", "--brand", brand, "--out", str(out)]
        for name, values in options.items():
            for value in values if isinstance(values, tuple) else (values,):
                command += [f"--{name}", str(value)]
        return process(command, self.folder)

    def batch(self, name: str, pieces: Path, number: int, processes: int = 1, kept: Path | None = None) -> Run:
        """A whole run of a peer over so many sites, into a folder of its own or the one that is given."""
        out = kept or self.fresh()
        _, values = self.sites(number)
        command = [sys.executable, "-m", "benchmarks.peers.batch", name, str(pieces), str(values), str(self.fonts)]
        return process([*command, str(out), str(number), str(processes)])

    def imprint(self, name: str, number: int) -> Run:
        """One trifold for so many sites, as a whole process: ours or a peer's."""
        if name != OURS:
            return self.batch(name, self.marked([[("trifold", "en")]]), number)
        out = self.fresh()
        table, _ = self.sites(number)
        run = self.build(out, layout="trifold", locale="en", sites=table, jobs=1)
        made = len(list(out.rglob("*.pdf")))
        if made != number:
            raise RuntimeError(f"{made} of {number} copies were made")
        return run
