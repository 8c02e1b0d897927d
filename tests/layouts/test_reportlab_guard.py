"""ReportLab behind its guard: nothing of the user's runs, nothing of the environment counts, and it starts lean."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import hashlib, json, os, sys
sys.path.insert(0, sys.argv[1])
from tests.press.demo import demo
print(json.dumps({
    "made": hashlib.sha256(demo()).hexdigest(),
    "ran": sorted(name for name in os.environ if name.startswith("RAN_")),
    "loaded": sorted({name.partition(".")[0] + "." + name.split(".")[1] for name in sys.modules if "." in name}),
}))
"""


def made_with(folder: Path, **variables: str) -> dict[str, object]:
    """What a process of its own says after it made the demo in that folder, with these variables in its environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RL_", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM, str(ROOT)],
        cwd=folder,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    said: dict[str, object] = json.loads(done.stdout)
    return said


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What is said in an empty folder."""
    empty = tmp_path_factory.mktemp("empty")
    return made_with(empty, HOME=str(empty), PYTHONHASHSEED="0", TZ="UTC")


def test_nothing_of_the_users_is_run(quiet: dict[str, object], tmp_path: Path) -> None:
    """Settings files at home and in the current folder are not executed, and RL_ variables change no byte."""
    names = (".reportlab_settings", ".reportlab_mods", "reportlab_settings.py", "reportlab_mods.py")
    for number, name in enumerate(names):
        hostile = f"import os\nos.environ['RAN_{number}'] = '1'\npageCompression = 0\nuseA85 = 1\ninvariant = 0\n"
        (tmp_path / name).write_text(hostile, encoding="utf-8")
    variables = {"RL_pageCompression": "0", "RL_useA85": "1", "RL_invariant": "0", "RL_defaultPageSize": "A3"}
    said = made_with(tmp_path, HOME=str(tmp_path), USERPROFILE=str(tmp_path), **variables)
    assert [] == said["ran"]
    assert quiet["made"] == said["made"]


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Anchorage", "USER": "somebody", "HOSTNAME": "somewhere"},
        {"SOURCE_DATE_EPOCH": "86400", "PYTHONUTF8": "1"},
    ],
)
def test_the_same_bytes_everywhere(quiet: dict[str, object], tmp_path: Path, variables: dict[str, str]) -> None:
    """Hash seed, time zone, locale, user and clock leave no trace: the date is what the ink was told."""
    assert quiet["made"] == made_with(tmp_path, HOME=str(tmp_path), **variables)["made"]


def test_it_starts_lean(quiet: dict[str, object]) -> None:
    """A handout without pictures loads neither Platypus nor Pillow's tables, which would cost it a tenth of a second."""
    loaded = quiet["loaded"]
    assert isinstance(loaded, list)
    assert "reportlab.pdfgen" in loaded
    assert set() == {"reportlab.platypus", "reportlab.graphics", "PIL.ExifTags", "PIL._imaging"} & set(loaded)
