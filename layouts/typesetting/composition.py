"""A composition: a piece with everything at its place, not yet inked. Frozen values that the press takes over."""

from __future__ import annotations

from msgspec import Struct

from handouts.edition import Edition
from layouts.typesetting.layout import Fit, Layout, Page
from layouts.typesetting.marks import Mark
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.tags import Element


class Placement(Struct, frozen=True):
    """A mark on its page: `x` and `top` (y going up) of the strip whose corner its own position is counted from."""

    panel: str
    x: float
    top: float
    mark: Mark


class Bookmark(Struct, frozen=True):
    """A heading in the outline of a finished PDF."""

    title: str
    page: int
    top: float


class ComposedPage(Struct, frozen=True):
    """A page with everything on it, in reading order, furniture last."""

    page: Page
    placements: tuple[Placement, ...]


class Composition(Struct, frozen=True):
    """A piece composed and not yet inked."""

    edition: Edition
    layout: Layout
    paper: str
    pages: tuple[ComposedPage, ...]
    bookmarks: tuple[Bookmark, ...]
    root: Element
    fit: Fit
    right_to_left: bool
    desk: Desk

    @property
    def body(self) -> float:
        """The size of running text, points."""
        return self.fit.body
