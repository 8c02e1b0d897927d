"""Supplies: the table of typefaces. In: nothing. Out: the families of each script, and what their files are called.

All are Noto (SIL Open Font License), which draws every script to one measure, so that a family can lend another its
digits. A family is named in one place only, here.
"""

from __future__ import annotations

from typing import NamedTuple

STYLES = ("Regular", "Bold")
# How the file of a variable font is named, by those who make it and by those who pass it on.
VARIABLE = (
    "[wdth,wght].ttf",
    "[wght].ttf",
    "-VF.ttf",
    "-VF.otf",
    "-VariableFont_wdth,wght.ttf",
    "-VariableFont_wght.ttf",
)
COLLECTED = "NotoSansCJK"  # one collection of four languages and more; its other files are named for one of them


class Supply(NamedTuple):
    """One family. `stems` is how the names of its files begin.

    `package`: what to ask pip for, "" where no package carries it; `file` in that package, and its `stamp`, which
    `fontfiles.py` makes. `debian`: the system's package that carries it. `face`: which one of a collection it is, -1
    where it is in none.
    """

    name: str
    stems: tuple[str, ...]
    package: str = ""
    file: str = ""
    stamp: str = ""
    debian: str = "fonts-noto-core"
    face: int = -1

    @property
    def names(self) -> tuple[tuple[str, str, int], ...]:
        """The files that would do, the best first: the regular one, the bold one (or a variable font), the face."""
        found: list[tuple[str, str, int]] = []
        for stem in self.stems:
            found += [(f"{stem}-Regular.{kind}", f"{stem}-Bold.{kind}", 0) for kind in ("ttf", "otf")]
            found += [(stem + ending, stem + ending, 0) for ending in VARIABLE]
        if self.face >= 0:
            found.append((f"{COLLECTED}-Regular.ttc", f"{COLLECTED}-Bold.ttc", self.face))
            found += [
                (f"{COLLECTED}-VF.{kind}.ttc", f"{COLLECTED}-VF.{kind}.ttc", self.face) for kind in ("otf", "ttf")
            ]
        return tuple(found)


def _packaged(script: str, package: str, stamp: str) -> Supply:
    """A family of the packages that hold one variable TrueType font each."""
    stem = f"NotoSans{script}"
    return Supply(f"Noto Sans {script}".strip(), (stem,), package, f"files/{stem}[wdth,wght].ttf", stamp)


def _cjk(language: str, face: int) -> Supply:
    """A face of the one collection; the stamp is the same for all of them."""
    return Supply(
        f"Noto Sans CJK {language}",
        (f"NotoSans{language}", f"NotoSansCJK{language.lower()}"),
        "manimgx-fonts-cjk==2026.9.26.post1",
        "NotoSansCJK-VF.otf.ttc",
        "bb0eac6bc4d35ad8c8664777d4c5eef32cb6f0d914b327895456e823e8fd2c74",
        "fonts-noto-cjk",
        face,
    )


SUPPLIES = {
    supply.name: supply
    for supply in (
        _packaged("", "fontpkg-noto-sans==2.15", "bfb7bb691513f12e734dc346c03a03f784912432d7e3fa8e56efcf906fe86b3d"),
        _packaged(
            "Arabic",
            "fontpkg-noto-sans-arabic==2.12",
            "63111b5b2e074dd48cc67692e0a2726d86ee94c1c37fe8598257b7b4e87e869e",
        ),
        _packaged(
            "Devanagari",
            "fontpkg-noto-sans-devanagari==2.7",
            "14ec4af41f27482216d1c2229f417ff9b1425e1babb014e57d1d40d03229853e",
        ),
        _packaged(
            "Khmer",
            "fontpkg-noto-sans-khmer==2.4",
            "f37a8431a0c5d5ed2f81a767417546aca576a81fb7eff9c924d46aecf828f2ca",
        ),
        _packaged(
            "Thai",
            "fontpkg-noto-sans-thai==2.2",
            "5a1c559bb539583c8a1fd99d1c5b9491e5e14478c9cd2bd0970d5c3096cc9ef8",
        ),
        Supply("Noto Sans Armenian", ("NotoSansArmenian",)),
        Supply("Noto Sans Gurmukhi", ("NotoSansGurmukhi",)),
        Supply("Noto Sans Lao", ("NotoSansLao",)),
        _cjk("JP", 0),
        _cjk("KR", 1),
        _cjk("SC", 2),
        _cjk("TC", 3),
    )
}

# The families of a script, the first choice first: a character takes the first family that has it. Noto Sans comes last
# everywhere: some builds of the others have neither Latin letters nor digits, and some not even a space.
SCRIPTS = {
    "Latn": ("Noto Sans",),
    "Cyrl": ("Noto Sans",),
    "Arab": ("Noto Sans Arabic", "Noto Sans"),
    "Armn": ("Noto Sans Armenian", "Noto Sans"),
    "Deva": ("Noto Sans Devanagari", "Noto Sans"),
    "Guru": ("Noto Sans Gurmukhi", "Noto Sans"),
    "Hans": ("Noto Sans CJK SC", "Noto Sans"),
    "Hant": ("Noto Sans CJK TC", "Noto Sans"),
    "Jpan": ("Noto Sans CJK JP", "Noto Sans"),
    "Khmr": ("Noto Sans Khmer", "Noto Sans"),
    "Kore": ("Noto Sans CJK KR", "Noto Sans"),
    "Laoo": ("Noto Sans Lao", "Noto Sans"),
    "Thai": ("Noto Sans Thai", "Noto Sans"),
}
