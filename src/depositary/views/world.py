"""The base map: the outline of the land, from degrees to a drawing, with nothing loaded from anywhere.

Mercator, so that a corridor keeps its shape wherever one looks closer. No borders of states are drawn: some are disputed, and
no route needs one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from depositary.model.settings import DATA

Point = tuple[float, float]
# Units of the longer side of a drawing. Coordinates are whole numbers, or have one digit where a place is meant.
UNITS = 4000
# Width by height of every map.
SHAPE = 1.3
# Degrees beyond the outermost places, as a share of what lies between them, and the least that is shown either way: of less,
# the land around tells nobody where it is.
_MARGIN, _LEAST = 0.06, 6.0
# No map reaches the poles.
_HIGHEST = 80.0
# Distances between lines of the graticule in degrees.
_STEPS = (0.5, 1, 2, 5, 10, 15, 30)
_LINES = 9


@dataclass(frozen=True)
class Frame:
    """A box of degrees, and where its points lie in a drawing."""

    west: float
    south: float
    east: float
    north: float

    @cached_property
    def scale(self) -> float:
        """Units a degree of longitude."""
        return UNITS / max(self.east - self.west, _stretched(self.north) - _stretched(self.south))

    @property
    def width(self) -> int:
        return math.ceil((self.east - self.west) * self.scale)

    @property
    def height(self) -> int:
        return math.ceil((_stretched(self.north) - _stretched(self.south)) * self.scale)

    def at(self, lon: float, lat: float) -> Point:
        """A point in the drawing."""
        top = _stretched(self.north)
        return round((lon - self.west) * self.scale, 1), round((top - _stretched(lat)) * self.scale, 1)


def _stretched(lat: float) -> float:
    """Mercator, in degrees of longitude."""
    held = math.radians(max(-_HIGHEST, min(_HIGHEST, lat)))
    return math.degrees(math.log(math.tan(math.pi / 4 + held / 2)))


def frame(points: Iterable[Point]) -> Frame:
    """The frame that shows these points (longitude, latitude) with some room, in the shape of a map as far as there is earth."""
    held = list(points)
    lons, lats = [one[0] for one in held], [one[1] for one in held]
    (west, east), (south, north) = _room(min(lons), max(lons)), _room(min(lats), max(lats))
    low, high = _stretched(south), _stretched(north)
    more = max((high - low) * SHAPE - (east - west), 0.0) / 2
    west, east = max(west - more, -180.0), min(east + more, 180.0)
    more = max((east - west) / SHAPE - (high - low), 0.0) / 2
    return Frame(west, max(_latitude(low - more), -_HIGHEST), east, min(_latitude(high + more), _HIGHEST))


def _latitude(stretched: float) -> float:
    """What `_stretched` was made of."""
    return math.degrees(2 * math.atan(math.exp(math.radians(stretched))) - math.pi / 2)


def _room(low: float, high: float) -> tuple[float, float]:
    more = max((high - low) * _MARGIN, (_LEAST - (high - low)) / 2, 0.5)
    return low - more, high + more


@cache
def rings() -> tuple[tuple[Point, ...], ...]:
    """The outline of the land: rings of (longitude, latitude). What lies within an even number of them is water."""
    body = json.loads((DATA / "world" / "land.json").read_text(encoding="utf-8"))
    return tuple(tuple(_walked(one, body["scale"])) for one in body["rings"])


def _walked(steps: Sequence[int], scale: int) -> Iterator[Point]:
    x = y = 0
    for place in range(0, len(steps), 2):
        x, y = x + steps[place], y + steps[place + 1]
        yield x / scale, y / scale


def land(box: Frame) -> str:
    """The land within a frame as the path of a drawing."""
    # A little beyond the frame, so that the edge of what was cut is not seen.
    more = (box.east - box.west) * 0.02
    wide = (box.west - more, box.south - more, box.east + more, box.north + more)
    made = []
    for ring in rings():
        lons, lats = [one[0] for one in ring], [one[1] for one in ring]
        if max(lons) < wide[0] or min(lons) > wide[2] or max(lats) < wide[1] or min(lats) > wide[3]:
            continue
        points = _cut(ring, wide)
        if len(points) > 2:
            made.append(path((box.at(*one) for one in points), closed=True))
    return "".join(made)


def _cut(ring: Sequence[Point], wide: tuple[float, float, float, float]) -> list[Point]:
    """What of a ring lies within a box, side by side (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, bound, sign in ((0, wide[0], 1), (0, wide[2], -1), (1, wide[1], 1), (1, wide[3], -1)):
        made: list[Point] = []
        for place, here in enumerate(points):
            last = points[place - 1]
            inside, was = ((one[axis] - bound) * sign >= 0 for one in (here, last))
            if inside != was:
                share = (bound - last[axis]) / (here[axis] - last[axis])
                made.append((last[0] + share * (here[0] - last[0]), last[1] + share * (here[1] - last[1])))
            if inside:
                made.append(here)
        points = made
    return points


def path(points: Iterable[Point], closed: bool = False) -> str:
    """Points as the path of a drawing, in whole units: where it begins, then steps."""
    held = [(round(x), round(y)) for x, y in points]
    if not held:
        return ""
    steps = []
    for one, other in pairwise(held):
        if one != other:
            steps.append(f"{other[0] - one[0]} {other[1] - one[1]}")
    body = "l" + " ".join(steps) if steps else "h0"
    return f"M{held[0][0]} {held[0][1]}{body}{'z' if closed else ''}".replace(" -", "-")


def graticule(box: Frame, shown: float = 1.0) -> tuple[str, float]:
    """Lines of longitude and latitude as one path, and the degrees between them. `shown`: the share of the frame that is
    seen at once."""
    span = max(box.east - box.west, box.north - box.south)
    step = next((one for one in _STEPS if span * shown / one <= _LINES), _STEPS[-1])
    lines = [(box.at(value, box.south), box.at(value, box.north)) for value in _whole(box.west, box.east, step)]
    lines += [(box.at(box.west, value), box.at(box.east, value)) for value in _whole(box.south, box.north, step)]
    return "".join(path(one) for one in lines), step


def _whole(low: float, high: float, step: float) -> Iterator[float]:
    """Multiples of a step between two values."""
    for number in range(math.ceil(low / step), math.floor(high / step) + 1):
        yield number * step
