"""What all tests share: `--soak`, `--accept`, how many hostile examples are run, the library's copies."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, settings

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
