"""Side by side: any language beside English, line by line under keys, so that staff know what the reader points at."""

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH, PAPERS
from layouts.typesetting.layout import Band, Layout, Page, Sizes, equal_columns


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """A first page with the title in both languages, running pages, a last page with the imprint."""
    sheet = PAPERS[paper]
    columns = equal_columns(sheet.width, 0.6 * INCH)

    def page(name: str, head: tuple[Band, ...] = (), foot: tuple[Band, ...] = ()) -> Page:
        return Page(
            name=name,
            width=sheet.width,
            height=sheet.height,
            top=0.5 * INCH,
            bottom=0.75 * INCH,
            columns=columns,
            head=head,
            foot=foot,
            flows=True,
            folio="outer",
        )

    return (
        page("first", (Band(takes=("wordmark",)), Band(takes=("pair-title",)))),
        *(page("page"),) * running,
        page("last", foot=(Band(takes=("imprint",)),)),
    )


LAYOUT = Layout(
    name="side-by-side",
    title="Side-by-side sheet",
    length=Length.STANDARD,
    sizes=Sizes(body=12, floor=11, small=8, heading=14, title=20, number=13, message=12, tightness=0.95),
    pages=pages,
    imposition="flat",
    running=True,
    keep=20.0,
    beside_english=True,
)
