"""Weak and neutral characters (UAX #9, W1 to I2). In: one isolating run sequence. Out: its levels, raised in place."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.typesetting.text.bidiclasses import BRACKETS

NEUTRAL = frozenset(("B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"))
ISOLATING = frozenset(("FSI", "LRI", "RLI", "PDI"))
STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # as brackets and neutrals see them
PAIRS_DEEPEST = 63


def resolve(
    sequence: Sequence[int],
    text: str,
    original: Sequence[str],
    classes: Sequence[str],
    levels: list[int],
    start: str,
    end: str,
) -> None:
    """Resolves the characters of `sequence` (indices into the text): `levels` is raised in place.

    `original` classes; `classes` with overrides; `start` and `end`: the directions around the sequence (sos, eos).
    """
    level = levels[sequence[0]]
    embedding = "LR"[level % 2]
    types = [classes[index] for index in sequence]
    _weak(types, start)
    if any(text[index] in BRACKETS for index in sequence):
        nonspacing = [original[index] == "NSM" for index in sequence]
        _brackets(types, [text[index] for index in sequence], nonspacing, embedding, start)
    _neutral(types, embedding, start, end)
    for index, kind in zip(sequence, types, strict=True):
        if level % 2:
            levels[index] = level + (kind != "R")
        else:
            levels[index] = level + (1 if kind == "R" else 0 if kind == "L" else 2)


def _weak(types: list[str], start: str) -> None:
    before = start
    for place, kind in enumerate(types):  # W1
        if kind == "NSM":
            types[place] = "ON" if before in ISOLATING else before
        before = types[place]
    strong = start
    for place, kind in enumerate(types):  # W2, W3
        if kind in ("L", "R", "AL"):
            strong = kind
            if kind == "AL":
                types[place] = "R"
        elif kind == "EN" and strong == "AL":
            types[place] = "AN"
    for place in range(1, len(types) - 1):  # W4
        left, kind, right = types[place - 1 : place + 2]
        if left == right and ((kind in ("ES", "CS") and left == "EN") or (kind == "CS" and left == "AN")):
            types[place] = left
    place = 0
    while place < len(types):  # W5
        if types[place] != "ET":
            place += 1
            continue
        first = place
        while place < len(types) and types[place] == "ET":
            place += 1
        beside = (first and types[first - 1] == "EN") or (place < len(types) and types[place] == "EN")
        if beside:
            types[first:place] = ["EN"] * (place - first)
    strong = start
    for place, kind in enumerate(types):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            types[place] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[place] = "L"


def _brackets(types: list[str], chars: Sequence[str], nonspacing: Sequence[bool], embedding: str, start: str) -> None:
    """N0."""
    for opening, closing in _pairs(types, chars):
        inside = {STRONG[kind] for kind in types[opening + 1 : closing] if kind in STRONG}
        if embedding in inside:
            direction = embedding
        elif inside:
            context = next((STRONG[kind] for kind in reversed(types[:opening]) if kind in STRONG), start)
            direction = context
        else:
            continue
        for bracket in (opening, closing):
            types[bracket] = direction
            place = bracket + 1
            while place < len(types) and nonspacing[place]:
                types[place] = direction
                place += 1


def _pairs(types: Sequence[str], chars: Sequence[str]) -> list[tuple[int, int]]:
    """BD16: the places of brackets that belong together, by their opening."""
    pairs: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []
    for place, char in enumerate(chars):
        if types[place] != "ON" or char not in BRACKETS:
            continue
        closing, opens = BRACKETS[char]
        if opens:
            if len(open_) == PAIRS_DEEPEST:
                break
            open_.append((closing, place))
            continue
        for depth in range(len(open_) - 1, -1, -1):
            if open_[depth][0] == closing:
                pairs.append((open_[depth][1], place))
                del open_[depth:]
                break
    return sorted(pairs)


def _neutral(types: list[str], embedding: str, start: str, end: str) -> None:
    """N1 and N2."""
    place = 0
    while place < len(types):
        if types[place] not in NEUTRAL:
            place += 1
            continue
        first = place
        while place < len(types) and types[place] in NEUTRAL:
            place += 1
        left = STRONG[types[first - 1]] if first else start
        right = STRONG[types[place]] if place < len(types) else end
        types[first:place] = [left if left == right else embedding] * (place - first)
