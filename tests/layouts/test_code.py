"""The QR code: read from the render by another program, it is the brand's address, with its quiet zone, large enough."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import zxingcpp

from layouts.typesetting.draw import QUIET
from layouts.typesetting.geometry import MM
from layouts.typesetting.marks import Code
from layouts.typesetting.qr import modules, spelled
from tests.layouts.pieces import PIECES, Piece, rendered

CODED = [
    piece for piece in PIECES if piece.brand == "example-clinic" and piece.name in {"trifold", "booklet", "large-print"}
]
BARE = [piece for piece in PIECES if piece.brand == "am-health-care"]


def codes(piece: Piece) -> list[tuple[int, float, float, Code]]:
    """The codes of a piece: page (from 0), left, top, mark."""
    return [
        (number, place.x + place.mark.x, place.top - place.mark.y, place.mark)
        for number, composed in enumerate(piece.composition.pages)
        for place in composed.placements
        if isinstance(place.mark, Code)
    ]


def same_address(address: str) -> str:
    """The address with its host in small letters, as every browser asks for it (RFC 3986, 6.2.2.1)."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.hostname or "").geturl()


@pytest.mark.parametrize("piece", CODED, ids=str)
def test_a_reader_finds_the_address(piece: Piece) -> None:
    """zxing reads exactly the brand's web address from the page, at 150 and at 300 dots an inch, and nothing else."""
    brand = piece.composition.edition.brand
    found = codes(piece)

    assert brand.web
    assert found
    for number in {each[0] for each in found}:
        for dpi in (150, 300):
            read = zxingcpp.read_barcodes(rendered(piece.screen, number, dpi))
            assert [brand.web] == [same_address(each.text) for each in read]
            assert all(each.format == zxingcpp.BarcodeFormat.QRCode for each in read)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example.org", "https://A.EXAMPLE.ORG"),
        ("https://a.example.org/Leaflets/kratom?to=A#b", "https://A.EXAMPLE.ORG/Leaflets/kratom?to=A#b"),
        ("https://a.example.org/see/https://b.example.org", "https://A.EXAMPLE.ORG/see/https://b.example.org"),
    ],
)
def test_only_the_host_is_spelled_in_capitals(address: str, written: str) -> None:
    """Scheme and path stay as they were typed, and the address is the same; so the code has fewer modules."""
    assert written == spelled(address)
    assert address == same_address(written)


def test_capitals_make_a_smaller_code() -> None:
    """A host of the usual length takes a version less than in small letters."""
    small = zxingcpp.create_barcode("https://clinic.example.org/", zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    side = small.to_image(scale=1, add_quiet_zones=False).shape[0]
    assert len(modules("https://clinic.example.org/")) == side - 4


@pytest.mark.parametrize("piece", CODED, ids=str)
def test_the_code_is_large_and_stands_clear(piece: Piece) -> None:
    """Its modules cover 20 mm or more with the quiet zone, four modules of blank paper stand around it, dark on white."""
    for number, left, top, mark in codes(piece):
        count = len(modules(mark.text))
        step = mark.side / (count + 2 * QUIET)
        assert 4 == QUIET
        assert mark.side >= 20 * MM
        page = piece.composition.pages[number].page
        scale = 300 / 72
        image = rendered(piece.screen, number, 300).convert("L")
        box = tuple(
            round(value * scale) for value in (left, page.height - top, left + mark.side, page.height - top + mark.side)
        )
        quiet = round(QUIET * step * scale) - 2
        whole = image.crop(box)  # type: ignore[arg-type]
        inner = whole.crop((quiet + 4, quiet + 4, whole.width - quiet - 4, whole.height - quiet - 4))
        assert inner.getextrema()[0] < 70
        rim = whole.copy()
        rim.paste(255, (quiet, quiet, whole.width - quiet, whole.height - quiet))
        assert rim.getextrema()[0] > 245


@pytest.mark.parametrize("piece", BARE, ids=str)
def test_a_brand_without_an_address_has_no_code(piece: Piece) -> None:
    """No web address, no code."""
    assert "" == piece.composition.edition.brand.web
    assert [] == codes(piece)
