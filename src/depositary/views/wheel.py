"""The map of the parts as a drawing: each part a disc on an oval, each bearing a line from part to part.

Discs grow with the square root of the number of statements. Positions follow the order of the case alone, so that the
same case gives the same drawing.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from depositary.views.parts import PartRow

WIDTH, HEIGHT = 960, 600
_CENTRE = (WIDTH / 2, HEIGHT / 2)
_RADII = (285.0, 225.0)
_SMALLEST, _LARGEST = 5.0, 21.0
_LABEL = 22
# How far a line bends towards the centre; 1 would draw every line through it.
_BEND = 0.62


@dataclass(frozen=True, slots=True)
class Disc:
    """A part in the drawing, with the lines of its label and where they stand."""

    id: str
    name: str
    scope: str
    x: float
    y: float
    radius: float
    label: tuple[tuple[float, str], ...]
    label_x: float
    anchor: str
    state: str
    contested: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A bearing in the drawing; `path` is SVG path data."""

    path: str
    title: str
    core: bool


@dataclass(frozen=True, slots=True)
class Wheel:
    """The whole drawing."""

    width: int
    height: int
    discs: tuple[Disc, ...]
    edges: tuple[Edge, ...]


def wheel(rows: Sequence[PartRow]) -> Wheel:
    """The drawing of these parts."""
    most = max((row.statements for row in rows), default=0)
    discs = {row.id: _disc(row, place, len(rows), most) for place, row in enumerate(rows)}
    return Wheel(WIDTH, HEIGHT, tuple(discs.values()), tuple(_edges(rows, discs)))


def _disc(row: PartRow, place: int, count: int, most: int) -> Disc:
    angle = 2 * math.pi * place / count - math.pi / 2
    x = _CENTRE[0] + _RADII[0] * math.cos(angle)
    y = _CENTRE[1] + _RADII[1] * math.sin(angle)
    radius = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(row.statements / most) if most else _SMALLEST
    lines = textwrap.wrap(row.name, _LABEL, break_on_hyphens=False)
    side = math.cos(angle)
    anchor = "middle" if abs(side) < 0.05 else "start" if side > 0 else "end"
    steep = abs(side) < 0.3  # so near the top or the foot that the label stands above or below its disc
    label_x = x if steep else x + math.copysign(_LARGEST + 6, side)
    return Disc(
        row.id, row.name, row.scope, round(x, 1), round(y, 1), round(radius, 1), tuple(_label(lines, y, steep, angle)),
        round(label_x, 1), anchor, row.state, row.contested,
    )  # fmt: skip


def _label(lines: list[str], y: float, steep: bool, angle: float) -> list[tuple[float, str]]:
    """Lines of a label with their heights: beside a disc, or above and below it at the top and the foot."""
    step = 16
    if not steep:
        first = y + 4 - step * (len(lines) - 1) / 2
    elif math.sin(angle) < 0:
        first = y - _LARGEST - 8 - step * (len(lines) - 1)
    else:
        first = y + _LARGEST + 16
    return [(round(first + step * number, 1), line) for number, line in enumerate(lines)]


def _edges(rows: Sequence[PartRow], discs: dict[str, Disc]) -> list[Edge]:
    found = []
    for row in rows:
        for bearing in row.bears_on:
            one, other = discs[row.id], discs[bearing.to]
            title = f"{row.name} {bearing.verb} {bearing.to_name}"
            found.append(Edge(_path(one, other), title, "core" == one.scope == other.scope))
    return found


def _path(one: Disc, other: Disc) -> str:
    middle = ((one.x + other.x) / 2, (one.y + other.y) / 2)
    x, y = (round(at + (to - at) * _BEND, 1) for at, to in zip(middle, _CENTRE, strict=True))
    return f"M{one.x} {one.y}Q{x} {y} {other.x} {other.y}"
