"""Narrowing of ranges along relations, each end with the sayings that it rests on.

Where relations form a tree (most of what is said does: one variable with many sayings, a chain of years, a level with
its base and growth) narrowing to rest is exact: every value left for a variable is part of a solution, and if there is
none some range becomes empty (Freuder, A sufficient condition for backtrack-free search, JACM 29, 1982). Each relation
is then visited at most twice for each end that moves, so the cost grows with the number of sayings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from depositary.reconcile.solve.relations import TOLERANCE, Bound, Name, Range, Relation, beyond

Names = frozenset[Name]
NONE: Names = frozenset()


class Unsettled(Exception):
    """Narrowing did not come to rest: relations form a circle in which ends creep."""


@dataclass(slots=True)
class Ends:
    """What is left for a variable, and the sayings that each end rests on."""

    low: float
    high: float
    low_by: Names = NONE
    high_by: Names = NONE

    @property
    def range(self) -> Range:
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Settled:
    """Ends of all variables, or the sayings that cannot all hold."""

    ends: Mapping[Name, Ends]
    conflict: Names | None = None


def propagate(
    bounds: Iterable[Bound], relations: Sequence[Relation], least: Callable[[Name], float]
) -> Settled:
    """Narrow all ranges to rest. `least` tells where a variable starts from: 0, or minus infinity.

    Raises Unsettled when ends creep without end.
    """
    ends: dict[Name, Ends] = {}
    for bound in bounds:
        held = ends.get(bound.variable)
        if held is None:
            held = ends[bound.variable] = Ends(least(bound.variable), inf)
        by = frozenset((bound.by,))
        if (found := _meet(held, bound.low, bound.high, by, by)) is not None:
            return Settled(ends, found)
    return _along(ends, relations, least) if relations else Settled(ends)


def _along(ends: dict[Name, Ends], relations: Sequence[Relation], least: Callable[[Name], float]) -> Settled:
    touching: dict[Name, list[int]] = {}
    waiting: dict[
        int, None
    ] = {}  # in order, each once; a relation with nothing said of it narrows nothing yet
    for number, relation in enumerate(relations):
        for name in relation.variables:
            touching.setdefault(name, []).append(number)
            if name in ends:
                waiting[number] = None
    for name in touching:
        if name not in ends:
            ends[name] = Ends(least(name), inf)
    left = 50 + 4 * len(relations) * len(relations)
    while waiting:
        number = next(iter(waiting))
        del waiting[number]
        if (left := left - 1) < 0:
            raise Unsettled
        moved = _visit(relations[number], ends)
        if isinstance(moved, frozenset):
            return Settled(ends, moved)
        for name in moved:
            waiting.update((other, None) for other in touching[name] if other != number)
    return Settled(ends)


def _visit(relation: Relation, ends: dict[Name, Ends]) -> list[Name] | Names:
    """The variables whose ends a relation moved, or the sayings that clash in it."""
    moved: list[Name] = []
    box = {name: ends[name].range for name in relation.variables}
    for name, low, high in relation.narrowed(box):
        held = ends[name]
        up, down = _more(low, held.low), _more(-high, -held.high)
        if up:
            held.low, held.low_by = low, _why(relation, name, ends, low=True)
        if down:
            held.high, held.high_by = high, _why(relation, name, ends, low=False)
        if up or down:
            if beyond(held.low, held.high):
                return held.low_by | held.high_by
            moved.append(name)
            box[name] = held.range
    return moved


def _why(relation: Relation, name: Name, ends: Mapping[Name, Ends], *, low: bool) -> Names:
    """What the end that a relation leaves a variable rests on. A total grows with its parts; a part grows with the total
    and shrinks with the other parts."""
    total, *parts = relation.variables
    if name == total:
        return NONE.union(*(ends[part].low_by if low else ends[part].high_by for part in parts))
    own = ends[total].low_by if low else ends[total].high_by
    return own.union(*(ends[part].high_by if low else ends[part].low_by for part in parts if part != name))


def _more(new: float, old: float) -> bool:
    """True when an end moves by more than a rounding of the machine."""
    return new > old and (old == -inf or new - old > TOLERANCE * max(1.0, abs(new)))


def _meet(held: Ends, low: float, high: float, low_by: Names, high_by: Names) -> Names | None:
    """Narrow what is held; the sayings that clash when nothing is left."""
    if low > held.low:
        held.low, held.low_by = low, low_by
    if high < held.high:
        held.high, held.high_by = high, high_by
    return held.low_by | held.high_by if beyond(held.low, held.high) else None
