"""Style sheets of SVG logos. In: a parsed SVG. Out: the same, its class rules written on the elements they speak of.

Drawing programs write `.st0{fill:#0E4F4F}` and `class="st0"`. That much is read; any other kind of rule is an error.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*([^{}]*?)\s*\{([^{}]*)\}")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")

Rules = dict[str, dict[str, str]]


def inline_styles(root: ET.Element) -> None:
    """Takes the style sheets out. A rule yields to the element's own `style`, as in CSS. Raises ValueError."""
    rules: Rules = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if _name(child) == "style":
                _read("".join(child.itertext()), rules)
                parent.remove(child)
    for element in root.iter():
        own: dict[str, str] = {}
        classes = element.attrib.pop("class", "").split()
        for name in (each for each in rules if each in classes):  # the later rule wins, whatever the attribute's order
            own |= rules[name]
        if own:
            written = ";".join(f"{key}:{value}" for key, value in own.items())
            element.set("style", f"{written};{element.get('style', '')}")


def _read(text: str, rules: Rules) -> None:
    text = _COMMENT.sub("", text)
    at = 0
    while text[at:].strip():
        rule = _RULE.match(text, at)
        names = [_CLASS.fullmatch(each.strip()) for each in rule[1].split(",")] if rule else [None]
        if rule is None or not all(names):
            message = f"its style sheet says '{text[at:].strip()[:24]}'"
            raise ValueError(message)
        entries = (entry.partition(":") for entry in rule[2].split(";"))
        said = {key.strip(): value.strip() for key, _, value in entries if key.strip()}
        for found in names:
            if found:
                rules[found[1]] = rules.pop(found[1], {}) | said
        at = rule.end()


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
