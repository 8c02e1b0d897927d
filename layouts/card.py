"""The card: two sides for a wallet. Business card on Letter stock, 85 x 54 mm on A4 stock."""

from msgspec.structs import replace

from handouts.blocks import Length
from layouts.typesetting.geometry import INCH, MM, Size
from layouts.typesetting.layout import Band, Layout, Page, Sizes, equal_columns

CARDS = {"letter": Size(3.5 * INCH, 2 * INCH), "a4": Size(85 * MM, 54 * MM)}
SAFE = 0.125 * INCH  # inside the trim


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """The face and the back."""
    card = CARDS[paper]
    columns = equal_columns(card.width, SAFE)

    def side(name: str, *bands: Band) -> Page:
        return Page(name=name, width=card.width, height=card.height, top=SAFE, bottom=SAFE, columns=columns, head=bands)

    return (
        side(
            "face",
            Band(takes=("card-face",), fill=True),
            Band(takes=("safety",)),
            Band(takes=("call-line",)),
            Band(takes=("imprint",)),
        ),
        side("back", Band(takes=("emergency",), across=2), Band(takes=("contacts",))),
    )


CARD = Layout(
    name="card",
    title="Wallet card",
    length=Length.BRIEF,
    sizes=Sizes(
        body=8,
        floor=8,
        small=7,
        heading=8.6,
        title=11.5,
        number=9.5,
        message=8.5,
        tightness=0.81,
        tightest=0.79,
        least_display=0.85,
    ),
    pages=pages,
    imposition="cards",
    gap=0.8,
    heading_marks=False,
)
# A language that needs more room takes it from the space between the bands.
LAYOUT = replace(CARD, overflow=replace(CARD, gap=0.3))
