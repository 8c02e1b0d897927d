"""What the tests of the program share: a day, a library that may be changed, and no composing where it is not looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from press import work
from press.orders import Finished
from press.plan import Batch
from tests.press.samples import pdf, topic_alone
from tests.program.typed import DAY


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every test on the same day, in an empty folder."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tests' library that may be changed, with one topic."""
    return topic_alone(tmp_path_factory.mktemp("copy") / "library")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> dict[str, Exception]:
    """No composing: PDFs are stand-ins; an order fails with the error that is noted for its layout."""
    errors: dict[str, Exception] = {}

    def made(batch: Batch, number: int, sample: bool) -> Finished:
        wanted = batch.orders[number]
        if wanted.layout in errors:
            raise errors[wanted.layout]
        return Finished(wanted, pdf(wanted), 2, batch.edition.title.text)

    monkeypatch.setattr(work, "_made", made)
    return errors
