"""The shelf: finding the files of a library and reading each once. In: the library's folder. Out: what each file holds.

Nothing here raises for what stands in a file: a `Read` carries the problems, so that all files' are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct

from handouts import source
from handouts.brand import Brand, brand_of
from handouts.facts import Fact, facts_of
from handouts.gathering import Problems
from handouts.locale import Locale, locale_of
from handouts.logo import read_logo
from handouts.overlay import Overlay
from handouts.overlay_reader import overlay_of
from handouts.problem import ContentError, Place, Problem
from handouts.site import Site
from handouts.site_reader import sites_of
from handouts.source import Node
from handouts.topic import Topic
from handouts.topic_reader import ENGLISH, topic_of

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Read(Struct, Generic[T_co], frozen=True):
    """What became of a file: its value, as complete as it could be read, and the problems on the way."""

    value: T_co | None
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> T_co | None:
        """The value where nothing is wrong with it."""
        return None if any(not each.warning for each in self.problems) else self.value


class OverlayName(Struct, frozen=True):
    """Which overlay: of a brand's site, for a topic in a language."""

    brand: str
    site: str
    topic: str
    tag: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Where its file is, from the library's folder on."""
        return ("brands", self.brand, "sites", self.site, self.topic, f"{self.tag}.yaml")


class Shelf:
    """All files of one library. Paths are shown from the folder's parent on: `handouts/topics/...`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._topics: dict[tuple[str, str], Read[Topic]] = {}
        self._locales: dict[str, Read[Locale]] = {}
        self._brands: dict[str, Read[Brand]] = {}
        self._sites: dict[str, Read[tuple[Site, ...]]] = {}
        self._overlays: dict[str, Mapping[OverlayName, None]] = {}
        self._changes: dict[OverlayName, Read[Overlay]] = {}
        self._facts: Read[dict[str, Fact]] | None = None

    def shown(self, *parts: str) -> str:
        """The path of a file or folder in the library as the user sees it."""
        return "/".join((self.root.resolve().name, *parts))

    def slugs(self) -> tuple[str, ...]:
        """The topics: the folders in `topics/` that hold a text."""
        return tuple(folder.name for folder in _folders(self.root / "topics") if _stems(folder))

    def stems(self, *parts: str) -> tuple[str, ...]:
        """The names, without `.yaml`, of the files in a folder of the library."""
        return _stems(self.root.joinpath(*parts))

    def topic(self, slug: str, tag: str) -> Read[Topic]:
        """One topic in one language; the file must be there."""
        if (slug, tag) not in self._topics:
            self._topics[slug, tag] = self._read(
                lambda node, problems: topic_of(node, slug, tag, problems), "topics", slug, f"{tag}.yaml"
            )
        return self._topics[slug, tag]

    def topics_read(self) -> tuple[Topic, ...]:
        """The texts that were read so far."""
        return tuple(each.value for each in self._topics.values() if each.value is not None)

    def locale(self, tag: str) -> Read[Locale]:
        """One locale, held against the English one; the file must be there."""
        if tag not in self._locales:
            model = self.locale(ENGLISH).sound if tag != ENGLISH and ENGLISH in self.stems("locales") else None
            self._locales[tag] = self._read(
                lambda node, problems: locale_of(node, tag, problems, model), "locales", f"{tag}.yaml"
            )
        return self._locales[tag]

    def brand(self, slug: str) -> Read[Brand]:
        """One brand with its logo; the file must be there."""
        if slug not in self._brands:
            self._brands[slug] = self._read(
                lambda node, problems: self._brand(node, slug, problems), "brands", f"{slug}.yaml"
            )
        return self._brands[slug]

    def sites(self, slug: str) -> Read[tuple[Site, ...]]:
        """The sites in a brand's file; the file must be there."""
        self.brand(slug)
        return self._sites.get(slug, Read((), ()))

    def overlays(self, slug: str) -> Mapping[OverlayName, None]:
        """The overlays of a brand's sites, by the names of their folders and files, in their order."""
        if slug not in self._overlays:
            self._overlays[slug] = dict.fromkeys(
                OverlayName(slug, site.name, topic.name, tag)
                for site in _folders(self.root / "brands" / slug / "sites")
                for topic in _folders(site)
                for tag in _stems(topic)
            )
        return self._overlays[slug]

    def overlay(self, name: OverlayName) -> Read[Overlay]:
        """One overlay; the file must be there."""
        if name not in self._changes:
            self._changes[name] = self._read(overlay_of, *name.parts)
        return self._changes[name]

    def fonts(self, slug: str) -> Path | None:
        """The folder of a brand's own fonts, where there is one."""
        folder = self.root / "brands" / slug / "fonts"
        return folder if folder.is_dir() else None

    def facts(self) -> Read[dict[str, Fact]]:
        """The facts of all files."""
        if self._facts is None:
            problems = Problems()
            names = [f"{stem}.yaml" for stem in self.stems("facts")]
            files: list[Read[Node]] = [self._read(_as_it_is, "facts", name) for name in names]
            problems.found += (problem for file in files for problem in file.problems)
            facts = facts_of((file.value for file in files if file.value is not None), problems)
            self._facts = Read(facts, tuple(problems.found))
        return self._facts

    def misnamed(self) -> Iterator[Problem]:
        """Files and folders whose names say that they are content, in a way that nobody would find them."""
        brands = _folders(self.root / "brands")
        topics = [topic for brand in brands for site in _folders(brand / "sites") for topic in _folders(site)]
        plain = (self.root / each for each in ("locales", "brands", "facts"))
        for folder in (*plain, *_folders(self.root / "topics"), *topics):
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
                    shown = self.shown(*path.relative_to(self.root).parts)
                    yield Problem(Place(shown), "this file is not read", f"name it {path.stem}.yaml")
        for folder in (each for brand in brands for each in (brand / "sites", *_folders(brand / "sites"))):
            for path in sorted(folder.glob("*.y*ml")) if folder.is_dir() else ():
                shown = self.shown(*path.relative_to(self.root).parts)
                yield Problem(Place(shown), "this file is not read", "an overlay is <site>/<topic>/<language>.yaml")
        for folder in _folders(self.root / "topics"):
            if ENGLISH not in _stems(folder):
                message = f"the topic '{folder.name}' has no {ENGLISH}.yaml"
                yield Problem(Place(self.shown("topics", folder.name)), message, "the English text comes first")

    def _brand(self, node: Node, slug: str, problems: Problems) -> Brand:
        folder, found = self.root / "brands" / slug, Problems()
        self._sites[slug] = Read(sites_of(node, folder, self.stems("locales"), found), tuple(found.found))
        logo = read_logo(folder, self.shown("brands", slug), problems)
        return brand_of(node, slug, problems, logo)

    def _read(self, build: Callable[[Node, Problems], T | None], *parts: str) -> Read[T]:
        problems = Problems()
        try:
            node = source.read(self.root.joinpath(*parts), self.shown(*parts))
        except ContentError as error:
            return Read(None, error.problems)
        value = build(node, problems)
        return Read(value, tuple(problems.found))


def _as_it_is(node: Node, _: Problems) -> Node:
    return node


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def _stems(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.stem for path in folder.glob("*.yaml") if not path.name.startswith(".")))
