"""Goldens: every placement of the letter pieces as text, a line each, so that a change of look is read before it is kept.

`pytest tests/layouts/test_goldens.py --accept` writes them anew.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from layouts.typesetting.composition import Placement
from layouts.typesetting.marks import Code, Disc, Fill, Glyphs, Logo, Mark, Picture, Rule
from tests.layouts.pieces import PIECES, Piece

GOLDEN = Path(__file__).parents[1] / "golden"
WHOLE = frozenset({"ar", "en", "es"})  # every layout; of the others the trifold
CHOSEN = tuple(
    piece
    for piece in PIECES
    if (piece.paper, piece.brand) == ("letter", "am-health-care") and (piece.tag in WHOLE or piece.name == "trifold")
)


def written(piece: Piece) -> str:
    """The piece as text: a head, then each page with its placements."""
    made = piece.composition
    lines = [f"{piece.name} {piece.tag} on {piece.paper}: {len(made.pages)} pages, body {made.body:g} pt"]
    for number, composed in enumerate(made.pages, 1):
        page = composed.page
        lines += ["", f"page {number} {page.name}, {page.width:.1f} x {page.height:.1f}"]
        for panel, placements in groupby(composed.placements, lambda each: each.panel):
            lines.append(f"  {panel}")
            lines += [f"    {line}" for line in _placements(list(placements))]
    return "\n".join(lines) + "\n"


def _placements(placements: list[Placement]) -> Iterator[str]:
    for kind, run in groupby(placements, lambda each: type(each.mark)):
        same = list(run)
        if kind is Disc:
            yield f"{len(same)} Disc at {', '.join(f'{each.x + _x(each.mark):.1f} {each.top - _y(each.mark):.1f}' for each in same)}"
        else:
            yield from (_one(each) for each in same)


def _one(placement: Placement) -> str:
    mark, left, top = placement.mark, placement.x, placement.top
    match mark:
        case Glyphs(line, x, y, width, _, colour, align):
            run = line.runs[0]
            weight = "bold " if "Bold" in run.face.name else ""
            shift = {"start": line.start, "end": width - line.width, "centre": (width - line.width) / 2}[align]
            return f"{left + x + shift:.1f} {top - y:.1f} {run.size:.2f} {weight}{colour} | {line.text.rstrip()}"
        case Rule(x0, y0, x1, y1, colour, width):
            return f"Rule {left + x0:.1f} {top - y0:.1f} to {left + x1:.1f} {top - y1:.1f}, {width:.2f} {colour}"
        case Fill(x, y, width, height, colour, radius, stroke):
            kind = f"Line {stroke:g}" if stroke else "Fill"
            return f"{kind} {left + x:.1f} {top - y - height:.1f} {width:.1f} x {height:.1f} {colour} r{radius:g}"
        case Picture(name, x, y, width, height):
            return f"Picture {name} {left + x:.1f} {top - y - height:.1f} {width:.1f} x {height:.1f}"
        case Logo(x, y, width, height):
            return f"Logo {left + x:.1f} {top - y - height:.1f} {width:.1f} x {height:.1f}"
        case Code(text, x, y, side):
            return f"Code {left + x:.1f} {top - y - side:.1f} {side:.1f} {text}"
        case Disc():
            raise AssertionError("discs are written together")


def _x(mark: Mark) -> float:
    return mark.x if isinstance(mark, Disc) else 0.0


def _y(mark: Mark) -> float:
    return mark.y if isinstance(mark, Disc) else 0.0


@pytest.mark.parametrize("piece", CHOSEN, ids=lambda piece: f"{piece.name}-{piece.tag}")
def test_golden(piece: Piece, request: pytest.FixtureRequest) -> None:
    """Everything stands where it stood; what moved is shown, and `--accept` keeps it."""
    path = GOLDEN / f"{piece.name}-{piece.tag}.txt"
    now = written(piece)
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8", newline="\n")
        return
    before = path.read_text(encoding="utf-8") if path.exists() else ""

    if before != now:
        lines = difflib.unified_diff(before.splitlines(), now.splitlines(), f"golden/{path.name}", "now", lineterm="")
        pytest.fail("\n".join(list(lines)[:120]) + "\nIs it meant? Then run pytest with --accept.", pytrace=False)


def test_every_golden_is_of_a_piece_that_is_there() -> None:
    """No file is left over from a layout or a language that is gone, and there are some."""
    found = {path.stem for path in GOLDEN.glob("*.txt")}

    assert len(found) >= 5
    assert set() == found - {f"{piece.name}-{piece.tag}" for piece in CHOSEN}
