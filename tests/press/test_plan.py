"""Planning: what is asked for becomes orders, each with its place and the number of what it is made from."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from handouts.blocks import Length
from handouts.library import Library
from handouts.problem import UsageError
from press import identity
from press.identity import ALPHABET, copy_id, digest
from press.plan import Batch, Order, Wish, complete, path_of, plan, refuse_paths
from tests.press.samples import LIBRARY, batches, order

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Piece:
    """Stands for a layout."""

    length: Length
    papers: tuple[str, ...] = ("letter", "a4")


LAYOUTS = {"card": Piece(Length.BRIEF), "flyer": Piece(Length.SHORT), "poster": Piece(Length.SHORT, ("a4",))}


def orders(wish: Wish, root: Path = LIBRARY) -> list[Order]:
    """The orders that answer a wish; of the tests' own library only the topic that these tests speak of."""
    library = Library(root)
    if root == LIBRARY and not wish.topics:
        wish = replace(wish, topics=("stopping",))
    return [each for batch in plan(library, LAYOUTS, complete(library, LAYOUTS, wish)) for each in batch.orders]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the tests' library that may be changed."""
    root = Path(shutil.copytree(LIBRARY, tmp_path / "library"))
    for topic in (root / "topics").iterdir():
        if topic.name != "stopping":
            shutil.rmtree(topic)
    return root


def test_no_wish_asks_for_everything() -> None:
    """Without names every text, layout, paper of the layout and copy should be made, once each, in the order of paths."""
    expected = sorted(
        f"clinic/stopping/{tag}/{layout}-{paper}{copy}.pdf"
        for tag in ("en", "es")
        for layout, piece in LAYOUTS.items()
        for paper in piece.papers
        for copy in ("", "-office")
    )

    found = [each.path for each in orders(Wish())]

    assert set(expected) == set(found)
    assert len(expected) == len(found)


def test_names_narrow_the_wish() -> None:
    """Every kind of name should narrow what is made, and a name said twice count once."""
    wish = Wish(
        topics=("stopping",),
        layouts=("flyer", "flyer"),
        locales=("es",),
        brands=("clinic",),
        papers=("a4",),
        copies=("office",),
    )

    assert ["clinic/stopping/es/flyer-a4-office.pdf"] == [each.path for each in orders(wish)]


def test_a_batch_shares_edition_layout_and_paper() -> None:
    """Screen and office copies of one piece should come in one batch, so that it can be composed once."""
    library = Library(LIBRARY)
    found = plan(library, LAYOUTS, complete(library, LAYOUTS, Wish()))

    assert {("screen", "office")} == {tuple(each.copy for each in batch.orders) for batch in found}
    assert all(batch.edition.length is LAYOUTS[each.layout].length for batch in found for each in batch.orders)


@pytest.mark.parametrize(
    ("wish", "place", "message", "hint"),
    [
        (Wish(topics=("stoping",)), "--topic", "there is no topic named 'stoping'", "stopping"),
        (Wish(layouts=("flier",)), "--layout", "there is no layout named 'flier'", "flyer"),
        (Wish(locales=("en-us",)), "--locale", "there is no locale named 'en-us'", "en"),
        (Wish(brands=("klinic",)), "--brand", "there is no brand named 'klinic'", "clinic"),
        (Wish(layouts=("\x1b[31m",)), "--layout", "there is no layout named '\x1b[31m'", "card, flyer, poster"),
    ],
)
def test_unknown_names(wish: Wish, place: str, message: str, hint: str) -> None:
    """A name that is not there should be named with the option and the nearest one, or with all there are."""
    with pytest.raises(UsageError) as caught:
        orders(wish)

    (problem,) = caught.value.problems
    assert (place, message) == (problem.place.path, problem.message)
    assert hint in problem.hint


def test_all_unknown_names_at_once() -> None:
    """Every wrong name should be told in one go."""
    with pytest.raises(UsageError) as caught:
        orders(Wish(topics=("a", "b"), layouts=("c",)))

    assert 3 == len(caught.value.problems)


def test_text_that_is_not_written(library: Path) -> None:
    """A topic that is named should be there in the language that is named."""
    shutil.copytree(library / "topics/stopping", library / "topics/other")
    (library / "topics/other/es.yaml").unlink()

    with pytest.raises(UsageError, match="topic 'other' is not written in 'es'"):
        orders(Wish(topics=("other",), locales=("es",)), library)
    assert {"stopping"} == {each.topic for each in orders(Wish(locales=("es",)), library)}


def test_wish_that_nothing_answers() -> None:
    """A layout that is not made for a paper should be said, rather than nothing be made in silence."""
    with pytest.raises(UsageError, match="there is nothing to make for en, es, letter"):
        orders(Wish(layouts=("poster",), papers=("letter",)))


def test_discreet_names_say_nothing(library: Path) -> None:
    """No folder or file of a discreet order should hold a word of the topic, and two topics should not collide."""
    shutil.copytree(library / "topics/stopping", library / "topics/kratom-withdrawal")

    found = [each.path for each in orders(Wish(discreet=True), library)]

    assert len(found) == len(set(found))
    assert not [path for path in found if re.search("stop|kratom|withdraw|brief|short", path)]
    assert all(re.fullmatch(r"clinic/information-\w{4}/e[ns]/handout-\w+-\w+(-office)?\.pdf", path) for path in found)


def test_path_has_copy_and_site() -> None:
    """Screen copies have no suffix; other copies and sites have theirs."""
    paths = [
        path_of(replace(order("card"), copy=copy, site=site), discreet=False)
        for copy in ("screen", "press")
        for site in ("", "n7")
    ]

    stem = "clinic/stopping/en/card-letter"
    assert [f"{stem}.pdf", f"{stem}-n7.pdf", f"{stem}-press.pdf", f"{stem}-press-n7.pdf"] == paths


def test_path_is_lower_case() -> None:
    """A locale's capitals should not reach a file name."""
    assert "clinic/stopping/zh-hant-tw/card-letter.pdf" == path_of(
        replace(order("card"), locale="zh-Hant-TW"), discreet=False
    )


@pytest.mark.parametrize("name", ["con", "aux", "-rf", "a--", "nul"])
def test_names_that_some_system_refuses(library: Path, name: str) -> None:
    """A topic's folder that Windows or a command line takes for something else should be refused before anything is made."""
    (library / "topics/stopping").rename(library / "topics" / name)

    with pytest.raises(UsageError, match="this file name does not work on every system"):
        orders(Wish(), library)


def test_two_orders_for_one_file() -> None:
    """Orders that would overwrite each other's files should be refused, naming both."""
    first = batches("card")[0]
    second = Batch(first.edition, (replace(first.orders[0], topic="starting"),))

    with pytest.raises(UsageError, match="stopping in en and starting in en would both be written here"):
        refuse_paths([first, second])


# --- Identity ---------------------------------------------------------------------------------------------------------


def test_copy_id_is_readable() -> None:
    """The id should be eight signs in two groups, none of which is mistaken for another."""
    found = {each.copy_id for each in orders(Wish())}

    assert all(re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", each) for each in found)
    assert not [pair for pair in ("0O", "1IL", "5S", "8B", "2Z", "UV") if len(set(pair) & set(ALPHABET)) > 1]
    assert len(orders(Wish())) == len(found)


def test_copy_id_spreads() -> None:
    """Ids of many inputs should all differ, and use the whole alphabet."""
    ids = [copy_id(digest(number)) for number in range(5_000)]

    assert 5_000 == len(set(ids))
    assert {*ALPHABET, "-"} == set("".join(ids))


EDITS = {
    "a word": ("topics/stopping/en.yaml", "Plain facts about stopping.", "Plain facts on stopping."),
    "a phone number": ("facts/helplines.yaml", "988lifeline.org", "988lifeline.example"),
    "a colour": ("brands/clinic.yaml", "#2B2F6B", "#2B2F6C"),
    "the brand's phone": ("brands/clinic.yaml", "202-555-0142", "202-555-0143"),
    "a phrase": ("locales/en.yaml", "Version {version}", "Vers. {version}"),
    "the version": ("topics/stopping/en.yaml", "version: 1.2.0", "version: 1.2.1"),
    "the signature": ("topics/stopping/en.yaml", "by: A. Doctor", "by: B. Doctor"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_identity_follows_the_inputs(library: Path, edit: str) -> None:
    """Whatever can be seen on a copy should change its id."""
    path, old, new = EDITS[edit]
    before = orders(Wish(locales=("en",), layouts=("flyer",)), library)
    text = (library / path).read_text(encoding="utf-8")
    assert old in text
    (library / path).write_text(text.replace(old, new), encoding="utf-8")

    after = orders(Wish(locales=("en",), layouts=("flyer",)), library)

    if edit == "a phone number":  # the flyer's length does not print the web address
        assert [each.path for each in before] == [each.path for each in after]
    else:
        assert not {each.inputs_sha256 for each in before} & {each.inputs_sha256 for each in after}


@pytest.mark.parametrize("edit", ["topics/stopping/en.yaml", "brands/clinic.yaml", "facts/helplines.yaml"])
def test_identity_ignores_comments(library: Path, edit: str) -> None:
    """Lines that move and comments should change nothing, nor where the library lies."""
    (library / edit).write_text("# a comment\n\n" + (library / edit).read_text(encoding="utf-8"), encoding="utf-8")

    assert orders(Wish()) == orders(Wish(), library)


def test_identity_depends_on_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a library or of this program's code should give other ids."""
    before = orders(Wish())
    monkeypatch.setattr("press.plan.program", lambda: {**identity.program(), "reportlab": "5.1.99"})

    assert not {each.copy_id for each in before} & {each.copy_id for each in orders(Wish())}


def test_identity_depends_on_the_fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is written into PDFs, so it is one of the inputs."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = orders(Wish())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")

    assert not {each.copy_id for each in before} & {each.copy_id for each in orders(Wish())}


def test_versions_are_those_installed() -> None:
    """The versions in an identity should be those that Python's own register of packages gives."""
    expected = {name: importlib.metadata.version(name) for name in identity.LIBRARIES}

    assert expected == {name: identity.program()[name] for name in identity.LIBRARIES}
    assert dict.fromkeys(identity.LIBRARIES, "") == identity._versions(["/nowhere", __file__])


def test_code_counts_without_its_line_ends(tmp_path: Path) -> None:
    """A checkout with Windows line ends should be the same program; a changed module another one."""
    codes = []
    for number, code in enumerate([b"a = 1\nb = 2\n", b"a = 1\r\nb = 2\r\n", b"a = 1\nb = 3\n"]):
        (tmp_path / str(number) / "press").mkdir(parents=True)
        (tmp_path / str(number) / "press/x.py").write_bytes(code)
        codes.append(identity._code(tmp_path / str(number)))

    assert codes[0] == codes[1]
    assert codes[0] != codes[2]


def test_identity_is_the_same_in_every_process() -> None:
    """Hash seeds, time zones and locales should not reach an id."""
    program = "from tests.press.test_plan import *; print(*(each.copy_id for each in orders(Wish())))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Pacific/Apia"), ("77", "UTC"))
    }

    assert 1 == len(said)
    assert len(orders(Wish())) == len(said.pop().split())


def test_what_has_no_content_has_no_digest() -> None:
    """A value that can't be told by its content should be refused rather than be told by its address in memory."""
    with pytest.raises(TypeError, match="object cannot be told apart"):
        digest({"x": [object()]})
