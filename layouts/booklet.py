"""The booklet: half-letter or A5 pages, saddle-stitched. Cover, help at once inside it, the story, a back cover."""

from msgspec.structs import replace

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH, PAPERS
from layouts.typesetting.layout import Band, Layout, Page, Sizes, equal_columns

SIDE = 0.6 * INCH
TOP = 0.5 * INCH
BOTTOM = 0.75 * INCH
EMERGENCY, CONTACTS = Band(takes=("emergency",), across=2), Band(takes=("contacts",), across=2)


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """Help on the page behind the cover."""
    return _booklet(paper, running, ((EMERGENCY, CONTACTS),))


def pages_with_more_help(paper: str, running: int) -> tuple[Page, ...]:
    """Help on the two pages behind the cover: the signs on the first, whom to call on the second."""
    return _booklet(paper, running, ((EMERGENCY,), (CONTACTS,)))


def _booklet(paper: str, running: int, help_: tuple[tuple[Band, ...], ...]) -> tuple[Page, ...]:
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

    notes = -(2 + len(help_) + running) % 4
    return (
        page(
            "cover",
            (Band(takes=("wordmark",)), Band(takes=("cover",), fill=True)),
            (Band(takes=("promise",)), Band(takes=("centre",))),
        ),
        *(page(name, head) for name, head in zip(("help", "call"), help_, strict=False)),
        *(page("page", bottom=BOTTOM, flows=True, folio="outer"),) * running,
        *(page("notes", bottom=BOTTOM, ruled=True, folio="outer"),) * notes,
        page(
            "back",
            (Band(takes=("wordmark",)), Band(takes=("closing",), fill=True)),
            (Band(takes=("danger",)), Band(takes=("imprint",))),
        ),
    )


BOOKLET = Layout(
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
LAYOUT = replace(BOOKLET, overflow=replace(BOOKLET, pages=pages_with_more_help))
