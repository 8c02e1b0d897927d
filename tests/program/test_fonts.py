"""Fonts: what is missing stops only what needs it, and a folder of fonts reaches every worker and every copy id."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from handouts.problem import ExitCode, MissingError
from layouts.typesetting.fontfiles import locate
from layouts.typesetting.supplies import SUPPLIES
from tests.press.files import tree
from tests.program.typed import edit, said

CARDS = ("build", "--topic", "stopping", "--layout", "card", "--paper", "a4")


@pytest.fixture
def armenian(library: Path) -> Path:
    """The library with an Armenian locale and, by its title, an Armenian text."""
    return with_text(library, "hy", "hy-AM", "Դադարեցնել, ապահով: abc")


def with_text(library: Path, tag: str, language: str, title: str) -> Path:
    """The library with one more language: the Spanish text with another title."""
    for folder in ("locales", "topics/stopping"):
        shutil.copy(library / folder / "es.yaml", library / folder / f"{tag}.yaml")
    edit(library / f"locales/{tag}.yaml", "language: es-US", f"language: {language}")
    edit(library / f"topics/stopping/{tag}.yaml", "Dejarlo **sin peligro**", f'"{title}"')
    edit(library / f"topics/stopping/{tag}.yaml", "short_title: Dejarlo", f'short_title: "{title}"')
    return library


@pytest.fixture
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a font that goes by Noto Sans's file name, and tells its own where it is embedded."""
    folder = tmp_path_factory.mktemp("fonts")
    with TTFont(locate(SUPPLIES["Noto Sans Thai"], ()).regular) as font:
        font["name"].setName("Marked-Regular", 6, 3, 1, 0x409)
        font["name"].removeNames(nameID=6, platformID=1)
        font.save(folder / "NotoSans[wdth,wght].ttf")
    return folder


def ids() -> dict[str, str]:
    """The copy ids of the manifest by their paths."""
    entries = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"]
    return {each["path"]: each["copy_id"] for each in entries}


def faces() -> set[str]:
    """The names of all fonts in all PDFs."""
    found = set()
    for path in Path("out").rglob("*.pdf"):
        with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
            found |= {str(each.BaseFont).partition("+")[2] for each in pdf.objects if _is_font(each)}
    return found


def _is_font(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"


def test_a_missing_font_leaves_the_other_languages(armenian: Path, places: Callable[..., None]) -> None:
    """Without an Armenian font English should be made, and once be said what to install; the run ends with 3."""
    places()
    result = said(*CARDS, "--locale", "hy", "--locale", "en", library=armenian)

    assert ExitCode.MISSING == result.exit_code
    assert {"card-a4.pdf", "card-a4-office.pdf"} == {Path(path).name for path in ids()}
    assert all("/en/" in path for path in ids())
    assert 1 == result.stderr.count("the typeface Noto Sans Armenian is not installed")
    assert "hint: Run: apt-get install fonts-noto-core. Or put NotoSansArmenian-Regular.ttf" in result.stderr
    assert "2 made, 0 kept, 2 failed" in result.stdout


def test_missing_packages_name_their_command(library: Path, places: Callable[..., None]) -> None:
    """Without the packages nothing can be made, and the command that brings them should be named."""
    places(packages=False)
    result = said(*CARDS, "--locale", "en", "--json", library=library)

    told = json.loads(result.stdout)
    assert (ExitCode.MISSING, 3, []) == (result.exit_code, told["exit_code"], told["made"])
    assert ['Run: pip install "fontpkg-noto-sans==2.15"'] == [each["hint"] for each in told["problems"]]
    assert not Path("out").exists()


def test_a_language_with_the_systems_font(armenian: Path) -> None:
    """With the system's font a text is made whose digits and Latin letters are Noto Sans's."""
    try:
        locate(SUPPLIES["Noto Sans Armenian"], ())
    except MissingError:
        pytest.skip("no Armenian font there: install fonts-noto-core")
    result = said(*CARDS, "--locale", "hy", library=armenian)

    assert (0, "") == (result.exit_code, result.stderr)
    assert {"NotoSansArmenian-Bold", "NotoSans-Regular"} <= faces()
    text = "".join(
        pypdfium2.PdfDocument("out/clinic/stopping/hy/card-a4.pdf")[0].get_textpage().get_text_range().split()
    )
    assert "Դադարեցնել,ապահով:abc" in text


@pytest.mark.parametrize(
    ("tag", "title", "face"),
    [
        ("ja", "安全に、やめる。", "jp"),
        ("ko", "안전하게 끊기", "kr"),
        ("zh-Hans", "安全停药。", "sc"),
        ("zh-Hant", "安全停藥。", "tc"),
    ],
)
def test_a_language_in_postscript_outlines(library: Path, tag: str, title: str, face: str) -> None:
    """Chinese, Japanese and Korean come with a package: their copies are made and pass their own checks."""
    result = said(*CARDS, "--locale", tag, "--layout", "flyer", library=with_text(library, tag, tag, title))

    assert (0, "") == (result.exit_code, result.stderr)
    assert {f"NotoSansCJK{face}-Regular", f"NotoSansCJK{face}-Bold"} == faces()
    document = pypdfium2.PdfDocument(f"out/clinic/stopping/{tag.lower()}/flyer-a4.pdf")
    assert "".join(title.split()) in "".join(document[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_of_fonts_is_looked_in_first(library: Path, marked: Path, jobs: str) -> None:
    """Its fonts should be in every PDF, whoever makes it, and in every copy id."""
    narrow = (*CARDS, "--layout", "flyer", "--locale", "en")
    assert 0 == said(*narrow, library=library).exit_code
    before = ids()
    assert {"NotoSans-Regular", "NotoSans-Bold"} == faces()

    result = said(*narrow, "--fonts", str(marked), "--jobs", jobs, library=library)

    assert (0, "") == (result.exit_code, result.stderr)
    assert {"Marked-Regular", "Marked-Bold"} == faces()
    assert before.keys() == ids().keys()
    assert not {*before.values()} & {*ids().values()}


def test_a_brand_may_have_fonts_of_its_own(
    library: Path, marked: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Fonts in the brand's folder do what the same do in a folder that is named, which goes before them."""
    narrow = (*CARDS, "--locale", "en")
    assert 0 == said(*narrow, "--fonts", str(marked), library=library).exit_code
    before = ids(), tree(Path("out"))
    shutil.copytree(marked, library / "brands/clinic/fonts")

    assert 0 == said(*narrow, library=library).exit_code
    assert before == (ids(), tree(Path("out")))
    usual = tmp_path_factory.mktemp("usual")
    shutil.copy(locate(SUPPLIES["Noto Sans"], ()).regular, usual)
    assert 0 == said(*narrow, "--fonts", str(usual), library=library).exit_code
    assert {"NotoSans-Regular", "NotoSans-Bold"} == faces()
    assert before[0] != ids()


def test_a_draft_takes_the_fonts_too(library: Path, marked: Path) -> None:
    """A letter's copies are set in the folder's fonts, and those that were built so are taken as they are."""
    narrow = ("--topic", "stopping", "--locale", "en", "--layout", "card", "--fonts", str(marked))
    assert 0 == said("build", *narrow, library=library).exit_code

    assert 0 == said("mail", *narrow, "--brand", "clinic", library=library).exit_code
    assert {"Marked-Regular", "Marked-Bold"} == faces()


def test_a_folder_that_is_not_there(library: Path) -> None:
    """A folder of fonts that is not there is a slip of the keyboard."""
    result = said(*CARDS, "--fonts", "nowhere", library=library)

    assert ExitCode.USAGE == result.exit_code
    assert "nowhere" in result.stderr
    assert not Path("out").exists()
