"""Files of an output folder, and the manifest that would be true of them. Quick to import: programs in tests do."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from press import manifest
from press.manifest import Entry, Manifest
from press.store import Store

ROOT = Path(__file__).resolve().parents[2]
OLD = {f"clinic/stopping/en/{name}.pdf": f"old {name}".encode() * 100 for name in ("card", "flyer", "trifold")}
NEW = {
    f"clinic/stopping/en/{name}.pdf": f"new {name}".encode() * 100 for name in ("card", "flyer", "trifold", "booklet")
}
REVIEW = {
    "version": "1.0.0",
    "revised": "2026-11-01",
    "review_by": "2027-05-01",
    "owner": "Clinic",
    "medical": None,
    "language": None,
    "translation": None,
}


def entry(path: str, data: bytes) -> Entry:
    """What a manifest would say of these bytes at this path."""
    return Entry(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        pages=1,
        topic="stopping",
        locale="en",
        length="short",
        layout="flyer",
        paper="letter",
        copy="screen",
        brand="clinic",
        site="",
        title="Stopping safely",
        copy_id="K7M2-9QXA",
        inputs_sha256="0" * 64,
        review=REVIEW,
    )


def manifest_of(files: dict[str, bytes]) -> Manifest:
    """The manifest of these files."""
    return Manifest({path: entry(path, data) for path, data in files.items()})


def data_of(whole: Manifest) -> bytes:
    """The manifest as its file holds it."""
    return b"".join(whole.parts())


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, hidden ones too."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def build(root: Path, files: dict[str, bytes]) -> None:
    """Stage and publish these files, as a run does."""
    with Store(root) as store:
        for path, data in files.items():
            store.stage(path, data)
        assert [] == store.publish(store.manifest.merged(manifest_of(files).files.values(), ()))


def published(root: Path) -> dict[str, bytes]:
    """The files of a folder without its manifest."""
    return {path: data for path, data in tree(root).items() if path != manifest.NAME}


def started(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """A program of these lines, under way."""
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], cwd=ROOT, stderr=subprocess.PIPE)


def ended(run: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for a program; its exit code and what it said on standard error."""
    said = run.communicate(timeout=60)[1].decode()
    return run.returncode, said
