"""The shell: a file with the site's places still open. In: a slotted composition, drawn once. Out: copies for sites.

A place is an opening: marks that follow each other on a page and hang on the site. The shell keeps where they stand and
the numbers of their marks; a copy draws them again, and everything else is the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from layouts.typesetting.composition import Composition, Placement
from layouts.typesetting.draw import draw_part
from layouts.typesetting.ink import LINK, PACKET, Ink
from layouts.typesetting.marks import Glyphs, Mark, Rule, Slug, Spot, mirrored
from layouts.typesetting.metadata import Metadata, information, text, xmp
from layouts.typesetting.pack import FASTEST, Pack, short, stream
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.shapes import Box
from layouts.typesetting.site_pen import SitePen
from layouts.typesetting.slots import Shape, shape_of
from layouts.typesetting.tags import Element
from layouts.typesetting.text.glyphfont import DocumentFonts
from layouts.typesetting.text.repertoire import repertoire

TINY = 500  # bytes of content that are not worth deflating
Set = Mapping[int, Sequence[Slug]]  # the slugs of every slot


class Opening(Struct, frozen=True):
    """A place: each mark's spot with the corner it is counted from, the first mark's number, the links' keys.

    `form`: the entries of the form it is, where the file's pages are forms; b"" for a part of a page.
    """

    spots: tuple[tuple[Spot, float, float], ...]
    first: int
    keys: tuple[int, ...]
    form: bytes


class Shell:
    """What `ShellInk` comes to. `imprint` gives a copy."""

    def __init__(
        self, composition: Composition, pack: Pack, openings: Sequence[Opening], fonts: DocumentFonts, data: Metadata
    ) -> None:
        self.composition = composition
        self._pack, self._openings, self._fonts, self._metadata = pack, openings, fonts, data
        slots = composition.desk.slots
        assert slots is not None
        placed = {spot.slot for opening in openings for spot, _, _ in opening.spots}
        self._slots = {n: slot for n, slot in enumerate(slots.all) if slot.gauge or n in placed}
        self._order = list(self._slots)
        self._shapes = {number: shape_of(slot.slugs) for number, slot in self._slots.items()}

    def set(self, desk: Desk) -> Set | None:
        """Every slot set for the site of this desk; None where one of them has another shape than here.

        The slot that told sites apart last is tried first: sites of another shape are soon known.
        """
        done = {}
        for place, number in enumerate(self._order):
            slugs = done[number] = self._slots[number].again(desk)
            if shape_of(slugs) != self._shapes[number]:
                self._order.insert(0, self._order.pop(place))
                return None
        return done

    def said(self, slugs: Set) -> str:
        """All that is said in these slots, in the order in which they were set."""
        marks = (mark for each in slugs.values() for slug in each for mark in slug.marks)
        return "".join([mark.line.text for mark in marks if isinstance(mark, Glyphs)])

    def shapes(self, desk: Desk) -> list[Shape]:
        """The shapes of all slots at a desk, which may be one for type of another size."""
        return [shape_of(slot.again(desk)) for slot in self._slots.values()]

    def imprint(self, slugs: Set, author: str) -> bytes:
        """The copy with these slots. Raises UnforeseenError for a glyph that the shell's fonts do not have."""
        edition, tagged = self.composition.edition, self._metadata.accessible
        turned = self.composition.right_to_left
        objects: list[bytes] = []
        for opening in self._openings:
            placements = [
                Placement("", x, top, _turned(slugs[spot.slot][spot.slug].marks[spot.mark], turned=turned))
                for spot, x, top in opening.spots
            ]
            pen = SitePen(self._fonts, tagged=tagged, first=opening.first)
            draw_part(pen, placements, edition, screen=tagged)
            content = pen.content
            objects.append(stream(opening.form, content, packed=len(content) > TINY, level=FASTEST))
            objects += (
                annotation(box, uri, contents, key)
                for (box, uri, contents), key in zip(pen.links, opening.keys, strict=True)
            )
        objects += self._headers(author)
        return self._pack.copy(objects)

    def _headers(self, author: str) -> tuple[bytes, bytes]:
        """The metadata and the information dictionary of a copy."""
        data = replace(self._metadata, author=author)
        return stream(PACKET, xmp(data), packed=False), information(data)


class ShellInk(Ink):
    """Ink that leaves the openings of a composition open. `characters`: all that any site's lines are made of."""

    def __init__(self, composition: Composition, characters: frozenset[str], **said: Any) -> None:
        super().__init__(**said)
        self._composition, self._characters = composition, characters
        names = list(_names(composition, tagged=self.tagged))
        self._names = iter(names)
        self._references = iter(self._sheet.document.reserve_open([*names, "metadata", "information"]))
        self._openings: list[Opening] = []
        self._keys: list[int] | None = None  # of the links in the opening that is drawn

    @contextmanager
    def opening(self, placements: Sequence[Placement]) -> Iterator[None]:
        """What is drawn inside is left out; only its marks and links are numbered."""
        name, reference = next(self._names), next(self._references)
        out, state, fonts = self.out, self._state, self.fonts
        self.out, self._state, self.fonts = [], {}, _NoFonts()
        first = len(self._owners or ())
        self._keys = []
        yield
        self.out, self._state, self.fonts = out, state, fonts
        spots = tuple(_corner(each, self._composition) for each in placements)
        form = b""
        if self.tagged:
            self._sheet.cut(reference)
        else:
            self._sheet.doForm(name.removeprefix("FormXob."))
            form = self._sheet.form_entries
        self._openings.append(Opening(spots, first, tuple(self._keys), form))
        self._keys = None

    def link(self, rects: Sequence[Box], uri: str, owner: Element, contents: str) -> None:
        """As elsewhere; in an opening the annotation is each copy's own."""
        if self._keys is None or not self.tagged:
            super().link(rects, uri, owner, contents)
            return
        for _ in rects:
            next(self._names)
            reference = next(self._references)
            self._keys.append(self.annotate(reference, owner))

    def shell(self) -> Shell:
        """The shell, once everything is drawn."""
        composition = self._composition
        setter = composition.desk.typesetter
        for face, clusters in repertoire(setter.family, setter.language, self._characters):
            self.fonts.provide(face, clusters)
        packet, info = self._references
        pack = self._sheet.document.pack(self.catalog(packet), info)
        self.fonts.close()
        return Shell(composition, pack, self._openings, self.fonts, self._metadata)


class _NoFonts(DocumentFonts):
    """Fonts for what is not kept."""

    def __init__(self) -> None:
        super().__init__(None)

    def show(self, run: object, x: float, y: float) -> str:  # noqa: ARG002 nothing is shown
        """Nothing."""
        return ""


def annotation(box: Box, uri: str, contents: str, key: int) -> bytes:
    """A link annotation, the page being drawn without a matrix."""
    return LINK % (" ".join(map(short, box)).encode(), text(uri), text(contents), key)


def _names(composition: Composition, *, tagged: bool) -> Iterator[str]:
    """A name for each object that copies have of their own, in the order in which they are drawn."""
    number = 0
    for page in composition.pages:
        for hangs, stretch in groupby(page.placements, lambda each: each.mark.spot is not None):
            if not hangs:
                continue
            pen = SitePen(_NoFonts(), tagged=tagged)
            draw_part(pen, list(stretch), composition.edition, screen=tagged)
            yield f"FormXob.site{number}"
            yield from (f"site{number}.{link}" for link in range(len(pen.links)))
            number += 1


def _turned(mark: Mark, *, turned: bool) -> Mark:
    return mirrored(mark, 0.0) if turned else mark


def _corner(placement: Placement, composition: Composition) -> tuple[Spot, float, float]:
    """Where a mark of the slot stands when its own position is counted from there."""
    spot, slots = placement.mark.spot, composition.desk.slots
    assert spot is not None
    assert slots is not None
    own = _turned(slots.all[spot.slot].slugs[spot.slug].marks[spot.mark], turned=composition.right_to_left)
    x, y = _position(own)
    placed_x, placed_y = _position(placement.mark)
    return spot, placement.x + placed_x - x, placement.top - placed_y + y


def _position(mark: Mark) -> tuple[float, float]:
    return (mark.x0, mark.y0) if isinstance(mark, Rule) else (mark.x, mark.y)
