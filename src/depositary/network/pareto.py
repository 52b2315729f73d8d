"""All ways that nothing beats in every measure: label setting, exact.

Labels leave the heap in the order of their first measure (with a lower bound of what is still to come), so a new one is beaten
exactly when an earlier one of its point is no worse in the others. For three measures these others are kept as a staircase,
which a bisection asks. Lower bounds come from one backward search a measure: a label whose best end is beaten by a way already
found is dropped (NAMOA* with dimensionality reduction; Pulido, Mandow and Perez de la Cruz, 2015).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any

from depositary.model.errors import BadArgument
from depositary.network.search import Web

# A front of more ways than this is no answer for a reader; the search stops and says so.
MOST = 10_000


def front(
    web: Web,
    weights: Sequence[Sequence[int]],
    starts: Mapping[int, int] | Collection[int],
    goals: Collection[int],
    closed: Collection[int] = (),
    most: int = MOST,
) -> list[tuple[tuple[int, ...], list[int]]]:
    """The ways that no other beats, as (weights, arcs), lightest in the first measure first; of equal ones a single one.
    Raises BadArgument where there are more than `most`."""
    bounds = [web.to_goals(one, goals, closed) for one in weights]
    search = _Three if len(weights) == 3 else _Any
    return search(web, weights, bounds, frozenset(closed), most).run(sorted(starts), frozenset(goals))


def beaten(one: Sequence[int], other: Sequence[int]) -> bool:
    """True when `other` is no worse in anything."""
    return all(theirs <= ours for ours, theirs in zip(one, other, strict=True))


class _Search:
    """Labels as parallel lists: point, arc by which it came, label before."""

    def __init__(self, web: Web, weights: Any, bounds: Any, closed: frozenset[int], most: int) -> None:
        self.web, self.weights, self.bounds, self.most = web, weights, bounds, most
        self.closed = closed
        self.points: list[int] = []
        self.arcs: list[int] = []
        self.before: list[int] = []

    def way(self, label: int) -> list[int]:
        found: list[int] = []
        while (arc := self.arcs[label]) >= 0:
            found.append(arc)
            label = self.before[label]
        return found[::-1]

    def steps(self) -> list[list[tuple[int, int, tuple[int, ...]]]]:
        """For every point (arc, head, what the arc adds to each bound-corrected weight); arcs that lead to no goal left out."""
        held: list[list[tuple[int, int, tuple[int, ...]]]] = [[] for _ in range(self.web.size)]
        first = self.bounds[0]
        for tail, out in enumerate(self.web.out):
            if first[tail] is None:
                continue
            for arc, head in out:
                if first[head] is not None and arc not in self.closed:
                    added = tuple(
                        one[arc] + bound[head] - bound[tail]
                        for one, bound in zip(self.weights, self.bounds, strict=True)
                    )
                    held[tail].append((arc, head, added))
        return held

    def too_many(self) -> BadArgument:
        return BadArgument(f"more than {self.most} routes are best in something", "Ask for fewer measures")


class _Three(_Search):
    """Three measures: labels of a point form a staircase of the second and third."""

    def run(self, starts: Sequence[int], goals: frozenset[int]) -> list[tuple[tuple[int, ...], list[int]]]:
        points, arcs, before = self.points, self.arcs, self.before
        first, second, third = self.bounds
        steps = self.steps()
        # Of every point: second measures rising, third falling. The staircase of the goals prunes all.
        seconds: list[list[int]] = [[] for _ in range(self.web.size)]
        thirds: list[list[int]] = [[] for _ in range(self.web.size)]
        goal_seconds: list[int] = []
        goal_thirds: list[int] = []
        heap: list[tuple[int, int, int, int]] = []
        for point in starts:
            if first[point] is not None:
                heap.append((first[point], second[point], third[point], len(points)))
                points.append(point)
                arcs.append(-1)
                before.append(-1)
        heap.sort()
        found: list[tuple[tuple[int, ...], list[int]]] = []
        while heap:
            one, two, three, label = heappop(heap)
            place = bisect_right(goal_seconds, two)
            if place and goal_thirds[place - 1] <= three:
                continue
            point = points[label]
            if not _step(seconds[point], thirds[point], two, three):
                continue
            if point in goals:
                _step(goal_seconds, goal_thirds, two, three)
                found.append(((one, two, three), self.way(label)))
                if len(found) > self.most:
                    raise self.too_many()
                continue
            for arc, head, (more, more_two, more_three) in steps[point]:
                next_two, next_three = two + more_two, three + more_three
                rising = seconds[head]
                place = bisect_right(rising, next_two)
                if place and thirds[head][place - 1] <= next_three:
                    continue
                place = bisect_right(goal_seconds, next_two)
                if place and goal_thirds[place - 1] <= next_three:
                    continue
                heappush(heap, (one + more, next_two, next_three, len(points)))
                points.append(head)
                arcs.append(arc)
                before.append(label)
        return found


def _step(rising: list[int], falling: list[int], two: int, three: int) -> bool:
    """Add a step to a staircase and drop those that it beats; False where it is beaten."""
    place = bisect_right(rising, two)
    if place and falling[place - 1] <= three:
        return False
    start = bisect_left(rising, two)
    end = start
    while end < len(falling) and falling[end] >= three:
        end += 1
    rising[start:end] = [two]
    falling[start:end] = [three]
    return True


class _Any(_Search):
    """Any number of measures: labels of a point are a list."""

    def run(self, starts: Sequence[int], goals: frozenset[int]) -> list[tuple[tuple[int, ...], list[int]]]:
        steps = self.steps()
        held: list[list[tuple[int, ...]]] = [[] for _ in range(self.web.size)]
        ends: list[tuple[int, ...]] = []
        heap: list[tuple[tuple[int, ...], int]] = []
        for point in starts:
            if self.bounds[0][point] is not None:
                heap.append((tuple(one[point] for one in self.bounds), len(self.points)))
                self._keep(point, -1, -1)
        heap.sort()
        found: list[tuple[tuple[int, ...], list[int]]] = []
        while heap:
            cost, label = heappop(heap)
            point, rest = self.points[label], cost[1:]
            if any(beaten(rest, one) for one in ends) or any(beaten(rest, one) for one in held[point]):
                continue
            held[point] = [*(one for one in held[point] if not beaten(one, rest)), rest]
            if point in goals:
                ends.append(rest)
                found.append((cost, self.way(label)))
                if len(found) > self.most:
                    raise self.too_many()
                continue
            for arc, head, added in steps[point]:
                made = tuple(one + more for one, more in zip(cost, added, strict=True))
                if not any(beaten(made[1:], one) for one in ends):
                    heappush(heap, (made, len(self.points)))
                    self._keep(head, arc, label)
        return found

    def _keep(self, point: int, arc: int, before: int) -> None:
        self.points.append(point)
        self.arcs.append(arc)
        self.before.append(before)
