"""The commands that look into manifests: whatis, recall, manifest merge. In: what was typed. Out: lines and a code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from handouts.problem import ExitCode, Place, Problem, UsageError
from press.options import AS_JSON, example
from press.program import refuse
from press.terminal import say

FOLDERS = click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR]...")
OUT = (Path("out"),)


@click.command(epilog=example("whatis K7M2-9QXA"))
@click.argument("copy_id", metavar="COPY_ID")
@FOLDERS
@AS_JSON
def whatis(copy_id: str, folders: tuple[Path, ...], *, as_json: bool) -> ExitCode:
    """Tell what a printed copy was, by the id in its imprint.

    Looks into the manifests of the folders, without any into that of `out`. Small letters and a missing hyphen do not
    matter, nor B for 8, Z for 2, V for U.
    """
    from press import trace

    found = trace.whatis(copy_id, trace.manifests(folders or OUT))
    if as_json:
        return refuse((), ExitCode.DONE, as_json=True, files=[trace.told(each) for each in found])
    for each in found:
        for line in trace.lines(each):
            say(line)
    return ExitCode.DONE


@click.command(epilog=example('recall --phrase "Call your clinic" out archive/2026'))
@click.option("--phrase", default="", metavar="TEXT", help="Files that have these words printed; each PDF is read.")
@click.option("--fact", default="", metavar="ID", help="Files that state this fact, such as poison-help.")
@click.option("--version", default="", metavar="V", help="Files that print this version of their text, such as 1.0.0.")
@FOLDERS
@AS_JSON
@click.pass_obj
def recall(root: Path | None, /, *, folders: tuple[Path, ...], as_json: bool, **said: str) -> ExitCode:
    """List every file that carries something: to take copies back, or to print them again.

    Looks into the manifests of the folders, without any into that of `out`. Files that cannot be read are named, and
    end with 5: whether they carry it is not known.
    """
    from press import trace

    if sum(map(bool, said.values())) != 1 or not "".join(said.values()).strip():
        raise UsageError(Problem(Place("recall"), "say one of --phrase, --fact, --version"))
    if said["phrase"] and not any(map(str.isalnum, said["phrase"])):
        hint = "give a few of the words, as in --phrase 'Call your clinic'"
        raise UsageError(Problem(Place("--phrase"), "there is no letter and no digit in it", hint))
    known = trace.manifests(folders or OUT)
    problems: Sequence[Problem] = ()
    if said["version"]:
        found = trace.of_version(said["version"], known)
    elif said["fact"]:
        found, problems = trace.of_fact(said["fact"], trace.fact_of(root, said["fact"], known), known)
    else:
        found, problems = trace.of_phrases((said["phrase"],), trace.every(known))
    found = sorted(found, key=lambda each: each.shown)
    code = ExitCode.FILES if problems else ExitCode.DONE
    code = refuse(
        problems, code, as_json=as_json, **({"files": [trace.told(each) for each in found]} if as_json else {})
    )
    if not as_json:
        for each in found:
            say(f"{each.shown}  copy {each.entry.copy_id}  version {each.entry.review.get('version', '')}")
        say(f"{len(found)} files")
    return code


@click.group("manifest", epilog=example("manifest merge out shard-1 shard-2"))
def manifest_() -> None:
    """What to do with manifests: `merge` joins the parts of a run."""


@manifest_.command("merge", epilog=example("manifest merge out shard-1 shard-2"))
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DIR...")
@AS_JSON
def merge(out: Path, folders: tuple[Path, ...], *, as_json: bool) -> ExitCode:
    """Join the folders of shards in OUT, with one manifest.

    Every file is checked first. Files that OUT has already are not copied; what else is in OUT stays.
    """
    from press.joining import join

    joined = join(out, folders)
    if as_json:
        return refuse((), ExitCode.DONE, as_json=True, files=[each.path for each in joined.files], copied=joined.copied)
    say(f"{len(joined.files)} files out of {len(folders)} folders, {joined.copied} copied")
    return ExitCode.DONE


COMMANDS = (whatis, recall, manifest_)
