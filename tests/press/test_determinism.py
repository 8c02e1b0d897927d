"""The same input gives the same bytes: in another process, another folder, another time zone, at another time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from layouts import layouts
from tests.press.everything import COPY_ID, LIBRARY_FOLDER, SCREEN, TOPIC, Key, Made

ROOT = Path(__file__).resolve().parents[2]
COPIES = tuple(
    f"am-health-care {TOPIC} {'fa' if layout.beside_english else 'en'} {name} {paper} {copy}"
    for name, layout in layouts().items()
    for paper, copy in (("letter", "screen"), ("a4", "office"))
)
LARGEST = 60_000  # bytes of a three-panel brochure for the screen
LARGEST_HAN = 130_000  # each of some hundred different characters brings its outline


def made(folder: Path, **environment: str) -> dict[str, list[object]]:
    """sha256 and length of each copy, made by a process that stands in `folder` with that environment."""
    ours = {key: value for key, value in os.environ.items() if key not in {"SOURCE_DATE_EPOCH", "TZ"}}
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.press.one_copy", str(LIBRARY_FOLDER), COPY_ID, *COPIES],
        env={**ours, "PYTHONPATH": str(ROOT), **environment},
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=300,
    )
    found: dict[str, list[object]] = json.loads(done.stdout)
    assert list(COPIES) == list(found)
    return found


def test_same_bytes_everywhere(tmp_path: Path) -> None:
    """Two processes far apart should write the same bytes, and a stated date should be the only thing that changes them."""
    here = made(tmp_path / "here", TZ="America/Los_Angeles", PYTHONHASHSEED="1", LANG="C", USER="ann")
    there = made(tmp_path / "there", TZ="Asia/Kathmandu", PYTHONHASHSEED="4242", LANG="de_DE.UTF-8", USER="bob")
    later = made(tmp_path / "later", SOURCE_DATE_EPOCH="1800000000")

    assert here == there
    assert not {str(each[0]) for each in here.values()} & {str(each[0]) for each in later.values()}


@pytest.mark.parametrize("key", [key for key in SCREEN if key.layout == "trifold"], ids=str)
def test_a_trifold_is_small(library_copies: Mapping[Key, Made], key: Key) -> None:
    """A brochure for the screen should go through any mail: under 40 KB, with only the glyphs it uses."""
    assert (LARGEST_HAN if key.locale.startswith("zh") else LARGEST) > len(library_copies[key].copy.pdf)
