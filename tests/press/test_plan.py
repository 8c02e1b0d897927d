"""Planning: what is asked for becomes orders, each with its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from handouts.library import Library
from handouts.problem import UsageError
from press.orders import Wish
from press.plan import Batch, complete, path_of, plan, refuse_paths
from tests.press.samples import LIBRARY, batches, order
from tests.press.wishes import LAYOUTS, orders


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


# Names that one file system or another takes for the same: by case, by composition, by a letter that folds to two.
COLLISIONS = [("Kratom", "kratom"), ("KRATOM", "kratom"), ("caf\u00e9", "cafe\u0301"), ("stra\u00dfe", "strasse"), ("\ufb01ne", "fine"),
              ("\u212aratom", "kratom"), ("\u0130stop", "istop"), ("stop.", "stop"), ("stop ", "stop"), ("sto\u200bp", "stop")]  # fmt: skip


@pytest.mark.parametrize("names", COLLISIONS)
def test_names_that_would_collide(names: tuple[str, str], library: Path) -> None:
    """Two topics whose files would be one on some disk should be refused before anything is made."""
    for name in names:
        shutil.copytree(library / "topics/stopping", library / "topics" / name)

    with pytest.raises(UsageError, match="this file name does not work on every system"):
        orders(Wish(), library)


def test_two_orders_for_one_file() -> None:
    """Orders that would overwrite each other's files should be refused, naming both."""
    first = batches("card")[0]
    second = Batch(first.edition, (replace(first.orders[0], topic="starting"),))

    with pytest.raises(UsageError, match="stopping in en and starting in en would both be written here"):
        refuse_paths([first, second])
