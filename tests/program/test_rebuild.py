"""Building again: what is still right is kept, by content, and exactly what hangs on a change is made anew."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from layouts.typesetting.fontfiles import locate
from layouts.typesetting.supplies import SUPPLIES
from press import build, identity, keep, manifest, memo, store
from press.verify import verify
from tests.press.files import entry, tree
from tests.program.typed import DAY, ROOT, edit, said

ALL = ("build", "--topic", "stopping")


def times(root: Path = Path("out")) -> dict[str, tuple[int, int, int]]:
    """When each file and folder was written, and which it is on the disk."""
    return {
        path.as_posix(): (path.stat().st_mtime_ns, path.stat().st_ctime_ns, path.stat().st_ino)
        for path in (root, *root.rglob("*"))
    }


def made(result: Any) -> set[str]:
    """The paths that a build has made, without their brand."""
    assert 0 == result.exit_code, result.output
    return {path["path"].partition("/")[2] for path in json.loads(result.stdout)["made"]}


@pytest.fixture
def no_writing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Counts what is opened for writing, renamed, removed or made below the folder."""
    seen: list[str] = []

    def noted(name: str, act: Callable[..., Any], is_write: Callable[..., bool]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            if is_write(*args, **more):
                seen.append(name)
            return act(*args, **more)

        return call

    flags = os.O_WRONLY | os.O_RDWR | os.O_CREAT
    monkeypatch.setattr(os, "open", noted("open", os.open, lambda _, how, *__: bool(how & flags)))
    for name in ("replace", "rename", "mkdir", "unlink", "rmdir", "utime"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name), lambda *_, **__: True))
    return seen


def test_nothing_to_do_writes_nothing(quick: dict[str, Exception], no_writing: list[str]) -> None:
    """A second build should keep every file, open none for writing, and touch nothing in the folder."""
    assert 0 == said(*ALL).exit_code
    assert no_writing
    no_writing.clear()
    before = times()

    result = said(*ALL, "--json")

    told = json.loads(result.stdout)
    assert (0, [], 44) == (result.exit_code, told["made"], len(told["kept"]))
    assert ([], before) == (no_writing, times())


def test_nothing_to_do_without_a_memo_writes_nothing(quick: dict[str, Exception], no_writing: list[str]) -> None:
    """The same where the memo of the last planning is lost or damaged."""
    said(*ALL)
    Path("out", memo.NAME).write_bytes(b"{}")
    no_writing.clear()
    before = times()

    assert set() == made(said(*ALL, "--json"))
    assert ([], before) == (no_writing, times())


def test_a_thousand_files_are_kept(no_writing: list[str], tmp_path: Path) -> None:
    """A folder of a thousand files should be seen through without a write, and one changed file be found in it."""
    files = {f"clinic/stopping/en/card-a4-s{number}.pdf": os.urandom(2_000) for number in range(1_000)}
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    known = manifest.Manifest({path: entry(path, data) for path, data in files.items()})
    orders = [
        keep.Order(**{name: getattr(each, name) for name in keep.Order.__struct_fields__})
        for each in known.files.values()
    ]
    no_writing.clear()

    whole = keep.schedule(orders, (), known, tmp_path)
    odd = "clinic/stopping/en/card-a4-s777.pdf"
    (tmp_path / odd).write_bytes(files[odd][:-1] + bytes([files[odd][-1] ^ 1]))
    changed = keep.schedule(orders, (), known, tmp_path)

    assert ((), 1_000, []) == (whole.to_make, len(whole.kept), no_writing)
    assert [(odd, keep.BY_HAND)] == [(each.order.path, each.why) for each in changed.to_make]


def test_nothing_to_do_is_quick(library: Path) -> None:
    """It should load nothing that reads texts, draws or reads PDFs, and take no longer than loading what draws."""
    narrow = ("--layout", "card", "--brand", "clinic", "--jobs", "1")
    assert 0 == said("build", *narrow, library=library).exit_code
    program = "import sys, generate; from pathlib import Path\ntry: generate.main(sys.argv[2:], obj=Path(sys.argv[1]))\nfinally: print(*sys.modules)"

    def seconds(*command: str) -> float:
        before = os.times()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-c", program, str(library), "build", *narrow)
    loaded = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    floor = min(seconds(sys.executable, "-c", "import yaml, reportlab.platypus") for _ in range(3))

    assert "0 made, 8 kept" in loaded
    heavy = {
        "reportlab",
        "uharfbuzz",
        "icu4py",
        "pikepdf",
        "pypdfium2",
        "PIL",
        "yaml",
        "rich",
        "multiprocessing",
        "json",
    }
    assert not heavy & set(loaded.split())
    assert min(seconds(*command) for _ in range(3)) < 1.6 * floor


def test_times_do_not_count(quick: dict[str, Exception], library: Path) -> None:
    """Files and texts that are younger or older than they were should change nothing."""
    said(*ALL, library=library)
    for number, path in enumerate([*Path("out").rglob("*.pdf"), *library.rglob("*.yaml")]):
        os.utime(path, (number * 10**9, number * 10**9))

    assert set() == made(said(*ALL, "--json", library=library))


PIECES = {f"{layout}-{paper}{copy}.pdf" for layout in ("booklet", "card", "flyer", "large-print", "trifold")
          for paper in ("a4", "letter") for copy in ("", "-office")}  # fmt: skip
SIDE = {f"side-by-side-{paper}{copy}.pdf" for paper in ("a4", "letter") for copy in ("", "-office")}
EN = {f"stopping/en/{name}" for name in PIECES}
ES = {f"stopping/es/{name}" for name in PIECES | SIDE}
BESIDE = {f"stopping/es/{name}" for name in SIDE}


def of(where: Iterable[str], *parts: str) -> set[str]:
    """Those of these paths that have one of these parts."""
    return {path for path in where if any(part in path for part in parts)}


def logo(root: Path) -> None:
    """Give the brand a logo."""
    (root / "brands/clinic").mkdir(exist_ok=True)
    (root / "brands/clinic/logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")


def fonts(root: Path) -> None:
    """Give the brand the usual fonts under another name in the file: its own."""
    (root / "brands/clinic/fonts").mkdir(parents=True)
    font = locate(SUPPLIES["Noto Sans"], ()).regular
    (root / "brands/clinic/fonts" / font.name).write_bytes(font.read_bytes() + b"\0")


# What is changed, and what must be made again; all else must be kept.
MUTATIONS: dict[str, tuple[Callable[[Path], Any], set[str]]] = {
    "a word of the text in English": (
        lambda root: edit(root / "topics/stopping/en.yaml", "Stay with the person", "Stay near the person"),
        EN | BESIDE,
    ),
    "a word of the text in Spanish": (
        lambda root: edit(root / "topics/stopping/es.yaml", "title: ", "title: Ahora, "),
        ES,
    ),
    "a phrase of the program's in Spanish": (lambda root: edit(root / "locales/es.yaml", "not_reviewed: ", "not_reviewed: Ojo. "), ES),
    "a colour of the brand": (lambda root: edit(root / "brands/clinic.yaml", "#1F2030", "#1F2031"), EN | ES),
    "the number of the brand": (lambda root: edit(root / "brands/clinic.yaml", "phone: 202-555-0142", "phone: 202-555-0143"), EN | ES),
    "a fact that all state": (lambda root: edit(root / "facts/helplines.yaml", "800-222-1222", "800-222-1223"), EN | ES),
    "the review": (lambda root: edit(root / "topics/stopping/en.yaml", "by: A. Doctor", "by: B. Doctor"), EN | BESIDE),
    "a comment in the text": (lambda root: edit(root / "topics/stopping/en.yaml", "title:", "# a comment\ntitle:"), set()),
    "another topic": (lambda root: shutil.copytree(root / "topics/stopping", root / "topics/other"), set()),
    "the logo": (logo, EN | ES),
    "the brand's fonts": (fonts, EN | ES),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_change_makes_exactly_what_hangs_on_it(name: str, quick: dict[str, Exception], library: Path) -> None:
    """After one change just its dependents should be made again, the rest be kept, and a third build find nothing."""
    change, expected = MUTATIONS[name]
    assert 0 == said(*ALL, library=library).exit_code
    change(library)

    again = said(*ALL, "--json", library=library)

    assert expected == made(again)
    assert (EN | ES) - expected == {path.partition("/")[2] for path in json.loads(again.stdout)["kept"]}
    assert set() == made(said(*ALL, "--json", library=library))
    assert (44, []) == verify(Path("out"))


def test_options_and_the_day_of_the_run_are_inputs(
    quick: dict[str, Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another day that PDFs carry, another program, other libraries should make everything again."""
    said(*ALL)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + 1))
    assert EN | ES == made(said(*ALL, "--json"))
    for part in ("handouts", "code", "uharfbuzz"):
        changed = {**identity.program(), part: "another"}
        monkeypatch.setattr("press.plan.program", lambda changed=changed: changed)
        monkeypatch.setattr("press.memo.program", lambda changed=changed: changed)
        assert EN | ES == made(said(*ALL, "--json"))
        assert set() == made(said(*ALL, "--json"))


def test_narrower_builds_keep_what_others_made(quick: dict[str, Exception]) -> None:
    """A build of one layout should keep its files, and leave those of the others alone."""
    said(*ALL)
    before = tree(Path("out"))

    result = said(*ALL, "--layout", "card", "--json")

    assert (set(), 8) == (made(result), len(json.loads(result.stdout)["kept"]))
    assert before == tree(Path("out"))


def test_missing_and_changed_files_are_made_again(quick: dict[str, Exception]) -> None:
    """A file that is gone and one that somebody changed should be made again, with words about the latter."""
    said(*ALL)
    before = tree(Path("out"))
    Path("out/clinic/stopping/en/card-a4.pdf").unlink()
    Path("out/clinic/stopping/en/flyer-a4.pdf").write_bytes(b"%PDF mine")

    plan = said(*ALL, "--dry-run").stdout.splitlines()
    result = said(*ALL)

    assert [keep.MISSING, keep.BY_HAND] == [line.rpartition("  ")[2] for line in plan if line.startswith("make")]
    assert "2 to make, 42 to keep, 0 to remove" == plan[-1]
    assert result.stderr.startswith("out/clinic/stopping/en/flyer-a4.pdf: warning: changed by hand: it is made again")
    assert "2 made, 42 kept" in result.stdout
    assert before == tree(Path("out"))


def test_a_failed_order_is_tried_again(quick: dict[str, Exception]) -> None:
    """What could not be made should be tried by the next build, which keeps the others."""
    quick["card"] = MemoryError()
    assert 6 == said(*ALL).exit_code
    quick.clear()

    assert of(EN | ES, "/card-") == made(said(*ALL, "--json"))


# --- Pruning ----------------------------------------------------------------------------------------------------------


def test_dry_run_names_what_stands_in_the_way(quick: dict[str, Exception], library: Path) -> None:
    """A dry run should end as the build would where a file that was not made here stands at a place, and say which."""
    mine = Path("out/clinic/stopping/en/card-a4.pdf")
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    card = ("build", "--layout", "card")

    dry, real = said(*card, "--dry-run", library=library), said(*card, library=library)
    forced = said(*card, "--dry-run", "--force", library=library)

    assert (5, 5, 0) == (dry.exit_code, real.exit_code, forced.exit_code)
    assert f"{mine.as_posix()}: this file was not made here" in dry.stderr
    assert dry.stderr == real.stderr
    assert [b"mine"] == list(tree(Path("out")).values())


def test_a_text_that_changes_while_a_build_begins(
    quick: dict[str, Exception], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is made from a text that was changed after it was planned should be planned anew, with all that hangs on it."""
    assert 0 == said("build", library=library).exit_code
    Path("out/clinic/stopping/en/card-a4.pdf").unlink()
    read = build._read

    def changed(job: build.Job, key: str) -> Any:
        edit(library / "brands/clinic.yaml", "name: Corner Clinic", "name: Other Clinic")
        return read(job, key)

    monkeypatch.setattr(build, "_read", changed)
    told = json.loads(said("build", "--json", library=library).stdout)
    monkeypatch.setattr(build, "_read", read)

    assert (44, []) == (len(told["made"]), told["kept"])
    assert 44 == len(json.loads(said("build", "--dry-run", "--json", library=library).stdout)["orders"])
    assert "0 to make, 44 to keep" in said("build", "--dry-run", library=library).stdout


def test_prune_removes_what_nobody_asks_for(quick: dict[str, Exception], library: Path) -> None:
    """Files of a text that is gone should be listed, and go with --prune, with their folders and entries; others stay."""
    said("build", library=library)
    Path("out/clinic/stopping/es/mine.pdf").write_bytes(b"mine")
    (library / "topics/stopping/es.yaml").unlink()

    listed = said("build", library=library)
    plan = json.loads(said("build", "--prune", "--dry-run", "--json", library=library).stdout)
    count = verify(Path("out"))[0]
    pruned = said("build", "--prune", "--json", library=library)

    assert "24 in the folder that nothing asks for any more: build --prune removes them" in listed.stdout
    assert (44, 24) == (count, len(plan["removed"]))
    told = json.loads(pruned.stdout)
    assert (plan["removed"], [], 20) == (told["removed"], told["made"], len(told["kept"]))
    assert {"mine.pdf"} == {path.name for path in Path("out/clinic/stopping/es").iterdir()}
    assert 20 == verify(Path("out"))[0]
    assert 0 == len(json.loads(said("build", "--prune", "--json", library=library).stdout)["removed"])


def test_prune_leaves_what_somebody_put_in_the_place_of_a_file(quick: dict[str, Exception], library: Path) -> None:
    """It was not made here: it stays, with a warning, until it is moved away; the others go."""
    said("build", "--layout", "card", library=library)
    (library / "topics/stopping/es.yaml").unlink()
    mine = Path("out/clinic/stopping/es/card-a4.pdf")
    mine.write_bytes(b"mine")

    plan = json.loads(said("build", "--layout", "card", "--prune", "--dry-run", "--json", library=library).stdout)
    pruned = said("build", "--layout", "card", "--prune", library=library)
    left = {path.name: path.read_bytes() for path in mine.parent.iterdir()}
    mine.unlink()
    again = said("build", "--layout", "card", "--prune", library=library)

    assert (3, {mine.name: b"mine"}) == (len(plan["removed"]), left)
    assert f"{mine.as_posix()}: warning: nothing asks for it any more" in pruned.stderr
    assert "3 removed" in pruned.stdout
    assert "1 removed" in again.stdout
    assert (4, []) == verify(Path("out"))


def test_prune_stays_in_what_was_asked_for(quick: dict[str, Exception], library: Path) -> None:
    """A narrowed build should remove nothing of what it does not speak of: other layouts, languages, discreet files."""
    said("build", library=library)
    said("build", "--discreet", "--layout", "card", library=library)
    before = tree(Path("out"))
    (library / "topics/stopping/es.yaml").unlink()

    for narrow in (("--layout", "card"), ("--locale", "en"), ("--paper", "a4"), ("--for", "office"), ("--discreet",)):
        plan = json.loads(said("build", *narrow, "--prune", "--dry-run", "--json", library=library).stdout)
        wrong = {
            path
            for path in plan["removed"]
            if "/es/" not in path or ("information-" in path) != ("--discreet" in narrow)
        }
        assert set() == wrong
        assert bool(plan["removed"]) == ("--locale" not in narrow)
    assert before == tree(Path("out"))


def test_prune_leaves_what_a_brand_is_not_printed_for(quick: dict[str, Exception], library: Path) -> None:
    """Of two brands, one printed for its sites and one for itself, the former's own files should stay."""
    other = library / "brands/other.yaml"
    other.write_text((library / "brands/clinic.yaml").read_text())
    both = ("build", "--brand", "clinic", "--brand", "other", "--layout", "card")
    assert 0 == said(*both, library=library).exit_code
    other.write_text(other.read_text() + "sites: [{id: north}]\n")

    pruned = json.loads(said(*both, "--prune", "--json", library=library).stdout)

    assert (0, [], 8) == (pruned["exit_code"], pruned["removed"], len(pruned["made"]))
    assert {"other"} == {each["brand"] for each in pruned["made"]}


def test_prune_in_shards_that_have_nothing_to_make(quick: dict[str, Exception], library: Path) -> None:
    """Each shard should remove its part of what nobody asks for, also where none of its own files is asked for."""
    narrow = ("build", "--layout", "card", "--locale", "en", "--paper", "a4", "--for", "screen", "--sites", "x.csv")
    Path("x.csv").write_text("id\n" + "".join(f"s{number}\n" for number in range(9)))
    assert 0 == said(*narrow, library=library).exit_code
    Path("x.csv").write_text("id\ns0\n")

    shards = [said(*narrow, "--prune", "--shard", f"{part}/3", "--json", library=library) for part in (1, 2, 3)]

    assert 8 == sum(len(json.loads(shard.stdout)["removed"]) for shard in shards)
    assert (1, []) == verify(Path("out"))


def test_prune_waits_for_a_sound_run(quick: dict[str, Exception], library: Path) -> None:
    """Where a text does not fit nothing should be removed either."""
    from handouts.problem import ContentError, Place, Problem

    said("build", library=library)
    before = tree(Path("out"))
    (library / "topics/stopping/es.yaml").unlink()
    edit(library / "topics/stopping/en.yaml", "Stay with the person", "Stay near the person")
    quick["card"] = ContentError(Problem(Place("x", 1, 1), "too long"))

    assert 2 == said("build", "--prune", library=library).exit_code
    assert before == tree(Path("out"))


def test_a_file_that_will_not_go(quick: dict[str, Exception], library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be removed should be named, keep its entry, and end the run with 5."""
    said("build", library=library)
    (library / "topics/stopping/es.yaml").unlink()

    def held(self: store.Store, path: str) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(store.Store, "_remove", held)
        result = said("build", "--prune", library=library)

    assert (5, 44, []) == (result.exit_code, *verify(Path("out")))
    assert 24 == result.stderr.count("another program may hold it open")
    assert 0 == said("build", "--prune", library=library).exit_code
    assert (20, []) == verify(Path("out"))
