"""Design: how an edition stands on paper. Every module directly in here is a layout, found by looking.

In: nothing. Out: `layouts()`, the layouts by name.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from layouts.typesetting.layout import Layout


@cache
def layouts() -> dict[str, Layout]:
    """Every layout by its name, in the order of their names. Raises ImportError for a module that states no LAYOUT."""
    found: dict[str, Layout] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        if module.ispkg:
            continue
        stated = getattr(importlib.import_module(f"{__name__}.{module.name}"), "LAYOUT", None)
        if not isinstance(stated, Layout):
            raise ImportError(f"layouts/{module.name}.py states no LAYOUT")
        found[stated.name] = stated
    return found
