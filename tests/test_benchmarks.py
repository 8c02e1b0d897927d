"""The benchmark: its figures, its check that work is the same, and that it runs. Nothing here is held to a time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

pytest.importorskip("fontTools")

from benchmarks import project, same
from benchmarks.bench import Line
from benchmarks.describe import describe
from benchmarks.figures import ratio, shown, table
from benchmarks.nodes import runs
from benchmarks.sites import SAMPLE, filled, mark, marked_piece, marks
from benchmarks.timing import interleaved, process
from benchmarks.words import edition_with, shuffled
from handouts.texts import section_texts
from layouts.typesetting.compose import compose
from press.copies import screen

ROOT = Path(__file__).resolve().parents[1]


def test_a_ratio_is_taken_round_by_round() -> None:
    """A machine that gets slower from round to round does so for both, and the ratio stays."""
    assert ratio([1.0, 2.0, 4.0], [2.0, 4.0, 8.0]) == 2.0
    assert ratio([1.0, 1.0, 10.0], [3.0, 3.0, 3.0]) == 3.0
    with pytest.raises(ValueError, match="same rounds"):
        ratio([1.0], [1.0, 2.0])


def test_every_other_round_runs_backwards() -> None:
    """Nobody always comes after the same one."""
    order: list[str] = []

    def turn(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = interleaved({name: lambda name=name: turn(name) for name in "ab"}, 3, lambda _: None)  # type: ignore[misc]
    assert "".join(order) == "abbaab"
    assert found == {"a": [1.0, 4.0, 5.0], "b": [2.0, 3.0, 6.0]}


def test_numbers_show_the_digits_that_count() -> None:
    """Three of them, thousands apart."""
    assert [shown(each) for each in (28828.4, 128.9, 4.3812, 0.4321, 0.00012)] == [
        "28,828",
        "129",
        "4.38",
        "0.432",
        "1.2e-04",
    ]


def test_a_table_is_markdown_with_even_columns() -> None:
    """All lines are of one length, the second is the rule."""
    lines = table(("what", "ours"), [("cold", "1"), ("a longer name", "22")]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert set(lines[1]) == set("|-")
    assert lines[3] == "| a longer name | 22   |"


def test_a_line_is_against_typst_only_where_both_took_part() -> None:
    """No ratio is made up."""
    line = Line("cold", "x", "s", {"handouts": [2.0, 4.0], "typst": [1.0, 1.0]})
    assert line.against("handouts") == 3.0
    assert line.against("fpdf2") is None
    assert Line("cold", "x", "s", {"handouts": [2.0]}).against("handouts") is None


def test_every_text_changes_in_every_document() -> None:
    """Two documents share no text that has a long enough word; letters stay, so widths do."""
    said = project.edition("trifold", "es")
    texts = [
        [words.text for section in edition_with(said, n).sections for words in section_texts(section)] for n in (1, 2)
    ]
    assert [sorted(one) for one in texts[0]] == [sorted(two) for two in texts[1]]
    changed = sum(one != two for one, two in zip(*texts, strict=True))
    assert changed > 0.8 * len(texts[0])
    assert edition_with(said, 1) == edition_with(said, 1)
    assert sorted(shuffled("kratom", 7)) == sorted("kratom")


@pytest.mark.parametrize("layout", ["card", "flyer", "trifold", "booklet"])
def test_our_own_copy_is_the_same_work_as_its_description(layout: str) -> None:
    """Words, links, faces and page sizes of the description are those of the copy; of another document's they are not."""
    said = edition_with(project.edition(layout, "en"), 1)
    composition = compose(said, project.layout_of(layout), project.PAPER, project.COPY)
    pdf, piece = screen(composition).pdf, describe(composition)

    assert same.lacking(pdf, piece) == []
    assert same.tagged(pdf)
    assert same.pages(pdf) == piece["count"]
    assert same.lacking(pdf, describe(composition, edition_with(said, 2)))
    other = replace(said.brand, phone="202-555-0177")
    piece["pages"][0]["frames"].append(
        {"nodes": [{"t": "text", "spans": [[other.phone, True, "tel:+12025550177", ""]]}]}
    )
    assert {"1 x '0177'", "no link to tel:+12025550177"} <= set(same.lacking(pdf, piece))


def test_a_marked_piece_has_every_value_of_a_site_and_none_of_the_sample() -> None:
    """Filled for a site it holds the site's own values, and no mark is left."""
    piece = marked_piece(project.edition("trifold", "en"), project.layout_of("trifold"), project.PAPER)
    text = json.dumps(piece, ensure_ascii=False)
    sites = marks(3)
    assert all(name in text for name in sites[0])
    assert not any(value in text for value in (SAMPLE.name, SAMPLE.phones[0], *SAMPLE.address))
    made = json.dumps(filled(piece, sites[2]), ensure_ascii=False)
    assert all(value in made for value in sites[2].values())
    assert mark("")[0] not in made


def test_the_peers_codes_can_be_read() -> None:
    """The path they are given shows the site's web address to a reader of codes."""
    path, side = runs("https://site-00007.example.org")
    image = Image.new("L", (side, side), 255)
    for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1H\d+z", path):
        image.paste(0, (int(x), int(y), int(x) + int(wide), int(y) + 1))
    (read,) = zxingcpp.read_barcodes(image.resize((side * 8, side * 8), Image.Resampling.NEAREST))
    assert read.text == "https://SITE-00007.EXAMPLE.ORG"  # the host in capitals makes the smaller code


def test_a_process_tells_its_own_memory_and_its_failure() -> None:
    """The memory is the child's, whatever the size of this process; a child that fails is an error with its words."""
    held = bytearray(200 * 2**20)
    assert process([sys.executable, "-c", "pass"]).memory < 100 < len(held) / 2**20
    with pytest.raises(RuntimeError, match="it broke"):
        process([sys.executable, "-c", "raise SystemExit('it broke')"])


def test_the_benchmark_runs_with_nobody_to_compare_with(tmp_path: Path) -> None:
    """It ends with 0, a table and figures, and says whom it did without."""
    target = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks", "--only", "bytes", "--quick", "--peers", "", "--json", str(target)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(target.read_text(encoding="utf-8"))

    assert "| bytes" in ran.stdout
    assert {line["what"] for line in told["lines"]} == {"trifold in en", "trifold in es"}
    assert all(set(line["figures"]) == {"handouts"} for line in told["lines"])
    assert all(10_000 < figure < 100_000 for line in told["lines"] for figure in line["figures"]["handouts"])
