"""Lines as pdfium draws them from our PDF, against HarfBuzz's own `hb-view`: another program, another rasteriser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.inline import Span
from handouts.scripts import script_of
from layouts.typesetting.text.typesetter import Setting
from layouts.typesetting.typefaces import Face
from tests.layouts.text.scripts import typesetter_of

LINES = {
    "en": "AVATAR. Type 911 first: fi ffi",
    "vi": "Người nghiện ngập cần giúp đỡ. Ẩẫ ệ",
    "ru": "При отмене звоните",
    "hy": "Բոլոր մարդիկ ծնվում են",
    "ar": "خذ الدواء كلاً الآن مُحَمَّدٌ",
    "fa": "می‌آیند و برابرند؛ گچ پژ",
    "hi": "स्वतन्त्रता प्राप्त क्षत्रिय र्कि",
    "pa": "ਪ੍ਰਾਪਤ ਹਿੰਦੀ ਸ਼ਾਨ",
    "th": "เก็บน้ำกำที่โอปิออยด์",
    "lo": "ເກີດນ້ຳກຳທີ່",
    "km": "ស្ត្រីថ្លៃថ្នូរក្រតាំ",
    "zh-Hans": "如果您停用卡痛叶,请立即求助。",
    "zh-Hant": "如果您停用卡痛葉,請立即求助。",
    "ja": "クラトムをやめるとき、すぐに助けを。",
    "ko": "크라톰을 끊을 때 도움을 받으세요.",
}
SIZE = 192  # pixels an em, brought down by FINE afterwards, so that edges are shades and not one pixel more or less
FINE = 4
PAGE, LEFT, BASELINE, TYPE = 800, 40, 760, 24  # where and how large the printer of these tests sets a line
MOST = 0.05  # of the ink


def ink(image: Image.Image) -> Image.Image:
    """The ink as light on dark, cut to its box."""
    light = image.convert("L").point(lambda value: 255 - value)
    return light.crop(light.getbbox())


def ours(pdf: bytes) -> Image.Image:
    """The line in our PDF.

    hb-view cuts off what stands more than an em above the baseline: tone marks over Thai and Lao vowels, Vietnamese
    accents on capitals. That is all there is to Thai lines coming out a pixel lower there; so we cut ours as well.
    """
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=SIZE / TYPE, grayscale=True).to_pil()
    image.paste(255, (0, 0, image.width, round((PAGE - BASELINE) * SIZE / TYPE - SIZE)))
    return ink(image)


def theirs(face: Face, language: str, text: str, folder: Path) -> Image.Image:
    """The line as hb-view draws it."""
    command = [
        "hb-view",
        f"--font-file={face.path}",
        f"--face-index={face.index}",
        f"--font-size={SIZE}",
        "--margin=40",
    ]
    script = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang"}.get(
        script_of(language), script_of(language)
    )
    command += [f"--script={script}", f"--language={language}", "--output-format=png", f"--text={text}"]
    if script in ("Hani", "Kana"):
        command.append("--features=-kern")  # a square for each character
    if face.axes:
        command.append("--variations=" + ",".join(f"{axis}={value:g}" for axis, value in face.axes))
    subprocess.run([*command, f"--output-file={folder / 'line.png'}"], check=True)
    return ink(Image.open(folder / "line.png"))


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much ink differs, as a share of all of it, where the two cover each other best."""
    size = max(one.width, other.width) // FINE + 3, max(one.height, other.height) // FINE + 3
    first = small(one, size, 0, 0)
    return min(
        weight(ImageChops.difference(first, small(other, size, x, y))) / weight(first)
        for x in range(-2, 3)
        for y in range(-2, 3)
    )


def small(image: Image.Image, size: tuple[int, int], x: int, y: int) -> Image.Image:
    """The image moved by some pixels and brought down."""
    sheet = Image.new("L", (size[0] * FINE, size[1] * FINE))
    sheet.paste(image, (FINE + x, FINE + y))
    return sheet.resize(size, Image.Resampling.BOX)


def weight(image: Image.Image) -> int:
    """All its light."""
    return sum(value * count for value, count in enumerate(image.histogram()))


@pytest.mark.skipif(shutil.which("hb-view") is None, reason="hb-view is not there: install libharfbuzz-bin")
@pytest.mark.parametrize("strong", [False, True], ids=["regular", "bold"])
@pytest.mark.parametrize("language", LINES)
def test_lines_look_as_harfbuzz_draws_them(
    language: str, strong: bool, printed: Callable[[Sequence[Setting]], bytes], tmp_path: Path
) -> None:
    """At most a twentieth of a line's ink is another; half of it where a word is another."""
    typesetter = typesetter_of(language)
    text = LINES[language]
    setting = typesetter.set([Span(text)], TYPE, 500, strong=strong)
    assert len(setting.lines) == 1
    assert len({run.face for run in setting.lines[0].runs}) == 1
    image = ours(printed([setting]))
    face = setting.lines[0].runs[0].face
    assert difference(image, theirs(face, language, text, tmp_path)) <= MOST
    assert difference(image, theirs(face, language, text[: len(text) // 2] + text[-2:], tmp_path)) > 2 * MOST
