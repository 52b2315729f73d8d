"""A network as a drawing over the base map: links by mode and status, places, and the routes of an answer on top.

What is drawn once for a network (`Chart`) is held; a question adds its routes, its labels and the part that is looked at.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from depositary.network.legs import Route
from depositary.network.net import Network
from depositary.network.nouns import Link, Node
from depositary.views import world
from depositary.views.courses import Water, rounded
from depositary.views.world import SHAPE, Frame, Point

# Modes that go over open water.
AFLOAT = ("sea", "ferry")
# Modes that are drawn in a manner of their own; any other is drawn as "way".
MODES = ("rail", "road", "sea", "river", "ferry", "pipeline", "power")
# Statuses as classes of lines, and what the legend calls these.
_CLASS = {"under_construction": "building", "proposed": "planned"}
STATUSES = {"open": "open", "building": "under construction", "planned": "planned or proposed", "closed": "closed"}
# A part that is looked at: the least share of the frame, room around a route.
_LEAST, _ROOM = 0.06, 0.14
# Numbers of ways are so far apart, as a share of the frame, where there is a choice.
_APART = 0.025


@dataclass(frozen=True, slots=True)
class Line:
    """A link: its mode and status as classes, and what it is in words."""

    id: str
    path: str
    mode: str
    status: str
    title: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place."""

    id: str
    x: float
    y: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class View:
    """The part of a drawing that is looked at."""

    x: float
    y: float
    width: float
    height: float

    @property
    def box(self) -> str:
        """As the attribute viewBox."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A route in the drawing. `role`: main, base or other; `number` counts the others and stands at x, y."""

    role: str
    number: int
    path: str
    title: str
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """What is the same for every question."""

    frame: Frame
    land: str
    graticule: str
    step: float
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    paths: Mapping[str, Sequence[Point]]


def chart(network: Network, carries: str) -> Chart:
    """The network for what is carried. Raises BadArgument where nothing carries it."""
    graph = network.graph(carries)
    links = [network.links[key] for key in network.links if key in graph.of_link]
    nodes = network.nodes
    used = sorted({end for one in links for end in one.ends})
    frame = world.frame((nodes[key].lon, nodes[key].lat) for key in used)
    paths = {key: [frame.at(*point) for point in line] for key, line in _lines(network, links, frame).items()}
    lines, step = world.graticule(frame, 0.6)
    return Chart(
        frame, world.land(frame), lines, step,
        tuple(_line(network, one, paths[one.id]) for one in links),
        tuple(_spot(nodes[key], frame) for key in used), paths,
    )  # fmt: skip


def _lines(network: Network, links: Iterable[Link], frame: Frame) -> dict[str, list[Point]]:
    """Of every link a line of degrees: straight, or round the land where it is a way over open water."""
    straight = {
        one.id: tuple((network.nodes[end].lon, network.nodes[end].lat) for end in one.ends) for one in links
    }
    afloat = {one.id: (straight[one.id][0], straight[one.id][1]) for one in links if one.mode in AFLOAT}
    found = Water(frame, world.rings()).courses(afloat) if afloat else {}
    return {key: rounded(found[key]) if key in found else list(ends) for key, ends in straight.items()}


def _line(network: Network, link: Link, points: Sequence[Point]) -> Line:
    ends = " to ".join(network.nodes[end].short for end in link.ends)
    status = _CLASS.get(link.status, link.status)
    name = f"{link.name}: " if link.name else ""
    title = f"{name}{ends}, {link.mode}, {link.length_km:,.0f} km, {link.status.replace('_', ' ')} [{link.id}]"
    return Line(link.id, world.path(points), link.mode if link.mode in MODES else "way", status, title)


def _spot(node: Node, frame: Frame) -> Spot:
    x, y = frame.at(node.lon, node.lat)
    return Spot(node.id, x, y, node.kind, f"{node.name}, {node.kind.replace('_', ' ')} [{node.id}]")


def drawn(held: Chart, route: Route, role: str, title: str, number: int = 0, at: Point = (0.0, 0.0)) -> Drawn:
    """A route over the lines of its links."""
    points: list[Point] = []
    for leg in route.legs:
        if leg.link is not None:
            line = list(held.paths[leg.link.id])
            points += line if leg.start.id == leg.link.ends[0] else line[::-1]
    return Drawn(role, number, world.path(points), title, *at)


def numbers(held: Chart, ways: Sequence[Route], besides: Iterable[Route]) -> list[Point]:
    """Where the number of each way stands: on a link that no other way takes, where there is one that is not too near another
    number, else on the one that is farthest from them."""
    taken = Counter(key for one in (*ways, *besides) for key in set(one.links))
    near = held.frame.width * _APART
    made: list[Point] = []
    for one in ways:
        places = [(taken[key] == 1, _middle(held.paths[key])) for key in one.links]
        far = [(min((math.dist(place, other) for other in made), default=near), alone, place) for alone, place in places]
        made.append(max(far, key=lambda item: (item[1] and item[0] >= near, item[0], item[2]))[2])
    return made


def _middle(points: Sequence[Point]) -> Point:
    """The point half way along a line."""
    left = sum(math.dist(one, other) for one, other in pairwise(points)) / 2
    for one, other in pairwise(points):
        size = math.dist(one, other)
        if size and left <= size:
            part = left / size
            return round(one[0] + part * (other[0] - one[0]), 1), round(one[1] + part * (other[1] - one[1]), 1)
        left -= size
    return points[-1]


def view(held: Chart, routes: Iterable[Route]) -> View:
    """The part that shows these routes with room around them; all of the frame where there are none."""
    points = [point for route in routes for key in route.links for point in held.paths[key]]
    width, height = float(held.frame.width), float(held.frame.height)
    if not points:
        return _shaped(0.0, 0.0, width, height, held.frame)
    xs, ys = [one[0] for one in points], [one[1] for one in points]
    wide = max(max(xs) - min(xs), width * _LEAST) * (1 + 2 * _ROOM)
    high = max(max(ys) - min(ys), height * _LEAST) * (1 + 2 * _ROOM)
    return _shaped((min(xs) + max(xs) - wide) / 2, (min(ys) + max(ys) - high) / 2, wide, high, held.frame)


def _shaped(x: float, y: float, wide: float, high: float, frame: Frame) -> View:
    """Grown to one shape about its middle, no larger than the frame, and pushed into it."""
    width = min(max(wide, high * SHAPE), max(frame.width, frame.height * SHAPE))
    height = width / SHAPE
    x, y = x - (width - wide) / 2, y - (height - high) / 2
    x = min(max(x, 0.0), frame.width - width) if width <= frame.width else (frame.width - width) / 2
    y = min(max(y, 0.0), frame.height - height) if height <= frame.height else (frame.height - height) / 2
    return View(round(x), round(y), round(width), round(height))
