"""Measures: what is timed and how. In: a bench. Out: lines of figures, every one of them of one run."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks import project, same
from benchmarks.bench import LOCALES, OURS, Bench, Line
from benchmarks.describe import describe
from benchmarks.sites import filled
from benchmarks.timing import Run, Turn, Worker, interleaved, process
from benchmarks.words import edition_with
from layouts.typesetting.compose import compose

LAYOUTS = ("card", "flyer", "trifold", "booklet")
FLOOR = "import yaml, reportlab.platypus"


def check(bench: Bench) -> None:
    """Hold every peer's pages against the pieces. What lacks something is named, and is not compared."""
    layouts = ("trifold",) if bench.quick else LAYOUTS
    for name in list(bench.peers):
        found = []
        with Worker(f"benchmarks.peers.{name}", bench.fonts) as worker:
            for layout in layouts:
                for locale in LOCALES:
                    path = bench.pieces(layout, locale, 1)
                    out = bench.fresh()
                    worker.load(str(path))
                    worker.make(0, 1, out)
                    pdf = (out / "0.pdf").read_bytes()
                    piece = json.loads(path.read_text(encoding="utf-8"))
                    promised = importlib.import_module(f"benchmarks.peers.{name}").TAGGED.startswith("PDF/UA")
                    found += [f"{layout} in {locale}: no tags"] if promised and not same.tagged(pdf) else []
                    found += [f"{layout} in {locale}: {each}" for each in same.lacking(pdf, piece)]
        found += _lacking_of_a_site(bench, name)
        if found:
            bench.peers.remove(name)
            bench.lacking[name] = found


def _lacking_of_a_site(bench: Bench, name: str) -> list[str]:
    """What the copy of a site lacks that a peer makes out of a piece with marks."""
    pieces, out = bench.marked([[("trifold", "en")]]), bench.fresh()
    bench.batch(name, pieces, 2, kept=out)
    _, values = bench.sites(2)
    ((_, piece),) = json.loads(pieces.read_text(encoding="utf-8"))[0]
    site = json.loads(values.read_text(encoding="utf-8"))[1]
    (copy,) = out.rglob("00001.pdf")
    return [f"a site's trifold: {each}" for each in same.lacking(copy.read_bytes(), filled(piece, site))]


def cold(bench: Bench) -> Iterator[Line]:
    """One brochure, from the start of the process to the file on disk."""
    piece = bench.folder / "cold.json"
    said = project.edition("trifold", "en", "am-health-care")
    described = describe(compose(said, project.layout_of("trifold"), project.PAPER, project.COPY))
    piece.write_text(json.dumps(described), encoding="utf-8")
    memory: dict[str, list[float]] = {}

    def remembered(name: str, run: Run) -> float:
        memory.setdefault(name, []).append(run.memory)
        return run.seconds

    def ours() -> float:
        out = bench.fresh()
        run = bench.build(out, brand="am-health-care", layout="trifold", locale="en")
        assert len(list(out.rglob("*.pdf"))) == 1
        return remembered(OURS, run)

    def peer(name: str) -> Turn:
        target = bench.folder / f"cold-{name}.pdf"
        command = [sys.executable, "-m", f"benchmarks.peers.{name}", str(piece), str(bench.fonts), str(target)]
        return lambda: remembered(name, process(command))

    def floor(program: str) -> Turn:
        return lambda: process([sys.executable, "-c", program]).seconds

    turns = {OURS: ours, **{name: peer(name) for name in bench.peers}, "pass": floor("pass"), "import": floor(FLOOR)}
    for turn in turns.values():
        turn()  # files are read once, and modules compiled, before anything counts
    memory.clear()
    found = interleaved(turns, bench.rounds, bench.say)
    floors = {key: found.pop(key) for key in ("pass", "import")}
    yield Line("cold", "one trifold, cold process", "s", found)
    yield Line("cold", "floor: `python -c pass`", "s", {OURS: floors["pass"]})
    yield Line("cold", f"floor: `{FLOOR}`", "s", {OURS: floors["import"]})
    yield Line("memory", "one trifold, cold process", "MiB", memory)


def warm(bench: Bench) -> Iterator[Line]:
    """Whole compositions in a process that stays, other words in every text of every document."""
    wanted = [("trifold", "en")] if bench.quick else [(a, b) for a in ("trifold", "flyer", "booklet") for b in LOCALES]
    for layout, locale in wanted:
        many = 4 if bench.quick else 20 if layout != "booklet" else 10
        yield _warm(bench, layout, locale, many)


def _warm(bench: Bench, layout: str, locale: str, many: int) -> Line:
    with ExitStack() as stack:
        turns = {name: _turn(stack, bench, name, layout, locale, many, 0.0) for name in (OURS, *bench.peers)}
        found = interleaved(turns, bench.rounds, bench.say)
    return Line("warm", f"{layout} in {locale}", "ms", {name: [each * 1e3 for each in found[name]] for name in found})


def _turn(stack: ExitStack, bench: Bench, name: str, layout: str, locale: str, many: int, share: float) -> Turn:
    """Lots of a worker's own documents; the first lot is made here, so that the worker is warm."""
    total = many * (bench.rounds + 1)
    asked = json.dumps({"layout": layout, "locale": locale, "count": total, "share": share})
    module = "benchmarks.project" if name == OURS else f"benchmarks.peers.{name}"
    worker = stack.enter_context(Worker(module, bench.fonts))
    worker.load(asked if name == OURS else str(bench.pieces(layout, locale, total, share)))
    turn = _lots(worker, bench.few(name, many) if many > 1 else 1, bench.fresh())
    turn()
    return turn


def _lots(worker: Worker, many: int, out: Path) -> Turn:
    """Lots of documents, none of them made before; the seconds of one."""
    at = iter(range(0, 10**6, many))

    def turn() -> float:
        return worker.make(next(at), many, out) / many

    return turn


def imprint(bench: Bench) -> Iterator[Line]:
    """One trifold for many sites on one core: whole processes, the cost of a run for one site taken off, and gross."""
    number = 200 if bench.quick else 2000
    gross: dict[str, list[float]] = {}

    def turn(name: str) -> Turn:
        many = bench.few(name, number if name == OURS else number // 4)

        def timed() -> float:
            whole, one = bench.imprint(name, many).seconds, bench.imprint(name, 1).seconds
            gross.setdefault(name, []).append(many / whole)
            return (many - 1) / max(whole - one, 1e-6)

        return timed

    found = interleaved({name: turn(name) for name in (OURS, *bench.peers)}, bench.rounds, bench.say)
    note = "ours are checked (one in a hundred read back), the peers' are not"
    yield Line("imprint", f"{number:,} sites, one trifold, --jobs 1", "copies a s", found, more=True, note=note)
    yield Line("imprint", "the same, with the start of the process", "copies a s", gross, more=True)


def matrix(bench: Bench) -> Iterator[Line]:
    """Four layouts, two languages, many sites on two processes; then the same once more with nothing to do."""
    number = 5 if bench.quick else 50
    table, _ = bench.sites(number)
    pieces = bench.marked([[(layout, locale) for layout in LAYOUTS] for locale in LOCALES])
    files = len(LAYOUTS) * len(LOCALES) * number
    again: list[float] = []

    def ours() -> float:
        out = bench.fresh()
        seconds = bench.build(out, layout=LAYOUTS, locale=LOCALES, sites=table, jobs=2).seconds
        assert len(list(out.rglob("*.pdf"))) == files
        again.append(bench.build(out, layout=LAYOUTS, locale=LOCALES, sites=table, jobs=2).seconds)
        return seconds

    def peer(name: str) -> Turn:
        return lambda: bench.batch(name, pieces, number, 2).seconds

    chosen = [name for name in bench.peers if bench.few(name, 10) == 10]  # the slow ones would take minutes
    found = interleaved({OURS: ours, **{name: peer(name) for name in chosen}}, bench.rounds, bench.say)
    what = f"{len(LAYOUTS)} layouts x {len(LOCALES)} languages x {number} sites, 2 processes"
    yield Line("matrix", what, "s", found)
    yield Line("nothing", f"nothing to do, {files:,} files", "s", {OURS: again})
    if bench.full:
        yield Line("nothing", "nothing to do, 10,000 files", "s", {OURS: _nothing(bench)})


def _nothing(bench: Bench) -> list[float]:
    out = bench.fresh()
    table, _ = bench.sites(10_000)
    bench.build(out, layout="trifold", locale="en", sites=table)
    return [bench.build(out, layout="trifold", locale="en", sites=table).seconds for _ in range(bench.rounds)]


def size(bench: Bench) -> Iterator[Line]:
    """Bytes of a screen copy, tagged where the peer can."""
    for layout in ("trifold",) if bench.quick else ("trifold", "flyer", "booklet"):
        for locale in LOCALES:
            own = edition_with(project.edition(layout, locale), 0)
            found = {OURS: [float(len(project.Peer().pdf((own, project.layout_of(layout)))))]}
            for name in bench.peers:
                out = bench.fresh()
                with Worker(f"benchmarks.peers.{name}", bench.fonts) as worker:
                    worker.load(str(bench.pieces(layout, locale, 1)))
                    worker.make(0, 1, out)
                found[name] = [float((out / "0.pdf").stat().st_size)]
            yield Line("bytes", f"{layout} in {locale}", "bytes", found)


def copies(bench: Bench) -> Iterator[Line]:
    """What a copy costs in runs of a hundred to ten thousand, and the memory that it takes."""
    numbers = (100, 1000, 10_000) if bench.full else (100, 200) if bench.quick else (100, 500, 2000)
    names = [OURS, *(name for name in bench.peers if bench.few(name, 10) == 10)]
    costs: dict[int, dict[str, list[float]]] = {number: {} for number in numbers}
    memory: dict[int, dict[str, list[float]]] = {number: {} for number in numbers}

    def turn(name: str) -> Turn:
        def timed() -> float:
            one = bench.imprint(name, 1).seconds
            for number in numbers:
                if name != OURS and number > 1000:
                    continue  # minutes, and no more to learn
                run = bench.imprint(name, number)
                costs[number].setdefault(name, []).append(max(run.seconds - one, 1e-6) / (number - 1) * 1e3)
                memory[number].setdefault(name, []).append(run.memory)
            return one

        return timed

    interleaved({name: turn(name) for name in names}, 3 if bench.full else bench.rounds, bench.say)
    for number in numbers:
        yield Line("copies", f"a run of {number:,} sites", "ms a copy", costs[number])
    yield _growth("copies", "copy", costs)
    for number in numbers:
        yield Line("memory", f"a run of {number:,} sites", "MiB", memory[number])


def pages(bench: Bench) -> Iterator[Line]:
    """What a page costs from two pages to 256: the booklet's running pages, its sections again and again.

    All lengths take their turns in the same rounds, so that a machine that drifts does so for all of them.
    """
    shares = (0.04, 0.2, 0.8) if bench.quick else (0.04, 0.2, 0.8, 3.2, 14.1)
    lengths: dict[int, float] = {}
    project.Peer()
    for share in shares:
        own = edition_with(project.repeated(project.edition(project.GROWTH, "en"), share), 0)
        lengths[len(compose(own, project.RUNNING, project.PAPER, project.COPY).pages)] = share
    with ExitStack() as stack:
        turns: dict[str, Turn] = {}
        for number, share in lengths.items():
            quick = [name for name in bench.peers if bench.few(name, 10) == 10]
            for name in (OURS, *(bench.peers if number < 32 else quick)):
                turns[f"{name} {number}"] = _turn(stack, bench, name, project.GROWTH, "en", max(1, 16 // number), share)
        found = interleaved(turns, bench.rounds, bench.say)
    costs = {
        number: {
            name: [each * 1e3 / number for each in found[f"{name} {number}"]]
            for name in (OURS, *bench.peers)
            if f"{name} {number}" in found
        }
        for number in lengths
    }
    for number in lengths:
        yield Line("pages", f"{number} pages", "ms a page", costs[number])
    yield _growth("pages", "page", costs)


def _growth(measure: str, thing: str, costs: dict[int, dict[str, list[float]]]) -> Line:
    """What one costs among the most against what it costs among fewer, round by round."""
    most = max(costs)
    few = next((number for number in costs if 16 <= number < most), sorted(costs)[-2])
    names = [name for name in costs[most] if name in costs[few]]
    figures = {
        name: [one / other for one, other in zip(costs[most][name], costs[few][name], strict=True)] for name in names
    }
    return Line(measure, f"a {thing} of {most:,} against one of {few:,}", "times", figures, absolute=True)


MEASURES: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "cold": cold,
    "warm": warm,
    "imprint": imprint,
    "matrix": matrix,
    "bytes": size,
    "copies": copies,
    "pages": pages,
}
