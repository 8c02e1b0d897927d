"""Words of the Thai texts that a dictionary tears: no line of ours may end inside one."""

from __future__ import annotations

import re

from handouts.inline import Span
from handouts.texts import topic_texts
from layouts.typesetting.text.breaks import breaks
from layouts.typesetting.text.prepare import prepare
from tests.layouts.pieces import LIBRARY, TOPIC

# Names that Thai spells as they sound, which no dictionary has, and words whose halves are other words: "the hospital"
# is no house and a nurse.
WORDS = (
    "กระสับกระส่าย คลายกังวล คาเฟอีน โคลนิดีน ซัลโมเนลลา เซเว่น นาลเทรกโซน เมทาโดน ไมทราไจนีน เยลลี่ โลเพอราไมด์ วิกฤต "
    "แอลคาลอยด์ ไฮดรอกซีซีน กล้ามเนื้อ ผู้ป่วย โรงพยาบาล หมดหวัง ภาพหลอน เหตุผล ปลอดภัย ปานกลาง เครื่องดื่ม เจ้าหน้าที่"
).split()


def test_no_thai_line_ends_inside_a_word() -> None:
    """Each of the words stands in the topic, and the locale keeps it whole wherever it does."""
    locale = LIBRARY.locale("th")
    texts = [
        "".join(getattr(piece, "text", "{}") for piece in words.pieces)
        for words in topic_texts(LIBRARY.topic(TOPIC, "th"))
    ]
    seen = set()
    for text in texts:
        span = Span(text)
        prepared = prepare([span], "th", "ltr")
        ends = set(breaks(prepared, [span], "th", locale.keep_with_next, frozenset(locale.whole_words)))
        for word in WORDS:
            for found in re.finditer(word, prepared.text):
                seen.add(word)
                torn = ends & set(range(found.start() + 1, found.end()))
                assert not torn, prepared.text[found.start() - 10 : found.end() + 10]
    assert seen == set(WORDS)
