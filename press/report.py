"""What `build` came to, for people and programs. In: a plan or a run's report. Out: lines or one JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import asdict

from handouts.problem import ExitCode, Problem
from press.orders import Order
from press.plan import Batch
from press.program import refuse
from press.run import Report
from press.terminal import complain, say, say_json, told


def tell_plan(batches: Sequence[Batch], out: Path, warnings: Sequence[Problem], *, as_json: bool) -> ExitCode:
    """What would be made, one line an order."""
    orders: list[Order] = [order for batch in batches for order in batch.orders]
    if as_json:
        say_json({"exit_code": 0, "orders": [asdict(order) for order in orders], "problems": list(map(told, warnings))})
        return ExitCode.DONE
    complain(warnings)
    for order in orders:
        say(f"make   {(out / order.path).as_posix()}  copy {order.copy_id}")
    say(f"{len(orders)} to make")
    return ExitCode.DONE


def tell_run(report: Report, out: Path, warnings: Sequence[Problem], *, as_json: bool) -> ExitCode:
    """What was made and what was not."""
    if as_json:
        return refuse(
            (*warnings, *report.problems),
            report.exit_code,
            as_json=True,
            made=[asdict(entry) for entry in report.made],
            failed=[failure.order.path for failure in report.failures],
            seconds=round(report.seconds, 3),
        )
    complain(report.problems)
    withheld = "" if report.made or not report.failures else f", nothing was published: {out.as_posix()} is as it was"
    say(f"{len(report.made)} made, {len(report.failures)} failed, {report.seconds:.1f} seconds{withheld}")
    return report.exit_code
