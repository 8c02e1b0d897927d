"""A pack: copies of one file that share most of their bytes."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from layouts.typesetting.document import PackedDocument, Raw
from layouts.typesetting.pack import deflated, stream


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=6), st.integers(0, 3))
def test_each_copy_has_its_own_objects_and_all_that_is_shared(bodies: list[bytes], copies: int) -> None:
    """A second reader should find every object of every copy, at its number, with its bytes."""
    document = PackedDocument()
    references = document.reserve_open([f"own{number}" for number in range(len(bodies))])
    shared = document.refer(stream(b"", b"for all"))
    document.addPage(
        Raw(b"<</Type/Page/Parent %b/MediaBox[0 0 9 9]/Resources<<>>/Contents %b>>" % (document.tree, shared))
    )
    names = b"".join(b"/Own%d %b" % (number, each) for number, each in enumerate(references))
    info = document.refer(b"<</Title(shared)>>")
    pack = document.pack(names, info)
    for copy in range(copies + 1):
        own = [body + bytes([48 + copy]) for body in bodies]
        pdf = pack.copy([stream(b"", each) for each in own])
        assert pdf == pack.copy([stream(b"", each) for each in own])
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert not opened.check_pdf_syntax()
            assert [bytes(opened.Root[f"/Own{n}"].read_bytes()) for n in range(len(own))] == own
            assert opened.pages[0].Contents.read_bytes() == b"for all"
            assert str(opened.docinfo.Title) == "shared"


def test_the_file_identifier_is_a_hash_of_what_is_in_the_copy() -> None:
    """Copies that differ have different identifiers."""
    document = PackedDocument()
    document.reserve_open(["own"])
    document.addPage(Raw(b"<</Type/Page/Parent %b/MediaBox[0 0 9 9]/Resources<<>>>>" % document.tree))
    pack = document.pack(b"", document.refer(b"<<>>"))
    found = set()
    for text in (b"(a)", b"(b)", b"(a)"):
        with pikepdf.open(io.BytesIO(pack.copy([text]))) as opened:
            found.add(bytes(opened.trailer.ID[0]))
    assert len(found) == 2


@given(st.binary(max_size=5000))
def test_what_is_deflated_comes_back(data: bytes) -> None:
    """Whatever the window, another inflater should give the data back."""
    document = pikepdf.Pdf.new()
    made = pikepdf.Stream(document, deflated(data), Filter=pikepdf.Name.FlateDecode)
    assert made.read_bytes() == data
