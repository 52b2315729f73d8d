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
        self.first = bounds[0]
        self.pairs = list(zip(weights, bounds, strict=True))
        self.held: dict[int, list[tuple[int, int, tuple[int, ...]]]] = {}
        self.points: list[int] = []
        self.arcs: list[int] = []
        self.before: list[int] = []

    def keep(self, point: int, arc: int, before: int) -> int:
        """A new label."""
        self.points.append(point)
        self.arcs.append(arc)
        self.before.append(before)
        return len(self.points) - 1

    def way(self, label: int) -> list[int]:
        found: list[int] = []
        while (arc := self.arcs[label]) >= 0:
            found.append(arc)
            label = self.before[label]
        return found[::-1]

    def steps(self, tail: int) -> list[tuple[int, int, tuple[int, ...]]]:
        """From a point (arc, head, what the arc adds to each weight with its bound); arcs that lead to no goal left out."""
        if tail not in self.held:
            self.held[tail] = [
                (arc, head, tuple([one[arc] + bound[head] - bound[tail] for one, bound in self.pairs]))
                for arc, head in self.web.out[tail]
                if self.first[head] is not None and arc not in self.closed
            ]
        return self.held[tail]

    def too_many(self) -> BadArgument:
        return BadArgument(f"more than {self.most} routes are best in something", "Ask for fewer measures")


class _Three(_Search):
    """Three measures: labels of a point form a staircase of the second and third."""

    def run(self, starts: Sequence[int], goals: frozenset[int]) -> list[tuple[tuple[int, ...], list[int]]]:
        # Of every point: second measures rising, third falling. The staircase of the goals prunes all.
        self.stairs: list[tuple[list[int], list[int]]] = [([], []) for _ in range(self.web.size)]
        self.ends: tuple[list[int], list[int]] = ([], [])
        heap: list[Any] = [
            (*(one[point] for one in self.bounds), self.keep(point, -1, -1))
            for point in starts
            if self.bounds[0][point] is not None
        ]
        heap.sort()
        found: list[tuple[tuple[int, ...], list[int]]] = []
        while heap:
            one, two, three, label = heappop(heap)
            point = self.points[label]
            if _under(self.ends, two, three) or not _step(self.stairs[point], two, three):
                continue
            if point in goals:
                _step(self.ends, two, three)
                found.append(((one, two, three), self.way(label)))
                if len(found) > self.most:
                    raise self.too_many()
            else:
                self.spread(heap, (one, two, three, label), point)
        return found

    def spread(self, heap: list[Any], came: tuple[int, int, int, int], point: int) -> None:
        """Push what can be reached in one step and is not beaten already."""
        one, two, three, label = came
        points, arcs, before, stairs = self.points, self.arcs, self.before, self.stairs
        end_rising, end_falling = self.ends
        for arc, head, (more, more_two, more_three) in self.steps(point):
            next_two, next_three = two + more_two, three + more_three
            rising, falling = stairs[head]
            place = bisect_right(rising, next_two)
            if place and falling[place - 1] <= next_three:
                continue
            place = bisect_right(end_rising, next_two)
            if place and end_falling[place - 1] <= next_three:
                continue
            heappush(heap, (one + more, next_two, next_three, len(points)))
            points.append(head)
            arcs.append(arc)
            before.append(label)


def _under(stairs: tuple[list[int], list[int]], two: int, three: int) -> bool:
    """True when a step of the staircase is no worse."""
    place = bisect_right(stairs[0], two)
    return bool(place) and stairs[1][place - 1] <= three


def _step(stairs: tuple[list[int], list[int]], two: int, three: int) -> bool:
    """Add a step to a staircase and drop those that it beats; False where it is beaten."""
    rising, falling = stairs
    if _under(stairs, two, three):
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
        held: list[list[tuple[int, ...]]] = [[] for _ in range(self.web.size)]
        ends: list[tuple[int, ...]] = []
        heap: list[tuple[tuple[int, ...], int]] = []
        for point in starts:
            if self.bounds[0][point] is not None:
                heap.append((tuple(one[point] for one in self.bounds), self.keep(point, -1, -1)))
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
            for arc, head, added in self.steps(point):
                made = tuple(one + more for one, more in zip(cost, added, strict=True))
                if not any(beaten(made[1:], one) for one in ends):
                    heappush(heap, (made, self.keep(head, arc, label)))
        return found
