"""Telephone numbers as they are printed. In: "1-800-222-1222", "988". Out: whether a phone can dial it, and as what."""

from __future__ import annotations

import re

SAMPLE = "write it as in 202-555-0142 or 1-800-555-0142"

_PRINTED = re.compile(r"(?:\+?1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ])[2-9]\d{2}[-. ]\d{4}", re.ASCII)
_SERVICE = re.compile(r"[2-9]11|988", re.ASCII)
_SHORT_CODE = re.compile(r"[2-9]\d{4,5}", re.ASCII)


def is_us_number(printed: str) -> bool:
    """Whether this is a ten-digit number of the North American plan, printed with its groups apart."""
    return _PRINTED.fullmatch(printed) is not None


def is_dialled(printed: str) -> bool:
    """Whether one can call this: a US number, or a service number such as 911 and 988."""
    return is_us_number(printed) or _SERVICE.fullmatch(printed) is not None


def is_texted(printed: str) -> bool:
    """Whether one can text this: whatever can be called, or a short code of five or six digits."""
    return is_dialled(printed) or _SHORT_CODE.fullmatch(printed) is not None


def dialled(printed: str) -> str:
    """What stands in a tel: or sms: address: "+18002221222" (E.164), and short numbers as they are."""
    digits = "".join(filter(str.isdecimal, printed))
    if len(digits) == 10:
        return f"+1{digits}"
    if len(digits) == 11:
        return f"+{digits}"
    return digits
