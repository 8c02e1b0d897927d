"""Sites that differ in name, number, address and web site. In: how many. Out: a table for us, values for the peers.

A piece for the peers has marks where a site's values stand; `marks` gives the values for each mark.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.describe import Piece, describe
from benchmarks.nodes import runs
from handouts.edition import Edition
from handouts.problem import Place
from handouts.site import Site
from handouts.sited import sited
from handouts.telephone import dialled
from layouts.typesetting.compose import compose
from layouts.typesetting.layout import Layout
from press.identity import copy_id

SAMPLE = Site(
    place=Place("benchmark"),
    id="qq",
    name="Qq Clinic 99999",
    phones=("202-555-0199",),
    address=("99999 Qq Street", "Qqtown, ST 00000"),
    web="https://site-99999.example.org",
)
SAMPLE_COPY = "QQQQ-QQQQ"


def rows(count: int) -> Iterator[dict[str, str]]:
    """So many sites, each with its own values; the numbers are of those kept for fiction."""
    for n in range(count):
        yield {
            "id": f"site-{n:05}",
            "name": f"Clinic {n:05} West",
            "address": f"{n + 1} Example Street;Anytown, ST {n:05}",
            "phones": f"{201 + n // 100 % 700}-555-01{n % 100:02}",
            "web": f"https://site-{n:05}.example.org",
        }


def write_table(path: Path, count: int) -> Path:
    """The sites as the table that `--sites` reads."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["id", "name", "address", "phones", "web"])
        writer.writeheader()
        writer.writerows(rows(count))
    return path


def marks(count: int) -> list[dict[str, str]]:
    """What stands for each mark of a piece, site by site."""
    done = []
    for row in rows(count):
        street, town = row["address"].split(";")
        done.append(
            {
                mark("code"): runs(row["web"])[0],
                mark("name"): row["name"],
                mark("tel"): dialled(row["phones"]),
                mark("phone"): row["phones"],
                mark("street"): street,
                mark("town"): town,
                mark("web"): row["web"].removeprefix("https://"),
                mark("copy"): copy_id(hashlib.sha256(row["id"].encode()).hexdigest()),
            }
        )
    return done


def mark(name: str) -> str:
    """The mark that stands for a value."""
    return f"\u27e6{name}\u27e7"


def marked_piece(edition: Edition, layout: Layout, paper: str) -> Piece:
    """The piece of a site with a mark for each of its values."""
    composition = compose(sited(edition, SAMPLE), layout, paper, SAMPLE_COPY)
    text = json.dumps(describe(composition), ensure_ascii=False)
    values = {
        runs(SAMPLE.web)[0]: "code",
        SAMPLE.name: "name",
        dialled(SAMPLE.phones[0]): "tel",
        SAMPLE.phones[0]: "phone",
        SAMPLE.address[0]: "street",
        SAMPLE.address[1]: "town",
        SAMPLE.web.removeprefix("https://"): "web",
        SAMPLE_COPY: "copy",
    }
    for value, name in values.items():
        text = text.replace(value, mark(name))
    piece: dict[str, Any] = json.loads(text)
    return piece


def filled(piece: Piece, site: dict[str, str]) -> Piece:
    """The piece of one site."""
    text = json.dumps(piece, ensure_ascii=False)
    for name, value in site.items():
        text = text.replace(name, value)
    done: Piece = json.loads(text)
    return done
