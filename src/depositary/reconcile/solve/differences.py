"""Relations in a circle that are all differences (or, by logarithms, all quotients): shortest paths.

`x - y <= w` is an edge from y to x of length w. Sayings that cannot all hold are a circle of negative length (Bellman
1958; Dechter, Meiri and Pearl, Temporal constraint networks, Artificial Intelligence 49, 1991). Days told before, after
or so long after one another are such relations; so are levels and growth factors, where there is no sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import inf, log

from depositary.reconcile.solve.propagate import NONE, Ends, Names
from depositary.reconcile.solve.relations import TOLERANCE, Bound, Name, NotBelow, Product, Relation, Sum

ORIGIN = object()
# Stands for the logarithm of nought as an upper end: below that of any number that is told.
NOUGHT = -1e6


@dataclass(frozen=True, slots=True)
class Edge:
    """`to` minus `at` is at most `length`, said by `by`."""

    at: Name
    to: Name
    length: float
    by: Names = NONE


def edges(
    bounds: Iterable[Bound], relations: Iterable[Relation], least: Callable[[Name], float]
) -> list[Edge] | None:
    """The circle as edges, or None when some relation is no difference of two variables.

    A variable that only one relation holds (a gap, a growth factor) is folded into the lengths of that relation.
    """
    relations = list(relations)
    products = [one for one in relations if isinstance(one, Product)]
    if products and any(isinstance(one, Sum) for one in relations):
        return None
    count: dict[Name, int] = {}
    for relation in relations:
        for name in relation.variables:
            count[name] = count.get(name, 0) + 1
    said = {name: Ends(-inf if products else least(name), inf) for name in count}
    for bound in bounds:
        low, high = (_log(bound.low), _log(bound.high, NOUGHT)) if products else (bound.low, bound.high)
        _keep(said[bound.variable], low, high, bound.by)
    made: list[Edge] = []
    folded: set[Name] = set()
    for relation in relations:
        found = _of(relation, count, said, folded)
        if found is None:
            return None
        made += found
    for name, ends in said.items():
        if name not in folded:
            made += _both(ORIGIN, name, ends)
    return made


def _log(value: float, at_nought: float = -inf) -> float:
    return log(value) if value > 0 else at_nought


def _keep(held: Ends, low: float, high: float, by: Name) -> None:
    if low > held.low:
        held.low, held.low_by = low, frozenset((by,))
    if high < held.high:
        held.high, held.high_by = high, frozenset((by,))


def _both(at: Name, to: Name, gap: Ends) -> list[Edge]:
    """`to` minus `at` lies in the gap."""
    there = [Edge(at, to, gap.high, gap.high_by)] if gap.high != inf else []
    back = [Edge(to, at, -gap.low, gap.low_by)] if gap.low != -inf else []
    return there + back


def _of(
    relation: Relation, count: Mapping[Name, int], said: Mapping[Name, Ends], folded: set[Name]
) -> list[Edge] | None:
    if isinstance(relation, NotBelow):
        return [Edge(relation.upper, relation.lower, 0.0)]
    parts = relation.parts if isinstance(relation, Sum) else (relation.factor, relation.base)
    if len(parts) == 1:
        return _both(parts[0], relation.variables[0], Ends(0.0, 0.0))
    own = [name for name in parts if count[name] == 1]
    if len(parts) != 2 or not own:
        return None
    gap = own[0]
    folded.add(gap)
    other = parts[0] if gap == parts[1] else parts[1]
    return _both(other, relation.variables[0], said.get(gap, Ends(-inf, inf)))


def negative_circle(found: Iterable[Edge]) -> Names | None:
    """The sayings of a circle of negative length, or None when there is none.

    Edges are taken forth and back in turn, so that a chain of years comes to rest in few rounds (Yen 1970); a circle among
    the edges by which names were last reached is negative, and is looked for after each round (Tarjan 1981). Grows with
    names times edges at worst.
    """
    all_edges = list(found)
    far = dict.fromkeys((name for edge in all_edges for name in (edge.at, edge.to)), 0.0)
    came: dict[Name, Edge] = {}
    for _ in range(len(far) + 1):
        moved = False
        for edge in all_edges:
            reach = far[edge.at] + edge.length
            if reach < far[edge.to] - TOLERANCE * max(1.0, abs(reach), abs(edge.length)):
                far[edge.to], came[edge.to], moved = reach, edge, True
        if not moved:
            return None
        if (start := _in_circle(came)) is not None:
            return _around(came, start)
        all_edges.reverse()
    return None


def _in_circle(came: Mapping[Name, Edge]) -> Name | None:
    """A name that is reached from itself."""
    seen: dict[Name, Name] = {}
    for start in came:
        name = start
        while name in came and name not in seen:
            seen[name] = start
            name = came[name].at
        if seen.get(name) == start and name in came:
            return name
    return None


def _around(came: Mapping[Name, Edge], start: Name) -> Names:
    by, name = came[start].by, came[start].at
    while name != start:
        by, name = by | came[name].by, came[name].at
    return by
