"""The outline of the land as the package holds it, from the TopoJSON of world-atlas (Natural Earth, public domain).

Rings in hundredths of a degree, each as its first point and then steps: small enough to go with the package, and fine
enough for a corridor. Both sorts of rings stand in one list: what lies within an even number of them is water.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

SCALE = 100
# Degrees: a point nearer than this to the line of its neighbours goes. 0.03 is some 3 km, a third of a pixel where a
# thousand pixels show 10 degrees.
TOLERANCE = 0.03
# Square degrees: an island or lake smaller than this (some 25 km each way at the equator) goes.
SMALLEST = 0.05
NOTICE = (
    "Outline of the land: Natural Earth 4.1, 1:50m, public domain, by way of world-atlas 2.0.2 (ISC, see LICENSE). Simplified to "
    f"{TOLERANCE} degrees; islands and lakes under {SMALLEST} square degrees left out."
)
Point = tuple[float, float]


def shrink(topology: dict[str, Any]) -> str:
    """The file: one line of JSON a ring, so that a change can be read."""
    kept = sorted((_steps(ring) for ring in rings(topology)), key=lambda one: (-len(one), one))
    body = ",\n".join(json.dumps(one, separators=(",", ":")) for one in kept)
    return f'{{"notice":{json.dumps(NOTICE)},"scale":{SCALE},"rings":[\n{body}\n]}}\n'


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Outer rings and holes that are large enough, simplified."""
    arcs = [_arc(one, topology["transform"]) for one in topology["arcs"]]
    for ring in _rings(topology["objects"]["land"]):
        points: list[Point] = []
        for number in ring:
            more = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += more[1:] if points else more
        whole = unwrapped(points)
        if abs(_area(whole)) < SMALLEST:
            continue
        kept = simplified(whole)
        yield kept
        # What lies beyond the antimeridian is seen from the other side too.
        lons = [one[0] for one in kept]
        for turn in (360, -360):
            if min(lons) + turn < 180 and max(lons) + turn > -180:
                yield [(lon + turn, lat) for lon, lat in kept]


def unwrapped(points: list[Point]) -> list[Point]:
    """A ring that steps over the antimeridian goes on beyond it instead of running back round the world. The one round the pole
    does not come back to where it began, and stays as it is."""
    made, turn = points[:1], 0
    for last, here in pairwise(points):
        if abs(here[0] - last[0]) > 180:
            turn += 360 if here[0] < last[0] else -360
        made.append((here[0] + turn, here[1]))
    if turn:
        return points
    lons = [one[0] for one in made]
    home = -360 * round((min(lons) + max(lons)) / 720)
    return [(lon + home, lat) for lon, lat in made]


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    if shape["type"] == "GeometryCollection":
        for one in shape["geometries"]:
            yield from _rings(one)
    elif shape["type"] == "MultiPolygon":
        for polygon in shape["arcs"]:
            yield from polygon
    else:
        yield from shape["arcs"]


def _arc(steps: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """Quantized steps as degrees."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    made = []
    for right, up in steps:
        x, y = x + right, y + up
        made.append((x * wide + west, y * high + south))
    return made


def _area(points: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)) / 2


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker on a closed ring, cut at its first point and at the one farthest from it."""
    ring = points if points[0] == points[-1] else [*points, points[0]]
    far = max(range(len(ring)), key=lambda at: (ring[at][0] - ring[0][0]) ** 2 + (ring[at][1] - ring[0][1]) ** 2)
    return [*_thin(ring[: far + 1]), *_thin(ring[far:])[1:]]


def _thin(line: list[Point]) -> list[Point]:
    kept = {0, len(line) - 1}
    open_ = [(0, len(line) - 1)]
    while open_:
        first, last = open_.pop()
        worst, at = 0.0, -1
        for place in range(first + 1, last):
            off = _off(line[place], line[first], line[last])
            if off > worst:
                worst, at = off, place
        if worst > TOLERANCE:
            kept.add(at)
            open_ += [(first, at), (at, last)]
    return [line[place] for place in sorted(kept)]


def _off(point: Point, one: Point, other: Point) -> float:
    across, up = other[0] - one[0], other[1] - one[1]
    size = across * across + up * up
    share = max(0.0, min(1.0, ((point[0] - one[0]) * across + (point[1] - one[1]) * up) / size)) if size else 0.0
    return float(((point[0] - one[0] - share * across) ** 2 + (point[1] - one[1] - share * up) ** 2) ** 0.5)


def _steps(points: list[Point]) -> list[int]:
    """x, y, then steps; the last point is the first again and is left out."""
    made: list[int] = []
    last = (0, 0)
    for lon, lat in points[:-1]:
        here = (round(lon * SCALE), round(lat * SCALE))
        if not made or here != last:
            made += [here[0] - last[0], here[1] - last[1]]
        last = here
    return made
