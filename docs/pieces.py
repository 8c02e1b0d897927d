# noqa: INP001 - a script beside the picture it makes
"""The README's picture. In: `out/` as the first command leaves it. Out: `docs/pieces.png`. No arguments."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter

ROOT = Path(__file__).resolve().parents[1]
MADE = ROOT / "out" / "am-health-care" / "kratom-withdrawal"
GROUND, SHADE = "#E9E4DA", "#00000050"
# file, page, scale, left, top
PIECES = (
    ("en/trifold-letter.pdf", 2, 0.78, 60, 60),
    ("en/trifold-letter.pdf", 0, 0.78, 700, 60),
    ("es/trifold-letter.pdf", 3, 0.78, 928, 60),
    ("en/flyer-letter.pdf", 0, 0.56, 60, 560),
    ("es/booklet-letter.pdf", 0, 0.62, 430, 590),
    ("en/booklet-letter.pdf", 13, 0.62, 696, 590),
    ("en/card-letter.pdf", 0, 0.95, 960, 610),
    ("es/card-letter.pdf", 1, 0.95, 960, 790),
)


def main() -> None:
    """Lays pages on a warm ground, each with a soft shadow."""
    sheet = Image.new("RGBA", (1240, 1060), GROUND)
    for name, page, scale, left, top in PIECES:
        picture = pypdfium2.PdfDocument(MADE / name)[page].render(scale=scale).to_pil().convert("RGBA")
        shadow = Image.new("RGBA", sheet.size, "#00000000")
        shadow.paste(Image.new("RGBA", picture.size, SHADE), (left + 3, top + 5))
        sheet.alpha_composite(shadow.filter(ImageFilter.GaussianBlur(6)))
        sheet.alpha_composite(picture, (left, top))
    sheet.convert("RGB").quantize(96).save(ROOT / "docs" / "pieces.png", optimize=True)


if __name__ == "__main__":
    main()
