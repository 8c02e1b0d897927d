"""A brand's logo."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.gathering import Problems
from handouts.logo import MOST_BYTES, Logo, kind_of, read_logo

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def said(folder: Path) -> tuple[Logo | None, list[str]]:
    """The logo of a folder, and the problems with it."""
    problems = Problems()
    logo = read_logo(folder, "brands/x", problems)
    return logo, [f"{each.place}: {each.message}" for each in problems.found]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("logo.png", PNG, "png"), ("logo.jpg", JPEG, "jpeg"), ("logo.jpeg", JPEG, "jpeg"), ("Logo.SVG", SVG, "svg")],
)
def test_one_logo(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    """The one picture called logo is taken as it is; other files in the folder are nothing to it."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "notes.txt").write_text("no logo")

    assert (Logo(data, kind), []) == said(tmp_path)


def test_no_logo(tmp_path: Path) -> None:
    """A brand without a logo, or without a folder, is no problem."""
    assert [(None, []), (None, [])] == [said(tmp_path), said(tmp_path / "none")]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("logo.png", JPEG, "this file holds a picture in JPEG, not what its name says"),
        ("logo.svg", PNG, "this file holds a picture in PNG, not what its name says"),
        ("logo.png", b"GIF89a", "this is not a picture in PNG, JPEG or SVG"),
        ("logo.svg", b"<html><svg/></html>", "this is not a picture in PNG, JPEG or SVG"),
        ("logo.jpg", b"", "this is not a picture in PNG, JPEG or SVG"),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "this SVG has entities, which are not read"),
        ("logo.gif", b"GIF89a", "a logo of this kind cannot be drawn"),
        ("logo.png", PNG + b"\0" * MOST_BYTES, "the logo is larger than 10,000,000 bytes"),
    ],
)
def test_bad_logo(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """A picture that cannot be drawn is a problem at the file."""
    (tmp_path / name).write_bytes(data)

    assert (None, [f"brands/x/{name}: {message}"]) == said(tmp_path)


def test_two_logos(tmp_path: Path) -> None:
    """With two logos nobody can tell which one to print."""
    (tmp_path / "logo.png").write_bytes(PNG)
    (tmp_path / "logo.svg").write_bytes(SVG)

    assert (None, ["brands/x/logo.svg: there is more than one logo: logo.png and logo.svg"]) == said(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf<svg>",
        b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg\n width="1">',
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><svg>',
    ],
)
def test_how_svg_may_begin(data: bytes) -> None:
    """An XML declaration, comments and a document type may stand before the drawing."""
    assert "svg" == kind_of(data)
