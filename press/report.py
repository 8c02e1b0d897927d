"""What `build` came to, for people and programs. In: a plan or a run's report. Out: lines or one JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from handouts.problem import ContentError, ExitCode, FilesError, MissingError, OutputError, Place, Problem
from press.keep import BY_HAND, Schedule
from press.manifest import Entry
from press.orders import Failure
from press.program import refuse
from press.terminal import complain, say, say_json, told

# The first kind that occurs decides how the run ends; a failure of any other kind ends it with SOME_FAILED.
KINDS = (ContentError, MissingError, OutputError)


class Report(Struct, frozen=True, kw_only=True):
    """What a run came to. `made` is what was published; `failures` by the path of their orders.

    `stuck`: files that nobody asks for and that would not go. `kept`, `removed`, `unwanted` (and left): paths.
    """

    made: tuple[Entry, ...] = ()
    failures: tuple[Failure, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float
    stuck: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """How the program should end."""
        for kind in KINDS:
            if any(isinstance(failure.error, kind) for failure in self.failures):
                return kind.exit_code
        if self.failures and not self.made and all(isinstance(each.error, FilesError) for each in self.failures):
            return ExitCode.FILES
        if self.failures:
            return ExitCode.SOME_FAILED
        return ExitCode.FILES if self.stuck else ExitCode.DONE


def tell_plan(plan: Schedule, out: Path, problems: Sequence[Problem], *, prune: bool, as_json: bool) -> ExitCode:
    """What would be done, one line a file; a problem that is no warning is one that would keep it from being done."""
    code = ExitCode.DONE if all(each.warning for each in problems) else ExitCode.FILES
    if as_json:
        orders = [{**asdict(each.order), "action": "make", "why": each.why} for each in plan.to_make]
        orders += [{**asdict(order), "action": "keep", "why": ""} for order in plan.kept]
        say_json(
            {
                "exit_code": int(code),
                "orders": sorted(orders, key=lambda each: str(each["path"])),
                "removed": list(plan.unwanted) if prune else [],
                "unwanted": [] if prune else list(plan.unwanted),
                "problems": list(map(told, problems)),
            }
        )
        return code
    complain(problems)
    for each in plan.to_make:
        say(f"make   {(out / each.order.path).as_posix()}  copy {each.order.copy_id}  {each.why}")
    for order in plan.kept:
        say(f"keep   {(out / order.path).as_posix()}  copy {order.copy_id}")
    for path in plan.unwanted:
        say(f"{'remove' if prune else 'extra '} {(out / path).as_posix()}")
    say(f"{len(plan.to_make)} to make, {len(plan.kept)} to keep, {len(plan.unwanted) if prune else 0} to remove")
    if not prune:
        _tell_unwanted(plan.unwanted)
    return code


def tell_run(report: Report, out: Path, warnings: Sequence[Problem], *, as_json: bool) -> ExitCode:
    """What was made and what was not."""
    if as_json:
        return refuse(
            (*warnings, *report.problems),
            report.exit_code,
            as_json=True,
            made=list(report.made),
            kept=list(report.kept),
            removed=list(report.removed),
            unwanted=list(report.unwanted),
            failed=[failure.order.path for failure in report.failures],
            seconds=round(report.seconds, 3),
        )
    complain(report.problems)
    nothing = report.failures and not report.made and not report.removed
    withheld = f", nothing was published: {out.as_posix()} is as it was" if nothing else ""
    counts = f"{len(report.made)} made, {len(report.kept)} kept, {len(report.failures)} failed"
    say(f"{counts}, {len(report.removed)} removed, {report.seconds:.1f} seconds{withheld}")
    _tell_unwanted(report.unwanted)
    return report.exit_code


def by_hand(plan: Schedule, out: Path) -> list[Problem]:
    """A warning for each file that somebody changed: it is made again, or, where nothing asks for it, it stays."""
    message, hint = (
        "changed by hand: it is made again",
        "what should stay belongs into the texts",
    )
    stays, move = "nothing asks for it any more, and it was changed by hand: it is not removed", "move it away"
    return [
        *(
            Problem(Place((out / each.order.path).as_posix()), message, hint, warning=True)
            for each in plan.to_make
            if each.why == BY_HAND
        ),
        *(Problem(Place((out / path).as_posix()), stays, move, warning=True) for path in plan.replaced),
    ]


def _tell_unwanted(paths: Iterable[str]) -> None:
    count = len(list(paths))
    if count:
        say(f"{count} in the folder that nothing asks for any more: build --prune removes them")
