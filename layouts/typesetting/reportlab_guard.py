"""Guards the import of ReportLab. In: nothing. Out: a ReportLab that runs no settings file and reads no RL_ variables.

Importing ReportLab executes `~/.reportlab_settings` and any `reportlab_settings.py` on the path, and RL_* environment
variables change what it writes. Import this module before anything of ReportLab.
"""

from __future__ import annotations

import os
import sys
import types

from handouts.problem import MissingError, Place, Problem

LEAST = (5, 1)


def _isolate() -> None:
    for name in [name for name in os.environ if name.startswith("RL_")]:
        del os.environ[name]
    for name in ("reportlab_settings", "reportlab.local_rl_settings"):
        sys.modules.setdefault(name, types.ModuleType(name))
    os.environ.setdefault("HOME", os.sep)
    try:
        import reportlab
    except ModuleNotFoundError as error:
        raise MissingError(
            Problem(Place("reportlab"), "the library 'reportlab' is not installed", "run: python -m pip install 'reportlab>=5.1'")
        ) from error
    version = tuple(int(part) for part in reportlab.__version__.split(".")[:2])
    if version < LEAST:
        raise MissingError(
            Problem(
                Place("reportlab"),
                f"reportlab {reportlab.__version__} is too old: 5.1 or newer is needed",
                "run: python -m pip install --upgrade 'reportlab>=5.1'",
            )
        )
    home, os.environ["HOME"] = os.environ["HOME"], os.devnull
    try:
        from reportlab import rl_config
    finally:
        os.environ["HOME"] = home
    rl_config.toColorCanUse = None
    for name in ("T1SearchPath", "TTFSearchPath", "CMapSearchPath"):
        setattr(rl_config, name, ())


_isolate()
