"""The flyer: one page, two columns under the message, the box for danger across the page, contacts at the foot.

Where a language needs more than the page, the sheet's other side takes what is left, and the first side says so.
"""

from msgspec.structs import replace

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH, PAPERS
from layouts.typesetting.layout import Band, Layout, Page, Sizes, equal_columns
from layouts.typesetting.marks import FORBIDDEN

HEAD = (
    Band(takes=("masthead",)),
    Band(takes=("message",)),
    Band(takes=("emergency",), across=3),
    Band(takes=("timeline",), across=4),
)
CONTACTS, IMPRINT = Band(takes=("contacts",), across=3), Band(takes=("imprint",))


def _page(paper: str, name: str, head: tuple[Band, ...], foot: tuple[Band, ...]) -> Page:
    sheet = PAPERS[paper]
    columns = equal_columns(sheet.width, 0.52 * INCH, 2, 0.28 * INCH)
    end = 0.38 * INCH
    return Page(
        name=name,
        width=sheet.width,
        height=sheet.height,
        top=end,
        bottom=end,
        columns=columns,
        head=head,
        foot=foot,
        flows=True,
    )


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """The one page."""
    return (_page(paper, "page", HEAD, (CONTACTS, IMPRINT)),)


def sides(paper: str, running: int) -> tuple[Page, ...]:
    """Both sides of the sheet. What may save a life and whom to call stay on the first."""
    return (
        _page(paper, "front", HEAD, (CONTACTS, Band(takes=("turn-over",)))),
        _page(paper, "back", (), (IMPRINT,)),
    )


ONE = Layout(
    name="flyer",
    title="One-page flyer",
    length=Length.SHORT,
    sizes=Sizes(
        body=12,
        floor=12,
        small=8,
        heading=14,
        title=25,
        number=14,
        message=13,
        aside=10.5,
        tightness=0.965,
        tightest=0.88,
        least_display=0.9,
    ),
    pages=pages,
    imposition="flat",
    keep=80.0,
)
TORN = replace(ONE, overflow=replace(ONE, pages=sides))  # a section may go on in the other column
LAYOUT = replace(ONE, keep=FORBIDDEN, overflow=TORN)
