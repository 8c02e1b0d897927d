"""QR codes (ISO/IEC 18004, level M). In: a web address. Out: its modules in rows of bytes, 0 for a dark one.

The quiet zone is left to whoever draws. The host stands in capitals, which mean the same (RFC 3986, 3.2.2) and take 11
bits for two signs, not 16: most codes get fewer modules, each larger on paper, and a shaking phone reads them sooner.
The path keeps its letters, for there they count; so does the scheme, since some phones know it in small letters only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import isqrt

HOST = re.compile(r"(?<=^https://)[!-~]+?(?=[/?#]|$)")


@lru_cache(256)
def modules(address: str) -> tuple[bytes, ...]:
    """The modules of the smallest code that holds the address."""
    import zxingcpp  # only a site with a web address has a code

    made = zxingcpp.create_barcode(spelled(address), zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    data = memoryview(made.to_image(scale=1, add_quiet_zones=False)).tobytes()  # type: ignore[arg-type]
    side = isqrt(len(data))
    return tuple(data[start : start + side] for start in range(0, len(data), side))


def spelled(address: str) -> str:
    """The same address in the letters that make the smaller code."""
    return HOST.sub(lambda host: host[0].upper(), address)
