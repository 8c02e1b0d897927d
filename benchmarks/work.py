"""The work that every program is given. In: an edition of the library. Out: its words, faces, boxes and links, as data.

Nothing of our own layout is in it but the shape of the sheet: page size, columns, type sizes, colours.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.shape import Chapter, Part, Run, Work
from handouts.blocks import Block, Bullets, Callout, Checklist, Contacts, Figure, Steps, Table, Timeline
from handouts.edition import Edition
from handouts.inline import Span, Words
from handouts.library import Library
from handouts.site import Site
from handouts.sited import sited
from handouts.texts import changed, texts
from handouts.topic import Role
from layouts import layouts

LIBRARY = Path(__file__).resolve().parent.parent / "handouts"
TOPIC, BRAND = "kratom-withdrawal", "am-health-care"
SHAPES = {  # width, height, columns, type size
    "trifold": (792, 612, 3, 10.0),
    "flyer": (612, 792, 2, 12.0),
    "booklet": (396, 612, 1, 11.5),
    "card": (396, 612, 1, 8.0),  # larger than ours: the others have no sheet of cards
}


@cache
def library() -> Library:
    """The library that comes with the program."""
    return Library(LIBRARY)


@cache
def edition(layout: str, tag: str) -> Edition:
    """What a layout says."""
    return library().edition(TOPIC, tag, layouts()[layout].length, BRAND)


def varied(said: Edition, number: int) -> Edition:
    """The edition with another last word in every text of some length, so that no line of type can be used again."""

    def change(words: Words) -> Words:
        last = words.pieces[-1]
        if not isinstance(last, Span) or last.href or last.of_site or " " not in last.text.strip():
            return words
        before, _, after = last.text.rpartition(" ")
        return Words(words.place, (*words.pieces[:-1], replace(last, text=f"{before} no{number} {after}")))

    sections = tuple(
        replace(
            each,
            blocks=tuple(block if isinstance(block, Contacts) else changed(block, change) for block in each.blocks),
        )
        for each in said.sections
    )
    urgent = tuple(
        text.text
        for each in sections
        if each.urgent
        for block in each.blocks
        if not isinstance(block, Contacts)
        for text in texts(block)
    )
    return replace(said, sections=sections, urgent_lines=urgent)


def work(layout: str, said: Edition) -> Work:
    """The edition as data."""
    width, height, columns, size = SHAPES[layout]
    palette = said.brand.palette
    return Work(
        layout=layout,
        language=said.locale.language,
        width=width,
        height=height,
        columns=columns,
        size=size,
        title=said.title.text,
        promise=said.promise.text,
        message=said.message.text,
        name=said.brand.name,
        phone=said.brand.phone,
        address=said.brand.address,
        imprint=" ".join((said.brand.name, *said.review_lines)),
        chapters=tuple(
            Chapter(
                each.heading.text,
                each.role is Role.EMERGENCY,
                tuple(_part(block) for block in each.blocks if not isinstance(block, Figure)),
            )
            for each in said.sections
        ),
        colours={
            "ink": palette.ink,
            "deep": palette.deep,
            "accent": palette.accent,
            "urgent": palette.urgent,
            "tint": palette.tint,
        },
    )


def at_site(layout: str, tag: str, site: Site) -> Work:
    """The work for one place."""
    return work(layout, sited(edition(layout, tag), site))


def _part(block: Block) -> Part:
    match block:
        case Contacts():
            rows = tuple((_runs(each.name), _runs(each.number), _runs(each.what)) for each in block.lines)
            return Part("contacts", rows)
        case Table():
            return Part("table", tuple(tuple(map(_runs, row)) for row in (block.header, *block.rows)))
        case Timeline():
            return Part(
                "table",
                (tuple(_runs(each.when) for each in block.phases), tuple(_runs(each.what) for each in block.phases)),
            )
        case Steps():
            return Part("ol", tuple((_runs(each),) for each in block.items))
        case Bullets() | Checklist():
            title = (Part("p", ((_runs(block.title),),)),) if block.title else ()
            rows = tuple((_runs(each),) for each in block.items)
            return Part("ul", (*(row for part in title for row in part.rows), *rows))
        case Callout():
            return Part("box", tuple((_runs(each),) for each in texts(block)))
        case _:
            return Part("p", tuple((_runs(each),) for each in texts(block)))


def _runs(words: Words | None) -> tuple[Run, ...]:
    return tuple((span.text, span.strong, span.href) for span in words.spans) if words is not None else ()


def sites(count: int) -> tuple[Site, ...]:
    """Made-up places: name, number and address differ."""
    from handouts.problem import Place

    names = ("Riverside", "Lakeview", "Hilltop", "Meadow", "Harbor", "Garden")
    return tuple(
        Site(
            place=Place("sites.csv", number + 2, 1),
            id=f"site-{number:05}",
            name=f"{names[number % 6]} Clinic {number}",
            address=(f"{100 + number * 7 % 9000} Example Street", f"Anytown, ST {10000 + number * 13 % 80000}"),
            phones=(f"{202 + number % 90}-555-0{100 + number % 100}",),
        )
        for number in range(count)
    )


def table(folder: Path, count: int) -> Path:
    """The same places as a table for `build --sites`."""
    import csv

    path = folder / f"sites-{count}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows: Any = csv.writer(file)
        rows.writerow(["id", "name", "address", "phones"])
        rows.writerows([each.id, each.name, "; ".join(each.address), "; ".join(each.phones)] for each in sites(count))
    return path
