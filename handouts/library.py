"""The library: all content under one folder. In: the folder. Out: topics, locales, brands, facts, editions, problems.

Files are read when they are first asked for, and once. What there is is found by looking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from handouts.blocks import Length
from handouts.brand import Brand
from handouts.checks import Draft, checks
from handouts.edition import Edition, make
from handouts.facts import Fact, hold_dates
from handouts.gathering import Problems
from handouts.locale import Locale
from handouts.nearest import did_you_mean
from handouts.overlay import overlaid, problems_of
from handouts.overlays import check_overlays
from handouts.problem import Place, Problem, UsageError
from handouts.shelf import OverlayName, Read, Shelf
from handouts.site import Site, at_site
from handouts.site_table import read_table
from handouts.topic import Topic
from handouts.topic_reader import ENGLISH

T = TypeVar("T")


class Planned(Struct, frozen=True, order=True):
    """An edition that can be made: the names that `Library.edition` takes."""

    topic: str
    tag: str
    brand: str
    length: Length


class Library:
    """The content of one folder that holds `topics/`, `locales/`, `brands/` and `facts/`.

    A name that is not there raises UsageError; a file with a problem raises ContentError with all of its problems; a
    file that cannot be opened raises FilesError.
    """

    def __init__(self, root: Path) -> None:
        self._shelf = Shelf(root)
        self._tables: dict[Path, tuple[Site, ...]] = {}

    def slugs(self) -> tuple[str, ...]:
        """The topics by their folders' names."""
        return self._shelf.slugs()

    def tags(self, topic: str) -> tuple[str, ...]:
        """The languages a topic is there in."""
        self._hold("topic", topic, self.slugs(), "topics")
        return self._shelf.stems("topics", topic)

    def locales(self) -> tuple[str, ...]:
        """The tags of all locales."""
        return self._shelf.stems("locales")

    def brands(self) -> tuple[str, ...]:
        """The names of all brands' files."""
        return self._shelf.stems("brands")

    def topic(self, topic: str, tag: str) -> Topic:
        """A topic in a language."""
        return _value(self._topic(topic, tag))

    def locale(self, tag: str) -> Locale:
        """A locale, held against the English one."""
        return _value(self._locale(tag))

    def brand(self, brand: str) -> Brand:
        """A brand with its logo."""
        return _value(self._brand(brand))

    def sites(self, brand: str) -> tuple[Site, ...]:
        """The sites in a brand's file, in its order."""
        return _value(self._shelf.sites(self._hold("brand", brand, self.brands(), "brands")))

    def table(self, path: Path) -> tuple[Site, ...]:
        """The sites of a table, in its order. Problems name the path as the user typed it."""
        if path not in self._tables:
            self._tables[path] = read_table(path, path.as_posix(), self.locales())
        return self._tables[path]

    def has_overlay(self, brand: str, site: str, topic: str, tag: str) -> bool:
        """Whether a site says something else than its brand in this text; sites that do not share an edition."""
        return OverlayName(brand, site, topic, tag) in self._shelf.overlays(brand)

    def fonts(self, brand: str) -> Path | None:
        """The folder of a brand's own fonts, where it has one."""
        return self._shelf.fonts(self._hold("brand", brand, self.brands(), "brands"))

    def facts(self) -> Mapping[str, Fact]:
        """All facts by their ids, expired ones too."""
        return _value(self._shelf.facts())

    def plan(self) -> tuple[Planned, ...]:
        """Every edition that can be made: each text that has a locale, for each brand, at each length."""
        return tuple(
            Planned(topic, tag, brand, length)
            for topic in self.slugs()
            for tag in self.tags(topic)
            if tag in self.locales()
            for brand in self.brands()
            for length in Length
        )

    def edition(
        self,
        topic: str,
        tag: str,
        length: Length,
        brand: str,
        discreet: bool = False,
        site: Site | None = None,
        *,
        own_words: bool = True,
    ) -> Edition:
        """What one handout says. Raises ContentError with the problems of all files it is made of, or of filling it.

        For a site it is the brand as it prints there and, with `own_words`, the topic as its overlay has it. Dates are
        not looked at here: `check` holds them.
        """
        text, locale, who, facts = self._topic(topic, tag), self._locale(tag), self._brand(brand), self._shelf.facts()
        _raise_any([*text.problems, *locale.problems, *who.problems, *facts.problems])
        said, publisher = _value(text), _value(who)
        if site is not None:
            publisher = at_site(publisher, site)
            if own_words and self.has_overlay(brand, site.id, topic, tag):
                overlay = _value(self._shelf.overlay(OverlayName(brand, site.id, topic, tag)))
                _raise_any(problems_of(said, overlay))
                said = replace(said, sections=overlaid(said, overlay))
        return make(said, _value(locale), publisher, _value(facts), length, discreet)

    def check(
        self,
        today: date,
        release: bool = False,
        *,
        topics: Collection[str] = (),
        tags: Collection[str] = (),
        brands: Collection[str] = (),
        sites: Collection[Site] = (),
    ) -> list[Problem]:
        """Every problem and warning of the library as of `today`, in the order of places, each once.

        `release` also holds sign-offs and fresh translations. Names narrow what is looked at; none of a kind means all.
        `sites` are those of tables, which every brand that is looked at has beside its own.
        """
        slugs = [self._hold("topic", each, self.slugs(), "topics") for each in topics] or self.slugs()
        chosen = [self._brand(each) for each in brands or self.brands()]
        found = [*self._shelf.misnamed(), *self._empty()]
        facts = self._shelf.facts()
        dates = Problems()
        hold_dates(facts.value or {}, today, dates)
        found += [*facts.problems, *dates.found]
        found += (problem for read in chosen for problem in read.problems)
        at: dict[str, tuple[Site, ...]] = {}
        for name in brands or self.brands():
            own = self._shelf.sites(name)
            at[name] = (*(own.value or ()), *sites)
            found += own.problems
            found += check_overlays(self._shelf, name, at[name], topics=slugs, tags=tags, today=today, release=release)
        for tag in self.locales():
            if not tags or tag in (*tags, ENGLISH):
                found += self._locale(tag).problems
        sound = tuple(each for read in chosen if (brand := read.sound) for each in _publishers(brand, at[brand.slug]))
        for slug in slugs:
            for tag in self.tags(slug):
                if not tags or tag in tags:
                    found += self._check_topic(slug, tag, sound, today, release)
        return sorted(dict.fromkeys(found))

    def same_until(self, today: date) -> date:
        """The last day on which the same is found wrong as `today`, in the files that were read so far.

        Checks hold the day against two kinds of dates: when a fact expires, and when a text is to be reviewed.
        """
        facts = self._shelf.facts().value or {}
        days = (
            *(fact.expires for fact in facts.values()),
            *(topic.review.review_by for topic in self._shelf.topics_read()),
        )
        return min((day for day in days if day >= today), default=date.max)

    def _check_topic(
        self, slug: str, tag: str, brands: tuple[Brand, ...], today: date, release: bool
    ) -> Iterator[Problem]:
        read = self._topic(slug, tag)
        yield from read.problems
        known = tag in self.locales()
        if not known:
            hint = did_you_mean(tag, self.locales()) or f"write {self._shelf.shown('locales', tag)}.yaml first"
            yield Problem(Place(self._shelf.shown("topics", slug, f"{tag}.yaml")), f"there is no locale '{tag}'", hint)
        if read.value is None:
            return
        source, problems = self._source_of(read.value)
        yield from problems
        draft = Draft(
            topic=read.value,
            source=source if read.sound is not None else None,
            locale=self._locale(tag).sound if known else None,
            facts=self._shelf.facts().sound,
            brands=brands,
            today=today,
            release=release,
        )
        for check in checks().values():
            yield from check(draft)

    def _source_of(self, topic: Topic) -> tuple[Topic | None, Iterable[Problem]]:
        """The sound text that a translation was made from, and the problems on the way to it."""
        translation = topic.translation
        if translation is None or translation.source in ("", topic.tag):
            return None, ()
        if translation.source not in self.tags(topic.slug):
            message = f"there is no text in '{translation.source}' that this could be translated from"
            return None, [Problem(translation.place, message, f"it is there in: {', '.join(self.tags(topic.slug))}")]
        read = self._topic(topic.slug, translation.source)
        return read.sound, read.problems

    def _empty(self) -> Iterator[Problem]:
        for kind, names in ("topics", self.slugs()), ("locales", self.locales()), ("brands", self.brands()):
            if not names:
                yield Problem(Place(self._shelf.shown(kind)), f"there are no {kind}", "is this the right folder?")
        if self.locales() and ENGLISH not in self.locales():
            message = "there is no English locale, which the others are held against"
            yield Problem(Place(self._shelf.shown("locales")), message, f"write {ENGLISH}.yaml first")

    def _topic(self, topic: str, tag: str) -> Read[Topic]:
        self._hold("text of this topic in", tag, self.tags(topic), "topics", topic)
        return self._shelf.topic(topic, tag)

    def _locale(self, tag: str) -> Read[Locale]:
        return self._shelf.locale(self._hold("locale", tag, self.locales(), "locales"))

    def _brand(self, brand: str) -> Read[Brand]:
        return self._shelf.brand(self._hold("brand", brand, self.brands(), "brands"))

    def _hold(self, what: str, name: str, known: Collection[str], *parts: str) -> str:
        if name not in known:
            listed = f"there are: {', '.join(known)}" if known else "there are none"
            hint = did_you_mean(name, known) or listed
            raise UsageError(Problem(Place(self._shelf.shown(*parts)), f"there is no {what} '{name}'", hint))
        return name


def _publishers(brand: Brand, sites: Iterable[Site]) -> Iterator[Brand]:
    """The brand as checks see it: as it is, and at a site without a web address, which is all that a site may lack."""
    yield brand
    lacking = next((site for site in sites if not site.web), None)
    if lacking is not None and brand.web:
        yield at_site(brand, lacking)


def _value(read: Read[T]) -> T:
    _raise_any(read.problems)
    if read.value is None:
        raise AssertionError("a file without a value has a problem")
    return read.value


def _raise_any(problems: Iterable[Problem]) -> None:
    gathered = Problems()
    gathered.found += problems
    gathered.raise_if_any()
