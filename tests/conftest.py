"""What all tests share: `--soak`, `--accept`, how many hostile examples are run, the library's copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from layouts.typesetting import compose, fontfiles, typefaces
from tests.press.everything import Everything, Key, Made


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--soak` runs 50,000 examples in each test of hostile input, new ones each time, in place of the same few.

    `--accept` writes the goldens of `tests/layouts/test_goldens.py` anew; no machine runs it.
    """
    parser.addoption("--accept", action="store_true", help="write the golden placements anew instead of comparing")
    parser.addoption("--soak", action="store_true", help="run the tests of hostile input for long, with new examples")


def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis reads its profile when a test module is imported, which is after this."""
    soak = config.getoption("--soak")
    settings.register_profile(
        "hostile",
        max_examples=50_000 if soak else 500,
        derandomize=not soak,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


@pytest.fixture(scope="session")
def library_copies() -> Mapping[Key, Made]:
    """Every copy of the real library: (brand, locale, layout, paper, copy) -> edition, composition, finished copy."""
    return Everything()


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A function that says where the system's fonts are, and whether there are packages of fonts; forgotten afterwards."""

    def forget() -> None:
        for known in (typefaces.family, fontfiles.told, compose._typesetter):
            known.cache_clear()

    def said(*system: Path, packages: bool = True) -> None:
        monkeypatch.setattr(fontfiles, "system_folders", lambda: system)
        if not packages:
            monkeypatch.setattr(fontfiles, "_package", lambda _: None)
        forget()

    yield said
    forget()
