"""The library: finding, reading, checking, planning. Single problems and their places stand in tests/broken/library."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handouts.blocks import Length
from handouts.library import Library, Planned
from handouts.problem import ContentError, FilesError, Place, Problem, UsageError

ROOT = Path(__file__).parents[1] / "library"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the library of the tests that a test may change."""
    return Path(shutil.copytree(ROOT, tmp_path / "handouts"))


def change(file: Path, old: str, new: str) -> None:
    """Put `new` where a file says `old`."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def said(problems: list[Problem]) -> list[str]:
    """Problems as places and messages."""
    return [f"{each.place}: {each.message}" for each in problems]


def test_what_there_is(library: Library) -> None:
    """Names are those of folders and files, in their order."""
    assert ("small", "stopping") == library.slugs()
    assert ("en", "es") == library.tags("stopping") == library.locales()
    assert ("clinic",) == library.brands()


def test_plan(library: Library) -> None:
    """Every text that has a locale is planned for each brand at each length, once."""
    plan = library.plan()

    assert 2 * 2 * 1 * 4 == len(plan) == len(set(plan))
    assert Planned("small", "en", "clinic", Length.BRIEF) == plan[0]
    for each in plan:
        assert each.length is library.edition(each.topic, each.tag, each.length, each.brand).length


def test_a_text_without_a_locale_is_not_planned(copy: Path) -> None:
    """What has no locale cannot be printed, so it is not in the plan."""
    (copy / "locales/es.yaml").unlink()

    assert {"en"} == {each.tag for each in Library(copy).plan()}


def test_clean(library: Library, today: date) -> None:
    """The library of the tests has no problem and no warning, not even for a release."""
    assert [] == library.check(today)
    assert [] == library.check(today, release=True)


def test_files_are_read_once(copy: Path, today: date) -> None:
    """What was read stays, whatever becomes of the files."""
    library = Library(copy)
    library.check(today)
    first = library.topic("small", "en")
    shutil.rmtree(copy / "topics" / "small")
    (copy / "topics" / "small").mkdir()
    for tag in ("en", "es"):
        (copy / "topics" / "small" / f"{tag}.yaml").write_text("broken: [")

    assert first is library.topic("small", "en")
    assert [] == library.check(today)


def test_every_problem_of_all_files_at_once(copy: Path, today: date) -> None:
    """One look finds what is wrong in every file, sorted by place, shown from the library's parent folder on."""
    change(copy / "brands/clinic.yaml", "202-555-0142", "none")
    change(copy / "facts/legal.yaml", "kind: legal", "kind: law")
    change(copy / "locales/es.yaml", "  sources: Fuentes\n", "")
    change(copy / "topics/stopping/es.yaml", "heading: Herramientas", "haeding: Herramientas")
    change(copy / "topics/small/en.yaml", "Rest helps.", "Call 911.")

    assert [
        "handouts/brands/clinic.yaml:3:8: 'none' is not a telephone number of the United States",
        "handouts/facts/legal.yaml:3:11: 'kind' cannot be 'law'",
        "handouts/locales/es.yaml:15:1: the phrase 'sources' is missing",
        "handouts/topics/small/en.yaml:3:10: the number '911' is typed in the text",
        "handouts/topics/small/es.yaml:3:10: other numbers than in the source: 911 is missing",
        "handouts/topics/stopping/es.yaml:53:5: section has no 'heading'",
        "handouts/topics/stopping/es.yaml:56:5: unknown key 'haeding' in a section",
    ] == said(Library(copy).check(today))


def test_a_file_that_is_no_yaml_does_not_hide_the_others(copy: Path, today: date) -> None:
    """Files that cannot be read at all are told beside the problems of the others."""
    (copy / "topics/small/en.yaml").write_text("title: [\n")
    (copy / "facts/legal.yaml").write_text("facts: [\n")
    change(copy / "brands/clinic.yaml", "a4", "a5")

    places = {problem.place.path for problem in Library(copy).check(today)}

    assert {"handouts/topics/small/en.yaml", "handouts/facts/legal.yaml", "handouts/brands/clinic.yaml"} == places


def test_checks_look_at_what_could_be_read(copy: Path, today: date) -> None:
    """A mistyped key does not hide a number that is typed further down in the same file."""
    change(copy / "topics/small/en.yaml", "short_title: Rest", "shorttitle: Rest")
    change(copy / "topics/small/en.yaml", "How to rest", "Call 988 to rest")
    (copy / "topics/small/es.yaml").unlink()

    assert [
        "handouts/topics/small/en.yaml:1:1: the topic has no 'short_title'",
        "handouts/topics/small/en.yaml:2:1: unknown key 'shorttitle' in the topic",
        "handouts/topics/small/en.yaml:20:14: the number '988' is typed in the text",
    ] == said(Library(copy).check(today))


@pytest.mark.parametrize(
    ("names", "paths"),
    [
        ({}, {"small/en", "small/es", "stopping/en"}),
        ({"topics": ["small"]}, {"small/en", "small/es"}),
        ({"topics": ["small"], "tags": ["es"]}, {"small/es"}),
        ({"tags": ["en"]}, {"small/en", "stopping/en"}),
    ],
)
def test_narrowed(copy: Path, today: date, names: dict[str, Any], paths: set[str]) -> None:
    """Names narrow a check to those texts, with all that they are made of."""
    change(copy / "topics/small/en.yaml", "title: Rest well", "title: Call 911")
    change(copy / "topics/small/es.yaml", "title: Descanse bien", "title: Llame al 911")
    change(copy / "topics/stopping/en.yaml", "Plain facts about stopping.", "Call 911.")
    change(copy / "topics/stopping/es.yaml", "Datos claros sobre cómo dejarlo.", "Llame al {phone:emergency}.")
    if paths == {"small/en", "small/es", "stopping/en"}:
        paths = {*paths, "stopping/es"}

    found = {problem.place.path for problem in Library(copy).check(today, **names)}

    assert {f"handouts/topics/{path}.yaml" for path in paths} == found


def test_narrowed_to_a_brand(copy: Path, today: date) -> None:
    """Brands that were not asked for are not looked at."""
    (copy / "brands/other.yaml").write_text("name: Other\n")

    assert [] == Library(copy).check(today, brands=["clinic"])
    assert {"handouts/brands/other.yaml"} == {each.place.path for each in Library(copy).check(today)}


def test_a_translation_is_held_against_a_source_that_was_not_asked_for(copy: Path, today: date) -> None:
    """Problems of the text that a translation was made from are told with it."""
    change(copy / "topics/small/en.yaml", "title: Rest well", "titel: Rest well")

    found = Library(copy).check(today, topics=["small"], tags=["es"])

    assert {"handouts/topics/small/en.yaml"} == {problem.place.path for problem in found}


def test_what_to_write_for_a_typed_number(copy: Path, today: date) -> None:
    """For a number that is a fact's or a brand's, however it is typed, the hint says which placeholder gives it."""
    change(copy / "topics/small/en.yaml", "Rest helps.", "911 or (800) 222-1222 or 202.555.0142 or 303-555-0142.")

    hints = {each.message.split("'")[1]: each.hint for each in Library(copy).check(today, tags=["en"])}

    assert "write {phone:emergency}" == hints["911"]
    assert "write {phone:poison-help}" == hints["(800) 222-1222"]
    assert "write {phone:centre}" == hints["202.555.0142"]
    assert hints["303-555-0142"].startswith("put the number into handouts/facts/")


def test_a_brand_that_lacks_what_a_text_names(copy: Path, today: date) -> None:
    """Each brand is held against the placeholders of each text."""
    change(copy / "brands/clinic.yaml", "web: https://www.example.org/\n", "")
    change(copy / "topics/small/en.yaml", "Ask {centre}", "Ask {web:centre}")
    (copy / "topics/small/es.yaml").unlink()

    assert ["handouts/topics/small/en.yaml:22:39: brand 'clinic' has no web"] == said(Library(copy).check(today))


@pytest.mark.parametrize(
    ("ask", "message", "hint"),
    [
        (lambda it: it.topic("smal", "en"), "handouts/topics: there is no topic 'smal'", "did you mean 'small'?"),
        (
            lambda it: it.topic("small", "fr"),
            "handouts/topics/small: there is no text of this topic in 'fr'",
            "there are: en, es",
        ),
        (lambda it: it.locale("ar"), "handouts/locales: there is no locale 'ar'", "there are: en, es"),
        (lambda it: it.brand("clinik"), "handouts/brands: there is no brand 'clinik'", "did you mean 'clinic'?"),
        (lambda it: it.tags("x"), "handouts/topics: there is no topic 'x'", "there are: small, stopping"),
        (lambda it: it.check(date(2026, 12, 1), topics=["x"]), "handouts/topics: there is no topic 'x'", "there are"),
        (lambda it: it.edition("small", "en", Length.FULL, "x"), "handouts/brands: there is no brand 'x'", "there are"),
        (lambda it: it.topic("../small", "en"), "handouts/topics: there is no topic '../small'", "did you mean"),
    ],
)
def test_names_that_are_not_there(copy: Path, ask: Callable[[Library], object], message: str, hint: str) -> None:
    """A name that is not there is an error of use, with the nearest name or all of them."""
    with pytest.raises(UsageError) as caught:
        ask(Library(copy))

    (problem,) = caught.value.problems
    assert message == f"{problem.place}: {problem.message}"
    assert problem.hint.startswith(hint)


def test_editions_are_not_made_of_files_with_problems(copy: Path) -> None:
    """What an edition needs is read first, and the problems of all of it are raised at once."""
    change(copy / "brands/clinic.yaml", "202-555-0142", "none")
    change(copy / "facts/legal.yaml", "kind: legal", "kind: law")

    with pytest.raises(ContentError) as caught:
        Library(copy).edition("small", "en", Length.BRIEF, "clinic")

    assert ["handouts/brands/clinic.yaml", "handouts/facts/legal.yaml"] == [
        problem.place.path for problem in caught.value.problems
    ]


def test_a_brand_with_a_logo(copy: Path) -> None:
    """A picture called logo in the brand's folder comes with the brand, as it is."""
    data = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
    (copy / "brands/clinic").mkdir(exist_ok=True)
    (copy / "brands/clinic/logo.png").write_bytes(data)

    brand = Library(copy).brand("clinic")

    assert (data, "png") == (brand.logo, brand.logo_kind)


def test_a_logo_with_a_problem(copy: Path, today: date) -> None:
    """A logo that cannot be drawn is a problem at its file."""
    (copy / "brands/clinic").mkdir(exist_ok=True)
    (copy / "brands/clinic/logo.png").write_bytes(b"GIF89a")

    assert ["handouts/brands/clinic/logo.png: this is not a picture in PNG, JPEG or SVG"] == said(
        Library(copy).check(today)
    )


def test_misnamed_files(copy: Path, today: date) -> None:
    """Files that would be missed because of their names are told."""
    (copy / "topics/small/es.yaml").rename(copy / "topics/small/es.YML")
    (copy / "brands/other.yml").write_text("name: Other")
    (copy / "topics/new").mkdir()

    assert [
        "handouts/brands/other.yml: this file is not read",
        "handouts/topics/new: the topic 'new' has no en.yaml",
        "handouts/topics/small/es.YML: this file is not read",
    ] == said(Library(copy).check(today))


def test_an_empty_folder(tmp_path: Path, today: date) -> None:
    """A folder without content is a problem, not a clean library."""
    root = tmp_path / "handouts"
    root.mkdir()

    assert [
        Problem(Place("handouts/brands"), "there are no brands", "is this the right folder?"),
        Problem(Place("handouts/locales"), "there are no locales", "is this the right folder?"),
        Problem(Place("handouts/topics"), "there are no topics", "is this the right folder?"),
    ] == Library(root).check(today)


def test_no_english_locale(copy: Path, today: date) -> None:
    """Without the English locale nobody knows which phrases there must be."""
    (copy / "locales/en.yaml").unlink()

    assert "handouts/locales: there is no English locale, which the others are held against" in said(
        Library(copy).check(today)
    )


def test_a_file_that_cannot_be_opened(copy: Path, today: date) -> None:
    """A folder that is called like a file is an error of files, not of content."""
    (copy / "facts/more.yaml").mkdir()

    with pytest.raises(FilesError, match=r"^handouts/facts/more\.yaml"):
        Library(copy).check(today)


def test_relative_root(monkeypatch: pytest.MonkeyPatch, copy: Path) -> None:
    """The library's own name is shown, also where the folder was named by a dot."""
    monkeypatch.chdir(copy)

    assert "handouts/brands/clinic.yaml" == Library(Path()).brand("clinic").place.path
