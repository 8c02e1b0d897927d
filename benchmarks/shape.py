"""The shape of the work: plain data that every program can read. Nothing of the press is imported here."""

from __future__ import annotations

import msgspec
from msgspec import Struct

Run = tuple[str, bool, str]  # text, strong, address


class Part(Struct, frozen=True):
    """A block: its kind ("p", "ul", "ol", "table", "contacts", "box"), rows of cells of runs."""

    kind: str
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


class Chapter(Struct, frozen=True):
    """A section."""

    heading: str
    urgent: bool
    parts: tuple[Part, ...]


class Work(Struct, frozen=True, kw_only=True):
    """One document."""

    layout: str
    language: str
    width: float
    height: float
    columns: int
    size: float
    title: str
    promise: str
    message: str
    name: str
    phone: str
    address: tuple[str, ...]
    imprint: str
    chapters: tuple[Chapter, ...]
    colours: dict[str, str]

    @property
    def data(self) -> str:
        """As JSON."""
        return msgspec.json.encode(self).decode()

    @property
    def words(self) -> list[str]:
        """Every word that must be found again."""
        cells = (cell for each in self.chapters for part in each.parts for row in part.rows for cell in row)
        said = ["".join(run[0] for run in cell) for cell in cells]
        lines = [self.title, self.promise, self.message, self.name, self.phone, *self.address, self.imprint]
        return " ".join([*lines, *(each.heading for each in self.chapters), *said]).split()
