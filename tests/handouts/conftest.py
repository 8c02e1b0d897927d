"""The library of the tests: two locales, one brand, facts, and two topics of which one uses every block type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handouts import source
from handouts.brand import Brand
from handouts.fields import Fields
from handouts.gathering import Problems
from handouts.library import Library
from handouts.locale import Locale

ROOT = Path(__file__).parents[1] / "library"


@pytest.fixture(scope="session")
def library() -> Library:
    """The library of the tests; reading changes nothing in it."""
    return Library(ROOT)


@pytest.fixture(scope="session")
def english(library: Library) -> Locale:
    """The English locale of the library of the tests."""
    return library.locale("en")


@pytest.fixture(scope="session")
def brand(library: Library) -> Brand:
    """The brand of the library of the tests."""
    return library.brand("clinic")


@pytest.fixture
def today() -> date:
    """A day on which nothing in the library of the tests is past its date."""
    return date(2026, 12, 1)


@pytest.fixture
def fields() -> Callable[[str], Fields]:
    """Fields of a text of YAML."""
    return lambda text: Fields(source.parse(text.encode(), "x.yaml"), "thing", Problems())
