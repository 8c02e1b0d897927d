"""Imprint: one shell, many sites. In: an edition, a layout, sites. Out: copies, as a full composition gives them.

A shell is composed for the first site and serves every other whose lines take the same shape, so that nothing else on
the page would stand otherwise. A site with another shape (a line more in its address) gets a shell of its own, and so
do those like it. A site that needs a letter which no shell has is composed in full, and every site is where a title or
heading names the centre. So what a copy looks like depends on its own site alone, whatever else is made in the same
run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from handouts.brand import Brand
from handouts.edition import Edition
from handouts.filling import printed_web
from handouts.problem import ContentError, ExitCode, HandoutError, OutputError, Place, Problem
from handouts.site import Site, at_site
from handouts.sited import sited
from layouts.typesetting.compose import desk_at, larger_fits
from layouts.typesetting.layout import Fit, Layout
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.shell import Set, Shell
from layouts.typesetting.slots import Shape
from layouts.typesetting.text.glyphfont import UnforeseenError
from layouts.typesetting.text.itemize import GlyphError
from press.copies import Copy, make, make_shell

Outline = tuple[int, ...]
LEAST = Site(place=Place("site"), id="least", name="i")  # no site takes less room


class SiteError(HandoutError):
    """A site whose own lines do not fit the places kept for them. The other sites are made."""

    exit_code: ClassVar[ExitCode] = ExitCode.SOME_FAILED


class Kept(Struct, frozen=True):
    """A shell with what its copies are but for their bytes.

    `others`: the larger fits that a site with less to say might have had, with the shapes there of the shell's own,
    None where its lines are too long for that type.
    """

    shell: Shell
    copy: Copy
    others: tuple[tuple[Fit, list[Shape] | None], ...]


class Imprint:
    """The shells of one edition, layout, paper and copy. `characters`: all that any site's values are made of."""

    def __init__(
        self, edition: Edition, layout: Layout, paper: str, copy: str, fonts: tuple[Path, ...], characters: str
    ) -> None:
        self._edition, self._layout, self._paper, self._copy, self._fonts = edition, layout, paper, copy, fonts
        self._characters = frozenset(characters)
        self._titled = _titled(edition)
        self.kept: list[Kept] = []
        self._likely: dict[Outline, Kept] = {}  # by how much a site says: the shell that held for the last such

    def copy(self, site: Site, copy_id: str) -> Copy:
        """The copy of a site.

        Raises SiteError for a site whose lines do not fit, ContentError where the edition does not, MissingError.
        """
        brand = at_site(self._edition.brand, site)
        try:
            if self._titled:
                return self._whole(site, copy_id)
            for kept in self._candidates(site):
                slugs = _set(kept, brand, copy_id)
                if slugs is not None:
                    self._likely[_outline(site)] = kept
                    return _printed(kept, slugs, brand, site, copy_id)
            return self._new(brand, site, copy_id)
        except UnforeseenError:
            return self._whole(site, copy_id)
        except ContentError as error:
            make(self._edition, self._layout, self._paper, self._copy, copy_id, self._fonts)  # is it the site's fault?
            raise _unfit(error, site) from None

    def _whole(self, site: Site, copy_id: str) -> Copy:
        """The copy as a full composition; no shell serves it."""
        return make(sited(self._edition, site), self._layout, self._paper, self._copy, copy_id, self._fonts)

    def _candidates(self, site: Site) -> Iterator[Kept]:
        likely = self._likely.get(_outline(site))
        if likely is not None:
            yield likely
        yield from (kept for kept in self.kept if kept is not likely)

    def _new(self, brand: Brand, site: Site, copy_id: str) -> Copy:
        there = sited(self._edition, site)
        shell, copy = make_shell(there, self._layout, self._paper, self._copy, copy_id, self._fonts, self._characters)
        composition = shell.composition
        fits = larger_fits(composition, self._layout, sited(self._edition, LEAST), self._fonts)
        desk = _desk(composition.desk, brand, copy_id)
        others = tuple((fit, _shapes(shell, desk_at(desk, fit))) for fit in fits)
        kept = Kept(shell, copy, others)
        self.kept.append(kept)
        slugs = _set(kept, brand, copy_id)
        assert slugs is not None  # it is the very site that it was made for
        return replace(_printed(kept, slugs, brand, site, copy_id), of_shell=False)


def _titled(edition: Edition) -> bool:
    """Whether a title or heading says something of the site: these are in the metadata and outline of a shell, too."""
    titles = (edition.title, edition.short_title, *(section.heading for section in edition.sections))
    return any(span.of_site for words in titles for span in words.spans)


def _printed(kept: Kept, slugs: Set, brand: Brand, site: Site, copy_id: str) -> Copy:
    """The copy; its own lines are held against what they should say."""
    said = kept.shell.said(slugs)
    for line in (brand.phone, copy_id):
        if line not in said:
            raise OutputError(Problem(site.place, f"'{line}' was not set for site '{site.id}'", "report this line"))
    return replace(kept.copy, pdf=kept.shell.imprint(slugs, brand.name), of_shell=True)


def _set(kept: Kept, brand: Brand, copy_id: str) -> Set | None:
    """The shell's slots for the brand at a site; None where a full composition would come to something else."""
    desk = _desk(kept.shell.composition.desk, brand, copy_id)
    try:
        slugs = kept.shell.set(desk)
    except ContentError:  # too long for this shell's type: a smaller one may hold it
        return None
    if slugs is not None and any(_shapes(kept.shell, desk_at(desk, fit)) != shapes for fit, shapes in kept.others):
        return None
    return slugs


def _shapes(shell: Shell, desk: Desk) -> list[Shape] | None:
    """The shapes of a shell's slots at a desk; None where a line is too long for it."""
    try:
        return shell.shapes(desk)
    except ContentError:
        return None


def _desk(desk: Desk, brand: Brand, copy_id: str) -> Desk:
    """The desk of a shell, for the brand as it prints at another site, and for another copy."""
    beside = _desk(desk.beside, brand, copy_id) if desk.beside is not None else None
    edition = replace(desk.edition, brand=brand)
    return replace(desk, edition=edition, beside=beside, copy_id=copy_id, slots=None)


def _outline(site: Site) -> Outline:
    return len(site.name), len(site.address), len(site.phones), len(site.hours), bool(site.web)


def _unfit(error: ContentError, site: Site) -> SiteError:
    longest = max((site.name, *site.address, printed_web(site.web)), key=len)
    why, hint = "its lines do not fit: ", f"its longest line is '{longest}'; shorten it, or give the site fewer lines"
    if isinstance(error, GlyphError):
        why, hint = "", ""
    return SiteError(
        Problem(
            Place(site.place.path, site.place.line, site.place.column),
            f"site '{site.id}': {why}{problem.message}",
            hint or problem.hint,
        )
        for problem in error.problems
    )
