"""Pieces: what a line is put together from. In: runs and the ends of pieces. Out: pieces with shaped atoms, in em.

A piece is what stands between two places where a line may end: what shows, and the white space after it. An atom is as
much of it as has one level, face, script and span.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from layouts.typesetting.text.glyphs import Cluster
from layouts.typesetting.text.itemize import Run
from layouts.typesetting.text.shape import shape
from layouts.typesetting.typefaces import Face

SOFT_HYPHEN = "\u00ad"
CACHE_LIMIT = 4_000
KIND = itemgetter(0, 1, 2)  # what atoms must share to stand in one run: face, span, level
# White space that vanishes at the end of a line. No-break spaces are not among it.
GLUE = " \n\u200b\u3000\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u00ad"


class Atom(NamedTuple):
    """Shaped text of one kind: `clusters` in visual order, `width` in em."""

    face: Face
    span: int
    level: int
    text: str
    clusters: tuple[Cluster, ...]
    width: float


class Piece(NamedTuple):
    """`atoms` and then `glue`, both in logical order; `word` and `space` are their widths in em.

    `whole`: both together, neighbours of one kind joined. `hyphen`: drawn where the line ends after this piece.
    `forced`: the line ends there. `closed`: holds what is never broken.
    """

    atoms: tuple[Atom, ...]
    word: float
    glue: tuple[Atom, ...]
    space: float
    whole: tuple[Atom, ...]
    hyphen: Atom | None = None
    forced: bool = False
    closed: bool = False

    @property
    def widest(self) -> float:
        """What the piece takes at the end of a line, in em."""
        return self.word + self.hyphen.width if self.hyphen else self.word


_Kind = tuple[int, str, Face, int, str, bool]  # level, script, face, span, language, closed
_known: dict[_Kind, dict[str, Piece]] = {}
_mixed: dict[tuple[object, ...], Piece] = {}  # those of several runs


def pieces(
    text: str, runs: Sequence[Run], ends: Sequence[int], languages: Sequence[str], closed: Sequence[bool]
) -> list[Piece]:
    """The pieces of a text. `languages` and `closed` (never broken inside) are by span."""
    if sum(map(len, _known.values())) + len(_mixed) > CACHE_LIMIT:
        _known.clear()
        _mixed.clear()
    made: list[Piece] = []
    start = first = 0
    known: dict[str, Piece] | None = None
    for end in ends:
        while runs[first].end <= start:
            first += 1
            known = None
        run = runs[first]
        word = text[start:end]
        if run.end < end:
            made.append(_of_several(word, _within(runs, first, start, end), languages, closed))
        else:
            if known is None:
                known = _known.setdefault((*run[2:], languages[run.span], closed[run.span]), {})
            piece = known.get(word)
            if piece is None:
                piece = known[word] = _plain(word, run, languages[run.span], closed[run.span])
            made.append(piece)
        start = end
    return made


def _plain(text: str, run: Run, language: str, closed: bool) -> Piece:
    """The piece of a single run: nearly every one, so without the detours of the general case."""
    shown = text.rstrip(GLUE)
    if not shown:
        glue = (atom(text, run, language),)
        return Piece((), 0.0, glue, glue[0].width, glue, None, "\n" in text)
    word = atom(shown, run, language)
    if shown == text:
        return Piece((word,), word.width, (), 0.0, (word,), closed=closed)
    space = text[len(shown) :]
    rest = atom(space, run, language)
    clusters = rest.clusters + word.clusters if run.level % 2 else word.clusters + rest.clusters
    whole = Atom(word.face, word.span, word.level, text, clusters, word.width + rest.width)
    sign = hyphen(rest, run, language) if space == SOFT_HYPHEN else None
    return Piece((word,), word.width, (rest,), rest.width, (whole,), sign, "\n" in space, closed)


def _within(runs: Sequence[Run], first: int, start: int, end: int) -> list[Run]:
    """The runs from `start` up to `end`, counted from `start`."""
    last = first + 1
    while runs[last].end < end:
        last += 1
    return [Run(max(run.start - start, 0), min(run.end, end) - start, *run[2:]) for run in runs[first : last + 1]]


def _of_several(text: str, runs: Sequence[Run], languages: Sequence[str], closed: Sequence[bool]) -> Piece:
    key = (text, *runs, *[(languages[run.span], closed[run.span]) for run in runs])
    found = _mixed.get(key)
    if found is None:
        found = _mixed[key] = _piece(text, runs, languages, closed)
    return found


def _piece(text: str, runs: Sequence[Run], languages: Sequence[str], closed: Sequence[bool]) -> Piece:
    shown = len(text.rstrip(GLUE))
    word = []
    glue = []
    for run in runs:
        if run.start < shown:
            word.append(atom(text[run.start : min(run.end, shown)], run, languages[run.span]))
        if run.end > shown:
            glue.append(atom(text[max(run.start, shown) : run.end], run, languages[run.span]))
    space = text[shown:]
    return Piece(
        tuple(word),
        width_of(word),
        tuple(glue),
        width_of(glue),
        tuple(joined([*word, *glue])),
        hyphen(glue[0], runs[-1], languages[runs[-1].span]) if space == SOFT_HYPHEN and word else None,
        "\n" in space,
        any(closed[each.span] for each in word),
    )


def joined(atoms: Sequence[Atom], *, drawn: bool = False) -> Iterator[Atom]:
    """Neighbours of one kind as one atom. `drawn`: the atoms come in visual order, else in logical order."""
    for (face, span, level), group in groupby(atoms, KIND):
        seen = logical = list(group)
        if len(seen) == 1:
            yield seen[0]
            continue
        if level % 2:
            seen, logical = (seen, seen[::-1]) if drawn else (seen[::-1], seen)
        clusters = tuple(chain.from_iterable([each.clusters for each in seen]))
        yield Atom(face, span, level, "".join([each.text for each in logical]), clusters, width_of(seen))


def atom(text: str, run: Run, language: str) -> Atom:
    """One stretch of a run, shaped. A soft hyphen has neither glyph nor width."""
    if SOFT_HYPHEN in text:
        inner = atom(text.replace(SOFT_HYPHEN, ""), run, language)
        return inner._replace(text=text)
    shaped = shape(run.face, text, run.script, language, right_to_left=bool(run.level % 2))
    return Atom(run.face, run.span, run.level, text, shaped.clusters, shaped.width)


def hyphen(glue: Atom, run: Run, language: str) -> Atom | None:
    """A hyphen at the end of a line; None in a face without one. Extraction sees a soft hyphen and drops it."""
    if not run.face.has("-"):
        return None
    shaped = shape(run.face, "-", run.script, language, right_to_left=bool(run.level % 2))
    clusters = tuple(cluster._replace(text=SOFT_HYPHEN) for cluster in shaped.clusters)
    return glue._replace(clusters=clusters, width=shaped.width)


def width_of(atoms: Sequence[Atom]) -> float:
    """What atoms take together, in em."""
    return sum([each.width for each in atoms])
