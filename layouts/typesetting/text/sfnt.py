"""The container of TrueType tables. In: the bytes of a font. Out: its tables; and back."""

from __future__ import annotations

import struct
from collections.abc import Mapping

MAGIC = 0xB1B0AFBA  # the checksum of a whole font is taken from this


def tables(data: bytes) -> dict[str, bytes]:
    """The tables of a font file by their tags."""
    count = struct.unpack_from(">H", data, 4)[0]
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        found[tag.decode("latin-1")] = data[offset : offset + length]
    return found


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A TrueType file of these tables, checksums put right."""
    count = len(parts)
    power = 1 << (count.bit_length() - 1)
    directory = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    body = b""
    head_at = 0
    start = 12 + 16 * count
    for tag, table in sorted(parts.items()):
        if tag == "head":
            head_at = start + len(body)
            table = table[:8] + b"\0\0\0\0" + table[12:]  # noqa: PLW2901 - its own checksum is no part of it
        directory += struct.pack(">4sLLL", tag.encode("latin-1"), _checksum(table), start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    whole = bytearray(directory + body)
    struct.pack_into(">L", whole, head_at + 8, (MAGIC - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded))) & 0xFFFFFFFF
