"""Routing measured beside other libraries: the same questions, the same answers asserted.

    python bench/network.py [--pairs 1000]

Peers are no dependencies of the project: networkx, igraph, rustworkx, scgraph, searoute (its sdist ships the sea network that the
first part needs). Those that are not installed are skipped and named in the record. Times are of the processor, in one
process. Results go to bench/results/network.json.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from depositary.network import Network
from depositary.network.folder import Tables
from depositary.network.geo import great_circle
from depositary.network.nouns import Amount, Link, Node, Parameter, Service, Span, Term
from depositary.network.pareto import beaten, front
from depositary.network.search import MICRO, Web

RESULTS = Path(__file__).resolve().parent / "results" / "network.json"
PEERS = ("networkx", "igraph", "rustworkx", "scipy", "scgraph", "searoute")
# A slow peer is asked fewer of the questions; its sum is held against ours over those.
FEWER = 200
SEED = 20261122
Pairs = list[tuple[int, int]]


def peer(name: str) -> Any:
    """The library, or None."""
    try:
        return import_module(name)
    except ImportError:
        return None


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives, and the processor seconds it took."""
    start = time.process_time()
    made = run()
    return made, time.process_time() - start


# ---- the sea


class Sea:
    """The network of searoute as numbered points, with the arcs of every passage and the nodes nearest to its ports."""

    def __init__(self) -> None:
        held = import_module("searoute.data.marnet_dict")
        places = sorted(held.node_list)
        number = {place: at for at, place in enumerate(places)}
        arcs = sorted(
            (number[tail], number[head], round(data["weight"] * MICRO), str(data.get("passage")))
            for tail, heads in held.edge_list.items()
            for head, data in heads.items()
        )
        arcs = [one for one in arcs if one[3] != "northwest"]  # closed in searoute, too, unless asked for
        self.places = places
        self.weights = [weight for _, _, weight, _ in arcs]
        self.passages = [passage for _, _, _, passage in arcs]
        self.web = Web(len(places), [one for one, _, _, _ in arcs], [one for _, one, _, _ in arcs])

    def nearest(self, lon: float, lat: float) -> int:
        """The point nearest to a place."""
        return min(
            range(len(self.places)),
            key=lambda at: great_circle(lat, lon, self.places[at][1], (self.places[at][0] + 180) % 360 - 180),
        )

    def pairs(self, count: int) -> Pairs:
        """Pairs of ports, drawn at random with a fixed seed, as points nearest to them."""
        held = json.loads((Path(str(peer("searoute").__path__[0])) / "data" / "ports.geojson").read_text())
        ports = [one["geometry"]["coordinates"] for one in held["features"]]
        rng = random.Random(SEED)
        drawn = [rng.sample(ports, 2) for _ in range(count)]
        known: dict[tuple[float, float], int] = {}
        for one in (place for pair in drawn for place in pair):
            known.setdefault(tuple(one), self.nearest(*one))
        return [(known[tuple(one)], known[tuple(other)]) for one, other in drawn]

    def closed(self, passages: Iterable[str]) -> frozenset[int]:
        """Arcs of these passages."""
        shut = set(passages)
        return frozenset(arc for arc, passage in enumerate(self.passages) if passage in shut)


Asked = Callable[
    [Sea, Pairs, frozenset[int]], tuple[Callable[[], Any], Callable[[Any, int, int], float | None]]
]


def _open(sea: Sea, closed: frozenset[int]) -> list[tuple[int, int, int]]:
    web = sea.web
    return [
        (web.tails[arc], web.heads[arc], sea.weights[arc])
        for arc in range(len(web.tails))
        if arc not in closed
    ]


def by_networkx(sea: Sea, closed: frozenset[int]) -> Callable[[int, int], float | None]:
    """Bidirectional Dijkstra, its quickest way to one goal with the route."""
    nx = peer("networkx")
    graph = nx.DiGraph()
    graph.add_nodes_from(range(sea.web.size))
    graph.add_weighted_edges_from(_open(sea, closed))

    def ask(start: int, goal: int) -> float | None:
        try:
            return float(nx.bidirectional_dijkstra(graph, start, goal)[0])
        except nx.NetworkXNoPath:
            return None

    return ask


def by_igraph(sea: Sea, closed: frozenset[int]) -> Callable[[int, int], float | None]:
    """The route to one goal, its arcs summed."""
    arcs = _open(sea, closed)
    graph = peer("igraph").Graph(sea.web.size, [(tail, head) for tail, head, _ in arcs], directed=True)
    weights = [weight for _, _, weight in arcs]

    def ask(start: int, goal: int) -> float | None:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            way = graph.get_shortest_path(start, goal, weights=weights, output="epath")
        if told:
            return None
        return float(sum(weights[arc] for arc in way))

    return ask


def by_rustworkx(sea: Sea, closed: frozenset[int]) -> Callable[[int, int], float | None]:
    """Lengths to one goal: the form that stops there."""
    rx = peer("rustworkx")
    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(sea.web.size))
    graph.add_edges_from([(tail, head, float(weight)) for tail, head, weight in _open(sea, closed)])

    def ask(start: int, goal: int) -> float | None:
        if start == goal:
            return 0.0
        found = dict(
            rx.digraph_dijkstra_shortest_path_lengths(graph, start, lambda weight: weight, goal=goal)
        )
        return found.get(goal)

    return ask


def by_scgraph(sea: Sea, closed: frozenset[int]) -> Callable[[int, int], float | None]:
    """Its Dijkstra, with the route."""
    arcs: list[dict[int, float]] = [{} for _ in range(sea.web.size)]
    for tail, head, weight in _open(sea, closed):
        arcs[tail][head] = min(float(weight), arcs[tail].get(head, math.inf))
    graph = peer("scgraph").Graph(arcs)

    def ask(start: int, goal: int) -> float | None:
        if start == goal:
            return 0.0
        try:
            return float(graph.dijkstra(start, goal)["length"])
        except Exception as error:
            if "not connected" in str(error):
                return None
            raise

    return ask


def by_scipy(sea: Sea, closed: frozenset[int]) -> Callable[[int, int], float | None]:
    """One source at a time, lengths to all."""
    matrix = Web(*_columns(sea, closed)).matrix([weight for _, _, weight in _open(sea, closed)]).matrix
    dijkstra = import_module("scipy.sparse.csgraph").dijkstra

    def ask(start: int, goal: int) -> float | None:
        found = float(dijkstra(matrix, indices=start)[goal])
        return None if found == math.inf else found

    return ask


def _columns(sea: Sea, closed: frozenset[int]) -> tuple[int, list[int], list[int]]:
    arcs = _open(sea, closed)
    return sea.web.size, [tail for tail, _, _ in arcs], [head for _, head, _ in arcs]


def by_us(sea: Sea, closed: frozenset[int]) -> Callable[[int, int], float | None]:
    """One question, with the route."""
    web = Web(*_columns(sea, closed))
    weights = [weight for _, _, weight in _open(sea, closed)]
    web.prepare(weights)

    def ask(start: int, goal: int) -> float | None:
        way = web.way(weights, {start: 0}, [goal])
        return None if way is None else float(sum(weights[arc] for arc in way))

    return ask


ENGINES: dict[str, Callable[[Sea, frozenset[int]], Callable[[int, int], float | None]]] = {
    "depositary, one at a time": by_us,
    "networkx": by_networkx,
    "igraph": by_igraph,
    "rustworkx": by_rustworkx,
    "scipy": by_scipy,
    "scgraph": by_scgraph,
}


def available(name: str) -> bool:
    """True where the library of an engine is installed."""
    return name.startswith("depositary") or peer(name) is not None


def sea_rows(sea: Sea, count: int) -> list[dict[str, Any]]:
    """Every engine over the pairs of ports; each answer is held against ours."""
    pairs = sea.pairs(count)
    import_module("scipy.sparse.csgraph")  # loading it is nobody's question
    _, build = timed(lambda: sea.web.prepare(sea.weights))
    answers, seconds = timed(lambda: sea.web.ways(sea.weights, pairs))
    lengths = [one[0] if one else None for one in answers]
    for (start, goal), one in zip(pairs, answers, strict=True):
        way = one[1] if one else []
        assert not way or (sea.web.tails[way[0]], sea.web.heads[way[-1]]) == (start, goal)
        assert all(sea.web.heads[a] == sea.web.tails[b] for a, b in pairwise(way))
        assert one is None or sum(sea.weights[arc] for arc in way) == one[0]
    told = sum(one for one in lengths if one is not None) / MICRO
    rows = [_row("depositary, all pairs at once", build, seconds, count, told, "route and length")]
    without, alone = timed(lambda: sea.web.ways(sea.weights, pairs, routes=False))
    assert [one[0] if one else None for one in without] == lengths
    rows.append(_row("depositary, lengths only", 0.0, alone, count, told, "length"))
    gives = {"rustworkx": "length", "scipy": "length"}
    for name, make in ENGINES.items():
        if available(name):
            ask, built = timed(partial(make, sea, frozenset()))
            asked = pairs[:FEWER] if name == "networkx" else pairs
            found, spent = timed(lambda ask=ask, asked=asked: [ask(start, goal) for start, goal in asked])
            assert found == [None if one is None else float(one) for one in lengths[: len(asked)]], (
                f"{name} differs"
            )
            total = sum(one for one in found if one is not None) / MICRO
            rows.append(_row(name, built, spent, len(asked), total, gives.get(name, "route and length")))
    if peer("searoute") is not None:
        rows.append(_searoute(sea, pairs, lengths))
    slowest = next((one["ms"] for one in rows if one["name"] == "networkx"), None)
    return [{**one, "of_networkx": round(slowest / one["ms"], 1) if slowest else None} for one in rows]


def _row(name: str, build: float, seconds: float, count: int, km: float, gives: str) -> dict[str, Any]:
    ms = round(seconds / count * 1000, 4)
    return {
        "name": name,
        "build_s": round(build, 3),
        "ms": ms,
        "asked": count,
        "km": round(km, 3),
        "gives": gives,
    }


def _searoute(sea: Sea, pairs: Pairs, lengths: Sequence[int | None]) -> dict[str, Any]:
    """searoute measures the found line again with its own formula, so its sum may differ by that much."""
    ask, build = timed(lambda: _ask_searoute(sea, ()))
    found, spent = timed(lambda: [ask(start, goal) for start, goal in pairs[:FEWER]])
    ours = sum(one or 0 for one in lengths[:FEWER]) / MICRO
    assert abs(sum(one or 0 for one in found) / ours - 1) < 0.005
    return _row("searoute", build, spent, FEWER, sum(one or 0 for one in found), "route and length")


def _ask_searoute(sea: Sea, restrictions: Iterable[str]) -> Callable[[int, int], float | None]:
    sr = peer("searoute")
    shut = ["northwest", *restrictions]
    sr.searoute([0.0, 50.0], [1.0, 51.0])  # its network is made on the first question

    def ask(start: int, goal: int) -> float | None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = sr.searoute(sea.places[start], sea.places[goal], restrictions=shut)
        return float(found.properties["length"])

    return ask


# ---- disruptions: a tool must go round or say that there is no way

PORTS = {
    "Mumbai": (72.95, 18.95), "Novorossiysk": (37.8, 44.72), "St Petersburg": (30.22, 59.88), "Bandar Abbas": (56.07, 27.1),
    "Jebel Ali": (55.06, 25.01), "Jeddah": (39.15, 21.47), "Constanta": (28.65, 44.1), "Rotterdam": (4.05, 51.95),
}  # fmt: skip
CLOSED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Mumbai", "St Petersburg", ("suez",)),
    ("Mumbai", "Novorossiysk", ("suez",)),
    ("Jeddah", "Constanta", ("suez",)),
    ("Mumbai", "Rotterdam", ("babalmandab",)),
    ("Jeddah", "Mumbai", ("babalmandab",)),
    ("Jeddah", "Mumbai", ("babalmandab", "suez")),
    ("Mumbai", "Bandar Abbas", ("ormuz",)),
    ("Rotterdam", "Jebel Ali", ("ormuz",)),
    ("Mumbai", "Novorossiysk", ("suez", "gibraltar")),
    ("Mumbai", "Novorossiysk", ("bosporus",)),
    ("Rotterdam", "Constanta", ("bosporus", "dardanelles")),
)


def disruptions(sea: Sea) -> dict[str, Any]:
    """For every tool how many answers were a wrong number: another length than the shortest, or any where there is no way."""
    points = {name: sea.nearest(*place) for name, place in PORTS.items()}
    truths = []
    for start, goal, passages in CLOSED:
        way = sea.web._way_by_heap(sea.weights, {points[start]: 0}, [points[goal]], sea.closed(passages))
        truths.append(None if way is None else float(sum(sea.weights[arc] for arc in way)))
    rows = {}
    for name, make in ENGINES.items():
        if available(name):
            found = [make(sea, sea.closed(shut))(points[one], points[other]) for one, other, shut in CLOSED]
            rows[name] = _judged(found, truths)
    if peer("searoute") is not None:
        found = [_ask_searoute(sea, shut)(points[one], points[other]) for one, other, shut in CLOSED]
        rows["searoute"] = _judged([None if one is None else one * MICRO for one in found], truths, 0.01)
    return {"questions": len(CLOSED), "without_a_way": sum(one is None for one in truths), "tools": rows}


def _judged(
    found: Sequence[float | None], truths: Sequence[float | None], within: float = 0.0
) -> dict[str, int]:
    wrong = 0
    for one, truth in zip(found, truths, strict=True):
        if one is not None:
            wrong += truth is None or abs(one - truth) > within * truth
    return {"silent": wrong, "told_no_way": sum(one is None for one in found)}


INLAND = ("RUMOW", "INNSA")
ENDS = (
    ("INNSA", "RUMOW"),
    ("INNSA", "RUNVS"),
    ("INNSA", "IRBND"),
    ("AEJEA", "ROCND"),
    ("IRRAS", "IRASR"),
    ("IRRAS", "AZBAK"),
)
PASSAGES = ("EGSUZ", "WP-BAM", "WP-HRM", "IRRAS - IRASR")


def corridors() -> dict[str, Any]:
    """Our own network with passages closed: an answer is silent and wrong when it uses what is closed, is shorter than before,
    or is missing without a reason."""
    net = Network.load("russia-iran")
    asked = silent = no_way = 0
    for passage in PASSAGES:
        shut = set(net.names.links(passage))
        for start, end in ENDS:
            for by in ("distance", "time", "cost"):
                for modes in ((), ("sea",), ("rail",)):
                    asked += 1
                    before = net.route(start, end, by=by, modes=modes)
                    after = net.route(start, end, by=by, modes=modes, without=[passage])
                    if after:
                        better = not before or after.total(by) < before.total(by) - 1e-9
                        silent += bool(shut & set(after.links)) or better
                    else:
                        no_way += 1
                        silent += not after.reason
    inland = net.route(*INLAND, by="distance", modes=["sea"])
    return {
        "questions": asked,
        "no_way_with_reason": no_way,
        "silent": silent,
        "inland": "no route" if not inland else inland.km,
    }


# ---- all that nothing beats


def random_web(points: int, links: int, seed: int) -> tuple[Web, list[list[int]]]:
    """Random links with three independent weights."""
    rng = random.Random(seed)
    held = {(rng.randrange(point), point) for point in range(1, points)}
    while len(held) < links:
        one, other = sorted(rng.sample(range(points), 2))
        held.add((one, other))
    weights = {link: [rng.randint(MICRO, 100 * MICRO) for _ in range(3)] for link in sorted(held)}
    return _both_ways(points, weights)


def map_web(points: int, links: int, seed: int) -> tuple[Web, list[list[int]]]:
    """Points on a map, linked to those near; each link is of a mode, with cost, time and emissions by its length."""
    rng = random.Random(seed)
    places = [(rng.random(), rng.random()) for _ in range(points)]
    apart = [[math.dist(one, other) for other in places] for one in places]
    held = {(min(range(one), key=apart[one].__getitem__), one) for one in range(1, points)}
    ordered = sorted(
        (apart[one][other], min(one, other), max(one, other))
        for one in range(points)
        for other in sorted(range(points), key=apart[one].__getitem__)[1:9]
    )
    for _, one, other in ordered:
        if len(held) >= links:
            break
        held.add((one, other))
    modes = ((0.1, 624, 0.19), (0.6, 720, 0.34), (1.1, 1008, 0.92))  # USD and kg a km, km a day
    weights = {}
    for one, other in sorted(held):
        cost, speed, kg = rng.choice(modes)
        km = 1000 * math.dist(places[one], places[other]) * rng.uniform(1, 1.4)
        weights[one, other] = [
            round(value * rng.uniform(0.8, 1.2) * MICRO) for value in (km * cost, km / speed, km * kg)
        ]
    return _both_ways(points, weights)


def _both_ways(points: int, weights: dict[tuple[int, int], list[int]]) -> tuple[Web, list[list[int]]]:
    arcs = [
        (tail, head, held)
        for (one, other), held in weights.items()
        for tail, head in ((one, other), (other, one))
    ]
    web = Web(points, [tail for tail, _, _ in arcs], [head for _, head, _ in arcs])
    return web, [[held[measure] for _, _, held in arcs] for measure in range(3)]


def pareto_rows(networks: int = 4, questions: int = 25) -> list[dict[str, Any]]:
    """Three measures on 300 points and 900 links, against the hundred shortest by each measure, filtered."""
    rows = []
    for kind, make in (("random", random_web), ("map", map_web)):
        spent, routes, rival, covered, front_size = [], [], [], 0, 0
        for seed in range(networks):
            web, weights = make(300, 900, seed)
            rng = random.Random(SEED + seed)
            asked = [rng.sample(range(300), 2) for _ in range(questions)]
            for place, (start, goal) in enumerate(asked):
                found, seconds = timed(partial(front, web, weights, [start], [goal]))
                spent.append(seconds * 1000)
                routes.append(len(found))
                if place < 3 and peer("igraph") is not None:
                    costs = {one for one, _ in found}
                    kept, seconds = timed(partial(filtered, web, weights, start, goal))
                    assert all(any(beaten(one, other) for other in costs) for one in kept), (
                        "a route that the front lacks"
                    )
                    rival.append(seconds * 1000)
                    covered += len(costs & kept)
                    front_size += len(costs)
        told = {"kind": kind, "questions": len(spent), "ms": round(statistics.mean(spent), 2)}
        told |= {"ms_median": round(statistics.median(spent), 2), "ms_p95": round(statistics.quantiles(spent, n=20)[-1], 2)}
        told |= {"ms_most": round(max(spent), 2)}
        told |= {"routes": round(statistics.mean(routes), 1), "routes_most": max(routes)}
        told["k_ms"] = round(statistics.mean(rival), 1) if rival else None
        told["k_coverage"] = round(covered / front_size, 3) if front_size else None
        rows.append(told)
    return rows


def filtered(
    web: Web, weights: Sequence[Sequence[int]], start: int, goal: int, most: int = 100
) -> set[tuple[int, ...]]:
    """The hundred shortest ways by each measure (igraph), those that another beats taken away."""
    graph = peer("igraph").Graph(web.size, list(zip(web.tails, web.heads, strict=True)), directed=True)
    found: set[tuple[int, ...]] = set()
    for measure in weights:
        for way in graph.get_k_shortest_paths(start, goal, k=most, weights=list(measure), output="epath"):
            found.add(tuple(sum(one[arc] for arc in way) for one in weights))
    return {one for one in found if not any(other != one and beaten(one, other) for other in found)}


# ---- growth


def _grid(side: int) -> Iterable[tuple[int, int]]:
    """Neighbours on a grid of side by side points."""
    for here in range(side * side):
        row, column = divmod(here, side)
        yield from (
            (here, other) for other, there in ((here + 1, column + 1), (here + side, row + 1)) if there < side
        )


def grid(links: int, seed: int = 1) -> tuple[Web, list[int]]:
    """A grid with random weights: two links a point."""
    rng = random.Random(seed)
    side = math.isqrt(links // 2)
    weights = {}
    for here, other in _grid(side):
        weights[here, other] = [rng.randint(MICRO, 100 * MICRO)] * 3
    web, held = _both_ways(side * side, weights)
    return web, held[0]


def _by_heap(web: Web, weights: list[int], pairs: Pairs) -> list[list[int] | None]:
    return [web._way_by_heap(weights, {one: 0}, [other], ()) for one, other in pairs]


def _by_matrix(web: Web, weights: list[int], pairs: Pairs) -> list[list[int] | None]:
    return [web._way_by_matrix(weights, {one: 0}, [other]) for one, other in pairs]


def growth_rows(sizes: Sequence[int] = (1_000, 10_000, 100_000), questions: int = 20) -> list[dict[str, Any]]:
    """Both engines on grids, and a whole network with modes, gauges, terms and closed links, by number of links."""
    rows = []
    for size in sizes:
        web, weights = grid(size)
        rng = random.Random(SEED)
        pairs = [tuple(rng.sample(range(web.size), 2)) for _ in range(questions)]
        _, matrix = timed(partial(web.matrix, weights))
        by_heap, heap = timed(partial(_by_heap, web, weights, pairs))
        by_matrix, held = timed(partial(_by_matrix, web, weights, pairs))
        sums = [[sum(weights[arc] for arc in way or ()) for way in ways] for ways in (by_heap, by_matrix)]
        assert sums[0] == sums[1]
        net, graph, route, none = whole(size, questions)
        rows.append({
            "links": size, "heap_ms": round(heap / questions * 1000, 2), "matrix_ms": round(held / questions * 1000, 2),
            "matrix_build_ms": round(matrix * 1000, 1), "graph_s": round(graph, 2), "arcs": len(net.graph().arcs),
            "route_ms": round(route / questions * 1000, 1), "closed_ms": round(none / questions * 1000, 1),
        })  # fmt: skip
    return rows


def whole(links: int, questions: int) -> tuple[Network, float, float, float]:
    """A made-up network of this many links: seconds for states and arcs, for routes, and for routes with links closed."""
    net = Network(made_up(links))
    _, graph = timed(net.graph)
    _ = net.graph().weights
    rng = random.Random(SEED)
    ids = sorted(net.nodes)
    pairs = [rng.sample(ids, 2) for _ in range(questions)]
    shut = rng.sample(sorted(net.links), 5)
    _, route = timed(lambda: [net.route(one, other, by="time") for one, other in pairs])
    _, closed = timed(lambda: [net.route(one, other, by="time", without=shut) for one, other in pairs])
    return net, graph, route, closed


def made_up(links: int) -> Tables:
    """A grid of places in two countries with rail of two gauges, road and sea, all invented."""
    rng = random.Random(SEED)
    side = math.isqrt(links // 2)
    nodes, held = {}, {}
    for at in range(side * side):
        row, column = divmod(at, side)
        country, kind = (
            ("XAA" if column < side / 2 else "XBB"),
            rng.choice(("port", "station", "gauge_break")),
        )
        where = (row / side * 50, column / side * 100)
        nodes[f"N{at}"] = Node(f"N{at}", f"N{at}", (), country, kind, *where, 1, (), "", "made up", at)
    for at, other in _grid(side):
        mode = rng.choice(("rail", "rail", "road", "sea"))
        gauge = ("1435" if at % side < side / 2 else "1520") if mode == "rail" else ""
        id, km = f"L{len(held)}", rng.uniform(20, 200)
        held[id] = Link(
            id, "", (f"N{at}", f"N{other}"), mode, mode, km, "estimated", None, None, "made up", (gauge, gauge), "", "", "open",
            Span(), frozenset(), "", "", Amount(), "", (), ("length",), "", len(held),
        )  # fmt: skip
    units = {"speed": "km/h", "cost": "USD/t-km", "co2": "g CO2e/t-km", "wait": "h", "fee": "USD/TEU"}
    parameters = {
        key: Parameter(key, "", "", 1, 30, 60, unit, "", "made up", "", (), "", 0)
        for key, unit in units.items()
    }
    services = {
        mode: Service(mode, mode, "goods", "speed", "cost", "co2", "", 0) for mode in ("rail", "road", "sea")
    }
    between = (("sea", "rail"), ("sea", "road"), ("rail", "road"))
    asked = [*(("transfer", pair) for pair in between), ("gauge", ("1435", "1520")), ("border", ("rail",))]
    terms = {
        f"T{at}": Term(f"T{at}", kind, ("*",), pair, "wait", "fee", (), "made up", "", 0)
        for at, (kind, pair) in enumerate(asked)
    }
    return Tables(Path("made-up"), {}, nodes, held, parameters, services, terms, {})


def engines() -> list[dict[str, Any]]:
    """One question by heap and by matrix (held) on grids of growing size: where the second becomes quicker."""
    rows = []
    for links in (100, 300, 1_000, 3_000, 10_000):
        web, weights = grid(links)
        rng = random.Random(SEED)
        pairs = [tuple(rng.sample(range(web.size), 2)) for _ in range(100)]
        web.matrix(weights)
        _, heap = timed(partial(_by_heap, web, weights, pairs))
        _, held = timed(partial(_by_matrix, web, weights, pairs))
        rows.append(
            {"arcs": len(web.tails), "heap_ms": round(heap * 10, 3), "matrix_ms": round(held * 10, 3)}
        )
    return rows


def alternatives(sea: Sea) -> dict[str, Any] | None:
    """Twenty shortest ways on the sea network: how many really differ."""
    if peer("networkx") is None:
        return None
    nx = peer("networkx")
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(_open(sea, frozenset()))
    ends = [sea.nearest(*PORTS[name]) for name in ("Mumbai", "St Petersburg")]
    ways, seconds = timed(lambda: list(islice(nx.shortest_simple_paths(graph, *ends, weight="weight"), 20)))
    km = [sum(graph[one][other]["weight"] for one, other in pairwise(way)) / MICRO for way in ways]
    return {"k": 20, "seconds": round(seconds, 1), "km_least": round(min(km)), "km_most": round(max(km))}


def machine() -> dict[str, Any]:
    """What it was measured on."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.machine(), "cores": os.cpu_count(), "system": platform.system(),
        "python": platform.python_version(), "peers": {name: _version(name) for name in PEERS},
    }  # fmt: skip


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def main(pairs: int = 1_000) -> None:
    """Measure and write the record."""
    skipped = [name for name in PEERS if peer(name) is None]
    if skipped:
        print(f"skipped, not installed: {', '.join(skipped)}")
    body: dict[str, Any] = {"machine": machine(), "skipped": skipped}
    if peer("searoute") is not None:
        sea = Sea()
        body["sea"] = {
            "nodes": sea.web.size,
            "arcs": len(sea.weights),
            "pairs": pairs,
            "rows": sea_rows(sea, pairs),
        }
        body["disruptions"] = disruptions(sea)
        body["alternatives"] = alternatives(sea)
    body["corridors"] = corridors()
    body["pareto"] = pareto_rows()
    body["growth"] = growth_rows()
    body["engines"] = engines()
    RESULTS.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for key, value in body.items():
        print(key, json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=1_000)
    main(parser.parse_args().pairs)
