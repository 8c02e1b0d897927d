"""The trifold: a letter fold of six panels. Front, flap, the three inside with the timeline over them, back."""

from handouts.blocks import Length
from layouts.typesetting.folding import TUCK, letter_fold
from layouts.typesetting.geometry import INCH, PAPERS
from layouts.typesetting.layout import Band, Column, Layout, Page, Sizes

SIDE = 0.36 * INCH  # from type to a fold or to the sheet's edge
END = 0.42 * INCH


def pages(paper: str, running: int) -> tuple[Page, ...]:
    """In the order in which a hand opens it."""
    sheet = PAPERS[paper].turned
    fold = letter_fold(sheet.width, TUCK[paper])

    def panel(
        name: str, width: float, head: tuple[Band, ...], foot: tuple[Band, ...] = (), flows: bool = False
    ) -> Page:
        columns = (Column(SIDE, width - 2 * SIDE),)
        return Page(
            name=name,
            width=width,
            height=sheet.height,
            top=END,
            bottom=END,
            columns=columns,
            head=head,
            foot=foot,
            flows=flows,
        )

    widths = (fold.big, fold.big, fold.small)
    edges = (0.0, *fold.inside)
    return (
        panel(
            "front",
            fold.big,
            (Band(takes=("wordmark",)), Band(takes=("cover",), fill=True)),
            (Band(takes=("promise", "centre")), Band(takes=("danger",))),
        ),
        panel("flap", fold.small, (Band(takes=("message",)),), flows=True),
        Page(
            name="inside",
            width=sheet.width,
            height=sheet.height,
            top=END,
            bottom=END,
            columns=tuple(Column(x + SIDE, width - 2 * SIDE) for x, width in zip(edges, widths, strict=True)),
            head=(Band(takes=("timeline",), folded=True),),
            flows=True,
        ),
        panel("back", fold.big, (Band(takes=("emergency",)), Band(takes=("contacts",))), (Band(takes=("imprint",)),)),
    )


LAYOUT = Layout(
    name="trifold",
    title="Three-panel brochure",
    length=Length.STANDARD,
    sizes=Sizes(
        body=11,
        floor=10,
        small=7.5,
        heading=13.5,
        title=28,
        number=13.5,
        message=12,
        tightness=0.965,
        tightest=0.88,
        least_display=0.9,
    ),
    pages=pages,
    imposition="letter-fold",
    keep=220.0,
)
