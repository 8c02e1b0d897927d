"""The commands beside `build`: check, list, preflight, verify, mail. In: what was typed. Out: lines and an exit code.

Imports that cost time stand inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from handouts.problem import ExitCode, Place, Problem, UsageError
from press.options import (
    AS_JSON,
    BRAND,
    DEFAULT_BRAND,
    DISCREET,
    FONTS,
    JOBS,
    LOCALE,
    OUT,
    PAPER,
    RELEASE,
    SITE,
    TOPIC,
    example,
    many,
)
from press.program import refuse
from press.terminal import complain, say, say_json, told


@click.command(epilog=example("check --release"))
@TOPIC
@LOCALE
@BRAND
@RELEASE
@AS_JSON
@click.pass_obj
def check(root: Path | None, /, *, release: bool, as_json: bool, **said: tuple[str, ...]) -> ExitCode:
    """Show every problem in the library, and make nothing."""
    from handouts.library import Library
    from handouts.today import today
    from layouts import layouts
    from press.flow import LIBRARY
    from press.orders import Wish
    from press.plan import complete

    library = Library(root or LIBRARY)
    topics, tags, brands = said["topic"], said["locale"], said["brand"]
    complete(library, layouts(), Wish(topics=topics, locales=tags, brands=brands))
    problems = library.check(today(), release, topics=topics, tags=tags, brands=brands)
    return _found(problems, ExitCode.CONTENT, as_json=as_json)


@click.command("list", epilog=example("list --json"))
@AS_JSON
@click.pass_obj
def list_(root: Path | None, /, *, as_json: bool) -> ExitCode:
    """Show what there is: topics with their review state, layouts, languages, brands."""
    from handouts.library import Library
    from handouts.today import today
    from layouts import layouts
    from press.flow import LIBRARY
    from press.survey import lines, survey

    found = survey(Library(root or LIBRARY), layouts(), today())
    if as_json:
        say_json({"exit_code": 0, "problems": [], **found})
    else:
        for line in lines(found):
            say(line)
    return ExitCode.DONE


@click.command(epilog=example("preflight out/am-health-care/kratom-withdrawal/en/flyer-a4.pdf"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@AS_JSON
def preflight(files: tuple[Path, ...], *, as_json: bool) -> ExitCode:
    """Check finished PDFs: tags, fonts, boxes, links, text."""
    from press.preflight import preflight
    from press.trouble import files_problem

    problems: list[Problem] = []
    code = ExitCode.OUTPUT
    for file in files:
        try:
            pdf = file.read_bytes()
        except OSError as error:
            problems.append(files_problem(error, file.as_posix()))
            code = ExitCode.FILES
        else:
            problems += preflight(pdf, file.as_posix())
    return _found(problems, code, as_json=as_json)


@click.command(epilog=example("verify out"))
@click.argument("folder", default="out", type=click.Path(path_type=Path), metavar="[DIR]")
@AS_JSON
def verify(folder: Path, *, as_json: bool) -> ExitCode:
    """Hold finished files against the manifest.

    A file that is missing or changed ends with exit code 4; a PDF that the manifest does not know is a warning.
    """
    from press.verify import verify

    count, problems = verify(folder)
    if not as_json:
        say(f"{count} files in the manifest")
    return _found(problems, ExitCode.OUTPUT, as_json=as_json)


@click.command(epilog=example("mail --to ann@clinic.example --topic kratom-withdrawal --locale es"))
@click.option("--to", default="", metavar="ADDRESS", help="Whom the draft is for; left open where it is not given.")
@many("topic", "This topic", required=True)
@many("locale", "In this language", required=True)
@many("layout", "In this layout", default=("trifold",), show_default=True)
@click.option("--brand", metavar="NAME", default=DEFAULT_BRAND, show_default=True, help="Who writes.")
@SITE
@PAPER
@OUT
@JOBS
@FONTS
@DISCREET
@AS_JSON
@click.pass_obj
def mail(
    root: Path | None, /, *, to: str, brand: str, out: Path, jobs: int | None, as_json: bool, **said: Any
) -> ExitCode:
    """Write an e-mail draft with PDFs attached.

    Subject and file names are neutral. Nothing is sent: open the draft, read it, send it yourself.
    """
    from press.flow import planned
    from press.headers import recipient
    from press.kit import write_kit
    from press.orders import Wish
    from press.store import Store

    address = recipient(to) if to else ""
    wish = Wish(
        topics=said["topic"],
        layouts=said["layout"],
        locales=said["locale"],
        brands=(brand,),
        papers=said["paper"],
        copies=("screen",),
        sites=said["site"],
        discreet=said["discreet"],
        fonts=said["fonts"],
    )
    everything, warnings, _ = planned(root, wish)
    places = {order.site for batch in everything for order in batch.orders}
    if len(places) > 1:
        message = f"{brand} prints for {len(places)} sites, and a letter is from one"
        raise UsageError(Problem(Place("--site"), message, f"name it, as in --site {min(places)}"))
    batches = [each for each in everything if wish.papers or each.orders[0].paper == each.edition.brand.paper]
    batches.sort(
        key=lambda each: (wish.locales.index(each.edition.locale.tag), wish.layouts.index(each.orders[0].layout))
    )
    with Store(out) as store:
        kit = write_kit(batches, store, address, jobs=jobs)
    written = [(out / path).as_posix() for path in kit.paths]
    problems = (*warnings, *kit.problems)
    if as_json:
        say_json({"exit_code": 0, "problems": list(map(told, problems)), "written": written})
    else:
        complain(problems)
        for path in written:
            say(f"wrote  {path}")
    return ExitCode.DONE


def _found(problems: list[Problem], code: ExitCode, *, as_json: bool) -> ExitCode:
    """Show what was found; `code` where any of it is more than a warning."""
    errors = sum(not problem.warning for problem in problems)
    ended = refuse(problems, code if errors else ExitCode.DONE, as_json=as_json)
    if not as_json:
        say(f"{errors} problems, {len(problems) - errors} warnings")
    return ended


COMMANDS = (check, list_, preflight, verify, mail)
