"""Relations in a circle with sums of three and more variables: linear programs, solved by HiGHS.

A product is linear where its factor has a range of its own: the total lies between the base times both ends. Where the
factor is held by other relations too this leaves out how they hang together, so a conflict found is one, and one may be
missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf

import numpy as np

from depositary.reconcile.solve.relations import (
    Bound,
    Name,
    NotBelow,
    Product,
    Range,
    Relation,
    Sum,
    beyond,
)


class Program:
    """The linear program of a component; sayings are ranges of its columns. Columns are scaled to the largest number told,
    since the solver takes differences below a fixed size for none."""

    def __init__(
        self,
        names: Sequence[Name],
        relations: Sequence[Relation],
        bounds: Iterable[Bound],
        least: Callable[[Name], float],
    ) -> None:
        import highspy  # loaded when a circle with sums is met, which most folders have none of

        self._highs = highspy
        self._at = {name: number for number, name in enumerate(names)}
        self._least = least
        products = [one for one in relations if isinstance(one, Product)]
        factors = {one.factor for one in products}
        ends = (abs(end) for one in bounds if one.variable not in factors for end in (one.low, one.high))
        self._scale = max((end for end in ends if end != inf), default=0.0) or 1.0
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.silent()
        self._solver.setOptionValue("presolve", "off")  # a few variables: looking for short cuts takes longer
        for name in names:
            self._solver.addVar(least(name), inf)
        for one in relations:
            if not isinstance(one, Product):
                self._row(0.0, inf if isinstance(one, NotBelow) else 0.0, _coefficients(one))
        self._products = [(one, *self._rows_of(one)) for one in products]

    def _row(self, low: float, high: float, row: Mapping[Name, float]) -> int:
        """Add a row; its number."""
        where = np.array([self._at[name] for name in row], dtype=np.int32)
        self._solver.addRow(low, high, len(row), where, np.array(list(row.values()), dtype=np.double))
        return int(self._solver.getNumRow()) - 1

    def _rows_of(self, one: Product) -> tuple[int, int]:
        """The rows of a product: total not below the base times the low end of the factor, not above it times the high
        one. Coefficients come with the sayings."""
        row = {one.total: 1.0, one.base: -1.0}
        return self._row(-inf, inf, row), self._row(-inf, inf, row)

    def ranged(self, bounds: Iterable[Bound]) -> bool:
        """Set the sayings. False when two of them already leave nothing for one variable."""
        held: dict[Name, Range] = {name: (self._least(name), inf) for name in self._at}
        for bound in bounds:
            low, high = held[bound.variable]
            held[bound.variable] = max(low, bound.low), min(high, bound.high)
        for name, (low, high) in held.items():
            if beyond(low, high):
                return False
            self._solver.changeColBounds(self._at[name], low / self._scale, max(low, high) / self._scale)
        for one, lower, upper in self._products:
            self._factor(one, lower, upper, *held[one.factor])
        return True

    def _factor(self, one: Product, lower: int, upper: int, low: float, high: float) -> None:
        base = self._at[one.base]
        self._solver.changeCoeff(lower, base, -max(low, 0.0))
        self._solver.changeRowBounds(lower, 0.0, inf)
        known = high != inf
        self._solver.changeCoeff(upper, base, -high if known else -1.0)
        self._solver.changeRowBounds(upper, -inf, 0.0 if known else inf)

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
        return float(value) * self._scale


def _coefficients(one: Sum | NotBelow) -> dict[Name, float]:
    """A row that is nought for a sum, not below it for an order."""
    if isinstance(one, NotBelow):
        return {one.upper: 1.0, one.lower: -1.0}
    row = {one.total: -1.0}
    for part in one.parts:
        row[part] = row.get(part, 0.0) + 1.0
    return row
