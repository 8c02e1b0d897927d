"""The commands beside build: check, list, verify, preflight, mail."""

from __future__ import annotations

import email
import email.policy
import json
import re
from pathlib import Path

import pytest

from handouts.library import Library
from handouts.problem import ExitCode
from press import memo
from tests.press.files import tree
from tests.press.samples import LIBRARY
from tests.program.typed import DAY, edit, parts, said


def test_check_of_a_sound_library(library: Path) -> None:
    """A library without problems should end with 0 and say so."""
    assert (0, "0 problems, 0 warnings\n", "") == parts(said("check", library=library))


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

    assert (0, "8 files in the manifest\n0 problems, 0 warnings\n", "") == parts(sound)
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
    """A draft with the brand's own paper should be written under neutral names, in the order and words as asked for."""
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
        "--layout",
        "card",
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
    assert [f"information-{name}.pdf" for name in ("1-flyer-es", "2-card-es", "3-flyer-en", "4-card-en")] == [
        Path(path).name for path in written[2:]
    ]
    assert json.loads(said(*arguments, "--json", library=library).stdout)["written"][0].startswith(
        "out/mail/information-es-"
    )


def test_whatis_and_recall(library: Path) -> None:
    """A copy should be told by its id however it is typed, and files be recalled by a fact, a version, a phrase."""
    assert 0 == said("build", "--layout", "card", "--locale", "en", "--paper", "a4", library=library).exit_code
    entries = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"]
    files = ["out/clinic/stopping/en/card-a4-office.pdf", "out/clinic/stopping/en/card-a4.pdf"]

    told = said("whatis", entries[0]["copy_id"].replace("-", "").lower(), library=library)
    wrong = said("whatis", "what", library=library)
    listed = {
        what: json.loads(said("recall", *what, "--json", library=library).stdout)["files"]
        for what in (("--fact", "poison-help"), ("--version", "1.2.0"), ("--phrase", "PLAIN facts  about"))
    }
    none = said("recall", "--version", "9.9.9", library=library)

    assert 0 == told.exit_code
    assert files[0] == told.stdout.splitlines()[0]
    assert "  version  1.2.0, revised 2026-11-01, review by 2027-05-01\n" in told.stdout
    assert "  state    reviewed 2026-11-10 by A. Doctor\n" in told.stdout
    assert (1, True) == (wrong.exit_code, wrong.stderr.startswith("COPY_ID: 'what' cannot be a copy id"))
    assert dict.fromkeys(listed, files) == {what: [each["file"] for each in found] for what, found in listed.items()}
    assert (0, "0 files\n", "") == parts(none)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--fact", "x", "--version", "1"), ("--phrase", " "), ("--phrase", "\u00ad..."), ("--fact", "poison-hlp")],
)
def test_recall_of_what_cannot_be(arguments: tuple[str, ...], library: Path, quick: dict[str, Exception]) -> None:
    """Recall wants one thing to look for, and a fact that there is or was."""
    said("build", "--layout", "card", library=library)

    assert 1 == said("recall", *arguments, library=library).exit_code


def test_recall_is_not_silent_about_what_it_cannot_read(library: Path, quick: dict[str, Exception]) -> None:
    """Files that cannot be read should be named, and end with 5."""
    said("build", "--layout", "card", library=library)

    result = said("recall", "--phrase", "anything", library=library)

    assert (5, "0 files\n") == (result.exit_code, result.stdout)
    assert 8 == result.stderr.count("this is no PDF that can be read")


def test_a_shard_without_a_file_is_merged(library: Path, quick: dict[str, Exception]) -> None:
    """Of two files in seven parts some parts have none, and can be joined and verified all the same; built again, too."""
    parts = [f"part-{number}" for number in range(1, 8)]
    for number, part in (*enumerate(parts, 1), *enumerate(parts, 1)):
        narrow = ("--layout", "card", "--locale", "en", "--paper", "a4")
        result = said("build", *narrow, "--shard", f"{number}/7", "--out", part, library=library)
        assert 0 == result.exit_code

    joined = said("manifest", "merge", "out", *parts)

    assert (0, "2 files out of 7 folders, 2 copied\n") == (joined.exit_code, joined.stdout)
    assert {0} == {said("verify", part).exit_code for part in (*parts, "out")}


def test_shards_are_merged(library: Path, quick: dict[str, Exception]) -> None:
    """Three parts of a run, joined, should be the whole run; a merged folder has nothing left to do."""
    said("build", "--out", "whole", library=library)
    for number in (1, 2, 3):
        assert 0 == said("build", "--shard", f"{number}/3", "--out", f"part-{number}", library=library).exit_code

    merged = said("manifest", "merge", "out", "part-1", "part-2", "part-3", library=library)

    assert (0, "44 files out of 3 folders, 44 copied\n", "") == parts(merged)
    assert tree(Path("out")) == {path: data for path, data in tree(Path("whole")).items() if path != memo.NAME}
    assert "0 made, 44 kept" in said("build", library=library).stdout
    Path("part-2/manifest.json").unlink()
    assert 5 == said("manifest", "merge", "out", "part-1", "part-2", library=library).exit_code
