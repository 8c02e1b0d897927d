"""The typesetter: words to lines. In: spans, a size, a width. Out: a `Setting` whose runs of glyphs wait to be drawn.

prepare -> levels -> itemize -> breaks -> pieces (shaped)   once for a text, in em
lines -> emit                                               once for a width
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.inline import Span
from handouts.problem import ContentError, Place, Problem
from layouts.typesetting.text.breaks import breaks
from layouts.typesetting.text.chop import chopped
from layouts.typesetting.text.emit import line
from layouts.typesetting.text.glyphs import Cluster, GlyphRun, Line, Setting
from layouts.typesetting.text.itemize import itemize
from layouts.typesetting.text.levels import levels
from layouts.typesetting.text.lines import TOLERANCE, optimum
from layouts.typesetting.text.pieces import Piece, pieces
from layouts.typesetting.text.plain import WITH_HABITS, alone, plain
from layouts.typesetting.text.prepare import ISOLATES, prepare
from layouts.typesetting.text.reading import Reading, Solid, divided
from layouts.typesetting.typefaces import Family

__all__ = ["Cluster", "GlyphRun", "Line", "Setting", "Typesetter"]

MEMO_LIMIT = 500  # texts: those of a piece; a run of many sites has as many names, and none of them twice
NARROW = 2.4  # letters to an em: a text that has more for its measure hardly fits on a line
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
        self._solids: dict[tuple[str, bool, str, bool], Solid | None] = {}
        self._readings: dict[tuple[tuple[Span, ...], bool], Reading] = {}
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
        if len(text) == 1 and len(text[0].text) * size < width * NARROW:
            solid = self._solid(text, strong)
            if solid is not None and solid.width <= width / size:
                return solid.at(size)
        key = (text, strong, size, width, balance)
        found = self._settings.get(key)
        if found is None:
            if len(self._settings) >= MEMO_LIMIT:
                self._settings.clear()
            found = self._settings[key] = self._set(*key, place)
        return found

    def natural_width(self, spans: Sequence[Span], size: float, *, strong: bool = False) -> float:
        """Points that the text takes on one line (the longest of its forced lines)."""
        text = tuple(spans)
        solid = self._solid(text, strong)
        return (solid.width if solid is not None else self._reading(text, strong, None).natural) * size

    def least_width(self, spans: Sequence[Span], size: float, *, strong: bool = False) -> float:
        """Points that the widest part takes which no line break divides."""
        return max(self._reading(tuple(spans), strong, None).divided.widths.word, default=0.0) * size

    def _set(
        self, spans: tuple[Span, ...], strong: bool, size: float, width: float, balance: bool, place: Place | None
    ) -> Setting:
        if width <= 0:
            raise ValueError(f"a column {width} points wide")
        measure = width / size
        read = self._reading(spans, strong, place)
        if read.natural <= measure and (solid := read.solid) is not None:
            return solid.at(size)
        made, widths, widest = read.divided
        if read.one_line and read.natural <= measure:
            only = line(made, self.base, size, width, last=True)
            return Setting((only,), only.width, size)
        if widest > measure + TOLERANCE:
            made = [part for piece in made for part in self._fitted(piece, measure, size, place)]
            widths = divided(made).widths
        lines = []
        start = 0
        for end in optimum(widths, measure, balance=balance):
            lines.append(line(made[start:end], self.base, size, width, last=end == len(made)))
            start = end
        return Setting(tuple(lines), max([each.width for each in lines], default=0.0), size)

    def _solid(self, spans: tuple[Span, ...], strong: bool) -> Solid | None:
        """A plain text of one span: names, numbers, lines of addresses go the short way."""
        if not self._ordinary or len(spans) != 1 or not spans[0].text:
            return None
        span = spans[0]
        bold = strong or span.strong
        key = span.text, bold, span.lang, span.unbroken
        if key in self._solids:
            return self._solids[key]
        if len(self._solids) >= MEMO_LIMIT:
            self._solids.clear()
        face = self.family.faces(strong=bold)[0]
        found = alone(span, face, span.lang or self.language)
        solid = self._solids[key] = Solid(face, 0, *found, span.text, span.text) if found is not None else None
        return solid

    def _reading(self, spans: tuple[Span, ...], strong: bool, place: Place | None) -> Reading:
        key = (spans, strong)
        found = self._readings.get(key)
        if found is None:
            if len(self._readings) >= MEMO_LIMIT:
                self._readings.clear()
            found = self._readings[key] = Reading(self._read(spans, strong, place), turns=bool(self.base))
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
            text = "".join(atom.text for atom in piece.atoms).strip(ISOLATES)
            over = (piece.word - measure) * size / MILLIMETRE
            raise ContentError(
                Problem(
                    place or Place("text"),
                    f'"{text}" must stay on one line and is {over:.1f} mm too long for it',
                    "Shorten it, or give it a wider column.",
                )
            )
        return chopped(piece, measure)
