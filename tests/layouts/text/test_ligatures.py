"""Letters of a ligature from right to left: each has its CID, readers see them in order, and the ink is HarfBuzz's."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from handouts.inline import Span
from layouts.typesetting.text.shape import shape
from layouts.typesetting.text.typesetter import Setting
from layouts.typesetting.typefaces import Face, Family, opened
from tests.layouts.text.scripts import FONTS, typesetter_of

# These draw lam and alef as one glyph, and some draw more so; the packaged typeface draws each letter by itself.
NAMES = ("NotoSansArabic", "NotoNaskhArabic", "NotoKufiArabic", "NotoNastaliqUrdu")
WORDS = "لا كلاً الآن على الأطباء لله مُحَمَّدٌ فيلم"


@pytest.fixture(params=NAMES)
def face(request: pytest.FixtureRequest) -> Face:
    """A face with ligatures."""
    path = FONTS / f"{request.param}-Regular.ttf"
    if not path.is_file():
        pytest.skip(f"{path.name} is not there: install Debian's fonts-noto-core")
    return opened(path)


def test_each_letter_has_a_cluster(face: Face) -> None:
    """The clusters of a word are its characters, in order; only marks alone share one."""
    for word in WORDS.split():
        shaped = shape(face, word, "Arab", "ar", right_to_left=True)
        assert "".join(cluster.text for cluster in reversed(shaped.clusters)) == word
        assert not [each.text for each in shaped.clusters if len(each.text) > 1 and each.text[0].isalpha()]


@pytest.mark.parametrize("reader", ["pdfium", "poppler"])
def test_readers_see_the_letters_in_order(
    face: Face, reader: str, printed: Callable[[Sequence[Setting]], bytes], tmp_path: Path
) -> None:
    """A line of ligatures is read back as it was written."""
    if face.path.name.startswith("NotoNastaliq"):
        pytest.skip("its letters overlap: readers go by where they stand, and see spaces where there are none")
    typesetter = typesetter_of("ar", Family("with ligatures", (face,), (face,)))
    pdf = printed([typesetter.set([Span(WORDS)], 14, 400)])
    if reader == "pdfium":
        found = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    else:
        (tmp_path / "page.pdf").write_bytes(pdf)
        command = ["pdftotext", str(tmp_path / "page.pdf"), "-"]
        found = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    found = re.sub("[\u202a-\u202e\f]", "", found).strip()
    assert unicodedata.normalize("NFC", found) == WORDS
