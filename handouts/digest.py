"""The digest of a section: what its translations were made from. In: the section's node. Out: 12 hexadecimal digits.

It changes when words, block types, lengths or their order change; not with white space, comments, quotes or the order
of keys, nor with the section's own `made_from`.
"""

from __future__ import annotations

import hashlib
import unicodedata

from handouts.source import Items, Mapping, Node, Nothing, Text


def digest_of(section: Node) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of the section's words and shape."""
    return hashlib.sha256(_canonical(section).encode()).hexdigest()[:12]


def _canonical(node: Node) -> str:
    match node:
        case Text():
            words = " ".join(unicodedata.normalize("NFC", node.value).split())
            # Escaped as in JSON, so that no text can look like two.
            return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case Items():
            return "[" + ",".join(_canonical(item) for item in node.items) + "]"
        case Mapping():
            kept = sorted((each.key, _canonical(each.value)) for each in node.entries if each.key != "made_from")
            return "{" + ",".join(f"{key}:{value}" for key, value in kept) + "}"
        case Nothing():
            return ""
