"""Large print: everything at 18 points in one column, set anew for the size and not scaled."""

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH, PAPERS
from layouts.typesetting.layout import Band, Layout, Page, Sizes, equal_columns


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """A first page with title and danger box, running pages, a last page with the imprint."""
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
        page("first", (Band(takes=("wordmark", "title")), Band(takes=("message",)), Band(takes=("emergency",)))),
        *(page("page"),) * running,
        page("last", foot=(Band(takes=("centre",)), Band(takes=("imprint",)))),
    )


LAYOUT = Layout(
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
