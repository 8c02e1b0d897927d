"""Which day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from handouts.problem import UsageError
from handouts.today import today


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("1795305599", date(2026, 11, 21)),
        ("1795305600", date(2026, 11, 22)),
    ],
)
def test_epoch(monkeypatch: pytest.MonkeyPatch, epoch: str, day: date) -> None:
    """SOURCE_DATE_EPOCH is counted in UTC, whatever the time zone."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")

    assert day == today()


@pytest.mark.parametrize("epoch", ["tomorrow", "1e9", "9" * 30])
def test_no_epoch_at_all(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """What is not a count of seconds is an error of use that names the variable."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    with pytest.raises(UsageError, match=r"^SOURCE_DATE_EPOCH: '.+' is not a count of seconds"):
        today()


def test_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, or with an empty one, the day is the system's, in UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    before = datetime.now(UTC).date()

    found = today()

    assert before <= found <= before + timedelta(days=1)
