"""From a copy in the hand back to its file, and from words to all files that carry them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handouts.library import Library
from handouts.problem import FilesError, UsageError
from press.identity import ALPHABET
from press.manifest import Entry, Manifest
from press.trace import manifests, of_fact, of_phrases, of_version, whatis
from tests.press.demo import LINK_TEXT, PHONE, demo
from tests.press.everything import FIRST_BRAND, Everything, Key
from tests.press.files import build, entry
from tests.press.samples import LIBRARY

IDS = st.text(ALPHABET, min_size=8, max_size=8)
ODD = str.maketrans({"8": "B", "2": "Z", "U": "V"})


def known(*entries: Entry) -> dict[Path, Manifest]:
    """A manifest with these entries."""
    return {Path("out"): Manifest({each.path: each for each in entries})}


def carrying(id_: str) -> dict[Path, Manifest]:
    """A manifest with one file of this id."""
    return known(replace(entry("a/x.pdf", b"1"), copy_id=f"{id_[:4]}-{id_[4:]}"))


@given(IDS, st.sampled_from(["", "-", " ", " - ", "\u2013"]), st.booleans(), st.booleans())
def test_an_id_as_it_is_copied_by_hand(id_: str, between: str, low: bool, odd: bool) -> None:
    """Small letters, another hyphen or none, and letters that no id has for those that look like them, should not matter."""
    said = (id_.translate(ODD) if odd else id_)[:4] + between + (id_.translate(ODD) if odd else id_)[4:]

    assert ["a/x.pdf"] == [each.entry.path for each in whatis(said.lower() if low else said, carrying(id_))]


@given(IDS, st.integers(0, 7), st.sampled_from("0O1IL5S"))
def test_a_sign_that_no_id_has_is_guessed_at(id_: str, at: int, sign: str) -> None:
    """An id with a sign that cannot be should not be found, but the one that it may be should be named."""
    with pytest.raises(UsageError) as caught:
        whatis(id_[:at] + sign + id_[at + 1 :], carrying(id_))

    assert f"did you mean {id_[:4]}-{id_[4:]}?" == caught.value.problems[0].hint


def test_a_slip_of_one_letter() -> None:
    """An id that differs in one sign from a known one should be answered with that."""
    with pytest.raises(UsageError, match=r"did you mean K7M2-9QXA\?"):
        whatis("K7M2-9QXC", known(entry("a/x.pdf", b"1")))


def test_an_id_that_nobody_knows() -> None:
    """It should be said in which manifests it was looked for."""
    with pytest.raises(UsageError, match="no file in out/manifest.json has this id"):
        whatis("2222-2222", known(entry("a/x.pdf", b"1")))


@pytest.mark.parametrize("said", ["", "K7M2", "K7M2-9QXA2", "K7M2-9Q*A", "Ж7M2-9QXA", "\u00df" * 4])
def test_what_is_no_id(said: str) -> None:
    """What cannot be an id should be refused with an example."""
    with pytest.raises(UsageError, match="such as K7M2-9QXA"):
        whatis(said, known(entry("a/x.pdf", b"1")))


def test_all_manifests_are_looked_for(tmp_path: Path) -> None:
    """Every folder without a sound manifest should be named at once."""
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/manifest.json").write_bytes(b"{")

    with pytest.raises(FilesError) as caught:
        manifests([tmp_path / "none", tmp_path / "bad"])

    assert ["this manifest is damaged", "there is no manifest here"] == [each.message for each in caught.value.problems]


def test_a_version_is_recalled() -> None:
    """Files of that version only should be listed."""
    other = replace(entry("a/y.pdf", b"1"), review={**entry("a/y.pdf", b"1").review, "version": "1.0.0-draft"})

    assert ["a/x.pdf"] == [each.entry.path for each in of_version("1.0.0", known(entry("a/x.pdf", b"1"), other))]


PHRASES = [
    PHONE,
    LINK_TEXT,
    LINK_TEXT.upper(),
    "leaving  it,\nSAFELY",
    "lips turn blue or grey",
    "la l\u00ednea de ayuda",
    "la li\u0301nea",
]


def test_words_are_found_as_they_are_printed(tmp_path: Path) -> None:
    """Words should be found in the PDF over line ends, in any case, however they are composed; other words not."""
    build(tmp_path, {"a/x.pdf": demo(), "a/y.pdf": demo(title="Another title")})
    files = [each for folder, one in manifests([tmp_path]).items() for each in _found(folder, one)]

    for phrase in PHRASES:
        assert "a/x.pdf" in {each.entry.path for each in of_phrases([phrase], files)[0]}, phrase
    assert [] == of_phrases(["words that stand nowhere"], files)[0]
    assert ["a/y.pdf"] == [each.entry.path for each in of_phrases(["another title"], files)[0]]


def test_words_from_right_to_left_are_found(tmp_path: Path) -> None:
    """An Arabic sentence with an English name in it should be found; a file in another language does not carry it."""
    copy = Everything()[Key(FIRST_BRAND, "ar", "trifold", "letter", "screen")].copy
    build(tmp_path, {"a/x.pdf": copy.pdf, "a/y.pdf": demo()})
    files = [each for folder, one in manifests([tmp_path]).items() for each in _found(folder, one)]

    found, problems = of_phrases(["لا يصحو أو تنفسه سيئ؟ أعطِه نالوكسون (Narcan)"], files)

    assert ["a/x.pdf"] == [each.entry.path for each in found]
    assert [] == problems


def _found(folder: Path, one: Manifest) -> list:  # type: ignore[type-arg]
    from press.trace import Found

    return [Found(folder, each) for each in one.files.values()]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """A missing file and one that is no PDF should be told: whether they carry the words nobody knows."""
    build(tmp_path, {"a/x.pdf": demo(), "a/y.pdf": b"no pdf", "a/z.pdf": demo()})
    (tmp_path / "a/z.pdf").unlink()

    found, problems = of_phrases(
        [PHONE], [each for folder, one in manifests([tmp_path]).items() for each in _found(folder, one)]
    )

    assert ["a/x.pdf"] == [each.entry.path for each in found]
    assert ["y.pdf", "z.pdf"] == [problem.place.path.rpartition("/")[2] for problem in problems]


def test_a_fact_by_its_id_and_in_old_manifests_by_its_number(tmp_path: Path) -> None:
    """Entries should tell their facts; files of a program that noted none should be read for the number of today."""
    fact = next(each for each in Library(LIBRARY).facts().values() if each.phone)
    build(tmp_path, {"a/x.pdf": demo(), "a/y.pdf": b"not looked into"})
    held = manifests([tmp_path])[tmp_path]
    noted = replace(held.files["a/y.pdf"], facts=(fact.id,))
    known_ = {tmp_path: Manifest({**held.files, "a/y.pdf": noted})}

    by_id = of_fact(fact.id, replace(fact, phone="1-999-999-9999", name="Nobody"), known_)
    by_number = of_fact(fact.id, replace(fact, phone=PHONE), known_)
    forgotten = of_fact(fact.id, None, known_)

    assert (["a/y.pdf"], []) == ([each.entry.path for each in by_id[0]], by_id[1])
    assert {"a/x.pdf", "a/y.pdf"} == {each.entry.path for each in by_number[0]}
    assert (["a/y.pdf"], ["its facts are not known"]) == (
        [each.entry.path for each in forgotten[0]],
        [problem.message for problem in forgotten[1]],
    )
