"""The typesetter: lines that hold all the words, fit, keep phones whole, and refuse what no font can draw."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.inline import Span
from handouts.problem import ContentError, Place
from layouts.typesetting.text.typesetter import Setting, Typesetter
from layouts.typesetting.typefaces import Face, Family, family

PLACE = Place("es.yaml", 12, 7)
PHONE = Span("1-800-222-1222", strong=True, href="tel:+18002221222", unbroken=True)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCTVW0123456789áéíñüßçøłşőệơжщяїє.,;:!?-/()'\u2019\u00a0\u00ad"
words = st.text(LETTERS, min_size=1, max_size=14)
texts = st.lists(words, min_size=1, max_size=40).map(" ".join)


def said(setting: Setting) -> str:
    """All the text of a setting."""
    return "".join(line.text for line in setting.lines)


def greedy(typesetter: Typesetter, text: str, size: float, width: float) -> int:
    """Lines needed by the plainest method there is: words at spaces only, each line as full as it gets."""
    count, line = 1, ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and typesetter.natural_width([Span(longer)], size) > width:
            count, line = count + 1, word
        else:
            line = longer
    return count


@given(texts, st.floats(6, 30), st.floats(90, 500), st.booleans(), st.booleans())
@settings(deadline=None, derandomize=True)
def test_lines_hold_all_the_text_and_fit(text: str, size: float, width: float, strong: bool, balance: bool) -> None:
    """The lines' texts in a row are the text; no line is wider than its column or than its glyphs say."""
    typesetter = Typesetter(family("Latn"), "en", "ltr")
    setting = typesetter.set([Span(text)], size, width, strong=strong, balance=balance)
    assert said(setting) == unicodedata.normalize("NFC", text)
    assert setting.width == max(line.width for line in setting.lines)
    for line in setting.lines:
        assert line.width <= width + 1e-3
        trailing = line is not setting.lines[-1] and line.text.endswith(" ")
        space = typesetter.natural_width([Span("a a")], size, strong=strong) - typesetter.natural_width(
            [Span("aa")], size, strong=strong
        )
        assert sum(run.width for run in line.runs) == pytest.approx(line.width + (space if trailing else 0.0), abs=0.02)


@given(st.lists(st.text("abcdefghijklm", min_size=1, max_size=9), min_size=1, max_size=40).map(" ".join))
@settings(deadline=None, derandomize=True)
def test_no_more_lines_than_greedy(text: str) -> None:
    """Optimum fit never takes a line more than greedy setting does."""
    typesetter = Typesetter(family("Latn"), "en", "ltr")
    assert len(typesetter.set([Span(text)], 12, 130).lines) == greedy(typesetter, text, 12, 130)


def test_text_that_fits_its_natural_width_is_one_line(typesetter: Typesetter) -> None:
    """A column as wide as the text needs takes it on one line; one a little narrower does not."""
    spans = [Span("Call "), PHONE, Span(" now, it is free.")]
    width = typesetter.natural_width(spans, 12)
    assert len(typesetter.set(spans, 12, width).lines) == 1
    assert typesetter.set(spans, 12, width).width == pytest.approx(width)
    assert len(typesetter.set(spans, 12, width - 0.01).lines) == 2


@given(texts, st.floats(100, 300))
@settings(deadline=None, derandomize=True)
def test_a_phone_is_never_split(text: str, width: float) -> None:
    """Whatever stands around it and however narrow the column, a phone stands whole on one line, in one run."""
    typesetter = Typesetter(family("Latn"), "en", "ltr")
    setting = typesetter.set([Span(f"{text} call "), PHONE, Span(f" or {text}")], 12, width)
    assert [run.text for line in setting.lines for run in line.runs if run.span == 1] == [PHONE.text]


def test_a_phone_too_wide_is_refused_at_its_place(typesetter: Typesetter) -> None:
    """A phone that does not fit its column is an error that names it, its place and the millimetres, and never broken."""
    width = typesetter.natural_width([PHONE], 12)
    with pytest.raises(ContentError) as caught:
        typesetter.set([Span("Call "), PHONE], 12, width - 72 / 25.4, place=PLACE)
    (problem,) = caught.value.problems
    assert problem.place == PLACE
    assert problem.message == '"1-800-222-1222" must stay on one line and is 1.0 mm too long for it'


def test_an_over_long_word_is_cut_between_clusters(typesetter: Typesetter) -> None:
    """A word wider than the column is cut where two letters meet, marks stay with their letters."""
    word = "Schiffahrtsgesellschaftskapita\u0308nq\u0301q\u0301q\u0301q\u0301q\u0301q\u0301" * 2
    setting = typesetter.set([Span(f"one {word} two")], 12, 60)
    assert said(setting) == unicodedata.normalize("NFC", f"one {word} two")
    assert all(line.width <= 60.001 for line in setting.lines)
    assert not [line.text for line in setting.lines if unicodedata.combining(line.text[0])]


def test_a_measure_too_wide_gives_way_at_its_space(typesetter: Typesetter) -> None:
    """A number and its unit part at their space before any letter parts from the next."""
    width = typesetter.natural_width([Span("1234567")], 12)
    setting = typesetter.set([Span("take 1234567 mg now")], 12, width)
    assert [line.text for line in setting.lines] == ["take ", "1234567 ", "mg now"]
    assert setting.lines[1].width == pytest.approx(width)


def test_a_word_too_wide_gives_way_at_its_hyphen(typesetter: Typesetter) -> None:
    """A word with a hyphen parts behind it before any letter parts from the next."""
    width = typesetter.natural_width([Span("hydroxy-")], 12)
    setting = typesetter.set([Span("of seven-hydroxy-mitra.")], 12, width)
    assert [line.text for line in setting.lines] == ["of ", "seven-", "hydroxy-", "mitra."]


def test_characters_without_a_glyph_are_all_named(typesetter: Typesetter) -> None:
    """Each character that no font has is named once, with its code, its Unicode name, the language and the place."""
    with pytest.raises(ContentError) as caught:
        typesetter.set([Span("a \u2713 b \u2192 c \u2713")], 12, 200, place=PLACE)
    assert [(problem.place, problem.message) for problem in caught.value.problems] == [
        (PLACE, 'no font has a glyph for "\u2192" (U+2192, RIGHTWARDS ARROW), language en-US'),
        (PLACE, 'no font has a glyph for "\u2713" (U+2713, CHECK MARK), language en-US'),
    ]


def test_soft_line_ends_keep_their_space(typesetter: Typesetter) -> None:
    """Every line but the last ends with the glyph of its space, which its width does not count."""
    setting = typesetter.set([Span("several plain words that take more than a line of this column")], 12, 100)
    assert len(setting.lines) > 2
    for line in setting.lines[:-1]:
        assert line.runs[-1].clusters[-1].text == " "
        assert line.width == pytest.approx(typesetter.natural_width([Span(line.text.rstrip())], 12))
    assert setting.lines[-1].runs[-1].clusters[-1].text == "n"


def test_a_newline_forces_the_line(typesetter: Typesetter) -> None:
    """A newline ends its line and is a space in the glyph stream."""
    setting = typesetter.set([Span("12 Main Street\nSpringfield\n\nOhio")], 12, 400)
    assert [line.text for line in setting.lines] == ["12 Main Street\n", "Springfield\n", "\n", "Ohio"]
    assert setting.lines[0].runs[0].clusters[-1].text == " "
    assert typesetter.natural_width([Span("12 Main Street\nSpringfield")], 12) == pytest.approx(setting.width)


def test_a_soft_hyphen_shows_only_at_the_end_of_a_line(typesetter: Typesetter) -> None:
    """A soft hyphen is a hyphen where the line ends, with U+00AD as its text, and nothing elsewhere."""
    one = typesetter.set([Span("with\u00addrawal")], 12, 400)
    assert one.lines[0].width == pytest.approx(typesetter.natural_width([Span("withdrawal")], 12))
    two = typesetter.set([Span("with\u00addrawal")], 12, typesetter.natural_width([Span("withdra")], 12))
    assert [line.text for line in two.lines] == ["with\u00ad", "drawal"]
    assert two.lines[0].width == pytest.approx(typesetter.natural_width([Span("with-")], 12))
    assert two.lines[0].runs[0].clusters[-1].text == "\u00ad"


def test_a_face_without_a_hyphen_breaks_without_one(latin: Family) -> None:
    """Where the face has no hyphen (Lao) a soft one only says where the line may end."""

    class Poor(Face):
        def has(self, char: str) -> bool:
            return char != "-" and super().has(char)

    rich = latin.regular[0]
    face = Poor(rich.path, rich.index, rich.axes)
    setting = Typesetter(Family("poor", (face,), (face,)), "lo", "ltr").set([Span("with\u00addrawal")], 12, 45)
    assert [line.text for line in setting.lines] == ["with\u00ad", "drawal"]
    assert "".join(cluster.text for cluster in setting.lines[0].runs[0].clusters if cluster.glyphs) == "with"


def test_spans_keep_their_runs(typesetter: Typesetter, latin: Family) -> None:
    """Each span has runs of its own, bold ones in the bold face, side by side without gaps."""
    setting = typesetter.set([Span("Call "), PHONE, Span(", it is free.")], 10, 300)
    (line,) = setting.lines
    assert [(run.span, run.text, run.face) for run in line.runs] == [
        (0, "Call ", latin.regular[0]),
        (1, PHONE.text, latin.bold[0]),
        (2, ", it is free.", latin.regular[0]),
    ]
    assert [run.x for run in line.runs[1:]] == pytest.approx([run.x + run.width for run in line.runs[:-1]])
    assert line.start == 0
    heading = typesetter.set([Span("Call "), PHONE], 10, 300, strong=True)
    assert {run.face for run in heading.lines[0].runs} == {latin.bold[0]}


def test_asking_again_costs_nothing(typesetter: Typesetter) -> None:
    """The same question has the same answer: the very object."""
    spans = [Span("words to be set "), PHONE]
    assert typesetter.set(spans, 12, 100) is typesetter.set(list(spans), 12, 100)
    assert typesetter.set(spans, 12, 100) is not typesetter.set(spans, 12, 101)


def test_nothing_sets_no_lines(typesetter: Typesetter) -> None:
    """No words, no lines, no width."""
    for spans in ([], [Span("")]):
        assert typesetter.set(spans, 12, 100) == Setting((), 0, 12)
        assert typesetter.natural_width(spans, 12) == 0


def test_a_column_without_width_is_a_fault(typesetter: Typesetter) -> None:
    """A width of nothing is ours to avoid, not a user's to read about."""
    with pytest.raises(ValueError, match="0 points wide"):
        typesetter.set([Span("a")], 12, 0)


def test_a_paragraph_from_right_to_left_starts_at_the_right(latin: Family) -> None:
    """Its lines end where the column does, a Latin word in it stands in its own order, a trailing space hangs left."""
    typesetter = Typesetter(latin, "ar", "rtl")
    setting = typesetter.set([Span("naloxone", lang="en"), Span(" 12 "), PHONE], 12, 120)
    first, second = setting.lines
    assert first.start + first.width == pytest.approx(120)
    assert first.runs[0].text == " "
    assert first.runs[0].x == pytest.approx(-first.runs[0].width)
    assert (
        "".join(cluster.text for run in first.runs for cluster in run.clusters if cluster.glyphs).strip()
        == "12 naloxone"
    )
    assert "".join(cluster.text for run in second.runs for cluster in run.clusters if cluster.glyphs) == PHONE.text
