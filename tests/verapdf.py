"""veraPDF, the judge that knows every rule of PDF/UA. In: PDF files. Out: the rules that each one breaks.

It is a Java program. Its jar lies in $VERAPDF_LIB or a cache folder, never in the repository. Where it is missing, Maven
fetches it, once, if CI or FETCH_VERAPDF is set: nobody's tests download what they did not ask for. Where Java is missing,
or the jar cannot be had, tests that need it are skipped and say why.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

VERSION = "1.30.2"
ARTIFACT = f"org.verapdf.apps:cli:{VERSION}"
PROGRAM = "org.verapdf.apps.GreenfieldCliWrapper"
PATIENCE = 300  # seconds
LEAN = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # half the time, for a program that runs for seconds


def broken_rules(files: Mapping[str, bytes], folder: Path, flavour: str = "ua1") -> dict[str, set[str]]:
    """By file name, the rules broken as "clause-test"; an empty set is a pass. `folder` holds the files meanwhile.

    One start of Java for all. Skips the test where veraPDF cannot be had.
    """
    folder_of_jars = jars()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = ["java", *LEAN, "-cp", str(folder_of_jars / "*"), PROGRAM, "--flavour", flavour, "--format", "json"]
    done = subprocess.run(
        [*command, "--maxfailuresdisplayed", "1", *(str(folder / name) for name in files)],
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr.decode("utf-8", "replace")[-2000:]
    found = {}
    for job in json.loads(done.stdout)["report"]["jobs"]:
        (result,) = job["validationResult"]
        rules = {f"{rule['clause']}-{rule['testNumber']}" for rule in result["details"]["ruleSummaries"]}
        assert result["compliant"] == (not rules)
        found[Path(job["itemDetails"]["name"]).name] = rules
    return found


@cache
def jars() -> Path:
    """The folder of veraPDF's jar. Skips the test where it cannot be had: ask before you make what it shall look at."""
    if shutil.which("java") is None:
        pytest.skip("veraPDF needs Java, which is not installed")
    stated = os.environ.get("VERAPDF_LIB")
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(stated) if stated else Path(caches) / "handouts" / f"verapdf-{VERSION}"
    if not any(folder.glob("*.jar")):
        if not (os.environ.get("CI") or os.environ.get("FETCH_VERAPDF")):
            pytest.skip(f"veraPDF is not in {folder}: set FETCH_VERAPDF=1 to have Maven fetch it")
        _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        pytest.skip(f"veraPDF is not in {folder}, and Maven, which would fetch it, is not installed")
    coming = folder.with_name(f"{folder.name}.{os.getpid()}")
    coming.mkdir(parents=True, exist_ok=True)
    command = [maven, "-B", "-q", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={coming}"]
    try:
        done = subprocess.run(command, cwd=coming, capture_output=True, timeout=PATIENCE, check=False)
        if done.returncode or not any(coming.glob("*.jar")):
            pytest.skip(f"veraPDF could not be fetched: {done.stdout.decode('utf-8', 'replace').strip()[:300]}")
        folder.mkdir(parents=True, exist_ok=True)
        for jar in coming.glob("*.jar"):
            jar.replace(folder / jar.name)  # whole or not at all: another worker may be waiting for it
    except subprocess.TimeoutExpired:
        pytest.skip(f"veraPDF could not be fetched in {PATIENCE} seconds")
    finally:
        shutil.rmtree(coming, ignore_errors=True)
