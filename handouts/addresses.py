"""Addresses that a link may lead to. In: an address as typed. Out: what is wrong with it.

Only web pages over TLS, telephone, text message and e-mail: a printed sheet never starts a program.
"""

from __future__ import annotations

import re

from handouts.gathering import short

_URL = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]"
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_SCHEMES = {  # compiled by `re` where first wanted
    "https": (rf"https://{_HOST}(:[0-9]{{1,5}})?([/?#]{_URL}*)?", "https://www.example.org/page"),
    "tel": (r"tel:\+?[0-9][0-9-]*(;ext=[0-9]+)?", "tel:1-800-222-1222"),
    "sms": (rf"sms:\+?[0-9][0-9-]*(\?{_URL}*)?", "sms:988"),
    "mailto": (rf"mailto:[A-Za-z0-9._%+-]+@{_HOST}(\?{_URL}*)?", "mailto:office@example.org"),
}


def address_trouble(address: str) -> tuple[str, str] | None:
    """Message and hint for an address that no link may have; None for one that is allowed and whole."""
    scheme = address.partition(":")[0]
    if scheme not in _SCHEMES:
        return f"a link cannot lead to '{short(address)}'", "begin with https:, tel:, sms: or mailto:"
    pattern, example = _SCHEMES[scheme]
    if not re.fullmatch(pattern, address):
        return f"'{short(address)}' is not a whole {scheme}: address", f"write it as in {example}"
    return None
