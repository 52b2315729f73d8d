"""Shortest ways on a web of arcs with whole-number weights: exact, so sums are sums and ties are ties.

One question is answered by a heap over lists, which stops at the goal; many questions, or one on a large web, by scipy over
arrays, which settles the whole web but does so in C.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import heappop, heappush
from typing import Any

# Weights are in millionths of a USD, a day, a kilogram, a kilometre: exact up to nine milliards of them in a float as well.
MICRO = 1_000_000
# From here on scipy is quicker for one question, its matrix held. Measured with bench/network.py (`engines`).
LARGE = 2_000
# Weights that scipy holds at once when many questions are asked: 32 MB.
TOGETHER = 4_000_000


class Web:
    """Arcs between numbered points. `out[point]` lists (arc, head)."""

    def __init__(self, size: int, tails: Sequence[int], heads: Sequence[int]) -> None:
        self.size = size
        self.tails = tails
        self.heads = heads
        self.out: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        for arc, (tail, head) in enumerate(zip(tails, heads, strict=True)):
            self.out[tail].append((arc, head))
        self._held: Held | None = None

    @cached_property
    def into(self) -> list[list[tuple[int, int]]]:
        """For every point (arc, tail) of the arcs that end there."""
        made: list[list[tuple[int, int]]] = [[] for _ in range(self.size)]
        for arc, (tail, head) in enumerate(zip(self.tails, self.heads, strict=True)):
            made[head].append((arc, tail))
        return made

    def way(
        self,
        weights: Sequence[int],
        starts: Mapping[int, int],
        goals: Collection[int],
        closed: Collection[int] = (),
    ) -> list[int] | None:
        """Arcs of the lightest way from one of the starts (with what it has cost to be there) to one of the goals; None when
        there is none. `closed` are arcs that may not be used."""
        if len(self.tails) >= LARGE and not closed:
            return self._way_by_matrix(weights, starts, goals)
        return self._way_by_heap(weights, starts, goals, closed)

    def _way_by_heap(
        self,
        weights: Sequence[int],
        starts: Mapping[int, int],
        goals: Collection[int],
        closed: Collection[int],
    ) -> list[int] | None:
        best = dict(starts)
        came: dict[int, int] = {}
        done: set[int] = set()
        wanted, shut = frozenset(goals), frozenset(closed)
        heap = sorted((cost, point) for point, cost in starts.items())
        while heap:
            cost, point = heappop(heap)
            if point in done:
                continue
            if point in wanted:
                return self._back(came, point)
            done.add(point)
            for arc, head in self.out[point]:
                if arc in shut or head in done:
                    continue
                sum_ = cost + weights[arc]
                if head not in best or sum_ < best[head]:
                    best[head] = sum_
                    came[head] = arc
                    heappush(heap, (sum_, head))
        return None

    def _back(self, came: Mapping[int, int], point: int) -> list[int]:
        arcs: list[int] = []
        while point in came:
            arcs.append(came[point])
            point = self.tails[came[point]]
        return arcs[::-1]

    def _way_by_matrix(
        self, weights: Sequence[int], starts: Mapping[int, int], goals: Collection[int]
    ) -> list[int] | None:
        from scipy.sparse.csgraph import dijkstra

        held = self.matrix(weights)
        sources = sorted(starts)
        costs, before = dijkstra(held.matrix, indices=sources, return_predecessors=True)
        found = [
            (starts[source] + costs[row, goal], row, goal)
            for row, source in enumerate(sources)
            for goal in sorted(goals)
            if costs[row, goal] != float("inf")
        ]
        return held.arcs_to(before[min(found)[1]], min(found)[2]) if found else None

    def ways(
        self, weights: Sequence[int], pairs: Iterable[tuple[int, int]], *, routes: bool = True
    ) -> list[tuple[int, list[int]] | None]:
        """For every pair the weight and (with `routes`) the arcs of its lightest way; None where there is none."""
        from scipy.sparse.csgraph import dijkstra

        asked: dict[int, list[tuple[int, int]]] = defaultdict(list)
        count = 0
        for place, (start, goal) in enumerate(pairs):
            asked[start].append((place, goal))
            count += 1
        held = self.matrix(weights)
        answers: list[tuple[int, list[int]] | None] = [None] * count
        starts, size = list(asked), max(1, TOGETHER // max(self.size, 1))
        for some in (starts[at : at + size] for at in range(0, len(starts), size)):
            made = dijkstra(held.matrix, indices=some, return_predecessors=routes)
            costs, before = made if routes else (made, None)
            for row, start in enumerate(some):
                for place, goal in asked[start]:
                    if costs[row, goal] != float("inf"):
                        way = held.arcs_to(before[row], goal) if before is not None else []
                        answers[place] = (int(costs[row, goal]), way)
        return answers

    def matrix(self, weights: Sequence[int]) -> Held:
        """The web as a sparse matrix of the lightest arc between each two points; kept for the weights asked for last."""
        if self._held is None or self._held.weights is not weights:
            self._held = _held(self, weights)
        return self._held

    def to_goals(
        self, weights: Sequence[int], goals: Collection[int], closed: Collection[int] = ()
    ) -> list[int | None]:
        """From every point the least weight to a goal; None where no goal is reached."""
        into, shut = self.into, frozenset(closed)
        best: list[int | None] = [None] * self.size
        heap = [(0, goal) for goal in sorted(goals)]
        while heap:
            cost, point = heappop(heap)
            if best[point] is not None:
                continue
            best[point] = cost
            for arc, tail in into[point]:
                if best[tail] is None and arc not in shut:
                    heappush(heap, (cost + weights[arc], tail))
        return best

    def component(self, starts: Iterable[int], closed: Collection[int] = ()) -> set[int]:
        """Points that can be reached."""
        shut = frozenset(closed)
        found = set(starts)
        wave = list(found)
        while wave:
            for arc, head in self.out[wave.pop()]:
                if arc not in shut and head not in found:
                    found.add(head)
                    wave.append(head)
        return found


class Held:
    """A sparse matrix, and which arc each of its cells is."""

    def __init__(self, weights: Sequence[int], matrix: Any, keys: Any, arcs: Any) -> None:
        self.weights, self.matrix, self.keys, self.arcs = weights, matrix, keys, arcs

    def arcs_to(self, before: Any, goal: int) -> list[int]:
        """Arcs that lead to the goal, from the points before each."""
        view, points = memoryview(before), [goal]
        while (tail := view[points[-1]]) >= 0:
            points.append(tail)
        if len(points) == 1:
            return []
        import numpy as np

        ways = np.array(points[::-1], dtype=np.int64)
        cells = self.keys.searchsorted(ways[:-1] * self.matrix.shape[0] + ways[1:])
        return self.arcs[cells].tolist()  # type: ignore[no-any-return]


def _held(web: Web, weights: Sequence[int]) -> Held:
    import numpy as np
    from scipy.sparse import csr_array

    tails, heads = np.asarray(web.tails, dtype=np.int64), np.asarray(web.heads, dtype=np.int64)
    data = np.asarray(weights, dtype=np.float64)
    order = np.lexsort((data, heads, tails))
    keys = tails[order] * web.size + heads[order]
    # scipy would add arcs between the same two points up: the lightest is kept.
    first = np.ones(len(order), dtype=bool)
    first[1:] = keys[1:] != keys[:-1]
    kept = order[first]
    starts = np.searchsorted(tails[kept], np.arange(web.size + 1)).astype(np.int32)
    # Of the kind that the search wants, so that it copies nothing for each question.
    matrix = csr_array((data[kept], heads[kept].astype(np.int32), starts), shape=(web.size, web.size))
    return Held(weights, matrix, keys[first], kept)
