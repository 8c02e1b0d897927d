"""The program: read the library, compose what is wanted, print it. `python generate.py --help` says how.

    1. read      press.flow     every problem of the files that are touched is shown once; what is wanted becomes orders
    2. compose   press.run      each order is composed, printed and checked
    3. print     press.store    the files are renamed to their places, the manifest last

Imports that cost time stand inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from handouts.problem import ExitCode, FilesError, Place, Problem, UsageError
from press import commands
from press.connection import Cluster
from press.options import (
    AS_JSON,
    CLUSTER,
    DEFAULT_BRAND,
    DISCREET,
    FONTS,
    JOBS,
    LAYOUT,
    LOCALE,
    OUT,
    PAPER,
    RELEASE,
    SITE,
    SITES,
    TOPIC,
    certificate,
    example,
    many,
)
from press.program import Program
from press.terminal import complain


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=example("build --layout trifold --locale es"),
)
def main() -> None:
    """Handouts from reviewed text: brochures, flyers, cards and booklets as correct, accessible PDFs."""


@main.command(epilog=example("build --topic kratom-withdrawal --layout trifold --locale es"))
@TOPIC
@LAYOUT
@LOCALE
@many("brand", f"This brand instead of {DEFAULT_BRAND}")
@SITE
@SITES
@PAPER
@many("for", "Only this copy", type=click.Choice(["screen", "office", "press"]), metavar="screen|office")
@OUT
@JOBS
@CLUSTER
@certificate("ca", "who signs certificates")
@certificate("cert", "our certificate")
@certificate("key", "the key of our certificate")
@FONTS
@click.option("--force", is_flag=True, help="Replace files that were not made here.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first order that fails.")
@click.option("--dry-run", is_flag=True, help="Show what would be made, and make nothing.")
@DISCREET
@RELEASE
@AS_JSON
@click.pass_obj
def build(root: Path | None, /, *, out: Path, as_json: bool, dry_run: bool, force: bool, **said: Any) -> ExitCode:
    """Make PDFs. Without options: every topic, layout and language, both papers, screen and office copies."""
    from press.flow import planned
    from press.orders import Wish
    from press.progress import progress
    from press.report import tell_plan, tell_run
    from press.run import run
    from press.store import Store

    if "press" in said["for"]:
        hint = "take --for screen or --for office"
        raise UsageError(Problem(Place("--for"), "copies for a print shop are not made yet", hint))
    wish = Wish(
        topics=said["topic"],
        layouts=said["layout"],
        locales=said["locale"],
        brands=said["brand"] or (DEFAULT_BRAND,),
        papers=said["paper"],
        copies=said["for"],
        sites=said["site"],
        tables=said["sites"],
        discreet=said["discreet"],
        fonts=said["fonts"],
    )
    cluster = _cluster(said)
    batches, warnings = planned(root, wish, release=said["release"])
    if dry_run:
        return tell_plan(batches, out, warnings, as_json=as_json)
    if not as_json:
        complain(warnings)
    paths = [order.path for batch in batches for order in batch.orders]
    with Store(out) as store:
        foreign = store.foreign(paths, force=force)
        if foreign:
            raise FilesError(foreign)
        with progress(len(paths), out.as_posix(), quiet=as_json) as watch:
            report = run(batches, store, jobs=said["jobs"], fail_fast=said["fail_fast"], watch=watch, cluster=cluster)
    return tell_run(report, out, warnings, as_json=as_json)


def _cluster(said: dict[str, Any]) -> Cluster | None:
    """The cluster that was asked for. Raises UsageError for options that do not go together."""
    certificates = {name: said[f"cluster_{name}"] for name in ("ca", "cert", "key")}
    if said["cluster"] is None:
        if any(certificates.values()):
            raise UsageError(Problem(Place("--cluster"), "certificates are for a cluster", "name it with --cluster"))
        return None
    if said["jobs"] is not None:
        hint = "how many workers a cluster has is said where they are started"
        raise UsageError(Problem(Place("--jobs"), "this is for work on this machine, not for --cluster", hint))
    return Cluster(address=said["cluster"], **certificates)


for command in commands.COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main()
