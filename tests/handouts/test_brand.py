"""Reading a brand. What is refused, and where, stands in tests/broken/brand."""

from __future__ import annotations

from handouts import source
from handouts.brand import Brand, brand_of
from handouts.gathering import Problems
from handouts.hours import Hours

FEW = """
name: Clinic
short_name: Clinic
phone: (202) 555-0142
palette: {ink: "#000000", paper: "#FFFFFF", deep: "#000000", on_deep: "#FFFFFF", accent: "#949494", urgent: "#767676",
  on_urgent: "#FFFFFF", tint: "#FFFFFF", quiet: "#767676"}
"""


def test_values(brand: Brand) -> None:
    """A brand comes as it was written."""
    assert ("clinic", "Corner Clinic", "Clinic") == (brand.slug, brand.name, brand.short_name)
    assert ("202-555-0142", "https://www.example.org/", "desk@example.org") == (brand.phone, brand.web, brand.email)
    assert (("100 Example Street", "Anytown, ST 00000"), (Hours(0, 4, "9:00", "17:00"),)) == (
        brand.address,
        brand.hours,
    )
    assert ("#1F2030", "#A80F2B") == (brand.palette.ink, brand.palette.urgent)
    assert (0.92, 0.0, "a4") == (brand.headline_scale, brand.corner, brand.paper)
    assert (None, "") == (brand.logo, brand.logo_kind)


def test_defaults() -> None:
    """Name, phone and palette are enough; colours just at their floor pass."""
    problems = Problems()

    brand = brand_of(source.parse(FEW.encode(), "brand.yaml"), "few", problems)

    assert [] == problems.found
    assert ("", "", (), ()) == (brand.web, brand.email, brand.address, brand.hours)
    assert (1.0, 6.0, "letter") == (brand.headline_scale, brand.corner, brand.paper)
