"""Glyphs and their places on a line against HarfBuzz shaping the whole line at once, in every script."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import uharfbuzz as hb

from handouts.inline import Span
from handouts.scripts import script_of
from layouts.typesetting.text.glyphs import Line
from layouts.typesetting.typefaces import Face
from tests.layouts.text.scripts import typesetter_of

TEXTS = {
    "hy": "Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ ու իրավունքներով",
    "ar": "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء",
    "fa": "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند همه دارای عقل و وجدان هستند",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    "pa": "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ ਸ਼ਾਨ ਅਤੇ ਹੱਕਾਂ ਦੇ ਪੱਖੋਂ ਜਨਮ ਤੋਂ ਹੀ ਆਜ਼ਾਦ ਹੈ ਅਤੇ ਸੁਤੇ ਸਿੱਧ ਸਾਰੇ ਲੋਕ ਬਰਾਬਰ ਹਨ",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม น้ำกำปู่ป้า",
    "lo": "ມະນຸດເກີດມາມີສິດເສລີພາບ ແລະ ສະເໝີໜ້າກັນໃນທາງກຽດຕິສັກ ແລະ ທາງສິດດ້ວຍມະນຸດມີສະຕິ ນ້ຳ",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ ។",
    "zh-Hans": "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。",
    "zh-Hant": "人人生而自由,在尊嚴和權利上一律平等。他們賦有理性和良心,並應以兄弟關係的精神互相對待。",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
}

SOLID = ("ja", "zh-Hans", "zh-Hant")  # a square for each character

Placed = Counter[tuple[int, int, int]]


def laid(line: Line) -> Placed:
    """(glyph, x, y) of a line in font units; what a ligature's letters add to it draws nothing and is left out."""
    found: Placed = Counter()
    for run in line.runs:
        pen = round((run.x - line.runs[0].x) / run.size * run.face.upem)
        for cluster in run.clusters:
            found.update((glyph, pen + x, y) for glyph, x, y in cluster.glyphs)
            pen += cluster.advance
    return inked(found, line.runs[0].face)


def whole(face: Face, text: str, language: str) -> Placed:
    """The same from HarfBuzz for the whole line at once."""
    buffer: Any = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    hb.shape(face.font, buffer, {"kern": language not in SOLID})
    found: Placed = Counter()
    pen = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found[info.codepoint, pen + position.x_offset, position.y_offset] += 1
        pen += position.x_advance
    return inked(found, face)


def inked(found: Placed, face: Face) -> Placed:
    """Without the spaces."""
    space = face.font.get_nominal_glyph(ord(" "))
    return Counter({each: count for each, count in found.items() if each[0] != space})


@pytest.mark.parametrize("strong", [False, True], ids=["regular", "bold"])
@pytest.mark.parametrize("language", TEXTS)
def test_lines_equal_whole_line_shaping(language: str, strong: bool) -> None:
    """Whether shaped word by word or in one go, each line has the same glyphs at the same places."""
    typesetter = typesetter_of(language)
    setting = typesetter.set([Span(TEXTS[language])], 12, 180, strong=strong)
    assert len(setting.lines) > 1
    for line in setting.lines:
        (face,) = {run.face for run in line.runs}
        text = line.text if line is not setting.lines[-1] else line.text.rstrip()
        assert laid(line) == whole(face, text, language), (script_of(language), line.text)
