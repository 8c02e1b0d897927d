"""Files looked through object by object: what must not be inside, and what must agree with what."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from press.inspection import inspect
from tests.press.demo import demo
from tests.press.mutants import elements, first


def after(harm: Callable[[Any], None]) -> tuple[str, ...]:
    """What is said of the demo after something was done to it."""
    with pikepdf.open(io.BytesIO(demo())) as pdf:
        harm(pdf)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return inspect(target.getvalue())


def content(change: Callable[[bytes], bytes]) -> Callable[[Any], None]:
    """A change of the first page's operators."""

    def harm(pdf: Any) -> None:
        page = pdf.pages[0].obj
        before = page.Contents.read_bytes()
        assert before != change(before)
        page.Contents = pdf.make_stream(change(before))

    return harm


def entry(owner: Callable[[Any], Any], key: str, value: Any) -> Callable[[Any], None]:
    """Sets an entry of a dictionary; takes it out where the value is None."""

    def harm(pdf: Any) -> None:
        if value is None:
            del owner(pdf)[key]
        else:
            owner(pdf)[key] = value

    return harm


def root(pdf: Any) -> Any:
    """The catalog."""
    return pdf.Root


def info(pdf: Any) -> Any:
    """The information dictionary."""
    return pdf.docinfo


def action(pdf: Any) -> Any:
    """What the first link does."""
    return pdf.pages[0].obj.Annots[0].A


def untag(pdf: Any) -> None:
    """The tree is gone, the claim is not."""
    del pdf.Root["/StructTreeRoot"]


def outside(pdf: Any) -> None:
    """A cell lies in a paragraph."""
    first(pdf, "P").S = Name.TD


HARMS: dict[str, tuple[Callable[[Any], None], str]] = {
    "starts by itself": (entry(root, "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))), "(OpenAction)"),
    "script": (
        entry(root, "/Names", Dictionary(JavaScript=Dictionary(Names=Array()))),
        "it holds scripts (JavaScript)",
    ),
    "local time": (entry(info, "/ModDate", String("D:20261122000000-05'00'")), "its ModDate is not in UTC"),
    "not marked": (entry(root, "/MarkInfo", None), "(MarkInfo)"),
    "claims too much": (untag, "the metadata claim PDF/UA, but the file is not tagged"),
    "cell without a row": (outside, "TD lies in Sect"),
    "number gone": (
        content(lambda code: code.replace(b"/MCID 1>>", b"/MCID 99>>")),
        "the structure speaks of marked content 1, which is not there",
    ),
    "unknown number": (
        content(lambda code: code.replace(b"/MCID 1>>", b"/MCID 99>>")),
        "marked content 99 leads to no element",
    ),
    "closed twice": (content(lambda code: code + b"\nEMC"), "marked content is not closed where it was opened"),
    "bare shape": (content(lambda code: b"0 0 9 9 re f\n" + code), "not as an artifact: f (1)"),
}


@pytest.mark.parametrize(("harm", "said"), HARMS.values(), ids=HARMS.keys())
def test_what_is_wrong_is_said(harm: Callable[[Any], None], said: str) -> None:
    """Each thing that is done to a sound file is named in a message."""
    assert any(said in message for message in after(harm))


def test_what_is_allowed_is_not_said() -> None:
    """A sound file has no message, nor has one with spans that fit, or a parent tree that branches."""

    def spanned(pdf: Any) -> None:
        row = list(elements(pdf, "TR"))[-1]
        row.K = Array(list(row.K)[:2])
        row.K[1].A = Dictionary(O=Name.Table, ColSpan=2)

    def hung(pdf: Any) -> None:
        rows = list(elements(pdf, "TR"))
        rows[1].K[2].A = Dictionary(O=Name.Table, RowSpan=2)
        rows[2].K = Array(list(rows[2].K)[:2])

    def branched(pdf: Any) -> None:
        entries = pdf.Root.StructTreeRoot.ParentTree.Nums
        leaf = pdf.make_indirect(Dictionary(Nums=entries, Limits=Array([0, 99])))
        pdf.Root.StructTreeRoot.ParentTree = Dictionary(Kids=Array([leaf]))

    def addressed(pdf: Any) -> None:
        action(pdf).URI = String("https://example.org/home/tmp/")

    harms = (lambda _: None, spanned, hung, branched, addressed)
    assert [()] * 5 == [after(harm) for harm in harms]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html></html>", demo()[:4000]])
def test_damaged_files_are_named(data: bytes) -> None:
    """What is no PDF, or half of one, is a message and no traceback."""
    assert () != inspect(data)
