"""Sites out of a brand's file. In: the node of `brands/<brand>.yaml`. Out: the `Site`s under its key `sites`.

The keys are those of a table's columns; `address`, `phones`, `hours` and `locales` are lists, as a brand has them.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from handouts.fields import Fields, text_of
from handouts.gathering import Problems
from handouts.hours import hours_of
from handouts.reading import place_of_value
from handouts.site import Site
from handouts.site_rules import BLANKS, Rules
from handouts.source import Mapping, Node


def sites_of(brand: Node, folder: Path, locales: Collection[str], problems: Problems) -> tuple[Site, ...]:
    """The sites of a brand's node, in the order of the file; every problem is added to `problems`.

    `folder`: where the files of their logos are. `locales`: the tags there are. A site without an id is left out.
    """
    if not isinstance(brand, Mapping):
        return ()
    rules = Rules(locales, folder, problems)
    nodes = Fields(brand, "the brand", problems).items("sites", optional=True)
    return tuple(site for site in (_site(Fields(node, "site", problems), rules) for node in nodes) if site is not None)


def _site(fields: Fields, rules: Rules) -> Site | None:
    id_ = fields.text("id").strip(BLANKS)
    if id_:
        id_ = rules.id(id_, place_of_value(fields, "id"))
    logo_name = _text(fields, "logo", "")
    logo = rules.logo(logo_name, place_of_value(fields, "logo")) if logo_name else None
    site = Site(
        place=fields.place,
        id=id_,
        name=_held(fields, rules, "name"),
        address=_list(fields, rules, "address"),
        phones=_list(fields, rules, "phones"),
        hours=hours_of(fields, fields.problems),
        web=_held(fields, rules, "web"),
        locales=_list(fields, rules, "locales"),
        logo=None if logo is None else logo.data,
        logo_kind="" if logo is None else logo.kind,
    )
    fields.done()
    return site if id_ else None


def _text(fields: Fields, key: str, default: str) -> str:
    return fields.text(key, default=default).strip(BLANKS)


def _held(fields: Fields, rules: Rules, key: str) -> str:
    value = _text(fields, key, "")
    return rules.value(key, value, place_of_value(fields, key)) if value else ""


def _list(fields: Fields, rules: Rules, key: str) -> tuple[str, ...]:
    typed = ((text_of(node, fields.problems).strip(BLANKS), node.place) for node in fields.items(key, optional=True))
    return rules.values(key, ((value, place) for value, place in typed if value))
