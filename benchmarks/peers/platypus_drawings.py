"""Drawings as Platypus's flowables. In: nodes of paths and of QR codes. Out: flowables that draw them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1H\d+z")

Node = Mapping[str, Any]


class Picture(Flowable):
    """Paths."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node, self.width, self.height = node, node["width"], node["height"]

    def draw(self) -> None:
        """Every path, stroked or filled."""
        canvas, top = self.canv, self.height
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for fill, stroke, weight, commands in self.node["paths"]:
            path = canvas.beginPath()
            for letter, *p in commands:
                match letter:
                    case "M":
                        path.moveTo(p[0], top - p[1])
                    case "L":
                        path.lineTo(p[0], top - p[1])
                    case "C":
                        path.curveTo(p[0], top - p[1], p[2], top - p[3], p[4], top - p[5])
                    case _:
                        path.close()
            if fill:
                canvas.setFillColor(HexColor(fill))
            if stroke:
                canvas.setStrokeColor(HexColor(stroke))
                canvas.setLineWidth(weight)
            canvas.drawPath(path, stroke=bool(stroke), fill=bool(fill))


class Code(Flowable):
    """The dark runs of a QR code."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node, self.width, self.height = node, node["side"], node["side"]

    def draw(self) -> None:
        """One path of all runs."""
        step = self.width / self.node["modules"]
        path = self.canv.beginPath()
        for x, y, length in RUN.findall(self.node["path"]):
            path.rect(int(x) * step, self.height - (int(y) + 1) * step, int(length) * step, step)
        self.canv.setFillColor(HexColor(self.node["colour"]))
        self.canv.drawPath(path, stroke=0, fill=1)
