"""A program: makes copies of the library and prints, for each, its sha256. In: where the library is, keys as arguments.

It is run in processes of its own, so that nothing of one can help another: see `test_determinism.py`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from msgspec.structs import replace

from handouts.library import Library
from layouts import layouts
from press.copies import make


def main(root: str, copy_id: str, *keys: str) -> None:
    """Each key is "brand topic locale layout paper copy"."""
    library = Library(Path(root))
    made = {}
    for key in keys:
        brand, topic, tag, name, paper, copy = key.split()
        layout = layouts()[name]
        edition = library.edition(topic, tag, layout.length, brand)
        if layout.beside_english:
            edition = replace(edition, beside=library.edition(topic, "en", layout.length, brand))
        pdf = make(edition, layout, paper, copy, copy_id).pdf
        made[key] = [hashlib.sha256(pdf).hexdigest(), len(pdf)]
    print(json.dumps(made))  # noqa: T201 - this is how it answers


if __name__ == "__main__":
    main(*sys.argv[1:])
