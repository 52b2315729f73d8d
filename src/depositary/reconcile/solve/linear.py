"""Relations in a circle with sums of three and more variables: linear programs, solved by HiGHS.

A product is linear where its factor has a range of its own: the total lies between the base times both ends. Where the
factor is held by other relations too this leaves out how they hang together, so a conflict found is one, and one may be
missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf

import numpy as np

from depositary.reconcile.solve.relations import Bound, Name, NotBelow, Product, Range, Relation, Sum

Row = tuple[float, float, list[tuple[int, float]]]


class Program:
    """The linear program of a component; sayings are ranges of its columns."""

    def __init__(
        self,
        names: Sequence[Name],
        relations: Iterable[Relation],
        box: Mapping[Name, Range],
        least: Callable[[Name], float],
    ) -> None:
        import highspy  # loaded when a circle with sums is met, which most folders have none of

        self._highs = highspy
        self._at = {name: number for number, name in enumerate(names)}
        self._least = least
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.silent()
        for name in names:
            self._solver.addVar(least(name), inf)
        for low, high, row in _rows(relations, self._at, box):
            where = np.array([column for column, _ in row], dtype=np.int32)
            values = np.array([value for _, value in row], dtype=np.double)
            self._solver.addRow(low, high, len(row), where, values)

    def ranged(self, bounds: Iterable[Bound]) -> bool:
        """Set the sayings. False when two of them already leave nothing for one variable."""
        held = {name: (self._least(name), inf) for name in self._at}
        for bound in bounds:
            low, high = held[bound.variable]
            held[bound.variable] = max(low, bound.low), min(high, bound.high)
        for name, (low, high) in held.items():
            if low > high:
                if low - high > 1e-9 * max(1.0, abs(low)):
                    return False
                low = high
            self._solver.changeColBounds(self._at[name], low, high)
        return True

    def holds(self, bounds: Iterable[Bound]) -> bool:
        """True when all can hold together."""
        if not self.ranged(bounds):
            return False
        self._solver.run()
        return bool(self._solver.getModelStatus() != self._highs.HighsModelStatus.kInfeasible)

    def ends(self, bounds: Iterable[Bound], name: Name) -> Range:
        """The least and the greatest value of a variable when all hold."""
        self.ranged(bounds)
        return self._best(name, least=True), self._best(name, least=False)

    def _best(self, name: Name, *, least: bool) -> float:
        column = self._at[name]
        self._solver.changeColCost(column, 1.0)
        sense = self._highs.ObjSense.kMinimize if least else self._highs.ObjSense.kMaximize
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        solved = self._solver.getModelStatus() == self._highs.HighsModelStatus.kOptimal
        value = self._solver.getInfo().objective_function_value if solved else (-inf if least else inf)
        self._solver.changeColCost(column, 0.0)
        return float(value)


def _rows(relations: Iterable[Relation], at: Mapping[Name, int], box: Mapping[Name, Range]) -> Iterable[Row]:
    for relation in relations:
        if isinstance(relation, Sum):
            yield 0.0, 0.0, [(at[relation.total], -1.0), *((at[part], 1.0) for part in relation.parts)]
        elif isinstance(relation, NotBelow):
            yield 0.0, inf, [(at[relation.upper], 1.0), (at[relation.lower], -1.0)]
        else:
            yield from _product(relation, at, box)


def _product(relation: Product, at: Mapping[Name, int], box: Mapping[Name, Range]) -> Iterable[Row]:
    low, high = box.get(relation.factor, (0.0, inf))
    total, base = at[relation.total], at[relation.base]
    if low > 0:
        yield 0.0, inf, [(total, 1.0), (base, -low)]
    if high != inf:
        yield -inf, 0.0, [(total, 1.0), (base, -high)]
