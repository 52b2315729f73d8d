"""Why there is no route: what would have to be open, or which piece of the network an end lies in."""

from __future__ import annotations

from collections.abc import Collection

from depositary.network.conditions import Conditions
from depositary.network.graph import Graph
from depositary.network.nouns import Link, Node

Cut = tuple[tuple[str, str], ...]


def why(
    graph: Graph, conditions: Conditions, closed: Collection[int], start: Node, end: Node
) -> tuple[str, Cut] | None:
    """The reason, and the fewest links or gaps that would have to be open; None where the two are joined."""
    starts, goals = graph.of_place.get(start.id, ()), graph.of_place.get(end.id, ())
    for node, states in ((start, starts), (end, goals)):
        if not states:
            return f"no link of {node.short} carries {graph.carries}", ()
    if start == end:
        return None
    if graph.pieces[start.id] is not graph.pieces[end.id]:
        return _apart(graph, start, end), ()
    if not graph.web.component(starts, closed).isdisjoint(goals):
        return None
    weights = [_weight(graph, conditions, arc) if arc in closed else 1 for arc in range(len(graph.arcs))]
    way = graph.web.way(weights, dict.fromkeys(starts, 0), goals) or ()
    cut = tuple(dict.fromkeys(_told(graph, conditions, arc) for arc in way if arc in closed))
    told = "; ".join(f"{what} ({reason})" for what, reason in cut)
    return f"{start.short} and {end.short} are not joined by what is open; the least to open is {told}", cut


def _weight(graph: Graph, conditions: Conditions, number: int) -> int:
    """One closed arc weighs more than all open ones together, one of a mode that was not asked for more than all others."""
    heavy, link = len(graph.arcs) + 1, graph.arcs[number].link
    strange = link is not None and conditions.modes and link.mode not in conditions.modes
    return heavy * heavy if strange else heavy


def _told(graph: Graph, conditions: Conditions, number: int) -> tuple[str, str]:
    arc = graph.arcs[number]
    if arc.link is None:
        return graph.tables.nodes[graph.states[arc.tail].place].short, arc.gap
    return label(graph, arc.link), arc.gap or conditions.refused(arc.link) or ""


def label(graph: Graph, link: Link) -> str:
    """A link by its name, or its ends and mode, with its id."""
    ends = "-".join(graph.tables.nodes[end].short for end in link.ends)
    return f"{link.name or f'{ends} by {link.mode}'} [{link.id}]"


def _apart(graph: Graph, start: Node, end: Node) -> str:
    sizes = []
    for node in (start, end):
        places = graph.pieces[node.id]
        names = ", ".join(graph.tables.nodes[place].short for place in places[:4])
        sizes.append(
            f"{node.short} lies in a piece of {len(places)} places ({names}{', ...' if len(places) > 4 else ''})"
        )
    return f"no link joins them, open or not: {'; '.join(sizes)}"
