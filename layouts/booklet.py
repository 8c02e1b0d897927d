"""The booklet: half-letter or A5 pages, saddle-stitched. Cover, help at once inside it, the story, a back cover."""

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH, PAPERS
from layouts.typesetting.layout import Band, Layout, Page, Sizes, equal_columns

SIDE = 0.6 * INCH
TOP = 0.5 * INCH
BOTTOM = 0.75 * INCH
FIXED = 3  # cover, help, back


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """Cover, help, the running pages, pages for notes up to a multiple of four, the back."""
    size = PAPERS[paper].half
    columns = equal_columns(size.width, SIDE)

    def page(
        name: str,
        head: tuple[Band, ...] = (),
        foot: tuple[Band, ...] = (),
        *,
        bottom: float = TOP,
        flows: bool = False,
        ruled: bool = False,
        folio: str = "",
    ) -> Page:
        return Page(
            name=name,
            width=size.width,
            height=size.height,
            top=TOP,
            bottom=bottom,
            columns=columns,
            head=head,
            foot=foot,
            flows=flows,
            ruled=ruled,
            folio=folio,
        )

    notes = -(FIXED + running) % 4
    return (
        page(
            "cover",
            (Band(takes=("wordmark",)), Band(takes=("cover",), fill=True)),
            (Band(takes=("promise",)), Band(takes=("centre",))),
        ),
        page("help", (Band(takes=("emergency",), across=2), Band(takes=("contacts",), across=2))),
        *(page("page", bottom=BOTTOM, flows=True, folio="outer"),) * running,
        *(page("notes", bottom=BOTTOM, ruled=True, folio="outer"),) * notes,
        page(
            "back",
            (Band(takes=("wordmark",)), Band(takes=("closing",), fill=True)),
            (Band(takes=("danger",)), Band(takes=("imprint",))),
        ),
    )


LAYOUT = Layout(
    name="booklet",
    title="Booklet",
    length=Length.FULL,
    sizes=Sizes(body=11.5, floor=11, small=8, heading=16, title=33, number=15, message=13),
    pages=pages,
    imposition="saddle",
    running=True,
    multiple=4,
    keep=90.0,
)
