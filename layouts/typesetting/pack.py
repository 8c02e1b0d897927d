"""A file but for what each copy has of its own. In: written objects. Out: copies, as bytes.

What all copies share is written, packed and hashed once. A copy adds its own objects and the cross-reference stream
(PDF 32000-1, 7.5.8). The file identifier is a hash of all before that, so the same objects give the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import sub
from struct import Struct
from typing import Any

Entry = tuple[int, int, int]  # kind, place, index (PDF 32000-1, table 18)
LEVEL, QUICK = 9, 4  # in short data there is hardly more to be found by looking longer
FASTEST = 1  # for what every copy has of its own
FREE: Entry = (0, 0, 65535)


def stream(entries: bytes, data: bytes, *, packed: bool = True, window: int = 15, level: int | None = None) -> bytes:
    """A stream with these entries in its dictionary, deflated unless `packed` is False; else as for `deflated`."""
    if packed:
        data, entries = deflated(data, window, level), entries + b"/Filter/FlateDecode"
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def deflated(data: bytes, most: int = 15, level: int | None = None) -> bytes:
    """The data deflated, with a window no larger than they are: clearing a large one takes longer than the work.

    `most`: the bits of the largest window. What repeats itself near by needs no large one, and is found sooner.
    `level`: zlib's, where it shall not go by how long the data are.
    """
    bits = min(most, max(9, len(data).bit_length()))
    level = level or (LEVEL if bits > 13 else QUICK)
    packer = zlib.compressobj(level, zlib.DEFLATED, bits, 8 if bits > 12 else 4)
    return packer.compress(data) + packer.flush()


@lru_cache(10_000)
def short(value: float, places: int = 2) -> str:
    """A number as short as PDF allows; two places are four thousandths of a millimetre. Below a million."""
    text = f"{round(value, places):g}"
    if text[0] > "0":
        return text
    if text[:2] == "0.":
        return text[1:]
    if text[:2] == "-0":
        return "-" + text[2:] if len(text) > 2 else "0"
    return text


class Pack:
    """What the copies of a file share. `entries`: where its objects stand; `opened`: the numbers that copies fill.

    `number` is that of the cross-reference stream, the last one.
    """

    def __init__(self, body: bytes, entries: Mapping[int, Entry], opened: range, number: int, trailer: bytes) -> None:
        self._body, self._opened, self._number = body, opened, number
        self._trailer = trailer
        self._hash: Any = hashlib.sha256(body)
        rows = [ROW(*entries.get(each, FREE)) for each in range(number)]
        before, after = rows[: opened.start], rows[opened.stop :]
        self._before = _differences(before or after)
        self._after = _differences(after) if before else b""

    def copy(self, objects: Sequence[bytes]) -> bytes:
        """The whole file of one copy, `objects` being those of the opened numbers, streams or others."""
        parts, place = [self._body], len(self._body)
        rows = [self._before]
        for number, data in zip(self._opened, objects, strict=True):
            written = b"%d 0 obj\n%b\nendobj\n" % (number, data)
            parts.append(written)
            rows.append(PLAIN + ROW(1, place, 0))
            place += len(written)
        rows += (self._after, PLAIN + ROW(1, place, 0))
        whole = self._hash.copy()
        whole.update(b"".join(parts[1:]))
        identifier = whole.hexdigest()[:32].encode()
        shape = b"/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>%b/ID[<%b><%b>]" % (
            self._number + 1,
            self._trailer,
            identifier,
            identifier,
        )
        references = stream(shape, b"".join(rows), level=FASTEST)
        parts.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (self._number, references, place))
        return b"".join(parts)


PLAIN, UP = b"\x00", b"\x02"  # how a row is stored: as it is, or as its difference to the one above (PNG's filters)
ROW = Struct(">BIH").pack
WRAPPED = tuple(range(256))  # at -1 stands 255


def _differences(rows: Sequence[bytes]) -> bytes:
    """The first row as it is, the others as their differences."""
    if not rows:
        return b""
    wide, data = len(rows[0]), b"".join(rows)
    differences = bytes([WRAPPED[each] for each in map(sub, data[wide:], data)])
    stored = bytearray(UP * (len(rows) * (wide + 1)))
    stored[: wide + 1] = PLAIN + rows[0]
    for column in range(wide):
        stored[wide + 2 + column :: wide + 1] = differences[column::wide]
    return bytes(stored)
