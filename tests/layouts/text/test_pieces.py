"""Pieces: what is remembered of one text is never taken for another."""

from __future__ import annotations

from layouts.typesetting.text.itemize import Run
from layouts.typesetting.text.pieces import pieces
from layouts.typesetting.typefaces import Family


def test_a_piece_of_several_runs_is_known_by_all_that_makes_it(latin: Family) -> None:
    """The same letters again are the same piece; in other faces, spans, parts or closed they are another."""
    regular, bold = latin.regular[0], latin.bold[0]
    text = "one "

    def made(*runs: Run, closed: tuple[bool, ...] = (False, False)) -> object:
        return pieces(text, runs, [len(text)], ["en", "en"], closed)[0]

    first = made(Run(0, 1, 0, "Latn", regular, 0), Run(1, 4, 0, "Latn", bold, 1))
    assert made(Run(0, 1, 0, "Latn", regular, 0), Run(1, 4, 0, "Latn", bold, 1)) is first
    others = [
        made(Run(0, 2, 0, "Latn", regular, 0), Run(2, 4, 0, "Latn", bold, 1)),
        made(Run(0, 1, 0, "Latn", bold, 0), Run(1, 4, 0, "Latn", regular, 1)),
        made(Run(0, 1, 0, "Latn", regular, 0), Run(1, 4, 0, "Latn", bold, 1), closed=(True, False)),
        made(Run(0, 1, 0, "Latn", regular, 1), Run(1, 4, 0, "Latn", bold, 0)),
    ]
    assert first not in others
    assert all(others.count(each) == 1 for each in others)


def test_a_piece_is_cut_from_its_runs_wherever_it_stands(latin: Family) -> None:
    """A piece that begins inside one run and ends inside another holds the letters between, each in its run's face."""
    regular, bold = latin.regular[0], latin.bold[0]
    runs = [Run(0, 6, 0, "Latn", regular, 0), Run(6, 7, 0, "Latn", bold, 1), Run(7, 11, 0, "Latn", regular, 2)]
    made = pieces("one twofour", runs, [4, 9, 11], ["en"] * 3, [False] * 3)
    assert [[(atom.text, atom.face, atom.span) for atom in piece.whole] for piece in made] == [
        [("one ", regular, 0)],
        [("tw", regular, 0), ("o", bold, 1), ("fo", regular, 2)],
        [("ur", regular, 2)],
    ]
