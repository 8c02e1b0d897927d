"""Levels: the Unicode Bidirectional Algorithm (UAX #9), P2 to I2. In: one paragraph. Out: a level for each character.

Explicit embeddings, overrides, isolates and brackets in full. L1 and L2 belong to a line and come later (`order`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from layouts.typesetting.text.bidiclasses import bidi_class
from layouts.typesetting.text.weakneutral import resolve

DEEPEST = 125
INITIATORS = frozenset(("LRI", "RLI", "FSI"))
EMBEDDINGS = {"RLE": None, "LRE": None, "RLO": "R", "LRO": "L"}
REMOVED = frozenset(("RLE", "LRE", "RLO", "LRO", "PDF", "BN"))
TURNING = frozenset(("R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI"))
# All that are of such a class, and some that are not: a search for these is quicker than a look at each character.
MAY_TURN = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
RAISING = TURNING - {"R", "AL"} | {"L", "EN"}  # what rises above the level of a paragraph from right to left


def levels(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """The paragraph's level and one level a character.

    `base`: 0, 1, or None to go by the first strong character (P2, P3). Characters that X9 removes take the level of the
    one before them.
    """
    if base != 1 and not MAY_TURN.search(text):
        return 0, [0] * len(text)
    if base == 1 and RAISING.isdisjoint(map(bidi_class, set(text))):
        return 1, [1] * len(text)
    original = [bidi_class(char) for char in text]
    matching = _matching(original)
    if base is None:
        base = _first_strong(original, 0, len(text), matching)
    explicit, classes = _explicit(original, base, matching)
    found = explicit.copy()
    kept = [index for index, name in enumerate(original) if name not in REMOVED]
    for sequence, start, end in _sequences(kept, explicit, original, matching, base):
        resolve(sequence, text, original, classes, found, start, end)
    for index, name in enumerate(original):
        if name in REMOVED:
            found[index] = found[index - 1] if index else base
    return base, found


def _matching(classes: Sequence[str]) -> dict[int, int]:
    """Isolate initiators and the PDI of each, by index (BD9)."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for index, name in enumerate(classes):
        if name in INITIATORS:
            open_.append(index)
        elif name == "PDI" and open_:
            pairs[open_.pop()] = index
    return pairs


def _first_strong(classes: Sequence[str], start: int, stop: int, matching: dict[int, int]) -> int:
    index = start
    while index < stop:
        name = classes[index]
        if name == "L":
            return 0
        if name in ("R", "AL"):
            return 1
        index = matching.get(index, stop) if name in INITIATORS else index + 1
    return 0


def _explicit(original: Sequence[str], base: int, matching: dict[int, int]) -> tuple[list[int], list[str]]:
    """X1 to X8: levels, and classes with the overrides applied."""
    classes = list(original)
    found = [base] * len(classes)
    stack: list[tuple[int, str | None, bool]] = [(base, None, False)]
    lost_isolates = lost_embeddings = isolates = 0
    for index, name in enumerate(original):
        level, override, _ = stack[-1]
        if name in EMBEDDINGS:
            deeper = _next(level, name in ("RLE", "RLO"))
            if deeper <= DEEPEST and not lost_isolates and not lost_embeddings:
                stack.append((deeper, EMBEDDINGS[name], False))
            elif not lost_isolates:
                lost_embeddings += 1
        elif name in INITIATORS:
            right = name == "RLI"
            if name == "FSI":
                right = bool(_first_strong(original, index + 1, matching.get(index, len(original)), matching))
            deeper = _next(level, right)
            if deeper <= DEEPEST and not lost_isolates and not lost_embeddings:
                isolates += 1
                stack.append((deeper, None, True))
            else:
                lost_isolates += 1
        elif name == "PDI":
            if lost_isolates:
                lost_isolates -= 1
            elif isolates:
                lost_embeddings = 0
                while not stack.pop()[2]:
                    pass
                isolates -= 1
            level, override, _ = stack[-1]
        elif name == "PDF":
            if not lost_isolates:
                if lost_embeddings:
                    lost_embeddings -= 1
                elif not stack[-1][2] and len(stack) > 1:
                    stack.pop()
        elif name == "B":
            level, override = base, None
        found[index] = level
        if override and name not in REMOVED:
            classes[index] = override
    return found, classes


def _next(level: int, right: bool) -> int:
    """The next higher odd level for right to left, the next higher even one for left to right."""
    return level + 1 + ((level + 1) % 2 != right)


def _sequences(
    kept: Sequence[int], found: Sequence[int], original: Sequence[str], matching: dict[int, int], base: int
) -> list[tuple[list[int], str, str]]:
    """X10: isolating run sequences as indices, each with the direction before its start and after its end."""
    runs: list[list[int]] = []
    for index in kept:
        if runs and found[runs[-1][-1]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    by_start = {run[0]: run for run in runs}
    before = {kept[place]: found[kept[place - 1]] for place in range(1, len(kept))}
    after = {kept[place]: found[kept[place + 1]] for place in range(len(kept) - 1)}
    joined: set[int] = set()
    sequences = []
    for run in runs:
        if run[0] in joined:
            continue
        sequence = list(run)
        while original[sequence[-1]] in INITIATORS and matching.get(sequence[-1]) in by_start:
            following = by_start[matching[sequence[-1]]]
            joined.add(following[0])
            sequence += following
        level = found[run[0]]
        start = max(level, before.get(run[0], base))
        final = sequence[-1]
        unmatched = original[final] in INITIATORS and final not in matching
        end = max(level, base if unmatched else after.get(final, base))
        sequences.append((sequence, "LR"[start % 2], "LR"[end % 2]))
    return sequences
