"""Logos: what can be drawn is drawn in its own proportion and colours, everything else is told in our own words."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image, PngImagePlugin

from handouts.brand import Brand
from handouts.problem import ContentError
from layouts import layouts
from layouts.typesetting.artwork import artwork, sharpness
from layouts.typesetting.compose import compose
from layouts.typesetting.composition import Composition
from layouts.typesetting.marks import Logo
from layouts.typesetting.pixels import KEPT, MOST_BYTES
from press.copies import office, screen
from tests.layouts.pieces import COPY_ID, LIBRARY, branded, png, rendered

PLAIN = LIBRARY.brand("am-health-care")
TEAL, ORANGE = (14, 79, 79), (230, 110, 20)
DRAWN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#0E4F4F"/>'
    b'<path fill="#E66E14" d="M150 0H300V100H150z"/></svg>'
)


def halves(width: int = 1200, height: int = 400) -> Image.Image:
    """A picture whose left half is teal, its right half orange."""
    image = Image.new("RGB", (width, height), TEAL)
    image.paste(ORANGE, (width // 2, 0, width, height))
    return image


def jpeg(image: Image.Image, **options: object) -> bytes:
    """A picture as a JPEG file."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, **options)
    return out.getvalue()


def with_logo(data: bytes, kind: str) -> Brand:
    """The plain brand with a logo."""
    return replace(PLAIN, logo=data, logo_kind=kind)


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def black(width: int, height: int, more: bytes = b"") -> bytes:
    """A PNG file of black pixels, however many: a few bytes that would be many."""
    pack = zlib.compressobj(9)
    row = bytes(width * 3 + 1)
    packed = b"".join(pack.compress(row) for _ in range(height)) + pack.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def sixteen() -> bytes:
    """A PNG with 16 bits a pixel: black, a quarter, a half, white."""
    image = Image.new("I;16", (4, 1))
    for index, value in enumerate((0, 0x4040, 0x8080, 0xFFFF)):
        image.putpixel((index, 0), value)
    return png(image)


def pixels_of(brand: Brand) -> Image.Image:
    """What is printed of a logo of pixels."""
    width, height = int(artwork(brand).width), int(artwork(brand).height)
    reader = artwork(brand).picture
    data = reader.getRGBData()
    return Image.frombytes(reader.mode, (width, height), data)


def test_pixels_of_every_kind() -> None:
    """Grey, colour, palette, two levels, clear ground: each keeps what it shows."""
    image = halves(60, 20)
    clear = image.convert("RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    cases = {
        "RGB": png(image),
        "RGBA": png(clear),
        "palette": png(image.quantize(4)),
        "palette with a clear colour": png(image.quantize(4), transparency=0),
        "grey": png(image.convert("L")),
        "grey and clear": png(clear.convert("LA")),
        "two levels": png(image.convert("1")),
    }

    for name, data in cases.items():
        shown = artwork(with_logo(data, "png"))
        assert (60, 20) == (shown.width, shown.height), name
        drawn = pixels_of(with_logo(data, "png")).convert("RGB")
        with Image.open(io.BytesIO(data)) as opened:
            wanted = opened.convert("RGBA").convert("RGB").getpixel((50, 10))
        assert all(abs(a - b) <= 2 for a, b in zip(wanted, drawn.getpixel((50, 10)), strict=True)), name
        masked = shown.picture._dataA is not None
        assert ("clear" in name or name == "RGBA") == masked, name


def test_sixteen_bits_are_brought_to_eight() -> None:
    """Levels are scaled, not cut off at white."""
    drawn = pixels_of(with_logo(sixteen(), "png"))

    assert [0, 0x40, 0x80, 0xFF] == [drawn.getpixel((index, 0)) for index in range(4)]


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_jpeg_of_every_kind(mode: str) -> None:
    """The colours of a JPEG are what other programs show, in four inks too."""
    data = jpeg(halves(64, 32).convert(mode))

    drawn = pixels_of(with_logo(data, "jpeg")).convert("RGB")
    wanted = halves(64, 32).convert(mode).convert("RGB")
    for at in ((8, 16), (56, 16)):
        assert all(abs(a - b) <= 12 for a, b in zip(wanted.getpixel(at), drawn.getpixel(at), strict=True)), at


def photograph() -> bytes:
    """A JPEG on its side (orientation 6) with a name, a path and a place on Earth in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010E] = 6, "Dr Jane Doe", r"C:\Users\jane\Desktop\logo.psd"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (40.0, 26.0, 46.0)
    return jpeg(halves(900, 300).rotate(90, expand=True), exif=exif, comment=b"made by Jane")


def test_a_photograph_stands_upright_and_keeps_nothing_of_its_camera() -> None:
    """Orientation is applied; no name, path, place or Exif word is in a PDF, packed or unpacked."""
    brand = with_logo(photograph(), "jpeg")
    assert (900, 300) == (artwork(brand).width, artwork(brand).height)
    assert [TEAL, ORANGE] == [
        near for x in (100, 800) for near in (TEAL, ORANGE) if close(pixels_of(brand).getpixel((x, 150)), near)
    ]

    made = composed(brand, "trifold")
    for pdf in (screen(made).pdf, office(made).pdf):
        for found in (pdf, unpacked(pdf)):
            assert not [each for each in (b"Exif", b"Jane", b"jane", b"Users", b"GPS", b"JFIF") if each in found]


def unpacked(pdf: bytes) -> bytes:
    """The same file with nothing compressed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def close(pixel: object, colour: tuple[int, int, int]) -> bool:
    """Whether a pixel has a colour, but for what compression and edges do."""
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= 14 for a, b in zip(pixel[:3], colour, strict=True))


def disguised() -> dict[str, bytes]:
    """Pictures in other formats, called PNG."""
    image, found = halves(32, 32), {}
    for name in ("BMP", "EPS", "GIF", "ICO", "JPEG2000", "PCX", "PDF", "PPM", "TGA", "TIFF", "WEBP", "JPEG"):
        out = io.BytesIO()
        image.save(out, name)
        found[name] = out.getvalue()
    return found


@pytest.mark.parametrize(("name", "data"), list(disguised().items()), ids=list(disguised()))
def test_other_formats_are_not_opened(name: str, data: bytes) -> None:
    """What is called PNG is read as PNG and as nothing else: no other reader is asked."""
    with pytest.raises(ContentError) as told:
        artwork(with_logo(data, "png"))

    assert "cannot be drawn: it is broken, or not what its name says" in str(told.value)


def long_comment() -> bytes:
    """A PNG with a comment of ten million letters packed into ten thousand bytes."""
    text = b"Comment\0\1\0\0\0" + zlib.compress(b"a" * 10_000_000, 9)
    return black(8, 8, chunk(b"iTXt", text))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is broken"),
        (png(halves(64, 64))[:60], "it is broken"),
        (png(halves(640, 640))[:-400], "it is broken"),
        (b"<html><body>404</body></html>", "it is broken"),
        (long_comment(), "it is broken"),
        (black(8, 8)[:20] + struct.pack(">I", 0) + black(8, 8)[24:], "it is broken"),
        (black(9_000, 9_000), "9,000 x 9,000 pixels"),
        (black(13_000, 10), "13,000 x 10 pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES), "larger than 10 MB"),
    ],
    ids=["empty", "head only", "cut off", "a page", "comment", "no height", "bomb", "long", "large"],
)
def test_bad_pixels(data: bytes, said: str) -> None:
    """Broken, huge and false pictures are problems at the brand that name the logo's file and what to do."""
    with pytest.raises(ContentError) as told:
        artwork(with_logo(data, "png"))

    (problem,) = told.value.problems
    assert PLAIN.place == problem.place
    assert problem.message.startswith("the logo am-health-care/logo.png cannot be drawn: ")
    assert said in problem.message
    assert problem.hint


def test_no_logo_is_a_fault_of_ours() -> None:
    """Asking for the logo of a brand that has none is a mistake in the program."""
    with pytest.raises(ValueError, match="has no logo"):
        artwork(PLAIN)


def test_a_logo_is_read_once() -> None:
    """The same bytes give the same artwork: a run of many handouts decodes it once."""
    assert artwork(with_logo(png(halves()), "png")) is artwork(with_logo(png(halves()), "png"))


def test_more_pixels_than_print_shows_are_left_out() -> None:
    """A large picture is made smaller, in proportion."""
    shown = artwork(with_logo(png(halves(4800, 1200)), "png"))

    assert (KEPT, KEPT // 4) == (shown.width, shown.height)


@pytest.mark.parametrize(("pixels", "told"), [(600, None), (300, None), (299, True), (144, True), (143, False)])
def test_sharpness(pixels: int, told: bool | None) -> None:
    """At two inches: 150 pixels an inch are enough, fewer are a warning, fewer than 72 an error."""
    brand = with_logo(png(halves(pixels, 60)), "png")

    if told is False:
        with pytest.raises(ContentError, match="pixels an inch where it is printed 2.0 in wide"):
            sharpness(brand, 144.0)
        return
    problem = sharpness(brand, 144.0)
    assert told == (problem.warning if problem else None)
    assert told is None or problem is None or "at least 600 pixels wide" in problem.hint


def test_paths_are_sharp_at_any_size() -> None:
    """An SVG has no pixels to count."""
    assert sharpness(with_logo(DRAWN, "svg"), 3000.0) is None


# --- SVG --------------------------------------------------------------------------------------------------------------


def svg(inside: str, head: str = 'viewBox="0 0 100 100"', before: str = "") -> bytes:
    """A drawing."""
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {space} {head}>{inside}</svg>".encode()


BOX = '<rect width="90" height="90" fill="#0E4F4F"/>'
BOMB = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(8))
REFUSED = {
    "entity to a local file": (svg("&x;" + BOX, before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares entities"),
    "entity over http": (svg("&x;" + BOX, before='<!DOCTYPE svg [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'), "declares entities"),
    "parameter entity": (svg(BOX, before='<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>'), "declares entities"),
    "entity bomb": (svg("<text>&e8;</text>", before=f'<!DOCTYPE svg [<!ENTITY e0 "a">{BOMB}]>'), "declares entities"),
    "entity nobody declared": (svg("<text>A&x;B</text>"), "not well-formed"),
    "image, absolute path": (svg('<image href="/etc/passwd" width="9" height="9"/>'), "<image>"),
    "image, file address": (svg('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'), "<image>"),
    "image, path upwards": (svg('<image href="../../x.png" width="9" height="9"/>'), "<image>"),
    "image over http": (svg('<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>'), "<image>"),
    "use of another file": (svg('<use href="other.svg#a"/>'), "<use>"),
    "use of its own ancestor": (svg('<g id="a"><use href="#a"/></g>'), "<use>"),
    "style sheet that imports": (svg("<style>@import url(http://127.0.0.1:9/x.css);</style>" + BOX), "style sheet says '@import"),
    "style sheet with a selector": (svg("<style>g > rect {fill: red}</style>" + BOX), "style sheet says 'g > rect"),
    "script": (svg("<script>alert(1)</script>" + BOX), "<script>"),
    "a page inside": (svg('<foreignObject><iframe src="http://127.0.0.1:9/"/></foreignObject>'), "<foreignObject>"),
    "nested too deeply": (svg("<g>" * 5000 + BOX + "</g>" * 5000), "nested too deeply"),
    "300,000 points": (svg('<path d="M0 0' + "L1 1" * 300_000 + '"/>'), "larger than 1 MB"),
    "60,000 points": (svg('<path d="M0 0' + "L1 1" * 60_000 + '"/>'), "more than 50,000 points"),
    "1e30 wide": (svg(BOX, 'width="1e30" height="1e30"'), "states a size of 1e+30"),
    "1e30 and not high": (svg(BOX, 'viewBox="0 0 1e30 1"'), "states a size of 1e+30"),
    "no number at all": (svg(BOX, 'width="1e999" height="10"'), "states no size"),
    "points beyond counting": (svg('<path d="M0 0L1e999 4"/>'), "far outside"),
    "a stretch that is none": (svg('<g transform="scale(1e300) scale(1e300)">' + BOX + "</g>"), "far outside"),
    "colour that runs": (svg("<rect width='9' height='9' fill=\"__import__('os').system('x')\"/>"), "the colour"),
    "text": (svg('<text x="1" y="20">Clinic</text>'), "<text>"),
    "gradient": (svg('<rect width="9" height="9" fill="url(#a)"/>'), "a gradient or a pattern"),
    "see-through": (svg('<rect width="9" height="9" opacity=".5"/>'), "uses opacity"),
    "clipped": (svg('<g clip-path="url(#a)">' + BOX + "</g>"), "uses clip-path"),
    "drawing in a drawing": (svg("<svg>" + BOX + "</svg>"), "<svg>"),
    "no size": (svg(BOX, ""), "states no size"),
    "a size in miles": (svg(BOX, 'width="3mi" height="2mi"'), "the length '3mi'"),
    "empty": (svg(""), "nothing in it can be seen"),
    "not a drawing": (b"<html/>", "it is not an SVG"),
    "cut off": (DRAWN[:-20], "not well-formed"),
    "bad path": (svg('<path d="L 3"/>'), "path"),
    "bad transform": (svg('<g transform="spin(3)">' + BOX + "</g>"), "transform"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_drawings_that_are_refused(name: str) -> None:
    """Whatever would be fetched, run, too large or shown wrongly is named, at the brand."""
    data, said = REFUSED[name]
    with pytest.raises(ContentError) as told:
        artwork(with_logo(data, "svg"))

    (problem,) = told.value.problems
    assert PLAIN.place == problem.place
    assert problem.message.startswith("the logo am-health-care/logo.svg cannot be drawn: ")
    assert said in problem.message


def test_refusing_opens_no_file_and_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """While hostile drawings are read nothing is opened, asked for or run."""
    import builtins
    import os
    import socket

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("something was opened")

    for owner, name in ((builtins, "open"), (os, "open"), (os, "system"), (socket, "socket")):
        monkeypatch.setattr(owner, name, forbidden)
    refused = 0
    for data, _ in REFUSED.values():
        try:
            artwork(replace(PLAIN, slug="other", logo=data + b" ", logo_kind="svg"))
        except ContentError:
            refused += 1
    monkeypatch.undo()
    assert len(REFUSED) == refused


def test_rules_for_classes_as_drawing_programs_write_them() -> None:
    """A class gives its paint, the later rule wins, an element's own style wins over both; other attributes are heeded."""
    data = svg(
        "<defs><style>/* made by hand */ .a,.b{fill:#0E4F4F;} .b{fill:#E66E14;stroke:#FFF}</style></defs>"
        '<path class="a" d="M0 0h9v9z"/><path class="b a" d="M0 0h9v9z"/><path class="b" style="fill:#000" d="M0 0h9v9z"/>'
    )

    shapes = artwork(with_logo(data, "svg")).shapes
    assert [("#0E4F4F", ""), ("#E66E14", "#FFFFFF"), ("#000000", "#FFFFFF")] == [
        (each.fill, each.stroke) for each in shapes
    ]


# --- on paper ---------------------------------------------------------------------------------------------------------


def composed(brand: Brand, name: str, paper: str = "letter") -> Composition:
    """A piece with that brand's logo."""
    layout = layouts()[name]
    return compose(branded(layout.length, brand), layout, paper, COPY_ID)


HOLE = (
    '<path fill="#0E4F4F" fill-rule="evenodd" d="M0 0H100V100H0z M25 25H75V75H25z"/>'
    '<g transform="translate(200 0) rotate(90)"><rect width="100" height="100" fill="#E66E14"/></g>'
    '<line x1="250" y1="0" x2="250" y2="100" stroke="#0E4F4F" stroke-width="20"/>'
    '<rect x="290" y="0" width="500" height="100" fill="#E66E14"/>'
)
LOGOS = {
    "png": (png(halves()), "png"),
    "jpeg": (jpeg(halves()), "jpeg"),
    "svg": (DRAWN, "svg"),
    "tiny units": (DRAWN.replace(b"0 0 300 100", b"0 0 3 1").replace(b'width="300" height="100"', b'width="3" height="1"').replace(b"M150 0H300V100H150z", b"M1.5 0H3V1H1.5z"), "svg"),
    "huge units": (DRAWN.replace(b"0 0 300 100", b"0 0 30000 10000").replace(b'width="300" height="100"', b'width="30000" height="10000"').replace(b"M150 0H300V100H150z", b"M15000 0H30000V10000H15000z"), "svg"),
}  # fmt: skip


@pytest.mark.parametrize("logo", LOGOS)
@pytest.mark.parametrize("name", ["trifold", "booklet", "flyer", "large-print"])
def test_a_logo_is_seen_where_the_wordmark_stands(logo: str, name: str) -> None:
    """On the rendered first page: three times as wide as high, teal to the left, orange to the right, inside its box."""
    made = composed(with_logo(*LOGOS[logo]), name)
    first = made.pages[0]
    (mark,) = [each for each in first.placements if isinstance(each.mark, Logo)]
    assert isinstance(mark.mark, Logo)
    left, top = mark.x + mark.mark.x, mark.top - mark.mark.y
    width, height = mark.mark.width, mark.mark.height
    assert width == pytest.approx(3 * height)
    assert first.page.left - 0.01 <= left
    assert left + width <= first.page.left + first.page.live_width + 0.01
    assert top <= first.page.height - first.page.top + 0.01

    scale = 150 / 72
    page = rendered(screen(made).pdf, 0)

    def at(across: float, down: float) -> object:
        return page.getpixel(
            (round((left + width * across) * scale), round((first.page.height - top + height * down) * scale))
        )

    for down in (0.1, 0.5, 0.9):
        assert close(at(0.03, down), TEAL)
        assert close(at(0.47, down), TEAL)
        assert close(at(0.53, down), ORANGE)
        assert close(at(0.97, down), ORANGE)
    for across, down in ((-0.05, 0.5), (1.05, 0.5), (0.5, -0.12), (0.5, 1.12)):
        assert close(at(across, down), (255, 255, 255))


def test_the_parts_of_a_drawing_stand_where_it_says() -> None:
    """Holes are holes, transforms are applied, lines have their width; what lies outside the drawing is cut off."""
    brand = with_logo(svg(HOLE, 'viewBox="0 0 300 100"'), "svg")
    made = composed(brand, "booklet")
    (mark,) = [each for each in made.pages[0].placements if isinstance(each.mark, Logo)]
    assert isinstance(mark.mark, Logo)
    scale = 300 / 72
    page = rendered(screen(made).pdf, 0, 300)

    def at(x: float, y: float) -> object:
        unit = mark.mark.width / 300 if isinstance(mark.mark, Logo) else 0.0
        down = made.pages[0].page.height - mark.top + y * unit
        return page.getpixel((round((mark.x + x * unit) * scale), round(down * scale)))

    expected = {
        (12, 50): TEAL, (50, 12): TEAL, (50, 50): (255, 255, 255), (150, 50): ORANGE, (225, 50): (255, 255, 255),
        (250, 50): TEAL, (258, 50): TEAL, (242, 50): TEAL, (265, 50): (255, 255, 255), (295, 50): ORANGE,
        (310, 50): (255, 255, 255),
    }  # fmt: skip
    assert {} == {place: (at(*place), colour) for place, colour in expected.items() if not close(at(*place), colour)}


def test_a_logo_is_no_higher_than_the_wordmark_allows_and_no_wider_than_its_column() -> None:
    """Square logos are held by their height, wide ones by their width."""
    heights, widths = [], []
    for size in ((400, 400), (4000, 200)):
        made = composed(with_logo(png(halves(*size)), "png"), "trifold")
        mark = next(each.mark for each in made.pages[0].placements if isinstance(each.mark, Logo))
        heights.append(mark.height)
        widths.append(mark.width)
        assert mark.width / mark.height == pytest.approx(size[0] / size[1], rel=0.02)

    assert widths[0] == heights[0]
    assert 12 < heights[0] < 60
    assert widths[1] == pytest.approx(made.pages[0].page.live_width)


def test_a_tagged_logo_is_a_figure_called_by_the_brands_name() -> None:
    """A reader hears the brand's name where the logo stands, and the figure has its box."""
    with pikepdf.open(io.BytesIO(screen(composed(with_logo(DRAWN, "svg"), "trifold")).pdf)) as file:
        figures = [
            each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        named = [each for each in figures if str(each.get("/Alt", "")) == PLAIN.name]

        assert 1 == len(named)
        left, bottom, right, top = (float(value) for value in named[0].A.BBox)
    assert right - left == pytest.approx(3 * (top - bottom), abs=0.3)


def test_a_logo_of_pixels_is_in_a_file_once() -> None:
    """On the cover and on the back of a booklet stands the same picture object; its clear ground shows the paper."""
    clear = halves().convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 200, 400))
    made = composed(with_logo(png(clear), "png"), "booklet")

    with pikepdf.open(io.BytesIO(screen(made).pdf)) as file:
        images = [
            each for each in file.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        assert 1 == sum("/SMask" in each for each in images)
        assert 2 == len(images)
    (mark,) = [each for each in made.pages[0].placements if isinstance(each.mark, Logo)]
    page = rendered(office(made).pdf, 0)
    cover = made.pages[0].page
    x = (cover.width + mark.x + 4) * 150 / 72  # the cover is the right half of the first sheet
    y = (cover.height - mark.top + 10) * 150 / 72
    assert (255, 255, 255) == page.getpixel((round(x), round(y)))


def test_the_same_logo_gives_the_same_bytes() -> None:
    """Two makings of a piece with pixels in it are the same file."""
    brand = with_logo(png(halves().convert("RGBA")), "png")
    first, second = (screen(composed(brand, "flyer")).pdf for _ in range(2))

    assert first == second


def test_a_coarse_logo_is_refused_where_it_would_be_printed() -> None:
    """Twenty pixels over an inch are told when the piece is composed, not when somebody sees the print."""
    with pytest.raises(ContentError, match="pixels an inch"):
        composed(with_logo(png(halves(30, 10)), "png"), "trifold")


def test_text_chunks_of_a_png_are_not_kept() -> None:
    """What a drawing program wrote into the file stays out of the PDF."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Dr Jane Doe")
    made = composed(with_logo(png(halves(), pnginfo=info), "png"), "flyer")

    assert b"Jane" not in unpacked(screen(made).pdf)
