"""Shortest ways on a web of arcs with whole-number weights: exact, so sums are sums and ties are ties.

One question is answered by a heap over lists, which stops at the goal; many questions, or one on a large web, by scipy over
arrays, which settles the whole web but does so in C.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import heappop, heappush
from typing import Any

# Weights are in millionths of a USD, a day, a kilogram, a kilometre: exact up to nine milliards of them in a float as well.
MICRO = 1_000_000
# From here on scipy is quicker for one question, its matrix held. Measured with bench/network.py (`engines`).
LARGE = 2_000
# From this many questions on it pays to look for hubs first: on the sea network that takes as long as a hundred questions, and
# each is then answered in two thirds of the time (bench/network.py).
MANY = 300
SPREAD, HUBS = 24, 24


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
        limit = max((held.limit(source, goal) for source in sources for goal in goals), default=0.0)
        costs, before = dijkstra(held.matrix, indices=sources, return_predecessors=True, limit=limit)
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
        held = self.prepare(weights) if count >= MANY else self.matrix(weights)
        answers: list[tuple[int, list[int]] | None] = [None] * count
        for start, goals in asked.items():
            limit = max(held.limit(start, goal) for _, goal in goals)
            made = dijkstra(held.matrix, indices=start, return_predecessors=routes, limit=limit)
            costs, before = made if routes else (made, None)
            for place, goal in goals:
                if costs[goal] != float("inf"):
                    way = held.arcs_to(before, goal) if before is not None else []
                    answers[place] = (int(costs[goal]), way)
        return answers

    def prepare(self, weights: Sequence[int]) -> Held:
        """The matrix with hubs: what many questions at these weights are answered from, one by one or together."""
        held = self.matrix(weights)
        if held.hubs is None:
            held.hubs = _hubs(held)
        return held

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
        near: list[Any] = [None] * self.size
        heap = [(0, goal) for goal in sorted(goals)]
        while heap:
            cost, point = heappop(heap)
            if best[point] is not None:
                continue
            best[point] = cost
            for arc, tail in into[point]:
                if best[tail] is None and (not shut or arc not in shut):
                    added = cost + weights[arc]
                    if near[tail] is None or added < near[tail]:
                        near[tail] = added
                        heappush(heap, (added, tail))
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
        # Weights from every point to each hub, and from each hub to every point.
        self.hubs: tuple[Any, Any] | None = None

    def limit(self, start: int, goal: int) -> float:
        """No lightest way is heavier than this: the best by way of a hub. Without bound where no hub joins the two."""
        return (
            float((self.hubs[0][start] + self.hubs[1][goal]).min()) if self.hubs is not None else float("inf")
        )

    def arcs_to(self, before: Any, goal: int) -> list[int]:
        """Arcs that lead to the goal, from the points before each."""
        points = _points_to(before, goal)
        if len(points) == 1:
            return []
        import numpy as np

        ways = np.array(points[::-1], dtype=np.int64)
        cells = self.keys.searchsorted(ways[:-1] * self.matrix.shape[0] + ways[1:])
        return self.arcs[cells].tolist()  # type: ignore[no-any-return]


def _hubs(held: Held) -> tuple[Any, Any]:
    """Points that many lightest ways pass: the search from one end may stop at the best way by way of one of them. Ways between
    evenly spread points are drawn, then the point that most of those left pass is taken, again and again."""
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    size = held.matrix.shape[0]
    spread = np.unique(np.linspace(0, size - 1, SPREAD).astype(np.int64)).tolist()
    _, before = dijkstra(held.matrix, indices=spread, return_predecessors=True)
    left = [_points_to(before[row], goal) for row in range(len(spread)) for goal in spread]
    left = [way for way in left if len(way) > 1]
    chosen: list[int] = []
    while left and len(chosen) < HUBS:
        passed = Counter(point for way in left for point in way)
        chosen.append(min(passed, key=lambda point: (-passed[point], point)))
        left = [way for way in left if chosen[-1] not in way]
    onward = dijkstra(held.matrix, indices=chosen or [0])
    back = dijkstra(held.matrix.T.tocsr(), indices=chosen or [0])
    return np.ascontiguousarray(back.T), np.ascontiguousarray(onward.T)


def _points_to(before: Any, goal: int) -> list[int]:
    view, points = memoryview(before), [goal]
    while (tail := view[points[-1]]) >= 0:
        points.append(tail)
    return points


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
