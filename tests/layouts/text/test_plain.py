"""The short way for plain lines comes to what the long way comes to."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.inline import Span
from handouts.problem import ContentError
from layouts.typesetting.text.breaks import HYPHENED, places
from layouts.typesetting.text.glyphs import Setting
from layouts.typesetting.text.plain import PLAIN, alone, plain
from layouts.typesetting.text.repertoire import repertoire
from layouts.typesetting.text.shape import shape
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import family

FAMILY = family("Latn")
WORDS = (
    "a Clinic fi office 12 100 L mg Street, St. 7-OH 202-555-0142 \u00a0\u00b7 \u00b7 \u00e9 \u00c0b No. 5 K7M2-9QXA . , 1.0.0 "
    '- \u2013 (x) Ave AV To \u0160 \u0416 www.example.org/7 https://a.example/b?c=1#d me@example.org "x"'
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).flatmap(
    lambda words: st.sampled_from([" ".join(words), "  ".join(words), "".join(words), " ".join(words) + " "])
)
SPANS = st.lists(
    st.builds(Span, TEXTS, strong=st.booleans(), unbroken=st.booleans(), lang=st.sampled_from(["", "es"])),
    min_size=1,
    max_size=3,
).map(tuple)


def _told(setting: Setting) -> list[object]:
    """What is drawn, to a millionth of a point."""
    return [
        (
            line.text,
            [(run.clusters, run.span, run.place, run.face, round(run.x, 6), round(run.width, 6)) for run in line.runs],
            round(line.width, 6),
        )
        for line in setting.lines
    ]


def _set(setter: Typesetter, spans: tuple[Span, ...], width: float) -> object:
    try:
        return _told(setter.set(spans, 9.5, width))
    except ContentError as error:
        return str(error)


@given(spans=SPANS, width=st.sampled_from([40.0, 90.0, 200.0, 900.0]))
def test_the_short_way_is_the_long_way(spans: tuple[Span, ...], width: float) -> None:
    """The same lines, runs and clusters should come out, whichever way a text goes."""
    short, long = Typesetter(FAMILY, "en", "ltr"), Typesetter(FAMILY, "en", "ltr")
    long._ordinary = False
    assert _set(short, spans, width) == _set(long, spans, width)


@pytest.mark.parametrize("language", ["en", "es", "fr", "ht", "pl", "pt-BR", "vi"])
def test_both_ways_keep_small_words_alike(language: str) -> None:
    """A text of small words breaks by the rules of its language, also where it is plain enough for the short way."""
    spans = (Span("Mande doktè m anvan, i a w pa t wè l, z o y men k ap vini"),)
    short, long = Typesetter(FAMILY, language, "ltr"), Typesetter(FAMILY, language, "ltr")
    long._ordinary = False
    for width in range(60, 200, 7):
        assert _set(short, spans, width) == _set(long, spans, width)


def test_most_site_lines_go_the_short_way() -> None:
    """Names, addresses and numbers should be plain, or the short way is of no use."""
    faces = [FAMILY.faces(strong=False)[0]]
    for text in ("Springfield Office 12", "4012 Example Street, Suite 5", "Anytown, ST 00501", "202-555-0142"):
        assert plain((Span(text),), faces) is not None
    assert alone(Span("www.example.org/finder?site=12", unbroken=True), faces[0], "en") is not None


@given(st.text(alphabet="abzAB019\u00e9\u00c0,.\u00b7\u00a0  -", min_size=1, max_size=12))
def test_plain_text_breaks_after_spaces_as_in_unicode(text: str) -> None:
    """Where a text is plain, ICU finds the same ends but for hyphens, which never end a line."""
    found = plain((Span(text),), [FAMILY.faces(strong=False)[0]])
    if not PLAIN.fullmatch(text) or found is None:
        return
    bound = {match.end() for match in HYPHENED.finditer(text)} - {len(text)}
    assert found[2] == [end for end in places(text, "en") if end not in bound]


@given(st.text(alphabet="0123456789-", min_size=1, max_size=14))
def test_figures_stand_alone(text: str) -> None:
    """A number put together from its figures should be as wide as HarfBuzz makes it."""
    face = FAMILY.faces(strong=True)[0]
    whole = shape(face, text, "Latn", "en", right_to_left=False)
    assert "".join(cluster.text for cluster in whole.clusters) == text
    assert math.isclose(whole.width * face.upem, sum(face.advance(c.glyphs[0][0]) for c in whole.clusters))


@given(st.lists(st.sampled_from("office fluff Springfield Lufft St. 12-B Maple".split()), min_size=1, max_size=4))
def test_a_repertoire_foresees_what_its_letters_come_to(words: list[str]) -> None:
    """Every cluster of a text of those letters should be in it, ligatures too."""
    text = " ".join(words)
    found = dict(repertoire(FAMILY, "en", frozenset(text)))
    for strong in (False, True):
        face = FAMILY.faces(strong=strong)[0]
        known = {(cluster.glyphs, cluster.text) for cluster in found[face]}
        for word in words:
            clusters = shape(face, word, "Latn", "en", right_to_left=False).clusters
            assert {(cluster.glyphs, cluster.text) for cluster in clusters} <= known
