"""Telephone numbers as printed."""

from __future__ import annotations

import pytest

from handouts.telephone import dialled, is_dialled, is_texted, is_us_number


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1-800-222-1222", "+18002221222"),
        ("866-352-6898", "+18663526898"),
        ("(202) 555-0142", "+12025550142"),
        ("+1 202 555 0142", "+12025550142"),
        ("202.555.0142", "+12025550142"),
        ("911", "911"),
        ("988", "988"),
        ("435748", "435748"),
    ],
)
def test_dialled(printed: str, expected: str) -> None:
    """Ten and eleven digits become E.164; short numbers are dialled as they are."""
    assert expected == dialled(printed)


@pytest.mark.parametrize("printed", ["1-800-222-1222", "(202) 555-0142", "+1 202 555 0142", "202.555.0142"])
def test_us_numbers(printed: str) -> None:
    """The usual ways to print a number are known; such a number can be called and texted."""
    assert [True, True, True] == [is_us_number(printed), is_dialled(printed), is_texted(printed)]


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "555-0142",
        "2025550142",
        "102-555-0142",
        "202-155-0142",
        "202-555-01423",
        "٢٠٢-555-0142",
        "1-800-HELP",
        "+44 20 79",
    ],
)
def test_no_numbers(printed: str) -> None:
    """What is not such a number is none."""
    assert [False, False] == [is_us_number(printed), is_dialled(printed)]


def test_short_numbers() -> None:
    """Service numbers are called and texted; short codes are texted only."""
    assert [True, True, False, False] == [is_dialled(each) for each in ("911", "988", "435748", "999")]
    assert [True, True, True, False] == [is_texted(each) for each in ("911", "988", "435748", "999")]
