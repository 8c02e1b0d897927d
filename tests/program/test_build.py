"""Build: what it makes, what it says, how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import generate
from handouts.library import Library
from handouts.problem import ContentError, ExitCode, MissingError, OutputError, Place, Problem
from press.store import Store
from press.verify import verify
from tests.press.files import tree
from tests.press.samples import LIBRARY
from tests.program.typed import said


def test_build_makes_all_and_says_so(quick: dict[str, Exception], library: Path) -> None:
    """Without options each topic, language, layout, paper and copy should be made, a plain line each, and a summary."""
    result = said("build", library=library)

    files = {path for path in tree(Path("out")) if path.endswith(".pdf")}
    assert (0, "") == (result.exit_code, result.stderr)
    assert (2 * 5 + 1) * 2 * 2 == len(files)  # English does not stand beside itself
    lines = result.stdout.splitlines()
    assert {f"made   out/{path}" for path in files} == set(lines[:-1])
    assert re.fullmatch(r"44 made, 0 kept, 0 failed, 0 removed, \d+\.\d seconds", lines[-1])
    assert (44, []) == verify(Path("out"))


def test_default_brand(quick: dict[str, Exception], library: Path) -> None:
    """Without --brand it should be the brand of the house."""
    (library / "brands/clinic.yaml").rename(library / "brands/am-health-care.yaml")

    result = CliRunner().invoke(generate.main, ["build", "--layout", "card", "--dry-run"], obj=library)

    assert 0 == result.exit_code
    assert "out/am-health-care/stopping/en/card-letter.pdf" in result.stdout


def test_dry_run_touches_nothing(quick: dict[str, Exception], tmp_path: Path) -> None:
    """A dry run should print each file with its copy id, and leave no folder."""
    result = said("build", "--topic", "stopping", "--locale", "es", "--layout", "card", "--paper", "a4", "--dry-run")

    line = r"make   out/clinic/stopping/es/card-a4{}.pdf  copy [A-Z0-9]{{4}}-[A-Z0-9]{{4}}  new\n"
    assert re.fullmatch(line.format("") + line.format("-office") + "2 to make, 0 to keep, 0 to remove\n", result.stdout)
    assert [] == list(tmp_path.iterdir())


def test_what_is_planned_is_what_is_made(quick: dict[str, Exception]) -> None:
    """The copy ids of a dry run should be those of the manifest."""
    planned = json.loads(said("build", "--topic", "stopping", "--dry-run", "--json").stdout)["orders"]
    said("build", "--topic", "stopping")
    made = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"]

    assert {each["path"]: each["copy_id"] for each in planned} == {each["path"]: each["copy_id"] for each in made}


def test_build_as_json(quick: dict[str, Exception]) -> None:
    """With --json standard output should be one document with every file, and standard error empty."""
    result = said("build", "--topic", "stopping", "--layout", "card", "--json")

    told = json.loads(result.stdout)
    assert (0, [], [], "") == (told["exit_code"], told["failed"], told["problems"], result.stderr)
    assert 8 == len(told["made"])
    assert json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"] == told["made"]


def test_discreet_names(quick: dict[str, Exception]) -> None:
    """Discreet files should have no word of the topic in their names, and neutral words as title."""
    said("build", "--topic", "stopping", "--discreet")

    entries = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert entries
    assert not [entry["path"] for entry in entries if "stop" in entry["path"]]
    titles = {Library(LIBRARY).locale(tag).phrases["discreet_title"] for tag in ("en", "es")}
    assert titles == {entry["title"] for entry in entries}


def test_two_builds_are_the_same_bytes(quick: dict[str, Exception]) -> None:
    """A second build should leave every byte as it was, the manifest's too."""
    said("build", "--topic", "stopping")
    before = tree(Path("out"))
    said("build", "--topic", "stopping")

    assert before == tree(Path("out"))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (
            ContentError(Problem(Place("library/topics/stopping/en.yaml", 7, 3), "too long", "cut 12 words")),
            ExitCode.CONTENT,
        ),
        (MissingError(Problem(Place("font"), "not installed", "install it")), ExitCode.MISSING),
        (OutputError(Problem(Place("clinic/stopping/en/card-a4.pdf"), "a phone number is not found")), ExitCode.OUTPUT),
        (MemoryError(), ExitCode.SOME_FAILED),
        (RuntimeError("a fault"), ExitCode.SOME_FAILED),
        (ModuleNotFoundError("no", name="uharfbuzz.x"), ExitCode.MISSING),
        (ModuleNotFoundError("no", name="press.x"), ExitCode.SOME_FAILED),
    ],
)
def test_exit_codes_of_failed_orders(quick: dict[str, Exception], error: Exception, code: ExitCode) -> None:
    """The kind of failure should decide the exit code, and whether the other files are published."""
    quick["card"] = error

    result = said("build", "--topic", "stopping", "--locale", "en", "--paper", "a4")

    assert code == result.exit_code
    assert "Traceback" not in result.output
    published = {Path(path).stem for path in tree(Path()) if path.endswith(".pdf")}
    if code is ExitCode.CONTENT:
        assert not Path("out").exists()
        assert "nothing was published: out is as it was" in result.stdout
    else:
        assert {"flyer-a4", "trifold-a4-office"} < published
        assert not {"card-a4", "card-a4-office"} & published


def test_problem_has_place_and_hint(quick: dict[str, Exception]) -> None:
    """A problem should be one line with its place, its hint indented below, once however many orders have it."""
    quick["card"] = ContentError(Problem(Place("library/topics/stopping/en.yaml", 7, 3), "too long", "cut 12 words"))

    result = said("build", "--topic", "stopping")

    assert "library/topics/stopping/en.yaml:7:3: too long\n    hint: cut 12 words\n" == result.stderr


def test_fail_fast(quick: dict[str, Exception]) -> None:
    """With --fail-fast the first failure should end the run."""
    quick["booklet"] = quick["card"] = OutputError(Problem(Place("x"), "bad"))

    result = said("build", "--topic", "stopping", "--fail-fast")

    assert (ExitCode.OUTPUT, "0 made, 0 kept, 1 failed") == (result.exit_code, result.stdout.splitlines()[-1][:24])


def test_ctrl_c(quick: dict[str, Exception]) -> None:
    """Ctrl-C should end with 130, what was finished be published, and the same command go on from there."""
    quick["flyer"] = KeyboardInterrupt()  # type: ignore[assignment]

    result = said("build", "--topic", "stopping")
    count, problems = verify(Path("out"))
    quick.clear()
    again = said("build", "--topic", "stopping")

    assert (130, "stopped: what was not finished is not published") == (result.exit_code, result.stderr.split("\n")[1])
    assert (True, []) == (0 < count < 44, problems)
    assert f"{44 - count} made, {count} kept, 0 failed" in again.stdout
    assert (44, []) == verify(Path("out"))


def test_ctrl_c_before_anything_is_finished(quick: dict[str, Exception]) -> None:
    """Stopped at its first order a run should leave no folder."""
    quick["booklet"] = KeyboardInterrupt()  # type: ignore[assignment]

    assert 130 == said("build", "--topic", "stopping").exit_code
    assert not Path("out").exists()


def test_ctrl_c_after_a_text_that_does_not_fit(quick: dict[str, Exception]) -> None:
    """Where any text did not fit, nothing should be published, stopped or not."""
    quick["card"] = ContentError(Problem(Place("library/topics/stopping/en.yaml", 7, 3), "too long"))
    quick["flyer"] = KeyboardInterrupt()  # type: ignore[assignment]

    assert 130 == said("build", "--topic", "stopping").exit_code
    assert not Path("out").exists()


def test_foreign_file(quick: dict[str, Exception]) -> None:
    """A file that was not made here should be kept unless --force is said, and nothing be composed before that is known."""
    own = Path("out/clinic/stopping/en/card-a4.pdf")
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    quick["booklet"] = AssertionError("composed")

    refused = said("build", "--topic", "stopping")
    quick.clear()
    forced = said("build", "--topic", "stopping", "--force")

    assert (5, 0) == (refused.exit_code, forced.exit_code)
    assert refused.stderr.startswith(
        "out/clinic/stopping/en/card-a4.pdf: this file was not made here and would be overwritten"
    )
    assert b"mine" != own.read_bytes()


def test_second_build_at_once(quick: dict[str, Exception]) -> None:
    """A folder in which a build works should be refused with 5."""
    with Store(Path("out")):
        result = said("build", "--topic", "stopping")

    assert (5, "out: another build") == (result.exit_code, result.stderr[:18])


def test_damaged_manifest(quick: dict[str, Exception]) -> None:
    """A damaged manifest should stop a build with 5 and be left as it is."""
    Path("out").mkdir()
    Path("out/manifest.json").write_bytes(b"{")

    result = said("build", "--topic", "stopping")

    assert (5, "out/manifest.json:1:2: this manifest is damaged") == (result.exit_code, result.stderr.splitlines()[0])
    assert b"{" == Path("out/manifest.json").read_bytes()


def test_orders_in_workers(library: Path) -> None:
    """With workers the real thing should give the same bytes as in one process."""
    arguments = ("build", "--layout", "flyer", "--paper", "letter")
    one = said(*arguments, "--jobs", "1", "--out", "one", library=library)
    two = said(*arguments, "--jobs", "2", "--out", "two", library=library)

    assert (0, 0) == (one.exit_code, two.exit_code), one.stderr + two.stderr
    assert tree(Path("one")) == tree(Path("two"))
    assert 4 == len([path for path in tree(Path("one")) if path.endswith(".pdf")])
