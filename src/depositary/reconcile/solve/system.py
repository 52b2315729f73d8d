"""A system of sayings and definitions, cut into components, each solved by the plainest method that is exact for it.

    star          one variable: the greatest lower end against the least upper end
    tree          relations without a circle: narrowing (`propagate`)
    differences   a circle of differences or of quotients: shortest paths (`differences`)
    linear        a circle with sums: linear programs (`linear`)

Minimal conflicts are listed by taking one saying of a found conflict away and looking again (Reiter, A theory of diagnosis
from first principles, Artificial Intelligence 32, 1987), up to a limit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from depositary.reconcile.solve.differences import edges, negative_circle
from depositary.reconcile.solve.propagate import NONE, Ends, Names, Settled, Unsettled, propagate
from depositary.reconcile.solve.relations import Bound, Name, Relation, beyond

if TYPE_CHECKING:
    from depositary.reconcile.solve.linear import Program

# Conflicts of one component that are listed; the next ones name the same sayings in other company.
LIMIT = 20
# Looks at a component without a new conflict after which no more are sought.
MOST_BARREN = 50
# Linear programs are exact to this share.
SLACK = 1e-6


@dataclass
class System:
    """Sayings and definitions. Variables are not negative unless set `free`."""

    bounds: list[Bound] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    _free: set[Name] = field(default_factory=set)

    def say(self, variable: Name, low: float, high: float, by: Name) -> None:
        """The saying `by` puts a variable between `low` and `high`, both included."""
        self.bounds.append(Bound(variable, low, high, by))

    def add(self, relation: Relation) -> None:
        """Something that holds by definition."""
        self.relations.append(relation)

    def free(self, *variables: Name) -> None:
        """Let variables be negative too: differences, days."""
        self._free.update(variables)

    def components(self) -> list[Component]:
        """Parts that no relation joins, in the order in which their first saying came."""
        joined = Sets()
        for relation in self.relations:
            first, *rest = relation.variables
            for other in rest:
                joined.join(first, other)
        bounds: dict[Name, list[Bound]] = {}
        for bound in self.bounds:
            bounds.setdefault(joined.of(bound.variable), []).append(bound)
        relations: dict[Name, list[Relation]] = {}
        for relation in self.relations:
            relations.setdefault(joined.of(relation.variables[0]), []).append(relation)
        return [Component(said, relations.get(root, []), self._free) for root, said in bounds.items()]

    def conflicts(self, limit: int = LIMIT) -> list[Names]:
        """Minimal sets of sayings that cannot all hold, at most `limit` of each component."""
        return [found for part in self.components() for found in part.conflicts(limit)]


class Sets:
    """Union-find with path halving."""

    def __init__(self) -> None:
        self._up: dict[Name, Name] = {}

    def of(self, name: Name) -> Name:
        up = self._up
        while (above := up.get(name, name)) != name:
            up[name] = up.get(above, above)
            name = up[name]
        return name

    def join(self, one: Name, other: Name) -> None:
        one, other = self.of(one), self.of(other)
        if one != other:
            self._up[other] = one


def _circle(relations: Iterable[Relation]) -> bool:
    """True when some variables hang together in two ways."""
    joined = Sets()
    for relation in relations:
        first, *rest = relation.variables
        for other in rest:
            if joined.of(first) == joined.of(other):
                return True
            joined.join(first, other)
    return False


@dataclass
class Component:
    """Sayings and relations that hang together."""

    bounds: Sequence[Bound]
    relations: Sequence[Relation]
    free: Collection[Name] = ()

    @cached_property
    def names(self) -> list[Name]:
        """All variables, those of relations first."""
        held = (name for relation in self.relations for name in relation.variables)
        return list(dict.fromkeys([*held, *(bound.variable for bound in self.bounds)]))

    @cached_property
    def method(self) -> str:
        """How it is solved: star, tree, differences or linear."""
        if not self.relations:
            return "star"
        if not _circle(self.relations):
            return "tree"
        return "linear" if edges(self.bounds, self.relations, self.least) is None else "differences"

    def least(self, name: Name) -> float:
        """Where a variable starts from."""
        return -inf if name in self.free else 0.0

    # ---- what cannot all hold

    def conflicts(self, limit: int = LIMIT) -> list[Names]:
        """Minimal sets of sayings that cannot all hold."""
        if self.method == "star":
            return list(_pairs(self.bounds, limit))
        found: list[Names] = []
        barren = 0
        for away in _choices(found):
            clash = self._clash([bound for bound in self.bounds if bound.by not in away])
            if clash is not None:
                found.append(self._minimal(clash))
            barren = 0 if clash is not None else barren + 1
            if len(found) >= limit or barren > MOST_BARREN:
                break
        return found

    def _clash(self, bounds: Sequence[Bound]) -> Names | None:
        """Some sayings that cannot all hold, not yet minimal; None when all can."""
        if self.method in ("star", "tree"):
            settled = self._settled if len(bounds) == len(self.bounds) else None
            return (settled or propagate(bounds, self.relations, self.least)).conflict
        if self.method == "differences":
            return negative_circle(edges(bounds, self.relations, self.least) or ())
        return self._by_programs(bounds)

    def _by_programs(self, bounds: Sequence[Bound]) -> Names | None:
        try:
            if (quick := propagate(bounds, self.relations, self.least).conflict) is not None:
                return quick
        except Unsettled:
            pass
        return None if self._program.holds(bounds) else frozenset(bound.by for bound in bounds)

    @cached_property
    def _settled(self) -> Settled | None:
        """All sayings narrowed; None where that does not come to rest. Looked at for conflicts and for what is implied."""
        try:
            return propagate(self.bounds, self.relations, self.least)
        except Unsettled:
            return None

    @cached_property
    def _program(self) -> Program:
        from depositary.reconcile.solve.linear import Program

        return Program(self.names, self.relations, self.bounds, self.least)

    def _minimal(self, clash: Names) -> Names:
        """Take away every saying without which the rest still clashes."""
        kept = [bound for bound in self.bounds if bound.by in clash]
        for by in sorted(clash, key=repr):
            rest = [bound for bound in kept if bound.by != by]
            if self._clash(rest) is not None:
                kept = rest
        return frozenset(bound.by for bound in kept)

    # ---- what they imply

    def implied(self) -> dict[Name, Ends]:
        """The ends of every variable when all sayings hold, each with sayings that it rests on. Empty when they cannot
        all hold. In a circle ends may be wider than need be, never narrower."""
        if self._clash(self.bounds) is not None:
            return {}
        held = self._settled.ends if self._settled else {}
        settled = {name: held.get(name) or Ends(self.least(name), inf) for name in self.names}
        if self.method == "linear":
            every = frozenset(bound.by for bound in self.bounds)
            for name, ends in settled.items():
                _narrow(ends, *self._program.ends(self.bounds, name), every)
        return settled


def _narrow(held: Ends, low: float, high: float, by: Names) -> None:
    """Take ends that are narrower by more than linear programs are exact to."""
    if low > held.low and (held.low == -inf or low - held.low > SLACK * max(1.0, abs(low))):
        held.low, held.low_by = low, by
    if high < held.high and (held.high == inf or held.high - high > SLACK * max(1.0, abs(high))):
        held.high, held.high_by = high, by


def _choices(found: list[Names]) -> Iterator[Names]:
    """Sayings to take away so that every conflict found so far is broken, while `found` grows: first each member of a
    conflict is kept once and others are taken away, which finds most; then all choices."""
    yield NONE
    seen = {NONE}
    number = 0
    while number < len(found):
        for kept in sorted(found[number], key=repr):
            away = _broken(found, kept)
            if away not in seen:
                seen.add(away)
                yield away
        number += 1
    waiting, grown = [NONE], {NONE}
    while waiting:
        away = waiting.pop()
        unbroken = next((one for one in found if not one & away), None)
        if unbroken is not None:
            larger = [away | {one} for one in sorted(unbroken, key=repr, reverse=True)]
            waiting += [one for one in larger if one not in grown]
            grown.update(larger)
        elif away not in seen:
            seen.add(away)
            waiting.append(away)  # a conflict that is found now is broken next
            yield away


def _broken(found: Iterable[Names], kept: Name) -> Names:
    """One member of each conflict, not `kept` where there is another."""
    away: set[Name] = set()
    for one in found:
        if not one & away:
            away.add(min(one - {kept} or one, key=repr))
    return frozenset(away)


def _pairs(bounds: Iterable[Bound], limit: int) -> Iterator[Names]:
    """Of sayings on one variable, those pairs whose ranges do not meet, the widest apart first."""
    bounds = list(bounds)
    lows = sorted(bounds, key=lambda one: (-one.low, repr(one.by)))
    highs = sorted(bounds, key=lambda one: (one.high, repr(one.by)))
    if not bounds or not beyond(lows[0].low, highs[0].high):
        return
    apart = sorted(
        (
            (high.high - low.low, repr(low.by), repr(high.by), low.by, high.by)
            for low in lows[: limit + 1]
            for high in highs[: limit + 1]
            if beyond(low.low, high.high)
        ),
        key=lambda one: one[:3],
    )
    yield from (frozenset((low, high)) for *_, low, high in apart[:limit])
