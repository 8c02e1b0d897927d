"""The shape of the program: who may know whom, what may be used where. Held over every import, also inside functions."""

from __future__ import annotations

import ast
import importlib
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from layouts import layouts
from layouts.typesetting.layout import Layout

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("generate", "press", "layouts", "handouts")  # each may know those after it, and itself


def _modules() -> dict[str, ast.Module]:
    """Every module of the program by its dotted name."""
    paths = [ROOT / "generate.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
    return {_name(path): ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in paths}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = _modules()


def _imported(module: ast.Module) -> Iterator[str]:
    """Every dotted name that a module imports, wherever in it, also through `import_module`."""
    for node in ast.walk(module):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                assert node.level == 0, "a relative import"
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            case ast.Call(
                func=ast.Name(id="import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name))],
            ):
                yield name


def _own(name: str) -> str | None:
    """The module of ours that an imported name is, or is in; None for libraries."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


IMPORTS: Mapping[str, frozenset[str]] = {
    name: frozenset(found for found in map(_own, _imported(module)) if found) - {name}
    for name, module in MODULES.items()
}
LIBRARIES = {
    name: frozenset(each.partition(".")[0] for each in _imported(module) if _own(each) is None)
    for name, module in MODULES.items()
}


def _room(name: str) -> str:
    return name.partition(".")[0]


def test_there_is_something_to_look_at() -> None:
    """Every room should have been found, or the tests below would hold of nothing."""
    assert set(ROOMS) == {_room(name) for name in MODULES}
    assert len(MODULES) > 60
    assert sum(map(len, IMPORTS.values())) > 150


def test_arrows_run_one_way() -> None:
    """The program knows the press, the press the layouts, the layouts the handouts, and nobody the other way."""
    wrong = [
        f"{name} imports {found}"
        for name, all_found in IMPORTS.items()
        for found in all_found
        if ROOMS.index(_room(found)) < ROOMS.index(_room(name))
    ]

    assert [] == wrong


def test_nothing_imports_the_program() -> None:
    """`generate` should be imported by nobody."""
    assert [] == [name for name, found in IMPORTS.items() if "generate" in found]


def test_layouts_do_not_know_each_other() -> None:
    """A layout should import no other layout, nor the folder that finds them."""
    direct = {
        name
        for name in MODULES
        if name.startswith("layouts.") and name.count(".") == 1 and name != "layouts.typesetting"
    }

    assert len(direct) >= 5
    assert [] == [f"{name} imports {found}" for name in direct for found in IMPORTS[name] & (direct | {"layouts"})]


def test_the_composing_room_knows_no_layout() -> None:
    """What all layouts share should import none of them."""
    direct = {
        name
        for name in MODULES
        if name.startswith("layouts.") and name.count(".") == 1 and name != "layouts.typesetting"
    }

    assert [] == [
        f"{name} imports {found}"
        for name in MODULES
        for found in IMPORTS[name] & direct
        if name.startswith("layouts.typesetting")
    ]


def test_no_cycles() -> None:
    """No module should need itself, by whatever way, also not through an import inside a function."""
    done: set[str] = set()
    cycles: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            cycles.append(" -> ".join((*path[path.index(name) :], name)))
        elif name not in done:
            for found in sorted(IMPORTS[name]):
                visit(found, (*path, name))
            done.add(name)

    for name in sorted(MODULES):
        visit(name, ())
    assert [] == cycles


def test_every_layout_is_found() -> None:
    """Every module directly in `layouts` should state one layout, found by its name and told apart from the others."""
    files = [path.stem for path in (ROOT / "layouts").glob("*.py") if path.stem != "__init__"]

    stated = [importlib.import_module(f"layouts.{stem}").LAYOUT for stem in files]

    assert all(isinstance(each, Layout) for each in stated)
    assert {each.name for each in stated} == set(layouts())
    assert {stem.replace("_", "-") for stem in files} == set(layouts())


# --- What may be used where -------------------------------------------------------------------------------------------


def test_only_the_composing_room_draws() -> None:
    """ReportLab should be imported below `layouts/typesetting` only."""
    assert [] == [
        name for name, found in LIBRARIES.items() if "reportlab" in found and not name.startswith("layouts.typesetting")
    ]


def test_reportlab_is_imported_behind_its_guard() -> None:
    """Importing ReportLab can run code from the user's folder, so whoever imports it should come by the guard first."""
    guard = "layouts.typesetting.reportlab_guard"
    drawing = [name for name, found in LIBRARIES.items() if "reportlab" in found and name != guard]

    assert guard in MODULES
    assert "reportlab" in LIBRARIES[guard]
    for name in drawing:
        order = list(_imported(MODULES[name]))
        first = min(index for index, found in enumerate(order) if found.startswith("reportlab"))
        before = {own for own in map(_own, order[:first]) if own}
        assert guard in _reached(before), f"{name} imports ReportLab before the guard"


def _reached(names: set[str]) -> set[str]:
    """These modules and all that they import, by whatever way."""
    found: set[str] = set()
    while names:
        found |= names
        names = {more for name in names for more in IMPORTS[name]} - found
    return found


def test_the_editorial_room_is_plain() -> None:
    """`handouts` should know neither what draws nor what talks to a terminal."""
    assert [] == [f"{name}: {found & {'click', 'rich', 'reportlab', 'uharfbuzz'}}" for name, found in LIBRARIES.items()
                  if _room(name) == "handouts" and found & {"click", "rich", "reportlab", "uharfbuzz"}]  # fmt: skip


def test_layouts_do_not_touch_files_or_terminals() -> None:
    """What composes should neither print nor know click and rich."""
    assert [] == [name for name, found in LIBRARIES.items() if _room(name) == "layouts" and found & {"click", "rich"}]


def test_only_libraries_that_are_declared() -> None:
    """Every library that is imported should be a dependency, and every dependency be imported or looked for by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    declared = {re.split("[<>=~! ]", each)[0] for each in needed}
    imported_as = {"pillow": "PIL", "zxing-cpp": "zxingcpp", "pyyaml": "yaml", "pypdfium2": "pypdfium2_raw"}
    used = {each for found in LIBRARIES.values() for each in found} - set(sys.stdlib_module_names)
    text = "".join(path.read_text(encoding="utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py"))

    assert used <= {imported_as.get(each, each) for each in declared} | {"dask"}  # which `distributed` brings
    assert [] == [each for each in declared if imported_as.get(each, each) not in used and f'"{each}' not in text]


CALLS = {  # what is called -> why not
    "eval": "runs text as a program",
    "exec": "runs text as a program",
    "compile": "makes a program of text",
    "__import__": "hides an import",
    "yaml.load": "makes objects of text",
    "yaml.unsafe_load": "makes objects of text",
    "yaml.full_load": "makes objects of text",
    "os.system": "runs a shell",
    "os.popen": "runs a shell",
    "Paragraph": "ReportLab's reads mark-up out of people's text",
    "drawString": "text is set by our own engine",
    "drawCentredString": "text is set by our own engine",
    "drawRightString": "text is set by our own engine",
}
NEVER_IMPORTED = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "cloudpickle",
    "ctypes.util",
    "telnetlib",
    "requests",
    "urllib.request",
}


def _calls(module: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name):
                    yield name, node
                case ast.Attribute(value=ast.Name(id=owner), attr=name):
                    yield f"{owner}.{name}", node
                    yield f".{name}", node
                case ast.Attribute(attr=name):
                    yield f".{name}", node


@pytest.mark.parametrize("name", MODULES)
def test_nothing_dangerous(name: str) -> None:
    """No text should become a program, no shell be started, no mark-up be read out of people's text."""
    own_paragraph = {found for found in _imported(MODULES[name]) if found == "handouts.blocks.Paragraph"}
    found = []
    for called, node in _calls(MODULES[name]):
        bare = called.removeprefix(".")
        if called in CALLS or (bare in ("drawString", "drawCentredString", "drawRightString")):
            found.append(f"{name}:{node.lineno}: {called} {CALLS[bare]}")
        found += [f"{name}:{node.lineno}: {word.arg}=True" for word in node.keywords if word.arg == "shell"]
    if own_paragraph:
        found = [each for each in found if ": Paragraph " not in each]

    assert [] == found
    assert not NEVER_IMPORTED & set(_imported(MODULES[name]))


def test_the_look_for_danger_finds_it() -> None:
    """What is forbidden should be seen where it is written, or the test above would hold of nothing."""
    bad = "eval('1'); yaml.load(x); os.system('x'); canvas.drawString(1, 2, 'x'); Paragraph('x', style); run('x', shell=True)"

    seen = {called for called, _ in _calls(ast.parse(bad))}
    assert {"eval", "yaml.load", "os.system", ".drawString", "Paragraph", "run"} <= seen


def test_no_pattern_that_some_pythons_misread() -> None:
    """No pattern should hold a possessive group: up to 3.11.2 Python goes on behind the last whole round of it."""
    possessive = re.compile(r"(?<!\()\)(?:[*+?]|\{\d+,?\d*\})\+")
    found = [name for name, module in _modules().items() if possessive.search(ast.unparse(module))]

    assert possessive.search("(?:a|b)*+")
    assert [] == found


def test_files_are_small() -> None:
    """No module should be a place where everything is: most have under 200 lines, none over 300."""
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for room in ROOMS
        for path in [*ROOT.glob(f"{room}.py"), *(ROOT / room).rglob("*.py")]
    }

    assert [] == [path.relative_to(ROOT).as_posix() for path, length in lengths.items() if length > 300]
    assert sum(length > 200 for length in lengths.values()) <= len(lengths) / 5


def test_every_module_says_what_it_is() -> None:
    """Every module should begin with a docstring."""
    assert [] == [name for name, module in MODULES.items() if not ast.get_docstring(module)]
