"""QR codes (ISO/IEC 18004, level M). In: a text. Out: the modules as rows of bytes, 0 for a dark one, no quiet zone."""

from __future__ import annotations

from functools import lru_cache
from math import isqrt


@lru_cache(256)
def modules(text: str) -> tuple[bytes, ...]:
    """The modules of the smallest code that holds the text."""
    import zxingcpp  # only a site with a web address has a code

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    data = memoryview(made.to_image(scale=1, add_quiet_zones=False)).tobytes()  # type: ignore[arg-type]
    side = isqrt(len(data))
    return tuple(data[start : start + side] for start in range(0, len(data), side))
