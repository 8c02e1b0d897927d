"""`python -m benchmarks`: the same work by the press and by others, in one run. Out: tables of medians and ratios, JSON.

Whatever sets other words, or leaves links out, is not counted. Ratios are taken round by round: a machine drifts.
"""

from __future__ import annotations

import io
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import click
import msgspec
import pikepdf
import pypdfium2

from benchmarks import ours
from benchmarks.fonts import typefaces
from benchmarks.measure import Action, Result, own_memory, process, program, result, rounds, table, timed
from benchmarks.peers import NAMES, Peer, peer
from benchmarks.shape import Work
from benchmarks.work import BRAND, TOPIC, at_site, edition, sites, varied, work
from benchmarks.work import table as sites_table

MODEL = "Typst"
LAYOUTS = ("trifold", "flyer", "booklet")
MATRIX = ("card", "flyer", "trifold", "booklet")
TAGS = ("en", "es")


class Bench:
    """What is measured, with what there is to measure it against."""

    def __init__(self, folder: Path, count: int, copies: int) -> None:
        self.folder, self.count, self.copies = folder, count, copies
        typefaces(folder)
        found = {name: peer(name, folder) for name in NAMES}
        self.missing = [name for name, made in found.items() if made is None]
        self.peers: dict[str, Peer] = {}
        self.refused: dict[str, str] = {}
        for made in filter(None, found.values()):
            fault = next(filter(None, (self._fault(made, layout) for layout in LAYOUTS)), "")
            if fault:
                self.refused[made.name] = fault
            else:
                self.peers[made.name] = made
        self.slugs = {made.name: name for name, made in found.items() if made is not None}

    def _fault(self, made: Peer, layout: str) -> str:
        said = work(layout, edition(layout, "en"))
        return not_the_work(made.make(said), said)

    def _shown(self, made: Peer) -> str:
        return made.name if made.tagged else f"{made.name} (no tags)"

    def warm(self) -> Iterator[tuple[str, str, list[Result]]]:
        """Full composition in a process that is up: other words in every document."""
        number = iter(range(1, 1_000_000))
        for layout in LAYOUTS:
            out, press, said = self.folder / "warm.pdf", ours.Made(), edition(layout, "en")

            def own(press: ours.Made = press, layout: str = layout, out: Path = out) -> float:
                given = [varied(edition(layout, "en"), next(number)) for _ in range(5)]
                return timed(lambda: [out.write_bytes(press.make(layout, each)) for each in given]) / 5 * 1000

            def other(made: Peer, layout: str = layout, out: Path = out) -> float:
                given = [work(layout, varied(edition(layout, "en"), next(number))) for _ in range(2)]
                return timed(lambda: [out.write_bytes(made.make(each)) for each in given]) / 2 * 1000

            actions: dict[str, Action] = {"press": own}
            actions |= {self._shown(made): partial(other, made) for made in self.peers.values()}
            press.make(layout, said)
            yield (
                f"Full composition, other words each time: {layout}, English, warm",
                "ms",
                rounds(actions, self.count, MODEL),
            )

    def cold(self) -> Iterator[tuple[str, str, list[Result]]]:
        """From process start to a file on the disk."""
        source, out = self.folder / "cold.json", self.folder / "cold"
        source.write_bytes(msgspec.json.encode(work("trifold", edition("trifold", "en"))))
        memory: dict[str, list[float]] = {}

        def run(name: str, command: list[str]) -> float:
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            seconds, peak = process(command)
            memory.setdefault(name, []).append(peak)
            return seconds * 1000

        chosen = ("--topic", TOPIC, "--layout", "trifold", "--locale", "en", "--paper", "letter", "--for", "screen")
        commands = {"press": program("build", *chosen, "--brand", BRAND, "--out", str(out))}
        for made in self.peers.values():
            arguments = (self.slugs[made.name], str(self.folder), str(source), str(out / "a.pdf"))
            commands[self._shown(made)] = [sys.executable, "-m", "benchmarks.cold", *arguments]
        commands["python -c pass"] = [sys.executable, "-c", "pass"]
        commands["import yaml, reportlab.platypus"] = [sys.executable, "-c", "import yaml, reportlab.platypus"]
        actions: dict[str, Action] = {name: partial(run, name, command) for name, command in commands.items()}
        yield "Cold: one trifold from process start to its file", "ms", rounds(actions, max(self.count, 5), MODEL)
        yield "Peak memory of that", "MiB", [result(name, each, memory.get(MODEL)) for name, each in memory.items()]

    def imprint(self) -> Iterator[tuple[str, str, list[Result]]]:
        """Many sites, one layout, one process: planned, set, checked, tagged files on the disk."""
        places = iter(sites(1_000_000 // 50))

        def own() -> float:
            out = self.folder / "imprint"
            shutil.rmtree(out, ignore_errors=True)
            return _quietly(lambda: timed(lambda: ours.imprinted(self.folder, out, self.copies))) / self.copies * 1000

        def other(made: Peer) -> float:
            given = [at_site("trifold", "en", next(places)) for _ in range(10)]
            out = self.folder / "imprint.pdf"
            return timed(lambda: [out.write_bytes(made.make(each)) for each in given]) / 10 * 1000

        actions: dict[str, Action] = {"press": own}
        actions |= {self._shown(made): partial(other, made) for made in self.peers.values()}
        own()
        yield (
            f"Imprint: a trifold for each of {self.copies} sites, one core",
            "ms a copy",
            rounds(actions, self.count, MODEL),
        )

    def matrix(self) -> Iterator[tuple[str, str, list[Result]]]:
        """4 layouts in 2 languages for 50 sites on two processes, from process start; then once more, all being there."""
        out, source = self.folder / "matrix", self.folder / "matrix.jsonl"
        places = sites(50)
        lines = [
            msgspec.json.encode(at_site(layout, tag, site)) for layout in MATRIX for tag in TAGS for site in places
        ]
        source.write_bytes(b"\n".join(lines))
        chosen = [option for name in MATRIX for option in ("--layout", name)]
        chosen += [option for tag in TAGS for option in ("--locale", tag)]
        chosen += ["--topic", TOPIC, "--brand", BRAND, "--paper", "letter", "--for", "screen"]
        command = program(
            "build", *chosen, "--sites", str(sites_table(self.folder, 50)), "--out", str(out), "--jobs", "2"
        )

        def run(command: list[str]) -> float:
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            return process(command)[0]

        actions: dict[str, Action] = {"press": partial(run, command)}
        for made in self.peers.values():
            if made.name == MODEL:
                arguments = (self.slugs[made.name], str(self.folder), str(source), str(out))
                actions[made.name] = partial(run, [sys.executable, "-m", "benchmarks.matrix", *arguments])
        yield f"Matrix: {len(lines)} files on 2 processes", "s", rounds(actions, self.count, MODEL)
        run(command)
        floor = [sys.executable, "-c", "import yaml, reportlab.platypus"]
        again: dict[str, Action] = {
            "press, nothing to do": lambda: process(command)[0],
            "import yaml, reportlab.platypus": lambda: process(floor)[0],
        }
        yield (
            f"The same again: {len(lines)} files, nothing to do",
            "s",
            rounds(again, max(self.count, 5), "import yaml, reportlab.platypus"),
        )

    def bytes(self) -> Iterator[tuple[str, str, list[Result]]]:
        """How large a file is."""
        for layout in LAYOUTS:
            said = edition(layout, "en")
            sizes = {"press": len(ours.Made().make(layout, said))}
            sizes |= {self._shown(made): len(made.make(work(layout, said))) for made in self.peers.values()}
            model = [sizes[MODEL]] if MODEL in sizes else None
            yield (
                f"Size of a screen copy: {layout}",
                "bytes",
                [result(name, [size], model) for name, size in sizes.items()],
            )

    def growth(self) -> Iterator[tuple[str, str, list[Result]]]:
        """With pages, and with copies."""
        ours.pages(1)
        found = []
        for count in (1, 8, 64, 256):
            made: dict[str, int] = {}

            def one(count: int = count, made: dict[str, int] = made) -> float:
                before = os.times()
                pdf = ours.pages(count)
                after = os.times()
                made["pages"] = len(pypdfium2.PdfDocument(pdf))
                return (after.user - before.user) / made["pages"] * 1000

            values = [one() for _ in range(3 if count > 8 else self.count)]
            found.append(result(f"{made['pages']} pages", values, None))
        yield "A running piece: time for a page", "ms a page", found
        copies = []
        for count in sorted({100, 1000, self.copies}):
            out = self.folder / "growth"
            shutil.rmtree(out, ignore_errors=True)
            seconds = _quietly(lambda count=count, out=out: timed(lambda: ours.imprinted(self.folder, out, count)))  # type: ignore[misc]
            copies.append(
                result(f"{count} copies (peak {own_memory():.0f} MiB so far)", [seconds / count * 1000], None)
            )
        yield "Imprint: time for a copy", "ms a copy", copies


def not_the_work(pdf: bytes, said: Work) -> str:
    """What a document lacks of the work; "" for one that has it all."""
    document = pypdfium2.PdfDocument(pdf)
    found = "".join("".join(page.get_textpage().get_text_bounded() for page in document).split())
    lost = [word for word in said.words if word not in found]
    if lost:
        return f"the words {' '.join(lost[:5])} are not there"
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = {
            str(each.get("/BaseFont", ""))
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }
    if not any("Bold" in name for name in fonts) or not any(
        "Regular" in name or name.endswith("Sans") for name in fonts
    ):
        return f"the faces are {', '.join(sorted(fonts))}"
    return ""


def _quietly(action: Callable[[], float]) -> float:
    """The action without its lines on the terminal."""
    kept, sys.stdout = sys.stdout, io.StringIO()
    try:
        return action()
    finally:
        sys.stdout = kept


@click.command()
@click.option("--quick", is_flag=True, help="Few rounds and copies: to see that it runs.")
@click.option("--full", is_flag=True, help="10,000 copies.")
@click.option("--only", multiple=True, type=click.Choice(["cold", "warm", "imprint", "matrix", "bytes", "growth"]))
@click.option("--rounds", "count", type=click.IntRange(1), default=5, show_default=True)
@click.option("--json", "target", type=click.Path(path_type=Path), help="Write the results into this file, too.")
def main(*, quick: bool, full: bool, only: tuple[str, ...], count: int, target: Path | None) -> None:
    """The press beside Typst, WeasyPrint, fpdf2 and Platypus, on the same work."""
    copies = 100 if quick else 10_000 if full else 1000
    told: dict[str, Mapping[str, object]] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), 1 if quick else count, copies)
        said = ", ".join(f"{made.name} {made.version}" for made in bench.peers.values())
        click.echo(f"Python {platform.python_version()}, {os.cpu_count()} cores; {said}\n")
        for name in bench.missing:
            click.echo(f"{name}: not installed")
        for name, fault in bench.refused.items():
            click.echo(f"{name}: not the same work, {fault}")
        for measure in only or ("bytes", "cold", "warm", "imprint", "matrix", "growth"):
            for title, unit, results in getattr(bench, measure)():
                click.echo(table(title, unit, results, "import" if "nothing" in title else MODEL))
                told[title] = {"unit": unit, "results": [msgspec.to_builtins(each) for each in results]}
    if target is not None:
        target.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
