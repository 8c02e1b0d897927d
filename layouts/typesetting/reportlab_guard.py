"""The only door to ReportLab. In: nothing. Out: its canvas and documents, deaf to settings files and the environment.

Importing ReportLab runs `~/.reportlab_settings`, `~/.reportlab_mods` and modules of such names anywhere on the path,
and RL_* variables change what it writes. Every other module takes what it needs of ReportLab from here.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from types import ModuleType
from typing import Any

from handouts.problem import MissingError, Place, Problem

LEAST = (5, 1)
INSTALL = "run: python -m pip install 'reportlab>=5.1'"

# Whatever ReportLab would run if it found them; a module that is loaded already is not looked for.
HOOKS = ("reportlab_mods", "reportlab.local_rl_mods", "reportlab_settings", "reportlab.local_rl_settings")


def _isolate() -> None:
    for name in [name for name in os.environ if name.startswith("RL_")]:
        del os.environ[name]
    for name in HOOKS:
        sys.modules[name] = ModuleType(name)


def _check() -> None:
    """Raises MissingError where ReportLab is not installed or too old."""
    try:
        import reportlab
    except ModuleNotFoundError as error:
        raise MissingError(Problem(Place("python"), "the library 'reportlab' is not installed", INSTALL)) from error
    if tuple(int(part) for part in reportlab.__version__.split(".")[:2]) < LEAST:
        problem = f"reportlab {reportlab.__version__} is too old: 5.1 or newer is needed"
        raise MissingError(Problem(Place("python"), problem, INSTALL))


def _put_off(package: str, name: str) -> None:
    """Loads a module at its first use: ReportLab imports Pillow for pictures, which most handouts do not have."""
    full = f"{package}.{name}"
    spec = importlib.util.find_spec(full)
    if full in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    sys.modules[full] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # Found on the package, it is not looked for in the list of modules; that alone would load it.
    setattr(sys.modules[package], name, module)


def _configure() -> None:
    from reportlab import rl_config

    rl_config.toColorCanUse = None  # no colour is ever evaluated as an expression
    rl_config.trustedHosts = []  # no picture is ever fetched
    rl_config.trustedSchemes = ["data"]
    rl_config.invariant = 1
    rl_config.useA85 = 0
    for name in ("T1SearchPath", "TTFSearchPath", "CMapSearchPath"):
        setattr(rl_config, name, ())


_isolate()
_check()
_put_off("PIL", "Image")
_configure()

from reportlab.lib.utils import ImageReader as _ImageReader  # noqa: E402
from reportlab.pdfbase import pdfdoc as _pdfdoc  # noqa: E402
from reportlab.pdfgen.canvas import Canvas as _Canvas  # noqa: E402

pdfdoc: Any = _pdfdoc
Canvas: Any = _Canvas
ImageReader: Any = _ImageReader
