"""The program: read the library, compose what is wanted, print it. `python generate.py --help` says how.

    1. read      press.flow     every problem of the files that are touched is shown once; what is wanted becomes orders
    2. compose   press.run      each order is composed, printed and checked
    3. print     press.store    the files are renamed to their places, the manifest last

Imports that cost time stand inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import gc

gc.set_threshold(100_000, 50, 100)  # a short program that keeps what it makes gains nothing from searching it

from pathlib import Path
from typing import Any

import click

from handouts.problem import ExitCode, Place, Problem, UsageError
from press import commands, records
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
    LOG,
    OUT,
    PAPER,
    RELEASE,
    RUN,
    SHARD,
    SITE,
    SITES,
    TOPIC,
    certificate,
    example,
    is_said,
    many,
)
from press.program import Program


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
@RUN
@SHARD
@LOG
@click.option("--force", is_flag=True, help="Replace files that were not made here.")
@click.option("--prune", is_flag=True, help="Remove files that were made here and that nothing asks for any more.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first order that fails.")
@click.option("--dry-run", is_flag=True, help="Show what would be made, kept and removed, and change nothing.")
@DISCREET
@RELEASE
@AS_JSON
@click.pass_obj
def build(root: Path | None, /, **said: Any) -> ExitCode:
    """Make PDFs. Without options: every topic, layout and language, both papers, screen and office copies.

    What is there already and was made from the same words, fonts and program is kept. With --run, options narrow what
    the run file lists; names that it does not list are refused. --out takes the place of its folder.
    """
    from press.build import Job, build
    from press.orders import Wish

    if "press" in said["for"]:
        hint = "take --for screen or --for office"
        raise UsageError(Problem(Place("--for"), "copies for a print shop are not made yet", hint))
    wish = Wish(
        topics=said["topic"],
        layouts=said["layout"],
        locales=said["locale"],
        brands=said["brand"],
        papers=said["paper"],
        copies=said["for"],
        sites=said["site"],
        tables=said["sites"],
        discreet=said["discreet"],
        fonts=said["fonts"],
    )
    how = ("out", "jobs", "shard", "log", "force", "prune", "fail_fast", "dry_run", "release", "as_json")
    job = Job(wish=wish, root=root, cluster=_cluster(said), **{key: said[key] for key in how})
    if said["run"]:
        from press.standing import in_standing

        return in_standing(said["run"], job, is_out_said=is_said("out"))
    return build(job)


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


for command in (*commands.COMMANDS, *records.COMMANDS):
    main.add_command(command)

if __name__ == "__main__":
    main()
