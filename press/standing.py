"""Standing orders: a clinic's whole production under one name. In: `runs/<name>.yaml` and options. Out: a wish.

    brands: [am-health-care]
    topics: [kratom-withdrawal]
    layouts: [trifold, card]
    locales: [en, es]
    papers: [letter]
    copies: [office]
    sites: sites.csv
    out: out/weekly
    discreet: false
    release: true

What is left out is as without the option. A table is looked for beside the file, `out` where the program is started.
Names given as options narrow a list to some of its names; others are refused. `--out` takes the place of `out`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handouts import source
from handouts.fields import Fields, text_of
from handouts.gathering import Problems, short
from handouts.nearest import did_you_mean
from handouts.problem import ExitCode, Place, Problem, UsageError
from handouts.source import Node
from press.build import Job, build
from press.orders import Wish

FOLDER = Path("runs")
# The lists of a file, by the option that says the same.
LISTS = {
    "brand": "brands",
    "topic": "topics",
    "layout": "layouts",
    "locale": "locales",
    "paper": "papers",
    "for": "copies",
}
WORDS = {"papers": ("letter", "a4"), "copies": ("screen", "office")}


class Standing(Struct, frozen=True, kw_only=True):
    """What a run file says. `wish` has an empty tuple for each list that is left out; `out` is None where it is."""

    shown: str
    wish: Wish
    out: Path | None
    release: bool
    places: Mapping[str, Place]


def standing(name: str) -> Standing:
    """The standing orders of this name, out of `runs/` in the folder the program is started in.

    Raises UsageError for a name that is not there, ContentError with every problem of the file, FilesError.
    """
    there = sorted(path.stem for path in FOLDER.glob("*.yaml")) if FOLDER.is_dir() else []
    if name not in there:
        hint = did_you_mean(name, there) or (f"there is: {', '.join(there)}" if there else "write runs/NAME.yaml first")
        raise UsageError(Problem(Place("--run"), f"there is no file runs/{short(name)}.yaml here", hint))
    path = FOLDER / f"{name}.yaml"
    problems = Problems()
    found = standing_of(source.read(path, path.as_posix()), path.parent, problems)
    problems.raise_if_any()
    return found


def standing_of(node: Node, folder: Path, problems: Problems) -> Standing:
    """The standing orders that a file's node holds; tables are looked for in `folder`."""
    fields = Fields(node, "the run", problems)
    lists: dict[str, Any] = {key: _names(fields, key, problems) for key in LISTS.values()}
    table = fields.text("sites", default="", pattern=r"[^/\\\0]+(/[^/\\\0]+)*\.csv", hint="name a table: sites.csv")
    out = fields.text("out", default="")
    discreet = fields.flag("discreet", default=False)
    release = fields.flag("release", default=False)
    fields.done()
    wish = Wish(**lists, tables=(folder / table,) if table else (), discreet=discreet)
    places = {option: fields.place_of(key) for option, key in LISTS.items() if fields.has(key)}
    return Standing(shown=node.place.path, wish=wish, out=Path(out) if out else None, release=release, places=places)


def narrowed(said: Standing, wish: Wish) -> Wish:
    """The run's wish, narrowed by that of the options. Raises UsageError where they contradict it."""
    problems = []
    lists: dict[str, Any] = {}
    for option, key in LISTS.items():
        listed: tuple[str, ...] = getattr(said.wish, key)
        asked: tuple[str, ...] = getattr(wish, key)
        for name in asked:
            if listed and name not in listed:
                message = f"'{short(name)}' is not in {said.shown}, and options only narrow a run"
                problems.append(Problem(Place(f"--{option}"), message, f"it has: {', '.join(listed)}"))
        lists[key] = asked or listed
    if said.wish.tables and wish.tables:
        message = f"{said.shown} has a table of its own"
        problems.append(Problem(Place("--sites"), message, "leave out --sites, or narrow it with --site"))
    if problems:
        raise UsageError(problems)
    tables, discreet = said.wish.tables or wish.tables, said.wish.discreet or wish.discreet
    return replace(wish, **lists, tables=tables, discreet=discreet)


def in_standing(name: str, job: Job, *, is_out_said: bool) -> ExitCode:
    """Build the standing orders of this name, as `job` narrows them. Raises as `build` and `standing` do."""
    said = standing(name)
    out = job.out if is_out_said or said.out is None else said.out
    wish = narrowed(said, job.wish)
    try:
        return build(replace(job, wish=wish, out=out, release=job.release or said.release))
    except UsageError as error:  # names that are not there stand in the file
        places = {f"--{option}": place for option, place in said.places.items()}
        raise UsageError(
            replace(problem, place=places.get(problem.place.path, problem.place)) for problem in error.problems
        ) from None


def _names(fields: Fields, key: str, problems: Problems) -> tuple[str, ...]:
    """The names of a list that may be left out, each once."""
    found: dict[str, None] = {}
    for node in fields.items(key, optional=True):
        name = text_of(node, problems, f"a name in '{key}'")
        words = WORDS.get(key, ())
        if name in found:
            problems.add(node.place, f"'{short(name)}' is in '{key}' twice", "delete one of them")
        elif name and words and name not in words:
            problems.add(node.place, f"'{key}' cannot hold '{short(name)}'", f"write one of: {', '.join(words)}")
        elif name:
            found[name] = None
    return tuple(found)
