"""The output folder. In: bytes and the path each belongs at. Out: all of them at their places, or none.

A file is written beside its final name as `.tmp-*.partial` (stage). When all are made, they are synced at once, and a
journal is written that says what is to be renamed, what to be removed, and what the manifest will be; then that is
done, and the manifest is replaced last (publish). A run killed before the journal leaves nothing but leftovers, which
the next run sweeps; one killed after it is finished by the next run. So a reader finds the old file or the new one,
never half of one.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from handouts.problem import FilesError, Place, Problem
from press import journal, manifest
from press.disk import hasten, make_folder, remove, remove_empty, remove_folders, sync_file, sync_folder, write_new
from press.journal import PREFIX, SUFFIX, Staged
from press.keep import BY_HAND, difference
from press.lock import Lock
from press.manifest import Entry, Manifest
from press.obstacles import obstacles
from press.trouble import files_error, held_problem

DEEPEST = 3  # folders: brand, topic, locale


class Store:
    """One output folder, locked while it is open: `with Store(Path("out")) as store:`.

    Leaving it removes whatever was staged and not published, and every folder that was made for nothing.
    """

    def __init__(self, root: Path) -> None:
        """`root` is the folder as the user typed it; it and its parents are made where they are missing."""
        self.root = root
        self._base = os.path.join(root, "")  # noqa: PTH118 thousands of names: a Path keeps every one's parts for good
        self.manifest = manifest.EMPTY
        self._lock: Lock | None = None
        self._staged: list[Staged] = []
        self._folders: list[Path] = []
        self._parents: dict[str, Path] = {}  # folders that files are staged in, looked at once each
        self._count = 0

    def __enter__(self) -> Self:
        """Lock, finish what a killed run had begun, sweep leftovers, read the manifest. Raises FilesError."""
        try:
            self._make_folder(self.root)
            lock = Lock(self.root, self.root.as_posix())
            lock.take()
            self._lock = lock
            self._recover()
            self._sweep()
            self.manifest = self._read_manifest()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the folder as it is published, unlocked."""
        self._leave()

    def shown(self, path: str) -> str:
        """A path inside the store as the user would type it."""
        return (self.root / path).as_posix()

    def foreign(self, paths: Iterable[str], *, force: bool = False) -> list[Problem]:
        """What stands at these paths and is not ours to replace: see `press.obstacles`."""
        return obstacles(self.root, self.manifest.files.keys(), paths, force=force)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file in the store, or None where there is none. Raises FilesError."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            return None
        except OSError as error:
            raise files_error(error, self.shown(path)) from None

    def stage(self, path: str, data: bytes) -> None:
        """Write `data` beside `path`. It appears under its name only with `publish`. Raises FilesError."""
        folder = path.rpartition("/")[0]
        parent = self._parents.get(folder)
        if parent is None:
            parent = self._parents[folder] = self._make_folder(self.root / folder)
        self._count += 1
        name = f"{PREFIX}{os.getpid()}-{self._count}{SUFFIX}"
        self._staged.append(Staged(name, path))
        try:
            write_new(f"{parent}{os.sep}{name}", (data,))
        except OSError as error:
            raise files_error(error, self.shown(path)) from None

    def publish(self, new: Manifest, removed: Collection[str] = ()) -> list[Problem]:
        """Sync and rename everything staged, remove files that the manifest had and has no more, replace it last.

        Gives a problem for each file that would not go. Such a file (another program holds it open, say) keeps its old
        content and its old entry. Raises FilesError where the disk gives way: then nothing was renamed, or the next
        run finishes what was begun. With the manifest as it is, files that it does not speak of are renamed and no
        journal is kept.
        """
        self._sync()
        if new is not self.manifest:
            try:
                self._replace(journal.NAME, journal.written(self._staged, sorted(removed), new))
            except OSError as error:
                remove(self.root / journal.NAME)
                raise files_error(error, self.shown(manifest.NAME)) from None
        staged, self._staged = self._staged, []
        self._folders.clear()
        try:
            return self._finish(staged, removed, new)
        except BaseException as error:
            if not isinstance(error, Exception):  # stopped by Ctrl-C: what is begun is finished first
                self._finish(staged, removed, new, again=True)
            raise

    def keep_staged(self, paths: Iterable[str]) -> None:
        """Let go of everything staged but for these paths: whoever was stopped may have staged half a file."""
        kept = set(paths)
        for each in self._staged:
            if each.path not in kept:
                remove(self.root / each.temporary)
        self._staged = [each for each in self._staged if each.path in kept]

    def note(self, name: str, data: bytes) -> None:
        """Write a file of the store itself that may as well be lost. Nothing happens where it cannot be written."""
        with contextlib.suppress(OSError):
            self._replace(name, (data,), lasting=False)

    def _sync(self) -> None:
        hasten(len(self._staged))
        for each in self._staged:
            try:
                sync_file(self._base + each.temporary)
            except OSError as error:
                raise files_error(error, self.shown(each.path)) from None

    def _finish(
        self, staged: list[Staged], removed: Collection[str], new: Manifest, *, again: bool = False
    ) -> list[Problem]:
        """The part of publishing that can be taken up `again`: from the journal on."""
        files, problems = dict(new.files), []
        for each in staged:
            try:
                if not (again and self._is_renamed(each, new)):
                    os.replace(self._base + each.temporary, self._base + each.path)
            except OSError as error:
                problems.append(held_problem(error, self.shown(each.path)))
                remove(self.root / each.temporary)
                self._keep_old(each.path, files)
        gone = [path for path in removed if path in self.manifest.files and path not in new.files]
        for path in gone:
            try:
                self._remove(path)
            except OSError as error:
                problems.append(held_problem(error, self.shown(path)))
                self._keep_old(path, files)
        try:
            inner = {path.rpartition("/")[0] for path in (*(each.path for each in staged), *gone)}
            for folder in sorted(self.root / each for each in inner):
                if folder.is_dir():
                    sync_folder(folder)
            if new is not self.manifest:
                self._replace(manifest.NAME, Manifest(files, new.failed).parts())
                self.manifest = Manifest(files, new.failed)
                remove(self.root / journal.NAME)
        except OSError as error:
            raise files_error(error, self.shown(manifest.NAME)) from None
        for folder in {(self.root / path).parent for path in gone}:
            remove_empty(folder, self.root)
        return problems

    def _remove(self, path: str) -> None:
        """Remove a file of ours, unless its folder is a link that leads elsewhere."""
        file = self.root / path
        if not self._is_inside(file.parent):
            raise OSError(errno.EPERM, "a link leads out of the output folder", path)
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            file.unlink()

    def _is_renamed(self, staged: Staged, new: Manifest) -> bool:
        """Whether an earlier try at publishing had come as far as this file."""
        if (self.root / staged.temporary).exists() or staged.path not in new.files:
            return False
        data = self.read(staged.path)
        return data is not None and hashlib.sha256(data).hexdigest() == new.files[staged.path].sha256

    def _keep_old(self, path: str, files: dict[str, Entry]) -> None:
        """Leave the entry of a file that could not be replaced as it was."""
        files.pop(path, None)
        if path in self.manifest.files:
            files[path] = self.manifest.files[path]

    def _recover(self) -> None:
        """Finish the publishing that a killed run had begun, as its journal says.

        What somebody has put there since is not overwritten and not removed, and keeps its old entry, if it had one.
        """
        data = self.read(journal.NAME)
        if data is None:
            return
        staged, removed, new = journal.read(data, self.shown(journal.NAME))
        self.manifest = self._read_manifest()
        put = {each.path for each in staged if self._is_put(each.path, new)}
        put |= {path for path in removed if self._is_replaced(path)}
        files = dict(new.files)
        for path in put:
            self._keep_old(path, files)
        for each in staged:
            if each.path in put:
                remove(self.root / each.temporary)
        rest = [each for each in staged if each.path not in put]
        self._finish(rest, [path for path in removed if path not in put], Manifest(files, new.failed), again=True)

    def _is_put(self, path: str, new: Manifest) -> bool:
        """Whether something stands here that was made neither before nor by the run that is finished."""
        if path in self.manifest.files or not os.path.lexists(self._base + path):
            return False
        return bool(difference(new.files[path], str(self.root)))

    def _is_replaced(self, path: str) -> bool:
        """Whether something else stands here than the file of the manifest."""
        entry = self.manifest.files.get(path)
        return entry is not None and difference(entry, str(self.root)) == BY_HAND

    def _read_manifest(self) -> Manifest:
        data = self.read(manifest.NAME)
        return manifest.EMPTY if data is None else manifest.read(data, self.shown(manifest.NAME))

    def _replace(self, name: str, parts: Iterable[bytes], *, lasting: bool = True) -> None:
        """Write a file of the store itself (manifest, journal): beside its name, synced, renamed, folder synced."""
        temporary = self.root / f"{PREFIX}{os.getpid()}{name}{SUFFIX}"
        remove(temporary)  # of a killed run that had our number: in a container every run may have the same
        try:
            write_new(temporary, parts)
            if lasting:
                sync_file(temporary)
            os.replace(temporary, self.root / name)
        except BaseException:
            remove(temporary)
            raise
        if lasting:
            sync_folder(self.root)

    def _make_folder(self, folder: Path) -> Path:
        """Make a folder and its parents, and remember what was made. Raises FilesError, also for one that leads out."""
        try:
            make_folder(folder, self._folders)
        except OSError as error:
            raise files_error(error, folder.as_posix()) from None
        if not self._is_inside(folder):
            message = "this folder is a link that leads out of the output folder"
            raise FilesError(Problem(Place(folder.as_posix()), message, "remove the link"))
        return folder

    def _is_inside(self, folder: Path) -> bool:
        return folder.resolve().is_relative_to(self.root.resolve())

    def _sweep(self) -> None:
        """Remove what killed runs left behind; nothing of ours lies deeper than brand, topic, locale."""
        for folder, inner, names in os.walk(self.root):
            if len(Path(folder).relative_to(self.root).parts) == DEEPEST:
                inner.clear()
            for name in names:
                if name.startswith(PREFIX) and name.endswith(SUFFIX):
                    remove(Path(folder, name))

    def _leave(self) -> None:
        for each in self._staged:
            remove(self.root / each.temporary)
        self._staged.clear()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        remove_folders(self._folders)
