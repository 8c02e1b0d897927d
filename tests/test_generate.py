"""The program as people use it: what it prints, what it leaves, and how it ends."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import generate
from handouts.edition import Edition
from handouts.library import Library
from handouts.problem import ContentError, ExitCode, MissingError, OutputError, Place, Problem
from press import work
from press.plan import Order
from press.store import Store
from press.verify import verify
from press.work import Finished
from tests.press.files import tree
from tests.press.samples import LIBRARY, pdf

ROOT = Path(__file__).resolve().parents[1]
DAY = "1795305600"  # 22 November 2026
COMMANDS = ["build", "check", "list", "mail", "preflight", "verify"]


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every test on the same day, in an empty folder."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tests' library that may be changed, with one topic."""
    root = Path(shutil.copytree(LIBRARY, tmp_path_factory.mktemp("copy") / "library"))
    for topic in (root / "topics").iterdir():
        if topic.name != "stopping":
            shutil.rmtree(topic)
    return root


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> dict[str, Exception]:
    """No composing: PDFs are stand-ins; an order fails with the error that is noted for its layout."""
    errors: dict[str, Exception] = {}

    def made(said: Edition, wanted: Order) -> Finished:
        if wanted.layout in errors:
            raise errors[wanted.layout]
        return Finished(wanted, pdf(wanted), 2, said.title.text)

    monkeypatch.setattr(work, "_made", made)
    return errors


def said(*arguments: str, library: Path = LIBRARY) -> Result:
    """What the program said to these arguments; anything but leaving by an exit code is a fault."""
    if arguments[:1] == ("build",) and "--brand" not in arguments:
        arguments += ("--brand", "clinic")
    if arguments[:1] == ("build",) and "--jobs" not in arguments:
        arguments += ("--jobs", "1")
    result = CliRunner().invoke(generate.main, arguments, obj=library, prog_name="generate.py")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def edit(path: Path, old: str, new: str) -> None:
    """Change a text in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- Help and usage ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    """Help should say what a command does and show it in use."""
    result = said(command, "--help")

    assert 0 == result.exit_code
    assert f"Example: python generate.py {command}" in re.sub(r"\s+", " ", result.stdout)
    assert set(COMMANDS) == set(generate.main.commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_are_understood(command: str) -> None:
    """The example of every command should be one that the program takes."""
    example = re.sub(r"\s+", " ", said(command, "--help").stdout).partition("Example: python generate.py ")[2].split()
    context = generate.main.make_context("generate.py", example)

    found = generate.main.resolve_command(context, example)[1]
    assert found is not None
    assert command == found.make_context(command, example[1:]).info_name


def test_help_is_quick() -> None:
    """Help should load nothing that draws, reads YAML or shows tables, and answer in under 0.3 seconds."""
    program = "import sys, generate\ntry: generate.main(['build', '--help'])\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stderr.split()
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "generate.py", "--help"], cwd=ROOT, capture_output=True, check=True)
        times.append(time.perf_counter() - started)

    assert not {"reportlab", "yaml", "rich", "uharfbuzz", "PIL", "fontTools", "pikepdf", "multiprocessing"} & set(
        loaded
    )
    assert min(times) < 0.3


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        (["biuld"], "generate.py: No such command 'biuld'. Did you mean 'build'?"),
        (["build", "--lokale", "x"], "generate.py build: No such option '--lokale'. Did you mean '--locale'?"),
        (["build", "--paper", "a5"], "generate.py build: Invalid value for '--paper': 'a5' is not one of 'letter', 'a4'."),
        (["build", "--jobs", "0"], "generate.py build: Invalid value for '--jobs': 0 is not in the range x>=1."),
        (["check", "--topic"], "usage: Option '--topic' requires an argument."),
        (["preflight"], "generate.py preflight: Missing argument 'FILE...'."),
        (["mail", "--topic", "stopping"], "generate.py mail: Missing option '--locale'."),
        (["build", "--for", "press"], "--for: copies for a print shop are not made yet"),
        (["build", "--layout", "trifolt"], "--layout: there is no layout named 'trifolt'\n    hint: did you mean 'trifold'?"),
        (["build", "--topic", "stoping"], "--topic: there is no topic named 'stoping'\n    hint: did you mean 'stopping'?"),
        (["build", "--locale", "fr"], "--locale: there is no locale named 'fr'\n    hint: there is: en, es"),
        (["build", "--brand", "clinc"], "--brand: there is no brand named 'clinc'\n    hint: did you mean 'clinic'?"),
        (["check", "--topic", "stoping"], "--topic: there is no topic named 'stoping'\n    hint: did you mean 'stopping'?"),
        (["mail", "--topic", "stopping", "--locale", "en", "--brand", "clinic", "--to", "nobody"], "--to: this cannot be an address: it has no @"),
    ],
)  # fmt: skip
def test_usage_errors(arguments: list[str], stderr: str, library: Path, tmp_path: Path) -> None:
    """What can't be understood should end with 1, name the option, help on, and touch nothing."""
    result = said(*arguments, library=library)

    assert ExitCode.USAGE == result.exit_code
    assert result.stderr.startswith(stderr)
    assert "" == result.stdout
    assert [] == list(tmp_path.iterdir())


def test_no_command_shows_help() -> None:
    """The bare program should show what it can do."""
    result = said()

    assert ExitCode.USAGE == result.exit_code
    assert "Commands:" in result.stderr


def test_epoch_that_is_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong SOURCE_DATE_EPOCH should be a usage error."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")

    result = said("build")

    assert (1, True) == (result.exit_code, result.stderr.startswith("SOURCE_DATE_EPOCH: 'tomorrow' is not"))


# --- Build ------------------------------------------------------------------------------------------------------------


def test_build_makes_all_and_says_so(quick: dict[str, Exception], library: Path) -> None:
    """Without options each topic, language, layout, paper and copy should be made, a plain line each, and a summary."""
    result = said("build", library=library)

    files = {path for path in tree(Path("out")) if path.endswith(".pdf")}
    assert (0, "") == (result.exit_code, result.stderr)
    assert 2 * 5 * 2 * 2 == len(files)
    lines = result.stdout.splitlines()
    assert {f"made   out/{path}" for path in files} == set(lines[:-1])
    assert re.fullmatch(r"40 made, 0 failed, \d+\.\d seconds", lines[-1])
    assert (40, []) == verify(Path("out"))


def test_default_brand(quick: dict[str, Exception], library: Path) -> None:
    """Without --brand it should be the brand of the house."""
    (library / "brands/clinic.yaml").rename(library / "brands/am-health-care.yaml")

    result = CliRunner().invoke(generate.main, ["build", "--layout", "card", "--dry-run"], obj=library)

    assert 0 == result.exit_code
    assert "out/am-health-care/stopping/en/card-letter.pdf" in result.stdout


def test_dry_run_touches_nothing(quick: dict[str, Exception], tmp_path: Path) -> None:
    """A dry run should print each file with its copy id, and leave no folder."""
    result = said("build", "--topic", "stopping", "--locale", "es", "--layout", "card", "--paper", "a4", "--dry-run")

    line = r"make   out/clinic/stopping/es/card-a4{}.pdf  copy [A-Z0-9]{{4}}-[A-Z0-9]{{4}}\n"
    assert re.fullmatch(line.format("") + line.format("-office") + "2 to make\n", result.stdout)
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
    if code in (ExitCode.CONTENT, ExitCode.MISSING):
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

    assert (ExitCode.OUTPUT, "0 made, 1 failed") == (result.exit_code, result.stdout.splitlines()[-1][:16])


def test_ctrl_c(quick: dict[str, Exception]) -> None:
    """Ctrl-C should end with 130 and leave nothing."""
    quick["flyer"] = KeyboardInterrupt()  # type: ignore[assignment]

    result = said("build", "--topic", "stopping")

    assert (130, "stopped: what was not finished is not published") == (result.exit_code, result.stderr.split("\n")[1])
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


# --- Content that cannot be printed -----------------------------------------------------------------------------------

BREAKS: dict[str, tuple[Callable[[Path], Any], str]] = {
    "a phone typed in prose": (
        lambda root: edit(root / "topics/stopping/en.yaml", "Stay with the person", "Call 1-800-222-1222 or stay with the person"),
        "library/topics/stopping/en.yaml:",
    ),
    "a section that is missing in Spanish": (
        lambda root: edit(root / "topics/stopping/es.yaml", "id: about\n", "id: other\n"),
        "library/topics/stopping/es.yaml:",
    ),
    "a colour pair below contrast": (lambda root: edit(root / "brands/clinic.yaml", "#1F2030", "#AAAAAA"), "library/brands/clinic.yaml:"),
    "a fact that nobody wrote": (
        lambda root: edit(root / "topics/stopping/en.yaml", "{phone:emergency}", "{phone:emergncy}"),
        "library/topics/stopping/en.yaml:",
    ),
    "a duplicate key": (lambda root: edit(root / "locales/en.yaml", "phrases:", "name: Twice\nphrases:"), "library/locales/en.yaml:"),
    "a paragraph that does not fit": (
        lambda root: edit(root / "topics/stopping/en.yaml", "Stay with the person until help comes.", "Stay with the person. " * 400),
        "library/topics/stopping/en.yaml:",
    ),
    "a character without a glyph": (
        lambda root: edit(root / "topics/stopping/en.yaml", "Stay with the person", "Stay with the 人"),
        "library/topics/stopping/en.yaml:",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BREAKS)
def test_bad_content_leaves_the_folder_as_it_was(case: str, library: Path) -> None:
    """Each kind of bad content should end with 2, its own error at its place, and not a byte changed."""
    change, place = BREAKS[case]
    narrow = ("build", "--layout", "trifold", "--paper", "letter", "--for", "screen")
    assert 0 == said(*narrow, library=library).exit_code
    before = tree(Path("out"))
    change(library)

    result = said(*narrow, library=library)

    assert ExitCode.CONTENT == result.exit_code, result.output
    assert re.search(rf"^{re.escape(place)}\d+:\d+: \S", result.stderr, re.MULTILINE), result.stderr
    assert "    hint: " in result.stderr
    assert before == tree(Path("out"))


def test_expired_fact(monkeypatch: pytest.MonkeyPatch, quick: dict[str, Exception]) -> None:
    """A fact past its day should stop a build, at the line of that day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + 400 * 86_400))

    result = said("build", "--topic", "stopping")

    assert ExitCode.CONTENT == result.exit_code
    assert re.search(r"^library/facts/helplines.yaml:\d+:\d+: .*expire", result.stderr, re.MULTILINE)
    assert not Path("out").exists()


def test_problems_elsewhere_do_not_stop(library: Path, quick: dict[str, Exception]) -> None:
    """A topic that is not asked for should not stop the others, but be found by check."""
    shutil.copytree(library / "topics/stopping", library / "topics/other")
    edit(library / "topics/other/en.yaml", "title:", "titel:")

    assert 0 == said("build", "--topic", "stopping", library=library).exit_code
    assert 2 == said("check", library=library).exit_code
    assert 0 == said("check", "--topic", "stopping", library=library).exit_code


def test_hidden_characters_do_not_reach_the_terminal(quick: dict[str, Exception]) -> None:
    """Escapes, bells and direction overrides in a message should be spelled out, on both streams and in JSON."""
    evil = "\x1b[31m \x07 \r \u202e \u2066 \x9b \u2028 \ud800"
    quick["card"] = ContentError(Problem(Place(f"a{evil}.yaml", 1, 1), evil, evil))
    hidden = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

    for more in ((), ("--json",)):
        result = said("build", "--topic", "stopping", *more)
        assert not hidden.search(result.stdout + result.stderr)
        assert "u202e" in result.stdout + result.stderr


# --- The other commands -----------------------------------------------------------------------------------------------


def test_check_of_a_sound_library(library: Path) -> None:
    """A library without problems should end with 0 and say so."""
    assert (0, "0 problems, 0 warnings\n", "") == _result(said("check", library=library))


def test_check_shows_every_problem(library: Path) -> None:
    """Problems of several files should all be shown, in the order of places, and counted."""
    edit(library / "locales/es.yaml", "name:", "nme:")
    edit(library / "brands/clinic.yaml", "phone:", "fone:")

    result = said("check", library=library)

    places = re.findall(r"^(library/\S+?):(\d+):(\d+): ", result.stderr, re.MULTILINE)
    assert ExitCode.CONTENT == result.exit_code
    assert {"library/locales/es.yaml", "library/brands/clinic.yaml"} <= {place[0] for place in places}
    assert sorted(places, key=lambda place: (place[0], int(place[1]), int(place[2]))) == places
    assert f"{len(places)} problems, 0 warnings\n" == result.stdout


def test_check_as_json(library: Path) -> None:
    """With --json the problems should be in the document, and nothing on standard error."""
    edit(library / "locales/es.yaml", "name:", "nme:")

    result = said("check", "--json", library=library)

    told = json.loads(result.stdout)
    assert (2, 2, "") == (result.exit_code, told["exit_code"], result.stderr)
    assert {"path", "line", "column", "message", "hint", "warning"} == set(told["problems"][0])


def test_release_holds_signatures(library: Path) -> None:
    """With --release a text that nobody signed should be a problem, without it none."""
    edit(library / "topics/stopping/en.yaml", "  medical: {by: A. Doctor, on: 2026-11-10, role: MD}\n", "")

    assert 0 == said("check", library=library).exit_code
    assert 2 == said("check", "--release", library=library).exit_code
    assert 2 == said("build", "--release", library=library).exit_code


def test_usage_error_as_json() -> None:
    """Even an option that nobody knows should be told inside the document when --json is said."""
    result = said("check", "--json", "--topik", "x")

    told = json.loads(result.stdout)
    assert (1, "", 1) == (result.exit_code, result.stderr, told["exit_code"])
    assert "No such option '--topik'" in told["problems"][0]["message"]


def test_list_shows_what_there_is(library: Path) -> None:
    """Topics with state and dates, layouts, languages and brands should be listed, in lines and as JSON."""
    edit(library / "topics/stopping/en.yaml", "  medical: {by: A. Doctor, on: 2026-11-10, role: MD}\n", "")

    lines = said("list", library=library).stdout.splitlines()
    told = json.loads(said("list", "--json", library=library).stdout)

    assert "  stopping  en  1.2.0  2026-11-01  2027-05-01  not reviewed by a clinician" in lines
    assert ["topics", "layouts", "locales", "brands"] == [line for line in lines if not line.startswith(" ")]
    assert {"card", "flyer", "trifold", "booklet", "large-print"} <= {each["layout"] for each in told["layouts"]}
    assert [{"locale": "en", "language": "en-US", "name": "English", "english_name": "English"}] == told["locales"][:1]
    assert "reviewed 2026-11-10, machine draft, edited, checked 2026-11-12" == told["topics"][1]["state"]


def test_list_of_a_broken_library(library: Path) -> None:
    """Files that can't be read should be listed as such, and not hide the others."""
    edit(library / "topics/stopping/es.yaml", "title:", "titel:")
    edit(library / "locales/es.yaml", "name:", "nme:")
    edit(library / "brands/clinic.yaml", "phone:", "fone:")

    result = said("list", library=library)

    assert 0 == result.exit_code
    assert 3 == result.stdout.count("cannot be read: `check` says why")


def test_overdue_review_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text past its review date should say so."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + 400 * 86_400))

    assert "review is overdue" in said("list").stdout


def test_verify(quick: dict[str, Exception]) -> None:
    """Verify should end with 0 for an untouched folder, with 4 and the file's name for a changed one, and 5 for none."""
    said("build", "--topic", "stopping", "--layout", "card")
    sound = said("verify")
    Path("out/clinic/stopping/en/card-a4.pdf").write_bytes(b"other")
    wrong = said("verify", "out")

    assert (0, "8 files in the manifest\n0 problems, 0 warnings\n", "") == _result(sound)
    assert 4 == wrong.exit_code
    assert wrong.stderr.startswith("out/clinic/stopping/en/card-a4.pdf: changed: this is not the file that was made")
    assert (5, "nowhere/manifest.json: there is no manifest here") == (
        said("verify", "nowhere").exit_code,
        said("verify", "nowhere").stderr.splitlines()[0],
    )
    assert 4 == json.loads(said("verify", "--json").stdout)["exit_code"]


def test_preflight(library: Path) -> None:
    """Preflight should pass what was built, refuse what is no PDF with 4, and name with 5 what is not there."""
    assert 0 == said("build", "--layout", "flyer", "--locale", "en", "--paper", "letter", library=library).exit_code
    Path("broken.pdf").write_bytes(b"%PDF-1.7 not really")

    good = said("preflight", "out/clinic/stopping/en/flyer-letter.pdf")
    bad = said("preflight", "out/clinic/stopping/en/flyer-letter.pdf", "broken.pdf")
    gone = said("preflight", "gone.pdf")

    assert 0 == good.exit_code, good.output
    assert (4, "broken.pdf: ") == (bad.exit_code, bad.stderr[:12])
    assert (5, "gone.pdf: the file or folder is not there") == (gone.exit_code, gone.stderr.splitlines()[0])


def test_mail_writes_a_neutral_draft(library: Path) -> None:
    """A draft with the brand's own paper should be written under neutral names, with the words of the first language."""
    arguments = (
        "mail",
        "--topic",
        "stopping",
        "--locale",
        "es",
        "--locale",
        "en",
        "--layout",
        "flyer",
        "--brand",
        "clinic",
    )
    result = said(*arguments, "--to", "ann@clinic.example", library=library)

    assert 0 == result.exit_code, result.output
    written = [line.removeprefix("wrote  ") for line in result.stdout.splitlines()]
    assert sorted(tree(Path("out"))) == sorted(path.removeprefix("out/") for path in written)
    draft = Path(written[0]).read_bytes()
    head = email.message_from_bytes(draft, policy=email.policy.default)
    assert ("1", "ann@clinic.example") == (head["X-Unsent"], head["To"])
    assert Library(LIBRARY).locale("es").phrases["mail_subject"] == head["Subject"]
    assert b"stopping" not in draft.lower().partition(b"application/pdf")[0]
    assert ["information-1-flyer-es.pdf", "information-2-flyer-en.pdf"] == [Path(path).name for path in written[2:]]
    assert json.loads(said(*arguments, "--json", library=library).stdout)["written"][0].startswith(
        "out/mail/information-es-"
    )


def _result(result: Result) -> tuple[int, str, str]:
    return result.exit_code, result.stdout, result.stderr


# --- As a process -----------------------------------------------------------------------------------------------------


def test_script_runs_from_anywhere(tmp_path: Path) -> None:
    """The program should run by its path from any folder, and print names it can't encode rather than fail."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), "list"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert 0 == done.returncode, done.stderr
    assert b"topics" in done.stdout


def test_missing_library_is_named(tmp_path: Path) -> None:
    """A machine without one of the libraries should be told which, with 3."""
    (tmp_path / "yaml.py").write_text("raise ModuleNotFoundError('no', name='yaml')", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (3, "python: the library 'yaml' is not installed") == (done.returncode, done.stderr.splitlines()[0])


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_bar_on_a_terminal(library: Path) -> None:
    """On a terminal there should be a live bar on standard error, without colours where NO_COLOR is set, and no file lines."""
    import pty

    program = "import sys, generate; from pathlib import Path; generate.main(sys.argv[2:], obj=Path(sys.argv[1]))"
    arguments = [str(library), "build", "--brand", "clinic", "--layout", "flyer", "--paper", "letter", "--jobs", "1"]
    here, there = pty.openpty()
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], stderr=there, stdout=subprocess.PIPE, env=environment, check=False
    )
    os.close(there)
    shown = b""
    try:
        while part := os.read(here, 65_536):
            shown += part
    except OSError:  # the end of a terminal
        pass
    os.close(here)

    assert 0 == done.returncode, shown
    assert re.fullmatch(rb"4 made, 0 failed, \d+\.\d seconds\n", done.stdout)
    assert b"4/4" in shown
    assert not re.search(rb"\x1b\[[0-9;]*[1-9][0-9;]*m", shown)
