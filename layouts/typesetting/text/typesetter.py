"""The typesetter: words to lines. In: spans, a size, a width. Out: a `Setting` whose runs of glyphs wait to be drawn.

prepare -> levels -> itemize -> breaks -> pieces (shaped)   once for a text, in em
lines -> emit                                               once for a width
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add

from handouts.inline import Span
from handouts.problem import ContentError, Place, Problem
from layouts.typesetting.text.breaks import breaks
from layouts.typesetting.text.chop import chopped
from layouts.typesetting.text.emit import line
from layouts.typesetting.text.glyphs import Cluster, GlyphRun, Line, Setting
from layouts.typesetting.text.itemize import itemize
from layouts.typesetting.text.levels import levels
from layouts.typesetting.text.lines import TOLERANCE, Widths, optimum
from layouts.typesetting.text.pieces import Piece, pieces
from layouts.typesetting.text.plain import WITH_HABITS, alone, plain
from layouts.typesetting.text.prepare import prepare
from layouts.typesetting.typefaces import Family

__all__ = ["Cluster", "GlyphRun", "Line", "Setting", "Typesetter"]

MEMO_LIMIT = 2_000
MILLIMETRE = 72 / 25.4


class Typesetter:
    """Sets text of one language in one family. Remembers what it has set: asking again for the same costs nothing.

    `direction`: "ltr" or "rtl", the language's own, never that of a text's first letter. `script` ISO 15924.
    `keep_with_next` and `whole`: words that no line ends with, and words never broken inside, as `breaks` takes them.
    """

    def __init__(
        self,
        family: Family,
        language: str,
        direction: str,
        script: str = "Latn",
        *,
        keep_with_next: tuple[str, ...] | None = None,
        whole: frozenset[str] = frozenset(),
    ) -> None:
        self.family, self.language, self.script = family, language, script
        self.keep_with_next, self.whole = keep_with_next, whole
        self.base = int(direction == "rtl")
        habits = keep_with_next or whole or language.partition("-")[0] in WITH_HABITS
        self._ordinary = script == "Latn" and not self.base and not habits
        self._pieces: dict[tuple[tuple[Span, ...], bool], list[Piece]] = {}
        self._settings: dict[tuple[tuple[Span, ...], bool, float, float, bool], Setting] = {}

    def set(
        self,
        spans: Sequence[Span],
        size: float,
        width: float,
        *,
        strong: bool = False,
        place: Place | None = None,
        balance: bool = False,
    ) -> Setting:
        """The text in ragged lines no wider than `width` points, by optimum fit.

        `strong`: all of it bold. `balance`: the fewest lines, nearly equal in length (headings). A piece too wide for a
        line is cut between letters. Raises ContentError at `place` for a character without a glyph, and for an unbroken
        span that does not fit.
        """
        text = tuple(spans)
        key = (text, strong, size, width, balance)
        found = self._settings.get(key)
        if found is None:
            if len(self._settings) >= MEMO_LIMIT:
                self._settings.clear()
            found = self._settings[key] = self._set(*key, place)
        return found

    def natural_width(self, spans: Sequence[Span], size: float, *, strong: bool = False) -> float:
        """Points that the text takes on one line (the longest of its forced lines)."""
        widest = here = 0.0
        space = 0.0
        for piece in self._paragraph(tuple(spans), strong, None):
            here += space + piece.word
            space = piece.space
            widest = max(widest, here)
            if piece.forced:
                here = space = 0.0
        return widest * size

    def least_width(self, spans: Sequence[Span], size: float, *, strong: bool = False) -> float:
        """Points that the widest part takes which no line break divides."""
        return max((piece.word for piece in self._paragraph(tuple(spans), strong, None)), default=0.0) * size

    def _set(
        self, spans: tuple[Span, ...], strong: bool, size: float, width: float, balance: bool, place: Place | None
    ) -> Setting:
        if width <= 0:
            raise ValueError(f"a column {width} points wide")
        measure = width / size
        if self._ordinary and len(spans) == 1 and spans[0].text:
            span = spans[0]
            face = self.family.faces(strong=strong or span.strong)[0]
            found = alone(span, face, span.lang or self.language)
            if found is not None and found[1] <= measure:
                run = GlyphRun(face, 0, 0.0, found[1] * size, size, found[0], span.text, 0, 0)
                return Setting((Line((run,), run.width, span.text, 0.0),), run.width, size)
        made = self._paragraph(spans, strong, place)
        if made and not any(piece.forced for piece in made[:-1]):
            whole = sum([piece.word + piece.space for piece in made]) - made[-1].space
            if whole <= measure:
                only = line(made, self.base, size, width, last=True)
                return Setting((only,), only.width, size)
        widths = widths_of(made)
        if max(map(add, widths.word, widths.hyphen), default=0.0) > measure + TOLERANCE:
            made = [part for piece in made for part in self._fitted(piece, measure, size, place)]
            widths = widths_of(made)
        lines = []
        start = 0
        for end in optimum(widths, measure, balance=balance):
            lines.append(line(made[start:end], self.base, size, width, last=end == len(made)))
            start = end
        return Setting(tuple(lines), max((each.width for each in lines), default=0.0), size)

    def _paragraph(self, spans: tuple[Span, ...], strong: bool, place: Place | None) -> list[Piece]:
        key = (spans, strong)
        found = self._pieces.get(key)
        if found is None:
            if len(self._pieces) >= MEMO_LIMIT:
                self._pieces.clear()
            found = self._pieces[key] = self._read(spans, strong, place)
        return found

    def _read(self, spans: tuple[Span, ...], strong: bool, place: Place | None) -> list[Piece]:
        if self._ordinary:
            found = plain(spans, [self.family.faces(strong=strong or span.strong)[0] for span in spans])
            if found is not None:
                text, runs, ends = found
                languages = [span.lang or self.language for span in spans]
                return pieces(text, runs, ends, languages, [span.unbroken for span in spans])
        prepared = prepare(spans, self.language, "rtl" if self.base else "ltr")
        if not prepared.text:
            return []
        _, embedding = levels(prepared.text, self.base)
        faces = [self.family.faces(strong=strong or span.strong) for span in spans]
        runs = itemize(prepared, embedding, faces, self.language, place)
        ends = breaks(prepared, spans, self.language, self.keep_with_next, self.whole)
        languages = [span.lang or self.language for span in spans]
        return pieces(prepared.text, runs, ends, languages, [span.unbroken for span in spans])

    def _fitted(self, piece: Piece, measure: float, size: float, place: Place | None) -> list[Piece]:
        if piece.widest <= measure + TOLERANCE:
            return [piece]
        if piece.word <= measure + TOLERANCE:
            return [piece._replace(hyphen=None)]  # no room for it
        if piece.closed:
            text = "".join(atom.text for atom in piece.atoms)
            over = (piece.word - measure) * size / MILLIMETRE
            raise ContentError(
                Problem(
                    place or Place("text"),
                    f'"{text}" must stay on one line and is {over:.1f} mm too long for it',
                    "Shorten it, or give it a wider column.",
                )
            )
        return chopped(piece, measure)


def widths_of(pieces: Sequence[Piece]) -> Widths:
    """The widths of pieces, in em."""
    return Widths(
        [piece.word for piece in pieces],
        [piece.space for piece in pieces],
        [piece.hyphen.width if piece.hyphen else 0.0 for piece in pieces],
        [piece.forced for piece in pieces],
    )
