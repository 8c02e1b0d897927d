"""What one text says, for its brand and at each of its sites. In: a library and names. Out: editions."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from handouts.blocks import Length
from handouts.edition import Edition
from handouts.library import Library
from handouts.problem import ContentError, Problem
from handouts.site import Site
from handouts.topic_reader import ENGLISH


class Wording(Struct, frozen=True, kw_only=True):
    """A topic in a language at one length, as a brand has it printed."""

    library: Library
    topic: str
    tag: str
    length: Length
    brand: str
    discreet: bool

    def edition(self, site: Site | None = None) -> Edition:
        """The edition of the brand, or of one of its sites. Raises ContentError as `Library.edition` does."""
        return self._edition(self.tag, site)

    def pair(self, edition: Edition, site: Site | None = None) -> Edition:
        """The edition with the English one beside it. A site that changes the text must change the English, too."""
        changed = site is not None and self._is_changed(site, self.tag)
        english = self._edition(ENGLISH, site, own_words=changed)
        if site is not None and changed:
            missing = {each.id for each in edition.sections} - {each.id for each in english.sections}
            if missing or not self._is_changed(site, ENGLISH):
                what = f"the section '{min(missing)}'" if missing else f"'{self.topic}'"
                message = f"site '{site.id}' has changed {what} in '{self.tag}' and not in English, which stands beside"
                hint = "write the same overlay for en, or leave out the layouts that print both"
                raise ContentError(Problem(site.place, message, hint))
        return replace(edition, beside=english)

    def is_own(self, site: Site) -> bool:
        """Whether a site has words or a logo of its own, and so shares its pages with no other."""
        return site.logo is not None or self._is_changed(site, self.tag)

    def _is_changed(self, site: Site, tag: str) -> bool:
        return self.library.has_overlay(self.brand, site.id, self.topic, tag)

    def _edition(self, tag: str, site: Site | None, *, own_words: bool = True) -> Edition:
        return self.library.edition(self.topic, tag, self.length, self.brand, self.discreet, site, own_words=own_words)
