"""Files with one defect each. In: a sound tagged PDF. Out: the same file with something taken away or put wrong."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Name


@dataclass(frozen=True)
class Mutant:
    """What is done to the file, the rules of PDF/UA-1 that it then breaks, and what our own checks say of it."""

    name: str
    harm: Callable[[Any], None]
    rules: frozenset[str]
    said: str


def harmed(pdf: bytes, mutant: Mutant) -> bytes:
    """The file with the mutant's defect."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        mutant.harm(opened)
        target = io.BytesIO()
        opened.save(target, deterministic_id=True)
    assert target.getvalue() != pdf
    return target.getvalue()


def elements(pdf: Any, kind: str) -> Iterator[Any]:
    """The structure elements of a kind, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if element.S == f"/{kind}":
            yield element
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [kid for kid in reversed(list(kids)) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def first(pdf: Any, kind: str) -> Any:
    """The first element of a kind."""
    return next(elements(pdf, kind))


def _without(*keys: str) -> Callable[[Any], None]:
    """Takes an entry out of the first page's annotations."""

    def harm(pdf: Any) -> None:
        for annotation in pdf.pages[0].obj.Annots:
            for key in keys:
                del annotation[key]

    return harm


def _artifact(pdf: Any) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"/Artifact BMC", b"/Foo BMC"))


def _scope(pdf: Any) -> None:
    for element in elements(pdf, "TH"):
        del element["/A"]


def _heading(pdf: Any) -> None:
    first(pdf, "H2").S = Name.H3


def _tabs(pdf: Any) -> None:
    del pdf.pages[0].obj["/Tabs"]


def _parent_tree(pdf: Any) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


def _alt(pdf: Any) -> None:
    del first(pdf, "Figure")["/Alt"]


def _short_row(pdf: Any) -> None:
    row = list(elements(pdf, "TR"))[1]
    row.K = pikepdf.Array(list(row.K)[:2])


def _language(pdf: Any) -> None:
    del pdf.Root["/Lang"]


def _identifier(pdf: Any) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    without = packet.replace(b' pdfuaid:part="1"', b"")
    assert without != packet
    pdf.Root.Metadata.write(without)


def _title(pdf: Any) -> None:
    del pdf.Root["/ViewerPreferences"]


def _font_file(pdf: Any) -> None:
    del next(each for each in pdf.objects if _is(each, "/FontDescriptor"))["/FontFile2"]


def _to_unicode(pdf: Any) -> None:
    for each in pdf.objects:
        if _is(each, "/Font") and "/ToUnicode" in each:
            del each["/ToUnicode"]


def _is(found: Any, kind: str) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == kind


def _label(pdf: Any) -> None:
    first(pdf, "Lbl").S = Name.P


def _link(pdf: Any) -> None:
    first(pdf, "Link").S = Name.Span


MUTANTS = (
    Mutant("artifact", _artifact, frozenset({"7.1-3"}), "painted outside the structure"),
    Mutant(
        "contents", _without("/Contents"), frozenset({"7.18.1-2", "7.18.5-2"}), "does not say what it is (Contents)"
    ),
    Mutant("scope", _scope, frozenset({"7.5-1"}), "(Scope)"),
    Mutant("heading", _heading, frozenset({"7.4.2-1"}), "a heading H3 follows H1"),
    Mutant("tabs", _tabs, frozenset({"7.18.3-1"}), "page 1: the tabulator does not follow the structure"),
    Mutant("parent-tree", _parent_tree, frozenset({"7.1-3", "7.18.5-1"}), "leads to no element (ParentTree)"),
    Mutant("alt", _alt, frozenset({"7.3-1"}), "a Figure has no words to stand for it (Alt)"),
    Mutant("short-row", _short_row, frozenset({"7.2-43"}), "row 2 of a table has 2 cells, not 3"),
    Mutant(
        "language",
        _language,
        frozenset({"7.2-2", "7.2-22", "7.2-24", "7.2-33", "7.2-34"}),
        "the document has no language (Lang)",
    ),
    Mutant("identifier", _identifier, frozenset({"5-1"}), "do not say that the file follows PDF/UA-1"),
    Mutant("title", _title, frozenset({"7.1-10"}), "(DisplayDocTitle)"),
    Mutant("font-file", _font_file, frozenset({"7.21.4.1-1"}), "is not in the file"),
    Mutant("to-unicode", _to_unicode, frozenset({"7.21.7-1"}), "(ToUnicode)"),
    Mutant("label", _label, frozenset({"7.2-20"}), "LI holds P"),
    Mutant("link", _link, frozenset({"7.18.5-1"}), "a link annotation belongs to a Span, not to a Link"),
    Mutant("struct-parent", _without("/StructParent"), frozenset({"7.18.5-1"}), "leads to no element (StructParent)"),
)
