"""What all tests share: the `--soak` option and how many examples a test of hostile input runs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--soak` runs 50,000 examples in each test of hostile input, new ones each time, in place of the same few."""
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
