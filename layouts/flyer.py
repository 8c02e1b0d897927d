"""The flyer: one page, two columns under the message, the box for danger across the page, contacts at the foot."""

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH, PAPERS
from layouts.typesetting.layout import Band, Layout, Page, Sizes, equal_columns


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """The one page."""
    sheet = PAPERS[paper]
    return (
        Page(
            name="page",
            width=sheet.width,
            height=sheet.height,
            top=0.38 * INCH,
            bottom=0.38 * INCH,
            columns=equal_columns(sheet.width, 0.52 * INCH, 2, 0.28 * INCH),
            head=(
                Band(takes=("masthead",)),
                Band(takes=("message",)),
                Band(takes=("emergency",), across=3),
                Band(takes=("timeline",), across=4),
            ),
            foot=(Band(takes=("contacts",), across=3), Band(takes=("imprint",))),
            flows=True,
        ),
    )


LAYOUT = Layout(
    name="flyer",
    title="One-page flyer",
    length=Length.SHORT,
    sizes=Sizes(body=12, floor=12, small=8, heading=14, title=25, number=14, message=13, aside=10.5, tightness=0.965),
    pages=pages,
    imposition="flat",
    keep=80.0,
)
