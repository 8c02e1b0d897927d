"""Wishes of the tests, answered out of their own library by layouts that are only planned with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from handouts.blocks import Length
from handouts.library import Library
from press.orders import Order, Wish
from press.plan import complete, plan
from tests.press.samples import LIBRARY


@dataclass(frozen=True)
class Piece:
    """Stands for a layout."""

    length: Length
    papers: tuple[str, ...] = ("letter", "a4")
    beside_english: bool = False


LAYOUTS = {"card": Piece(Length.BRIEF), "flyer": Piece(Length.SHORT), "poster": Piece(Length.SHORT, ("a4",))}


def orders(wish: Wish, root: Path = LIBRARY) -> list[Order]:
    """The orders that answer a wish; of the tests' own library only the topic that these tests speak of."""
    library = Library(root)
    if root == LIBRARY and not wish.topics:
        wish = replace(wish, topics=("stopping",))
    return [each for batch in plan(library, LAYOUTS, complete(library, LAYOUTS, wish)) for each in batch.orders]
