"""Typefaces: found without imports, pinned at their weight, named when missing, refused when they are not what they were."""

from __future__ import annotations

import io
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from handouts.problem import MissingError
from layouts.typesetting.text.subset import cut
from layouts.typesetting.typefaces import family, opened

ROOT = Path(__file__).parents[2]


def test_latin_and_cyrillic_share_one_family() -> None:
    """One variable font, opened once, serves both scripts and both weights."""
    latin, cyrillic = family("Latn"), family("Cyrl")
    assert (latin.name, cyrillic.name) == ("Noto Sans", "Noto Sans")
    assert latin.regular[0] is cyrillic.regular[0]
    assert latin.regular[0].source is latin.bold[0].source
    assert [face.name for face in (*latin.regular, *latin.bold)] == ["NotoSans-Regular", "NotoSans-Bold"]
    assert latin.faces(strong=True) == latin.bold
    assert latin.faces(strong=False) == latin.regular


def test_metrics_are_the_fonts() -> None:
    """Ascent, descent, height of capitals and of x, units and weight are what another reader finds in the file."""
    regular, bold = family("Latn").regular[0], family("Latn").bold[0]
    font = TTFont(regular.path)
    em = font["head"].unitsPerEm
    expected = (em, font["hhea"].ascent / em, font["hhea"].descent / em, font["OS/2"].sCapHeight / em, 400)
    assert (regular.upem, regular.ascent, regular.descent, regular.cap_height, regular.weight) == expected
    assert regular.x_height == font["OS/2"].sxHeight / em
    assert bold.weight == 700
    assert regular.outlines == "glyf"


def test_bold_is_bold() -> None:
    """Advances and outlines of the bold face are those that another instancer makes of the variable font."""
    face = family("Latn").bold[0]
    font = TTFont(face.path)
    subsetter = Subsetter(Options(layout_features=[], notdef_outline=True))
    subsetter.populate(text="mé")
    subsetter.subset(font)
    instantiateVariableFont(font, dict(face.axes), inplace=True)
    characters = font.getBestCmap()
    data, numbers = cut(face, {face.font.get_nominal_glyph(ord(char)) for char in "mé"})
    ours = TTFont(io.BytesIO(data))
    for char in "mé":
        old = face.font.get_nominal_glyph(ord(char))
        name = ours.getGlyphOrder()[numbers[old]]
        advance, bearing = font["hmtx"][characters[ord(char)]]
        assert (face.advance(old), ours["hmtx"][name]) == (advance, (advance, bearing))
        expected, _, _ = font["glyf"][characters[ord(char)]].getCoordinates(font["glyf"])
        found, _, _ = ours["glyf"][name].getCoordinates(ours["glyf"])
        assert len(found) == len(expected)
        for place in range(len(expected)):  # the other keeps fractions, the file holds whole units
            assert found[place] == pytest.approx(expected[place], abs=1)


def test_has_tells_what_the_font_draws() -> None:
    """Letters, accents and the euro are there, arrows and ticks are not; format characters need no glyph."""
    face = family("Latn").regular[0]
    assert [
        char for char in "a\u00f1\u0416\u1ec7\u20ac\u2022\u2026\u2013\u00a0\u202f\u2066\u00ad" if not face.has(char)
    ] == []
    assert [char for char in "\u2713\u2192\u2264\u0627\u4e00" if face.has(char)] == []


def test_neither_package_nor_its_parent_is_imported() -> None:
    """Finding the font leaves `fontpkg` alone, which is slow to import, and needs no fontTools."""
    program = (
        "import sys; from layouts.typesetting.typefaces import family; family('Latn');"
        "print(sorted(name for name in sys.modules if name.startswith(('fontpkg', 'fontTools'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "[]\n"


def test_an_unknown_script_is_refused() -> None:
    """A script without a typeface is named."""
    with pytest.raises(MissingError, match="no typeface for the script Cher"):
        family("Cher")


def test_every_family_that_is_missing_is_named(places: Callable[..., None]) -> None:
    """A typeface that is not installed is a MissingError (exit 3) whose hint is the command to type; all at once."""
    places(packages=False)
    with pytest.raises(MissingError) as caught:
        family("Armn")
    armenian, latin = caught.value.problems
    assert (latin.message, armenian.message) == (
        "the typeface Noto Sans is not installed",
        "the typeface Noto Sans Armenian is not installed",
    )
    assert latin.hint == 'Run: pip install "fontpkg-noto-sans==2.15"'
    assert armenian.hint.startswith("Run: apt-get install fonts-noto-core. Or put NotoSansArmenian-Regular.ttf and ")
    assert caught.value.exit_code == 3


def test_a_folders_fonts_come_first(tmp_path: Path) -> None:
    """A variable font in the folder is taken before the package's, and pinned like it."""
    source = family("Latn").regular[0].path
    shutil.copy(source, tmp_path / source.name)
    found = family("Latn", (tmp_path,))
    assert found.regular[0].path.parent == found.bold[0].path.parent == tmp_path
    assert [face.weight for face in (found.regular[0], found.bold[0])] == [400, 700]


@pytest.mark.parametrize(
    ("script", "package", "inner", "at"),
    [
        ("Latn", "fontpkg_noto_sans", "files", -1),
        ("Jpan", "manimgx_fonts_cjk", "", 400),  # in the directory of its first face
    ],
)
def test_a_changed_font_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    places: Callable[..., None],
    tmp_path: Path,
    script: str,
    package: str,
    inner: str,
    at: int,
) -> None:
    """One byte changed in a packaged font, and it is not used."""
    source = family(script).regular[0].path
    folder = tmp_path / package
    (folder / inner).mkdir(parents=True)
    (folder / "__init__.py").touch()
    data = bytearray(source.read_bytes())
    data[at] ^= 1
    (folder / inner / source.name).write_bytes(data)
    monkeypatch.syspath_prepend(tmp_path)
    places()
    with pytest.raises(MissingError, match="not the Noto Sans.* that the program was made with"):
        family(script)


@pytest.mark.parametrize(
    ("script", "name", "language"),
    [
        ("Jpan", "NotoSansCJKjp", "ja"),
        ("Kore", "NotoSansCJKkr", "ko"),
        ("Hans", "NotoSansCJKsc", "zh-Hans"),
        ("Hant", "NotoSansCJKtc", "zh-Hant"),
    ],
)
def test_each_of_the_cjk_scripts_has_its_face(script: str, name: str, language: str) -> None:
    """The four share one file; each has the face of its region in both weights, with Noto Sans behind it."""
    found = family(script)
    assert [face.name for face in (*found.regular, *found.bold)] == [
        f"{name}-Regular",
        "NotoSans-Regular",
        f"{name}-Bold",
        "NotoSans-Bold",
    ]
    assert found.regular[0].source is found.bold[0].source
    assert [face.weight for face in (found.regular[0], found.bold[0])] == [400, 700]
    assert found.regular[0].outlines == "CFF2"


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    """A file that is not there and a file that is no font are told by their path."""
    with pytest.raises(MissingError, match="there is no such font file"):
        opened(tmp_path / "missing.ttf")
    (tmp_path / "text.ttf").write_text("not a font")
    with pytest.raises(MissingError, match="this file is not a font"):
        opened(tmp_path / "text.ttf")
    font = TTFont(family("Latn").regular[0].path)
    del font["glyf"]
    font.save(tmp_path / "empty.ttf", reorderTables=False)
    with pytest.raises(MissingError, match="this font has no outlines"):
        opened(tmp_path / "empty.ttf")


def test_a_face_crosses_to_another_process() -> None:
    """Pickled and read back it is the face this process has open already."""
    face = family("Latn").bold[0]
    assert pickle.loads(pickle.dumps(face)) is face
