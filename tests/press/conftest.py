"""What the tests of the press share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.press.files import OLD, build
from tests.press.samples import topic_alone


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the old files in it."""
    build(tmp_path / "out", OLD)
    return tmp_path / "out"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the tests' library that may be changed, with one topic."""
    return topic_alone(tmp_path / "library")
