"""A memo of the last planning: a build with nothing to do need not read the texts. In: a library, a wish. Out: orders.

What planning comes to depends on the files of the library and the tables, the fonts, the wish, the program, and on the
day, since facts expire. The memo is kept under the sha256 of all that, beside the manifest. It says what was wanted,
never what was made, so it may be lost or out of date: then planning is done again. Nothing here loads what reads texts
or draws.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

import handouts
from handouts.problem import Problem
from handouts.today import NAME as EPOCH
from handouts.today import today
from layouts.typesetting.fontfiles import told
from press.identity import bytes_of, digest, program
from press.names import is_safe_path
from press.orders import Order, Wish

NAME = ".plan.json"
PACKAGE = Path(handouts.__file__).resolve().parent
# From the beginning of a cell or value only: looked for from within, a cell of a megabyte takes an hour.
LOGO = rb'(?i:(?<![^\r\n,;"])[^\r\n,;"]+\.(?:png|jpe?g|svg))'
LARGE = 100_000_000  # bytes: planning refuses a table that has so many


class Memo(Struct, frozen=True):
    """What a wish came to: its orders and the warnings on the way. `key` says for which wish and library.

    `days`: the first and the last day on which planning comes to the same. `scripts`: those that the orders are set in;
    `fonts`: what tells their typefaces apart from others.
    """

    key: str
    days: tuple[date, date]
    scripts: tuple[str, ...]
    fonts: str
    orders: tuple[Order, ...]
    warnings: tuple[Problem, ...]

    def data(self) -> bytes:
        """The memo as bytes: a line with their sha256, and JSON."""
        said = msgspec.json.encode(self)
        return hashlib.sha256(said).hexdigest().encode("ascii") + b"\n" + said


def remembered(out: Path, key: str, root: Path, wish: Wish) -> Memo | None:
    """The memo in an output folder, if it is one for this key, and the typefaces are those of then."""
    try:
        seal, _, said = (out / NAME).read_bytes().partition(b"\n")
        if not key or hashlib.sha256(said).hexdigest().encode("ascii") != seal:
            return None
        memo = msgspec.json.decode(said, type=Memo)
    except (OSError, ValueError):  # among them every error of msgspec's
        return None
    sound = (
        memo.key == key and memo.days[0] <= today() <= memo.days[1] and memo.fonts == faces(memo.scripts, root, wish)
    )
    return memo if sound and all(is_safe_path(order.path) for order in memo.orders) else None


def key_of(root: Path, wish: Wish, *, release: bool) -> str:
    """The sha256 of all that planning reads; "" where some of it cannot be read: planning will say what."""
    whole = hashlib.sha256()
    try:
        for line in _lines(root, wish, release=release):
            whole.update(b"%d " % len(line))
            whole.update(line)
    except OSError:
        return ""
    return whole.hexdigest()


def _lines(root: Path, wish: Wish, *, release: bool) -> Iterator[bytes]:
    said = [repr((*map(str, (wish.fonts, *wish.tables)), release)), digest(_plain(wish)), digest(program())]
    yield "\n".join((*said, os.environ.get(EPOCH, ""), root.resolve().name)).encode()
    for path in (*_files(root), *_files(PACKAGE / "checks")):
        yield from (os.fsencode(path), b"" if path.endswith(os.sep) else bytes_of(path))
    for table in wish.tables:
        data = _table(table)
        yield data
        for name in sorted({_logo(found) for found in re.findall(LOGO, data)}):
            logo = table.parent / name
            yield from (name.encode(), logo.read_bytes() if logo.is_file() else b"")


def _logo(found: bytes) -> str:
    """The name of a logo's file in a table as planning reads it."""
    return unicodedata.normalize("NFC", found.decode("utf-8", "replace")).strip()


def _table(path: Path) -> bytes:
    """The bytes of a table. Raises OSError where it is none that planning would read: a pipe, a device, too large."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > LARGE:
        raise OSError(errno.EINVAL, "no table", path.as_posix())
    return path.read_bytes()


def _plain(wish: Wish) -> Wish:
    """The wish without its paths: it is their content that counts."""
    return msgspec.structs.replace(wish, fonts=None, tables=())


def faces(scripts: Iterable[str], root: Path, wish: Wish) -> str:
    """What tells the typefaces of these scripts apart from others, wherever planning looks for them."""
    own = [folder for folder in sorted((root / "brands").glob("*/fonts")) if folder.is_dir()]
    places = [tuple(each for each in (wish.fonts, folder) if each is not None) for folder in (None, *own)]
    return digest([told(script, folders) for folders in places for script in sorted(set(scripts))])


def _files(folder: Path) -> Iterator[str]:
    """The files below a folder that may be content, and its folders, in order; programs are not, nor a brand's fonts.

    Fonts are told by what planning takes of them. A folder has a slash behind it: a topic without a text is a problem.
    """
    for inside, folders, names in os.walk(folder, followlinks=True):
        parts = Path(inside).relative_to(folder).parts
        passed_over = {"__pycache__", "fonts"} if len(parts) == 2 and parts[0] == "brands" else {"__pycache__"}
        folders[:] = sorted(name for name in folders if name not in passed_over)
        if len(parts) > 6:  # a link that leads in a circle
            folders.clear()
        yield os.path.join(inside, "")  # noqa: PTH118 as below
        for name in sorted(names):
            path = os.path.join(inside, name)  # noqa: PTH118 ten thousand overlays are ordinary
            if not name.endswith((".py", ".pyc")) and os.path.isfile(path):  # noqa: PTH113 as above
                yield path
