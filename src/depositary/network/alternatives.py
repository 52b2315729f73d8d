"""Ways through places, and ways that differ: by a penalty on what was used, and by places that are asked for.

The k shortest ways of a fine network are k copies of one way; a penalty on every link used makes the next one leave it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from depositary.network.graph import Graph
from depositary.network.nouns import Node

# What a link costs after each use, as a share of before; 8 rounds. On the sea network 1.4 finds the way round a continent
# within these rounds, where k shortest give 20 copies of one way.
PENALTY = 1.4
ROUNDS = 12
# Two ways that share more of the shorter one's weight than this are one way.
SHARED = 0.75


def through(
    graph: Graph, weights: Sequence[int], start: Node, stops: Sequence[Node], closed: Collection[int]
) -> list[int] | None:
    """The lightest way that meets the stops in this order; None when there is none. Exact: at a stop every state it may be
    reached in is kept with its weight."""
    found: dict[int, tuple[int, tuple[int, ...]]] = dict.fromkeys(graph.of_place.get(start.id, ()), (0, ()))
    here = start
    for stop in stops:
        goals = graph.of_place.get(stop.id, ())
        if stop == here:
            continue
        starts = {state: weight for state, (weight, _) in found.items()}
        made: dict[int, tuple[int, tuple[int, ...]]] = {}
        # One search is enough for the last stop; before it every state of the stop is a start of what follows.
        wanted = [goals] if stop is stops[-1] else [(goal,) for goal in goals]
        for goal in wanted:
            way = graph.web.way(weights, starts, goal, closed)
            if way:
                first, last = graph.arcs[way[0]].tail, graph.arcs[way[-1]].head
                before = found[first]
                made[last] = (before[0] + sum(weights[arc] for arc in way), (*before[1], *way))
        if not made:
            return None
        found, here = made, stop
    best = min(found.items(), key=lambda item: (item[1][0], item[0]), default=None)
    return list(best[1][1]) if best is not None else None


def differing(
    graph: Graph,
    weights: Sequence[int],
    start: Node,
    end: Node,
    via: Sequence[Node],
    closed: Collection[int],
    most: int,
) -> list[tuple[str, list[int]]]:
    """The best way, the best through each place of `via`, then ways found by penalty, that share little with those before;
    lightest first after the best."""
    best = through(graph, weights, start, [end], closed)
    if best is None:
        return []
    kept = [("best", best)]
    for place in via:
        way = through(graph, weights, start, [place, end], closed)
        if way is not None and way not in [one for _, one in kept]:
            kept.append((f"by way of {place.short}", way))
    heavier = list(weights)
    way = best
    for _ in range(ROUNDS):
        if len(kept) >= most + len(via):
            break
        for arc in way:
            _punish(graph, heavier, arc)
        found = through(graph, heavier, start, [end], closed)
        if found is None:
            break
        way = found
        if all(_shared(graph, weights, way, one) <= SHARED for _, one in kept):
            kept.append(("by penalty", way))
    return [kept[0], *sorted(kept[1:], key=lambda item: sum(weights[arc] for arc in item[1]))]


def _punish(graph: Graph, heavier: list[int], arc: int) -> None:
    """Both directions of the link, or the change."""
    link = graph.arcs[arc].link
    for one in graph.of_link[link.id] if link is not None else (arc,):
        heavier[one] = int(heavier[one] * PENALTY) + 1


def _shared(graph: Graph, weights: Sequence[int], one: Sequence[int], other: Sequence[int]) -> float:
    """How much of the lighter way lies on the other, by weight of links."""
    first, second = (_by_link(graph, weights, way) for way in (one, other))
    least = min(sum(first.values()), sum(second.values()))
    return sum(weight for link, weight in first.items() if link in second) / least if least else 1.0


def _by_link(graph: Graph, weights: Sequence[int], way: Sequence[int]) -> dict[str, int]:
    held = [(graph.arcs[arc].link, weights[arc]) for arc in way]
    return {link.id: weight for link, weight in held if link is not None}
