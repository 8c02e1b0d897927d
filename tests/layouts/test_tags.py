"""The structure tree: what is built, what of it is written, and in which order it is read."""

from __future__ import annotations

import copy
import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from handouts.inline import Span
from layouts.typesetting.ink import Ink
from layouts.typesetting.tags import Element
from layouts.typesetting.text.typesetter import Typesetter
from layouts.typesetting.typefaces import family
from press.tree import Tree, tree_of
from tests.press.demo import PAGE, Desk, demo, ink_for

READ = """
Document
  H1 "Leaving it, safely"
  Sect
    H2 "What to do at once"
    P "Call 911 now if someone cannot be woken up, or if the lips turn blue or grey."
    P "It is free: "
      Link "1-800-222-1222" object
      "."
    P "See "
      Link "the list of centres that are open at night and on every holiday of the year" object object
      " before you leave."
    P
      Link "example.org" object
    P "Ask for "
      Span
        Link "la línea de ayuda" object
      " too."
    L
      LI
        Lbl "1."
        LBody "Sit down."
      LI
        Lbl "2."
        LBody "Breathe out slowly, and longer than you breathe in."
    P "A paragraph that begins at the foot of one page and goes on at the head of the next, as it may."
  Figure ""
  Sect
    H2 "What comes when"
    Table
      THead
        TR
          TH "When"
          TH "Body"
          TH "Mind"
      TBody
        TR
          TH "First days"
          TD "Aches"
          TD "Worry"
        TR
          TH "Later"
          TD "Better sleep"
          TD
"""


def desk_for(root: Element) -> Desk:
    """A desk with a page begun."""
    desk = Desk(ink_for(root), Typesetter(family("Latn"), "en-US", "ltr"))
    desk.ink.begin_page(*PAGE)
    return desk


def tree(ink: Ink) -> Tree:
    """The tree of the file once its page is ended."""
    ink.end_page()
    with pikepdf.open(io.BytesIO(ink.save())) as pdf:
        return tree_of(pdf)


def kinds(found: Tree) -> list[str]:
    """The kinds of all elements, indented by depth."""
    depth = {element.id: 0 for element in found.elements}
    for element in found.elements:
        for kid in element.below:
            depth[kid.id] = depth[element.id] + 1
    return [" " * depth[element.id] + element.kind for element in found.elements]


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler) is not installed")
def test_poppler_reads_the_demo_in_order(tmp_path: Path) -> None:
    """Another reader finds every word in its element, spaces at line ends kept, links with their annotations last."""
    file = tmp_path / "demo.pdf"
    file.write_bytes(demo())
    done = subprocess.run(
        ["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True, timeout=60
    )
    found: list[str] = []
    for line in done.stdout.splitlines():
        depth, said = len(line) - len(line.lstrip()), line.strip()
        if said.startswith("/"):
            continue  # attributes
        if said.startswith("Object "):
            found[-1] += " object"
        elif said.startswith('"') and found[-1].endswith('"') and not found[-1].endswith('""'):
            # Marks of one element stand on lines of their own; so do those that follow an inline element.
            found[-1] = f"{found[-1][:-1]}{said[1:]}"
        elif said.startswith('"') and len(found[-1]) - len(found[-1].lstrip()) < depth:
            found[-1] += f" {said}"
        elif said.startswith('"'):
            found.append(" " * depth + said)
        else:
            found.append(" " * depth + said.split(" ")[0].rstrip(":"))
    assert READ.strip().splitlines() == found


def test_copies_are_the_element_itself() -> None:
    """Whoever copies what holds an element gets the same element: a copy would be in no tree."""
    element = Element("P")
    assert element is copy.copy(element)
    assert [element] == copy.deepcopy([element])


def test_only_standard_kinds() -> None:
    """A misspelt kind is refused where it is made."""
    with pytest.raises(ValueError, match="Paragraph is not a standard structure type"):
        Element("Document").add("Paragraph")


def test_reading_order_is_the_order_of_making() -> None:
    """Blocks are read in the order in which they were added, whatever was drawn first."""
    root = Element("Document")
    first, second = root.add("H1"), root.add("P")
    desk = desk_for(root)
    desk.say(second, "drawn first")
    desk.say(first, "drawn last")
    found = tree(desk.ink)
    assert ["Document", " H1", " P"] == kinds(found)


def test_inline_elements_stand_where_they_are_drawn() -> None:
    """A link lies between the words before it and the words after it, its annotations last of all it holds."""
    root = Element("Document")
    desk = desk_for(root)
    desk.say(root.add("P"), "before ", Span("linked", href="https://example.org/"), " after")
    paragraph = tree(desk.ink).elements[1]
    shown = [type(kid).__name__ for kid in paragraph.kids]
    assert ["Mark", "Element", "Mark"] == shown
    assert ["Mark", "Thing"] == [type(kid).__name__ for kid in paragraph.below[0].kids]


def test_elements_without_content_are_left_out() -> None:
    """What nothing was drawn for is not in the file, but a table keeps its empty cells."""
    root = Element("Document")
    root.add("Sect").add("P")
    row = root.add("Table").add("TR")
    empty, said = row.add("TD"), row.add("TD")
    assert empty is not said
    desk = desk_for(root)
    desk.say(said, "a cell")
    assert ["Document", " Table", "  TR", "   TD", "   TD"] == kinds(tree(desk.ink))


def test_one_tree_serves_many_files() -> None:
    """What is drawn is remembered by the ink: a second file of the same tree is the same file."""
    root = Element("Document")
    paragraph = root.add("P")

    def made() -> bytes:
        desk = desk_for(root)
        desk.say(paragraph, "The ", Span("same", lang="es"), " again")
        desk.ink.end_page()
        return desk.ink.save()

    assert made() == made()


def test_attributes_language_and_words_of_figures() -> None:
    """Alt, Lang and attributes are written as they were given, whatever characters they hold."""
    root = Element("Document")
    desk = desk_for(root)
    figure = root.add("Figure", alt="Лист (a leaf)", lang="ru")
    with desk.ink.figure(figure, (10, 20, 30, 40)), desk.ink.at(5, 5):
        desk.ink.fill_box(0, 0, 9, 9, "#102030")
    desk.say(root.add("L", attributes={"ListNumbering": "/Disc"}).add("LI").add("LBody"), "item")
    found = {element.kind: element for element in tree(desk.ink).elements}
    assert ("Лист (a leaf)", "ru") == (found["Figure"].alt, found["Figure"].lang)
    assert "/Block" == found["Figure"].attributes["Placement"]
    assert {"ListNumbering": "/Disc"} == found["L"].attributes


def test_a_figures_box_is_on_the_page() -> None:
    """The box of a figure is that of the page, also where the figure was drawn moved, scaled and mirrored."""
    root = Element("Document")
    ink = ink_for(root)
    ink.begin_page(200, 200)
    with ink.at(100, 50, 2, mirrored=True), ink.figure(root.add("Figure", alt="box"), (0, 0, 10, 20)):
        ink.fill_box(0, 0, 10, 20, "#102030")
    ink.end_page()
    with pikepdf.open(io.BytesIO(ink.save())) as pdf:
        box = pdf.Root.StructTreeRoot.K.K.A.BBox
        assert [80, 50, 100, 90] == [float(value) for value in box]


def test_what_has_no_place_is_refused() -> None:
    """Strangers, figures without words, figures inside figures and forms on tagged files are faults of ours."""
    root = Element("Document")
    desk = desk_for(root)
    with pytest.raises(ValueError, match="P is not in the tree of this file"):
        desk.say(Element("P"), "whose?")
    with (
        pytest.raises(ValueError, match="Document > Figure has no alternate text"),
        desk.ink.figure(root.add("Figure"), (0, 0, 1, 1)),
    ):
        pass
    figure = root.add("Figure", alt="outer")
    outer, inner = desk.ink.artifact(), desk.ink.figure(figure, (0, 0, 1, 1))
    with pytest.raises(ValueError, match="lies inside another figure or an artifact"), outer, inner:
        pass
    with pytest.raises(ValueError, match="a form has no place in a tagged file"):
        desk.ink.begin_form("page", 10, 10)
