"""Words wider than their line in scripts whose letters hang together: cut, and no sign of theirs torn."""

from __future__ import annotations

import unicodedata

import pytest
from icu4py.breakers import CharacterBreaker

from handouts.inline import Span
from layouts.typesetting.text.syllables import halved, torn
from layouts.typesetting.typefaces import Family, opened
from tests.layouts.text.scripts import FONTS, typesetter_of

WORDS = {
    "th": "เครื่องกระตุ้นหัวใจด้วยไฟฟ้าน้ำกำโอปิออยด์",
    "lo": "ເກີດມາມີສິດນ້ຳກຳເຮັດໃຫ້",
    "km": "ស្ត្រីថ្លៃថ្នូរក្រតាំក្ដីកើតភ្នំពេញ",
    "ar": "فسيكفيكهمواللاإنسانيةكلاًمُحَمَّدٌ",
    "fa": "می‌آیندکتاب‌خانه‌هایشان",
    "hi": "स्वतन्त्रताप्राप्तक्षत्रियविज्ञान",
    "pa": "ਪ੍ਰਾਪਤਹਿੰਸ਼ਾਨਪ੍ਰਾਪਤਹਿੰਸ਼ਾਨ",
}
LEADING = set("เแโใไເແໂໃໄ")


@pytest.mark.parametrize("width", [70, 45, 30])
@pytest.mark.parametrize("language", WORDS)
def test_no_sign_is_torn(language: str, width: int) -> None:
    """Every cut lies between grapheme clusters as Unicode sees them, no line is too wide, nothing is lost."""
    word = WORDS[language]
    typesetter = typesetter_of(language, whole=frozenset((word,)))
    lines = [line.text for line in typesetter.set([Span(word)], 12, width).lines]
    assert "".join(lines) == unicodedata.normalize("NFC", word)
    assert len(lines) > 1
    clusters = set()
    end = 0
    for cluster in CharacterBreaker(word, language):
        end += len(cluster)
        clusters.add(end)
    end = 0
    for line in lines[:-1]:
        end += len(line)
        assert end in clusters
        assert not torn(word[end - 1], word[end])
        assert not LEADING & {line[-1]}
    assert typesetter.set([Span(word)], 12, width).width <= width + 1e-6


def test_a_ligature_is_not_torn() -> None:
    """With a font that draws lam and alef as one, the two stay on one line however narrow it is."""
    path = FONTS / "NotoSansArabic-Regular.ttf"
    if not path.is_file():
        pytest.skip(f"{path.name} is not there: install Debian's fonts-noto-core")
    face = opened(path)
    typesetter = typesetter_of("ar", Family("with ligatures", (face,), (face,)))
    for width in range(12, 80, 2):
        lines = [line.text for line in typesetter.set([Span("كلامالاآنلالا")], 12, width).lines]
        assert not [line for line in lines if line.endswith("ل")]


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        ("ก", "ิ", (True, False)),
        ("स्", "व", (True, False)),
        ("ក", "្", (True, False)),
        ("ل", "ا", (True, False)),
        ("ل", "م", (False, False)),
        ("เ", "ก", (False, True)),
        ("ก", "ะ", (False, True)),
        ("ا", "،", (False, True)),
        ("(", "ا", (False, True)),
        ("می", "\u200c", (True, False)),
        ("\u200c", "آ", (False, False)),
    ],
)
def test_places_in_a_word(before: str, after: str, both: tuple[bool, bool]) -> None:
    """Marks, conjuncts and joiners hold two signs together; a vowel and its consonant are better not parted."""
    assert (torn(before, after), halved(before, after)) == both
