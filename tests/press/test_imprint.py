"""Imprinting: a site's copy from a shell is what a full composition for that site gives."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from handouts.edition import Edition
from handouts.hours import Hours
from handouts.inline import Span, Words
from handouts.problem import ContentError, Place, Problem
from handouts.site import Site, at_site
from handouts.sited import sited
from layouts import layouts
from layouts.typesetting.layout import Layout
from press import preflight as preflights
from press import work
from press.copies import Copy, make
from press.identity import ALPHABET, copy_id
from press.imprint import Imprint, SiteError
from press.orders import Failure, Finished
from press.plan import Batch
from press.preflight import preflight, quick
from press.promise import promised
from press.sites import repertoire
from tests.press.everything import LIBRARY, TOPIC
from tests.press.samples import order

TAGS = ("en", "ru", "ar", "zh-Hans", "th")  # five scripts, one of them from right to left
PIECES = [
    (name, paper, tag, copy)
    for name, layout in sorted(layouts().items())
    for paper in layout.papers
    for tag in TAGS
    for copy in (("screen", "office") if paper == "letter" else ("screen",))
    if not (layout.beside_english and tag == "en")
]


def site(number: int, **more: Any) -> Site:
    """A made-up site."""
    names = ("Riverside Clinic", "Lakeview Clinic", "Springfield Office", "Hill House")
    said: dict[str, Any] = {
        "name": f"{names[number % 4]} {number}",
        "address": (f"{100 + 7 * number} Example Street", f"Anytown, ST 0{number:04}"),
        "phones": (f"202-555-0{100 + number % 100}",),
        **more,
    }
    return Site(place=Place("sites.csv", number + 2, 1), id=f"site-{number}", **said)


def edition(name: str, tag: str, brand: str = "am-health-care") -> Edition:
    """What a layout says in a language."""
    layout = layouts()[name]
    made = LIBRARY.edition(TOPIC, tag, layout.length, brand)
    if layout.beside_english:
        made = replace(made, beside=LIBRARY.edition(TOPIC, "en", layout.length, brand))
    return made


def imprint(said: Edition, layout: Layout, paper: str, copy: str, sites: tuple[Site, ...]) -> Imprint:
    """The shells for these sites."""
    return Imprint(said, layout, paper, copy, (), repertoire(sites, said.brand, said.locale))


def identity(number: int) -> str:
    """A copy id that differs from site to site."""
    return copy_id(f"{number:064x}")


def assert_alike(one: Copy, other: Copy, *, tagged: bool) -> None:
    """Text, tags, links, metadata and look of two files should be the same."""
    first, second = pypdfium2.PdfDocument(one.pdf), pypdfium2.PdfDocument(other.pdf)
    assert [page.get_textpage().get_text_bounded() for page in first] == [
        page.get_textpage().get_text_bounded() for page in second
    ]
    for left, right in zip(first, second, strict=True):
        images = [page.render(scale=0.8 if len(first) > 4 else 1.5).to_pil().convert("L") for page in (left, right)]
        assert ImageChops.difference(*images).getbbox() is None
    told = [told_of(each.pdf, tagged=tagged) for each in (one, other)]
    assert told[0] == told[1]


def told_of(pdf: bytes, *, tagged: bool) -> object:
    """Metadata, links, and the structure tree with the marks of each element."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        links = [
            [
                (str(each.A.URI), str(each.Contents), [round(float(side), 1) for side in each.Rect])
                for each in page.get("/Annots", [])
            ]
            for page in opened.pages
        ]
        tree = branch(opened.Root.StructTreeRoot.K, pages) if tagged else None
        info = {key: str(value) for key, value in opened.docinfo.items()}
        xmp = dict(opened.open_metadata())
        return info, xmp, links, tree


def branch(element: Any, pages: dict[Any, int]) -> object:
    """An element with everything below it."""
    if isinstance(element, int):
        return element
    kind = str(element.get("/S", element.get("/Type", "")))
    if kind in {"/OBJR", "/MCR"}:
        return kind, int(element.get("/MCID", -1))
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    page = pages[element.Pg.objgen] if "/Pg" in element else None
    return kind, str(element.get("/Alt", "")), str(element.get("/Lang", "")), page, [branch(kid, pages) for kid in kids]


@pytest.mark.parametrize(("name", "paper", "tag", "copy"), PIECES, ids=str)
def test_a_site_from_a_shell_is_as_composed_in_full(name: str, paper: str, tag: str, copy: str) -> None:
    """The shell is made for one site, another is imprinted: as a full composition has it, and sound."""
    said, layout = edition(name, tag), layouts()[name]
    sites = (site(1), site(5))
    shells = imprint(said, layout, paper, copy, sites)
    shells.copy(sites[0], identity(1))
    copy_ = shells.copy(sites[1], identity(5))
    full = make(sited(said, sites[1]), layout, paper, copy, identity(5))
    assert len(shells.kept) == 1, "the second site should have been set into the first one's shell"
    assert_alike(copy_, full, tagged=copy == "screen")
    promise = promised(sited(said, sites[1]), copy_, tagged=copy == "screen")
    whole = preflight if tag in {"en", "ar"} else quick
    assert whole(copy_.pdf, "copy", promise) == ()


@pytest.mark.parametrize("name", sorted(layouts()))
def test_a_site_with_more_to_say_has_a_shell_of_its_own(name: str) -> None:
    """Hours, a web site with its code, more numbers, a long name: as a full composition has it, every time."""
    tag = "es" if layouts()[name].beside_english else "en"
    said, layout = edition(name, tag), layouts()[name]
    sites = (
        site(1),
        site(2, web="https://www.example.org/north", hours=(Hours(0, 4, "9:00", "17:00"),)),
        site(3, phones=("202-555-0143", "202-555-0144")),
        site(4, name="Clinic"),
        site(5, web="https://www.example.org/south", hours=(Hours(0, 5, "8:00", "12:00"),)),
        site(6, name="Office for Effective Official Affiliation, First Floor"),
    )
    shells = imprint(said, layout, "letter", "screen", sites)
    for number, each in enumerate(sites):
        assert_alike(
            shells.copy(each, identity(number)),
            make(sited(said, each), layout, "letter", "screen", identity(number)),
            tagged=True,
        )


def test_a_web_address_too_long_for_larger_type() -> None:
    """Where only smaller type holds a site's line, the site is composed in that, as in full, before and after others."""
    said, layout = edition("booklet", "th"), layouts()["booklet"]
    long = {"web": "https://example.org/see/https://b.org"}
    sites = (site(1), site(2, **long), site(3, **long, phones=("1-800-555-0144", "202.555.0145")), site(4))
    shells = imprint(said, layout, "a4", "screen", sites)
    for number, each in enumerate(sites):
        full = make(sited(said, each), layout, "a4", "screen", identity(number))
        assert_alike(shells.copy(each, identity(number)), full, tagged=True)


@pytest.mark.parametrize("name", ["side-by-side", "trifold"])
@pytest.mark.parametrize("tag", ["es", "ru", "ar"])
def test_names_in_several_scripts_share_shells_or_not(name: str, tag: str) -> None:
    """A name in Latin letters is read aloud as English in another language, one in Cyrillic is not, in either order."""
    said, layout = edition(name, tag), layouts()[name]
    sites = (site(1, name="Клиника Север"), site(2, name="North Clinic"), site(3, name="24"))
    if tag == "ar":
        sites = (site(1, name="مركز الشمال"), *sites[1:]) if name == "trifold" else sites[1:]  # no English letters
    for turn in (sites, sites[::-1]):
        shells = imprint(said, layout, "letter", "screen", sites)
        for number, each in enumerate(turn):
            copy = shells.copy(each, identity(number))
            full = make(sited(said, each), layout, "letter", "screen", identity(number))
            assert_alike(copy, full, tagged=True)


def test_a_web_address_that_fits_nowhere() -> None:
    """The error names the address as it is typed, by how much it is too long, and says that it is the longest line."""
    address = f"example.org/{'p' * 90}"
    said, layout = edition("trifold", "ar"), layouts()["trifold"]
    there = site(2, web=f"https://{address}")
    with pytest.raises(SiteError, match=f'site-2\': its lines do not fit: "{address}" must stay on one line') as caught:
        imprint(said, layout, "letter", "screen", (there,)).copy(there, identity(1))
    assert all(" mm too long" in problem.message and address in problem.hint for problem in caught.value.problems)


def test_a_name_that_no_font_of_the_language_has() -> None:
    """It is said which site and which letter, not that something is too long; the other sites are made."""
    said, layout = edition("trifold", "en"), layouts()["trifold"]
    sites = (site(1), site(2, name="北 Clinic"))
    shells = imprint(said, layout, "letter", "screen", sites)
    shells.copy(sites[0], identity(0))
    with pytest.raises(SiteError, match="site 'site-2': no font has a glyph for \"北\"") as caught:
        shells.copy(sites[1], identity(1))
    assert all("fit" not in problem.message and problem.hint for problem in caught.value.problems)


def test_a_number_with_brackets_is_printed_in_arabic() -> None:
    """Every way of writing a number that a site may have passes the check from right to left, too."""
    said, layout = edition("trifold", "ar"), layouts()["trifold"]
    numbers = ("(202) 555-0143", "1-202-555-0144", "202.555.0145", "202 555 0146")
    for number, phone in enumerate(numbers):
        there = sited(said, site(number, phones=(phone,)))
        made = make(there, layout, "letter", "screen", identity(number))
        assert () == preflight(made.pdf, "x.pdf", promised(there, made, tagged=True))


def test_the_bytes_of_a_copy_hang_on_its_own_site_alone() -> None:
    """Whichever sites were made before it, in whichever order, a copy has the same bytes."""
    said, layout = edition("trifold", "en"), layouts()["trifold"]
    sites = tuple(site(number, name=f"{'North' * (number % 3)} Clinic {number}".strip()) for number in range(9))
    made = []
    for turn in (sites, sites[::-1], sites[4:] + sites[:4], sites[7:8]):
        shells = imprint(said, layout, "letter", "screen", sites)
        made.append({each.id: shells.copy(each, identity(7)).pdf for each in turn})
    for some in made[1:]:
        assert some == {name: made[0][name] for name in some}


def test_sites_of_one_shape_share_a_shell() -> None:
    """However long the names are, there are as many shells as shapes, and no copy is composed for itself."""
    said, layout = edition("booklet", "es"), layouts()["booklet"]
    sites = tuple(site(number, name=f"Springfield Clinic {'1' * (number % 5)}{number}") for number in range(60))
    shells = imprint(said, layout, "letter", "screen", sites)
    for number, each in enumerate(sites):
        shells.copy(each, identity(number))
    assert len(shells.kept) <= 6


@pytest.mark.parametrize("name", ["trifold", "card", "side-by-side"])
def test_what_a_site_does_not_say_is_the_brands(name: str) -> None:
    """A site without a name or a number of its own has the brand's, never those of the site before it."""
    tag = "es" if name == "side-by-side" else "en"
    said, layout = edition(name, tag, "example-clinic"), layouts()[name]
    sites = (site(1, name="Other Clinic"), site(2, name=""), site(3, phones=()), site(4, name="", phones=()))
    shells = imprint(said, layout, "letter", "screen", sites)
    for number, each in enumerate(sites):
        copy = shells.copy(each, identity(number))
        assert_alike(copy, make(sited(said, each), layout, "letter", "screen", identity(number)), tagged=True)
        text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(copy.pdf))
        assert (said.brand.phone in text) == (not each.phones)
        assert ("Other Clinic" in text) == (number == 0)


def test_copies_differ_where_they_should() -> None:
    """Author, file identifier and copy id are each copy's own; the id shows any letter of its alphabet."""
    said, layout = edition("card", "en"), layouts()["card"]
    sites = (site(1), site(2))
    shells = imprint(said, layout, "letter", "screen", sites)
    pdfs = [shells.copy(each, f"{ALPHABET[:4]}-{ALPHABET[n : n + 4]}").pdf for n, each in enumerate(sites * 10)]
    for number, pdf in enumerate(pdfs):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert str(opened.docinfo.Author) == sites[number % 2].name
        assert (
            f"{ALPHABET[:4]}-{ALPHABET[number : number + 4]}"
            in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
        )
    with pikepdf.open(io.BytesIO(pdfs[0])) as one, pikepdf.open(io.BytesIO(pdfs[1])) as other:
        assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


def test_a_letter_that_no_shell_has_is_composed_in_full() -> None:
    """A site whose name is in another script than the list's letters is set like any other text."""
    said, layout = edition("trifold", "en"), layouts()["trifold"]
    odd = site(3, name="Клиника")
    shells = imprint(said, layout, "letter", "screen", (site(1),))
    shells.copy(site(1), identity(1))
    assert_alike(
        shells.copy(odd, identity(3)), make(sited(said, odd), layout, "letter", "screen", identity(3)), tagged=True
    )


def test_a_site_that_does_not_fit_is_named_and_the_others_are_made() -> None:
    """The error names the site, its row, and the millimetres; the next site is made."""
    said, layout = edition("card", "en"), layouts()["card"]
    long = site(8, name="The Very Long Name of a Clinic That Nobody Could Ever Print on a Card " * 3)
    shells = imprint(said, layout, "letter", "screen", (site(1), long))
    with pytest.raises(SiteError) as caught:
        shells.copy(long, identity(8))
    problem = caught.value.problems[0]
    assert (problem.place.path, problem.place.line) == ("sites.csv", 10)
    assert "site-8" in problem.message
    assert " mm" in problem.message
    assert "Very Long Name" in problem.hint
    assert shells.copy(site(1), identity(1)).pdf.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("first", [site(1), site(1, web="https://www.example.org/a")], ids=["none", "short"])
def test_a_web_address_that_only_smaller_type_has_room_for(first: Site) -> None:
    """It cannot break: where type as large as the first site's has no room for it, smaller type may."""
    said, layout = edition("booklet", "es"), layouts()["booklet"]
    made = refused = 0
    for letters in range(15, 20):
        there = site(2, web=f"https://www.example.org/{'i' * letters}")
        shells = imprint(said, layout, "letter", "screen", (first, there))
        shells.copy(first, identity(1))
        try:
            full = make(sited(said, there), layout, "letter", "screen", identity(2))
        except ContentError:
            refused += 1
            with pytest.raises(SiteError) as caught:
                shells.copy(there, identity(2))
            assert there.web.removeprefix("https://") in caught.value.problems[0].hint
            continue
        made += 1
        assert_alike(shells.copy(there, identity(2)), full, tagged=True)
    assert made
    assert refused


@pytest.mark.parametrize("copy", ["screen", "office"])
@pytest.mark.parametrize("name", sorted(layouts()))
def test_a_brands_logo_is_on_the_copies_of_sites_that_have_none(name: str, copy: str) -> None:
    """Wherever the layout shows it: beside the title, too."""
    said, layout = edition(name, "es"), layouts()[name]
    with io.BytesIO() as file:
        Image.new("RGB", (900, 300), (10, 90, 60)).save(file, "PNG")
        brand = replace(said.brand, logo=file.getvalue(), logo_kind="png")
    said = replace(said, brand=brand, beside=replace(said.beside, brand=brand) if said.beside else None)
    sites = (site(1), site(2), site(3, name="Clinic"))
    shells = imprint(said, layout, "letter", copy, sites)
    for number, each in enumerate(sites):
        full = make(sited(said, each), layout, "letter", copy, identity(number))
        assert_alike(shells.copy(each, identity(number)), full, tagged=copy == "screen")


@pytest.mark.parametrize("name", sorted(layouts()))
@pytest.mark.parametrize("where", ["title", "short_title", "heading"])
def test_a_title_or_heading_that_names_the_centre_names_each_site(name: str, where: str) -> None:
    """Also where it is said without being set: in the file's title, its outline, at the foot of pages."""
    said, layout = edition(name, "es"), layouts()[name]
    centre = Span(said.brand.name, of_site="name")
    if where == "heading":
        said = replace(
            said, sections=tuple(replace(each, heading=and_(each.heading, centre)) for each in said.sections)
        )
    else:
        said = replace(said, **{where: and_(getattr(said, where), centre)})
    sites = (site(1, name="North"), site(2, name="South"))
    shells = imprint(said, layout, "letter", "screen", sites)
    for number, each in enumerate(sites):
        try:
            full = make(sited(said, each), layout, "letter", "screen", identity(number))
        except ContentError:
            with pytest.raises(ContentError):
                shells.copy(each, identity(number))
            continue
        copy = shells.copy(each, identity(number))
        assert copy.title == full.title
        assert outline(copy.pdf) == outline(full.pdf)
        assert_alike(copy, full, tagged=True)


def and_(words: Words, span: Span) -> Words:
    """The words with one more span."""
    return replace(words, pieces=(*words.pieces, Span(" "), span))


def outline(pdf: bytes) -> list[str]:
    """The titles of the bookmarks."""
    return [mark.get_title() for mark in pypdfium2.PdfDocument(pdf).get_toc()]


def many(count: int) -> Batch:
    """A batch of one trifold for so many sites; two of them have a line more than the others, one other letters."""
    said = edition("trifold", "en")
    odd: dict[int, dict[str, Any]] = {
        n: {"address": (f"{n} Example Street", "Suite 2", "Anytown, ST 00001")} for n in (3, 4)
    }
    odd[7] = {"name": "\u041a\u043b\u0438\u043d\u0438\u043a\u0430"}
    sites = tuple(site(n, **{"name": f"Clinic {n:03}", **odd.get(n, {})}) for n in range(count))
    letters = repertoire(tuple(each for n, each in enumerate(sites) if n != 7), said.brand, said.locale)
    orders = tuple(
        replace(order(each.id), layout="trifold", site=each.id, copy_id=identity(n)) for n, each in enumerate(sites)
    )
    return Batch(said, orders, (), sites, letters, "many")


def test_shells_and_samples_are_read_back_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first copy of each shell, what no shell serves, one copy in a hundred, and the last."""
    read: list[str] = []
    monkeypatch.setattr(preflights, "quick", lambda pdf, path, promise: read.append(path) or quick(pdf, path, promise))
    work.forget_shells()
    batch = many(105)
    done = work.fill(batch)
    work.forget_shells()
    assert all(isinstance(each, Finished) for each in done)
    assert read == [batch.orders[number].path for number in (0, 3, 7, 99, 104)]


def test_no_copy_of_a_shell_that_failed_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in what the copies share is found in each of them, not in the first alone."""
    wrong = [Problem(Place("trifold.pdf"), "a line is cut off")]
    monkeypatch.setattr(preflights, "quick", lambda *_: wrong)
    work.forget_shells()
    done = work.fill(many(4))
    assert [type(each) for each in done] == [Failure] * 4
    assert all("a line is cut off" in str(each.error) for each in done if isinstance(each, Failure))


def test_an_edition_at_a_site_is_as_if_made_for_it() -> None:
    """Filling a brand's edition in for a site gives what the library makes for the site."""
    for name, tag in (("trifold", "en"), ("booklet", "ar"), ("card", "es")):
        said = edition(name, tag, "example-clinic")
        there = site(2, web="https://www.example.org/north")
        whole = LIBRARY.edition(TOPIC, tag, layouts()[name].length, "example-clinic", site=there)
        assert sited(said, there) == replace(whole, brand=at_site(said.brand, there))
