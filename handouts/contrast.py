"""Contrast of two colours by WCAG 2.1. In: colours as `#RRGGBB`. Out: ratios, and the least ones a palette may have."""

from __future__ import annotations

BODY, TEXT, MARK = 7.0, 4.5, 3.0

# Every pair of palette names that is printed one on the other: (the one on top, its ground, the ratio it must reach).
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("ink", "paper", BODY),
    ("ink", "tint", BODY),
    ("deep", "paper", TEXT),
    ("deep", "tint", TEXT),
    ("on_deep", "deep", TEXT),
    ("urgent", "paper", TEXT),
    ("on_urgent", "urgent", TEXT),
    ("quiet", "paper", TEXT),
    ("accent", "paper", MARK),
)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1, "relative luminance"). Raises ValueError for what is not `#RRGGBB`."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.1, "contrast ratio"). The order of the colours does not matter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(value: float) -> float:
    # The text of WCAG 2.1 says 0.03928; no 8-bit value lies between that and sRGB's 0.04045.
    return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
