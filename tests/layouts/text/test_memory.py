"""Many documents in one process: what one leaves behind the next one finds, and no more."""

from __future__ import annotations

import gc
import io
import tracemalloc
from typing import Any

import pytest

from handouts.inline import Span
from layouts.typesetting.text.glyphfont import DocumentFonts
from tests.layouts.text.conftest import BareCanvas
from tests.layouts.text.scripts import typesetter_of

TEXTS = {
    "en": "Call for help now, paragraph {}: it is free, and nobody asks for your name.",
    "ar": "اتصل الآن لطلب المساعدة مجاناً {} ولن يسألك أحد عن اسمك.",
    "km": "ទូរសព្ទសុំជំនួយឥឡូវនេះ {} ឥតគិតថ្លៃ ហើយគ្មាននរណាសួរឈ្មោះអ្នកទេ។",
}
MOST = 400  # bytes a document once it is warm; the caches may still fill, and have their limits


def document(number: int) -> int:
    """One document in three scripts, with a number of its own in each; its length."""
    target = io.BytesIO()
    canvas: Any = BareCanvas(target, pagesize=(600, 800), invariant=1, pageCompression=1)
    fonts = DocumentFonts(canvas._doc)
    for language, text in TEXTS.items():
        setting = typesetter_of(language).set([Span(text.format(number % 50))], 12, 200)
        shows = [fonts.show(run, run.x, 20 * n) for n, line in enumerate(setting.lines) for run in line.runs]
        canvas._code.append("BT " + " ".join(shows) + " ET")
        canvas.showPage()
    canvas.save()
    return len(target.getvalue())


def test_documents_leave_nothing_behind(request: pytest.FixtureRequest) -> None:
    """Over 200 documents (2,000 with --soak) memory does not grow."""
    count = 2_000 if request.config.getoption("--soak") else 200
    for number in range(60):
        document(number)
    gc.collect()
    tracemalloc.start()
    for number in range(count // 2):  # what other tests left in the caches may be thrown out here, and made again
        document(number)
    gc.collect()
    before, _ = tracemalloc.get_traced_memory()
    for number in range(count // 2):
        document(number)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < MOST * count // 2, f"{(after - before) / (count // 2):.0f} bytes a document"
