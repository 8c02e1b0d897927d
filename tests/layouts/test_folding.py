"""Folds: panels tile the sheet, creases meet back to back, the folded-in panel is narrower by the tuck."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.typesetting.folding import TUCK, TUCK_LEAST, TUCK_MOST, letter_fold
from layouts.typesetting.geometry import INCH, MM, PAPERS

SHEETS = st.floats(150 * MM, 500 * MM)
TUCKS = st.floats(TUCK_LEAST, TUCK_MOST)


@given(SHEETS, TUCKS, st.booleans())
def test_creases_meet_back_to_back(width: float, tuck: float, right_to_left: bool) -> None:
    """Seen from behind, an outside crease stands where the inside crease of the same fold stands."""
    fold = letter_fold(width, tuck, right_to_left=right_to_left)

    mirrored = sorted(width - x for x in fold.outside)

    assert mirrored == pytest.approx(sorted(fold.inside))


@given(SHEETS, TUCKS)
def test_panels_tile_the_sheet(width: float, tuck: float) -> None:
    """Two full panels and one narrower by the tuck are exactly the sheet."""
    fold = letter_fold(width, tuck)

    assert 2 * fold.big + fold.small == pytest.approx(width)
    assert fold.big - fold.small == pytest.approx(tuck)


def test_letter_and_a4_are_folded_as_print_shops_publish_it() -> None:
    """11 in: 3.6875, 3.6875, 3.625 in. A4: 100, 100, 97 mm. Outside folds of Letter at 3.625 and 7.3125 in."""
    letter = letter_fold(PAPERS["letter"].turned.width, TUCK["letter"])
    a4 = letter_fold(PAPERS["a4"].turned.width, TUCK["a4"])

    assert (3.6875, 3.625) == pytest.approx((letter.big / INCH, letter.small / INCH))
    assert (3.625, 7.3125) == pytest.approx(tuple(x / INCH for x in letter.outside))
    assert (3.6875, 7.375) == pytest.approx(tuple(x / INCH for x in letter.inside))
    assert (100, 97) == pytest.approx((a4.big / MM, a4.small / MM))


@pytest.mark.parametrize("tuck", [0.0, TUCK_LEAST - 0.01, TUCK_MOST + 0.01])
def test_a_tuck_that_no_folder_holds_is_refused(tuck: float) -> None:
    """Less than 1/32 in or more than 4 mm is an error, not a fold."""
    with pytest.raises(ValueError, match="tuck"):
        letter_fold(792.0, tuck)
