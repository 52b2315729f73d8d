"""All ways that nothing beats in every measure: label setting, exact.

Labels leave the heap in the order of their first measure (with a lower bound of what is still to come), so a new one is beaten
exactly when an earlier one of its point is no worse in the others. For three measures these others are kept as a staircase,
which a bisection asks. Lower bounds come from one backward search a measure: a label whose best end is beaten by a way already
found is dropped (NAMOA* with dimensionality reduction; Pulido, Mandow and Perez de la Cruz, 2015).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any

from depositary.model.errors import BadArgument
from depositary.network.search import Web

# A front of more ways than this is no answer for a reader; the search stops and says so.
MOST = 10_000
# Bits for the number of a label: more labels than these never fit in memory.
LABELS = 32
NUMBER = (1 << LABELS) - 1
Stairs = tuple[list[int], list[int]]


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
    """Three measures: labels of a point form a staircase of the second and third. A label on the heap is one whole number,
    the three sums and the number of the label side by side in its bits: that compares and adds faster than a tuple. Lists are
    asked in place and calls are few, since a hard question takes some fifty thousand such steps."""

    def run(self, starts: Sequence[int], goals: frozenset[int]) -> list[tuple[tuple[int, ...], list[int]]]:
        points, before, arcs, heap, found = self.points, self.before, self.arcs, self.begun(starts), self.found
        seconds, thirds, stairs, end_rising, end_falling = self.seconds, self.thirds, self.stairs, *self.ends
        while heap:
            key = heappop(heap)
            label = key & NUMBER
            two, three, point = seconds[label], thirds[label], points[label]
            place = bisect_right(end_rising, two)
            if place and end_falling[place - 1] <= three:
                continue
            rising, falling = stairs[point]
            place = bisect_right(rising, two)
            if place and falling[place - 1] <= three:
                continue
            if (place and rising[place - 1] == two) or (place < len(falling) and falling[place] >= three):
                _step(rising, falling, place, two, three)
            else:
                rising.insert(place, two)
                falling.insert(place, three)
            if point in goals:
                _step(end_rising, end_falling, bisect_right(end_rising, two), two, three)
                self.reached(key, label)
                continue
            sums, last = key - label, points[before[label]] if before[label] >= 0 else -1
            for arc, head, more, more_two, more_three, rising, falling in self.onward.get(point) or self.out(point):
                if head == last:  # back to where it came from is no way
                    continue
                next_two, next_three = two + more_two, three + more_three
                place = bisect_right(rising, next_two)
                if place and falling[place - 1] <= next_three:
                    continue
                place = bisect_right(end_rising, next_two)
                if place and end_falling[place - 1] <= next_three:
                    continue
                heappush(heap, sums + more + len(points))
                points.append(head)
                before.append(label)
                arcs.append(arc)
                seconds.append(next_two)
                thirds.append(next_three)
        return found

    def begun(self, starts: Sequence[int]) -> list[int]:
        """The heap with the starts. `wide` is as many bits as no sum of the second or third measure over a way, with its bound,
        exceeds."""
        self.wide = int(max(2 * sum(one) for one in self.weights[1:])).bit_length()
        # Of every point: second measures rising, third falling. The staircase of the goals prunes all.
        self.stairs: list[Stairs] = [([], []) for _ in range(self.web.size)]
        self.ends: Stairs = ([], [])
        self.onward: dict[int, list[tuple[int, int, int, int, int, list[int], list[int]]]] = {}
        self.found: list[tuple[tuple[int, ...], list[int]]] = []
        self.seconds: list[int] = []
        self.thirds: list[int] = []
        heap = []
        for point in starts:
            one, two, three = (bound[point] for bound in self.bounds)
            if one is not None:
                heap.append(self.packed(one, two, three) | self.keep(point, -1, -1))
                self.seconds.append(two)
                self.thirds.append(three)
        heap.sort()
        return heap

    def packed(self, one: int, two: int, three: int) -> int:
        """Three sums side by side, above the bits of the label."""
        return int(one << 2 * self.wide | two << self.wide | three) << LABELS

    def reached(self, key: int, label: int) -> None:
        """A way to a goal."""
        sums = key >> LABELS + 2 * self.wide, self.seconds[label], self.thirds[label]
        self.found.append((sums, self.way(label)))
        if len(self.found) > self.most:
            raise self.too_many()

    def out(self, point: int) -> list[tuple[int, int, int, int, int, list[int], list[int]]]:
        """From a point (arc, head, its three sums side by side, the second, the third, both sides of the head's staircase)."""
        self.onward[point] = [
            (arc, head, self.packed(one, two, three), two, three, *self.stairs[head])
            for arc, head, (one, two, three) in self.steps(point)
        ]
        return self.onward[point]


def _step(rising: list[int], falling: list[int], place: int, two: int, three: int) -> None:
    """Add a step that none beats, at its place in a staircase, and drop those that it beats."""
    if place and rising[place - 1] == two:
        place -= 1
    end = place
    while end < len(falling) and falling[end] >= three:
        end += 1
    if end == place:
        rising.insert(place, two)
        falling.insert(place, three)
    else:
        rising[place:end] = [two]
        falling[place:end] = [three]


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
