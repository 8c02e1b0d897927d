"""Describe: a composition as a neutral piece. In: our composition, an edition of the same shape. Out: plain values.

    {"title", "author", "language", "count", "pages": [{"width", "height", "frames": [...]}]}

A frame is a place on its page with the nodes that stand in it, one below the other: `x` and `y` from the upper left
corner, `width`. What our own pour decided (which block stands in which column) is given, so a peer need not decide it.
A page that flows has margins and all the nodes that run on from page to page: there a peer breaks pages by itself.
"""

from __future__ import annotations

from typing import Any

from benchmarks.bands import band_nodes
from benchmarks.blocks import section_gap, section_nodes
from benchmarks.nodes import Node, lines, text
from handouts.edition import Edition
from handouts.texts import texts
from handouts.topic import Section
from layouts.typesetting.composition import ComposedPage, Composition
from layouts.typesetting.layout import Band, Page
from layouts.typesetting.marks import Fill, Glyphs
from layouts.typesetting.setting.desk import Desk
from layouts.typesetting.setting.forms import LINE_APART

Piece = dict[str, Any]


def describe(composition: Composition, edition: Edition | None = None) -> Piece:
    """The piece with the words of `edition`, which has the sections of the composition's own; by default those."""
    own = composition.desk
    desk = Desk(edition or composition.edition, own.layout, own.styles, own.typesetter, copy_id=own.copy_id)
    said = desk.edition
    running = composition.layout.running
    pages: list[dict[str, Any]] = []
    columns = _columns(composition, desk, composition.edition)
    for composed in composition.pages:
        page = composed.page
        if running and page.flows:
            if not (pages and pages[-1].get("flows")):
                pages.append(_flow(desk, page, composition))
            continue
        pages.append({"width": page.width, "height": page.height, "frames": _frames(desk, composed, columns)})
    return {
        "title": said.title.text,
        "author": said.brand.name,
        "language": said.locale.language,
        "palette": {"ink": said.brand.palette.ink},
        "date": said.review.revised.isoformat(),
        "count": len(composition.pages),
        "pages": pages,
    }


def _flow(desk: Desk, page: Page, composition: Composition) -> dict[str, Any]:
    """The running pages as one."""
    nodes: list[Node] = []
    role = None
    for section in _rest(desk.edition, composition):
        for group in section_nodes(desk, section, page.live_width, marked=section.role is not role):
            nodes += [section_gap(desk), *group] if nodes and group[0].get("section") else group
        role = section.role
    names = f"{desk.edition.brand.short_name} \u00b7 {desk.edition.short_title.text}"
    folio = desk.edition.locale.phrases["page_of"]
    return {
        "width": page.width,
        "height": page.height,
        "flows": True,
        "left": page.left,
        "right": page.width - page.left - page.live_width,
        "top": page.top,
        "bottom": page.bottom,
        "nodes": nodes,
        "names": text(names, desk.styles.small),
        "folio": text(folio, desk.styles.small),
        "rule": desk.styles.palette.accent,
        "drop": round(desk.styles.unit * 0.5, 2),
    }


def _rest(edition: Edition, composition: Composition) -> list[Section]:
    pages = [composed.page for composed in composition.pages]
    taken = {name for page in pages for band in (*page.head, *page.foot) for name in band.takes}
    return [section for section in edition.sections if section.role.value not in taken]


def _frames(desk: Desk, composed: ComposedPage, columns: dict[str, list[Node]]) -> list[dict[str, Any]]:
    page = composed.page
    bands = {f"{page.name}/{'+'.join(band.takes)}": band for band in (*page.head, *page.foot)}
    frames = []
    for panel in dict.fromkeys(each.panel for each in composed.placements if each.panel != "furniture"):
        own = [each for each in composed.placements if each.panel == panel]
        # A gap of a point or so: our own lines hang a little lower in their leading.
        frame: dict[str, Any] = {"x": round(own[0].x, 2), "y": round(page.height - max(each.top for each in own), 2)}
        if panel in bands:
            band: Band = bands[panel]
            height = max((each.mark.height for each in own if isinstance(each.mark, Fill)), default=0.0)
            frame |= {"width": round(page.live_width, 2), "nodes": band_nodes(desk, band, page, height)}
        elif page.ruled:
            heading = text(desk.phrase("notes"), desk.styles.heading, "H2")
            room = page.height - page.top - page.bottom - desk.styles.heading.leading
            empty = lines(int(room / LINE_APART) - 1, LINE_APART, desk.styles.palette.quiet, desk.styles.line * 0.5)
            frame |= {"width": round(page.live_width, 2), "nodes": [heading, empty]}
        else:
            column = page.columns[int(panel.rpartition("/")[2]) - 1]
            frame |= {"width": round(column.width, 2), "nodes": columns[panel]}
        frames.append(frame)
    return frames


def _columns(composition: Composition, desk: Desk, own: Edition) -> dict[str, list[Node]]:
    """The nodes of each poured column of a piece that does not run on: every block where our own begins."""
    if composition.layout.running:
        return {}
    panel_of: dict[int, str] = {}
    widths: dict[str, float] = {}
    for composed in composition.pages:
        for number, column in enumerate(composed.page.columns, 1):
            widths[f"{composed.page.name}/{number}"] = column.width
        for placement in composed.placements:
            if isinstance(placement.mark, Glyphs):
                for span in placement.mark.voice.spans:
                    panel_of.setdefault(id(span), placement.panel)
    done: dict[str, list[Node]] = {name: [] for name in widths}
    role = None
    for section, shown in zip(_rest(own, composition), _rest(desk.edition, composition), strict=True):
        first = [next(texts(block)) for block in section.blocks]
        panel = panel_of[id(section.heading.spans[0])]
        groups = section_nodes(desk, shown, widths[panel], marked=section.role is not role)
        if len(groups) == len(first):  # else blocks were joined: they stand together
            panels = [panel, *(panel_of.get(id(words.spans[0]), panel) for words in first[1:])]
        else:
            panels = [panel] * len(groups)
        for place, group in zip(panels, groups, strict=True):
            if done[place]:
                done[place] += [section_gap(desk), *group] if group[0].get("section") else group
            else:
                done[place] += group if group[0]["t"] != "space" else group[1:]
        role = section.role
    return done
