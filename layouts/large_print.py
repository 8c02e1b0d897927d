"""Large print: everything at 18 points in one column, set anew for the size and not scaled."""

from msgspec.structs import replace

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH, PAPERS
from layouts.typesetting.layout import Band, Layout, Page, Sizes, equal_columns

EMERGENCY = Band(takes=("emergency",))


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """The danger box on the first page, under the title."""
    return _sheets(paper, running, (EMERGENCY,))


def pages_with_a_large_box(paper: str, running: int) -> tuple[Page, ...]:
    """The danger box where it has room: first of what is poured."""
    return _sheets(paper, running, ())


def _sheets(paper: str, running: int, box: tuple[Band, ...]) -> tuple[Page, ...]:
    """A first page with the title, running pages, a last page with the imprint."""
    sheet = PAPERS[paper]
    columns = equal_columns(sheet.width, 1.0 * INCH)

    def page(name: str, head: tuple[Band, ...] = (), foot: tuple[Band, ...] = ()) -> Page:
        return Page(
            name=name,
            width=sheet.width,
            height=sheet.height,
            top=0.75 * INCH,
            bottom=0.95 * INCH,
            columns=columns,
            head=head,
            foot=foot,
            flows=True,
            folio="outer",
        )

    return (
        page("first", (Band(takes=("wordmark", "title")), Band(takes=("message",)), *box)),
        *(page("page"),) * running,
        page("last", foot=(Band(takes=("centre",)), Band(takes=("imprint",)))),
    )


LARGE_PRINT = Layout(
    name="large-print",
    title="Large print",
    length=Length.FULL,
    sizes=Sizes(
        body=18,
        floor=18,
        small=18,
        heading=22,
        title=28,
        number=24,
        message=18,
        tightness=0.95,
        tightest=0.88,
        least_display=0.85,
    ),
    pages=pages,
    imposition="flat",
    running=True,
    keep=50.0,
)
LAYOUT = replace(LARGE_PRINT, overflow=replace(LARGE_PRINT, pages=pages_with_a_large_box))
