"""The glyph font: Type 0 fonts of one document, drawn from by glyph. In: runs of glyphs. Out: content-stream operators.

One code for each pair of a glyph recipe and its text, so that ToUnicode is exact. The font objects are written when the
document is saved, with the glyphs that were shown and no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from handouts.problem import MissingError, Place, Problem
from layouts.typesetting.pack import short
from layouts.typesetting.text.fontobjects import Record, thousandths, write
from layouts.typesetting.text.glyphs import Cluster, GlyphRun, Recipe, is_plain
from layouts.typesetting.typefaces import Face

CID_LIMIT = 65_535
# What cannot stand in a literal string as it is. Brackets in octal: so "()" is an empty string wherever it is found.
ESCAPED = {ord("\\"): "\\\\", ord("("): "\\050", ord(")"): "\\051", ord("\r"): "\\r"}


class UnforeseenError(Exception):
    """A glyph that a font which is written already does not have."""


class GlyphFont(dict[Cluster, str]):
    """One face in one document: its resource name and the CIDs given out so far. CID 0 is .notdef and is never shown.

    As a mapping: cluster -> its CID as it stands in a literal string (PDF 32000-1, 7.3.4.2), and where the cluster's
    advance is not the CID's width, a correction after it that closes the string and opens the next. In hex a page's
    content would be longer by a third, and take twice as long to deflate.
    """

    def __init__(self, face: Face, name: str) -> None:
        super().__init__()
        self.face, self.name = face, name
        self.records: list[Record] = [Record((), "\ufffd", 0)]
        self._cids: dict[tuple[Recipe, str], int] = {}
        self._of_object: dict[int, str] = {}
        self._kept: list[Cluster] = []  # so that their addresses stay their own
        self.closed = False

    def codes(self, clusters: tuple[Cluster, ...]) -> str:
        """The codes of clusters, with the corrections between them."""
        known = self._of_object  # equal clusters are mostly one object: to know it by its address is quicker
        try:
            return "".join(map(known.__getitem__, map(id, clusters)))
        except KeyError:
            for cluster in clusters:
                if id(cluster) not in known:
                    self._kept.append(cluster)
                    known[id(cluster)] = self[cluster]
            return self.codes(clusters)

    def __missing__(self, cluster: Cluster) -> str:
        code = self[cluster] = self._code(cluster) if cluster.glyphs else ""
        return code

    def _code(self, cluster: Cluster) -> str:
        key = (cluster.glyphs, cluster.text)
        cid = self._cids.get(key)
        if cid is None:
            cid = self._cids[key] = self._new(cluster)
        return _literal(cid) + _correction(self.records[cid].advance, cluster.advance, self.face.upem)

    def _new(self, cluster: Cluster) -> int:
        if self.closed:
            raise UnforeseenError
        cid = len(self.records)
        if cid > CID_LIMIT:
            raise ValueError(f"more than {CID_LIMIT} glyphs of {self.face.name} in one document")
        self.records.append(_record(self.face, cluster))
        return cid

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab calls it at save
        """Writes the font's objects into the document."""
        write(doc, self.face, self.name, self.records)


# One document's type is mostly that of the next: what does not hang on the document is worked out once.
@lru_cache(20_000)
def _record(face: Face, cluster: Cluster) -> Record:
    """What the first code of a cluster's recipe and text stands for."""
    if any(glyph == 0 for glyph, _, _ in cluster.glyphs):
        raise ValueError(f"{face.name} has no glyph for {cluster.text!r}")
    plain = is_plain(cluster.glyphs)
    if face.compact and not plain:
        raise MissingError(_torn(face, cluster.text))
    return Record(cluster.glyphs, cluster.text, face.advance(cluster.glyphs[0][0]) if plain else cluster.advance)


@lru_cache(2_000)
def _literal(cid: int) -> str:
    return f"{chr(cid >> 8)}{chr(cid & 255)}".translate(ESCAPED)


@lru_cache(2_000)
def _correction(width: int, advance: int, upem: int) -> str:
    """What brings the pen from a code's width to a cluster's advance: a number between two strings."""
    over = short(thousandths(width, upem) - advance * 1000 / upem)
    return "" if over == "0" else f"){over}("


def _torn(face: Face, text: str) -> Problem:
    """PostScript outlines have no composite glyphs, and a code for each part would tear the text apart."""
    codes = " ".join(f"U+{ord(char):04X}" for char in text)
    message = f'{face.name} draws "{text}" ({codes}) with several glyphs, which a font of its kind cannot hold as one'
    return Problem(Place("fonts"), message, "Write it in another way, or use the TrueType build of the font.")


class DocumentFonts:
    """The fonts of one ReportLab `PDFDocument`. Make one for each document; drop it with the document."""

    def __init__(self, doc: Any) -> None:
        self._doc = doc
        self._fonts: dict[Face, GlyphFont] = {}
        self._closed = False

    def show(self, run: GlyphRun, x: float, y: float) -> str:
        """The operators that show a run with its left end at `x`, `y` in points; they belong between BT and ET."""
        font = self._fonts.get(run.face) or self._first(run.face)
        shown = f"({font.codes(run.clusters)})".removesuffix("()")
        return f"/{font.name} {short(run.size)} Tf 1 0 0 1 {short(x)} {short(y)} Tm [{shown}] TJ"

    def provide(self, face: Face, clusters: Iterable[Cluster]) -> None:
        """Give these a code each, though nothing shows them yet."""
        font = self._fonts.get(face) or self._first(face)
        for cluster in clusters:
            font[cluster]  # looking it up gives it a code

    def close(self) -> None:
        """No glyph and no face more: asking for one raises UnforeseenError from now on."""
        self._closed = True
        for font in self._fonts.values():
            font.closed = True

    def _first(self, face: Face) -> GlyphFont:
        if self._closed:
            raise UnforeseenError
        # An entry in the mapping keeps ReportLab's own fonts from taking the name.
        name = f"F{len(self._doc.fontMapping) + 1}"
        self._doc.fontMapping[f"{face.name} {name}"] = f"/{name}"
        font = self._fonts[face] = GlyphFont(face, name)
        self._doc.delayedFonts.append(font)
        return font
