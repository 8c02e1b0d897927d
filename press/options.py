"""The options that several commands share, each once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from press.shard import WHOLE, Shard, shard_of

C = TypeVar("C", bound=Callable[..., Any])

DEFAULT_BRAND = "am-health-care"


def many(name: str, what: str, **more: Any) -> Callable[[C], C]:
    """An option that may be given more than once."""
    return click.option(f"--{name}", multiple=True, help=f"{what} (repeatable).", **{"metavar": "NAME", **more})


def example(arguments: str) -> str:
    """What stands below a command's help; it is not wrapped, so that it can be copied."""
    return f"\b\nExample:\n  python generate.py {arguments}"


TOPIC = many("topic", "Only this topic")
LAYOUT = many("layout", "Only this layout")
LOCALE = many("locale", "Only this language")
BRAND = many("brand", "Only this brand")
PAPER = many("paper", "Only this paper", type=click.Choice(["letter", "a4"]), metavar="letter|a4")


def is_said(option: str) -> bool:
    """Whether an option of the command under way was typed, rather than left at its default."""
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


def _shard(_context: click.Context, _option: click.Parameter, said: str | None) -> Shard:
    return WHOLE if said is None else shard_of(said)


SITE = many("site", "Only this site of the brand")
SITES = many(
    "sites", "Print for the sites of this table", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.csv"
)
OUT = click.option(
    "--out", default="out", type=click.Path(path_type=Path), metavar="DIR", help="The output folder (default: out)."
)
JOBS = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Workers (default: one a core); 1 works in this process."
)
RUN = click.option(
    "--run", metavar="NAME", help="What runs/NAME.yaml lists: brands, topics, layouts, locales, sites, folder."
)
SHARD = click.option(
    "--shard", metavar="I/N", callback=_shard, help="Only the Ith of N parts of the files, as for array jobs."
)
LOG = click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Log the run: JSON, an object a line.",
)
CLUSTER = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on a cluster of Dask: tls://HOST:PORT (see `Many machines` in README.md).",
)


def certificate(name: str, what: str) -> Callable[[C], C]:
    """An option for a file that shows a cluster who we are."""
    path = click.Path(path_type=Path, exists=True, dir_okay=False)
    return click.option(f"--cluster-{name}", type=path, metavar="FILE", help=f"For --cluster tls://: {what} (PEM).")


FONTS = click.option(
    "--fonts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="A folder of fonts to look in first, by file name (NotoSansArmenian-Regular.ttf).",
)
DISCREET = click.option("--discreet", is_flag=True, help="Neutral words in file names, titles, cover and card face.")
RELEASE = click.option("--release", is_flag=True, help="Hold the rules for a release, too: sign-offs and dates.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
