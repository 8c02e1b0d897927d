"""A composition: a piece with everything at its place, not yet inked. Frozen values that the press takes over."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.edition import Edition
from layouts.typesetting.layout import Layout, Page
from layouts.typesetting.marks import Mark
from layouts.typesetting.tags import Element


@dataclass(frozen=True)
class Placement:
    """A mark on its page: `x` and `top` (y going up) of the strip whose corner its own position is counted from."""

    panel: str
    x: float
    top: float
    mark: Mark


@dataclass(frozen=True)
class Bookmark:
    """A heading in the outline of a finished PDF."""

    title: str
    page: int
    top: float


@dataclass(frozen=True)
class ComposedPage:
    """A page with everything on it, in reading order, furniture last."""

    page: Page
    placements: tuple[Placement, ...]


@dataclass(frozen=True)
class Composition:
    """A piece composed and not yet inked."""

    edition: Edition
    layout: Layout
    paper: str
    copy_id: str
    pages: tuple[ComposedPage, ...]
    bookmarks: tuple[Bookmark, ...]
    root: Element
    body: float
    right_to_left: bool
