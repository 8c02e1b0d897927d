"""What the linter and the type checker hold, so that one command says everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("tool", [("ruff", "check", "--quiet"), ("mypy",)], ids=["ruff", "mypy"])
def test_the_code_is_clean(tool: tuple[str, ...]) -> None:
    """Ruff and mypy have nothing to say."""
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, "" if done.returncode == 0 else done.stdout + done.stderr)
