"""Variables, what is said of them, and how they hang together by definition.

A saying is always a bound on one variable: also a growth, a share or a difference is a variable of its own. What links
variables is then true by definition (a level is its base times the growth factor; a turnover is exports and imports),
so only sayings can be wrong, and a minimal set of sayings that cannot all hold names nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

Name: TypeAlias = Hashable
Range = tuple[float, float]

# Two ends that differ by less than this share of their size are equal: ends come from decimals and factors.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Bound:
    """`variable` lies between `low` and `high`, both included; an end may be infinite. `by` names who says so."""

    variable: Name
    low: float
    high: float
    by: Name


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the sum of `parts`; a difference is a part."""

    total: Name
    parts: tuple[Name, ...]

    @property
    def variables(self) -> tuple[Name, ...]:
        return (self.total, *self.parts)

    def narrowed(self, box: Mapping[Name, Range]) -> Iterator[tuple[Name, float, float]]:
        """For each variable the ends that the others leave it."""
        lows = sum(box[part][0] for part in self.parts)
        highs = sum(box[part][1] for part in self.parts)
        yield self.total, lows, highs
        low, high = box[self.total]
        for part in self.parts:
            rest = [other for other in self.parts if other != part]
            yield part, low - sum(box[one][1] for one in rest), high - sum(box[one][0] for one in rest)


@dataclass(frozen=True, slots=True)
class Product:
    """`total` is `factor` times `base`; none of them is negative."""

    total: Name
    factor: Name
    base: Name

    @property
    def variables(self) -> tuple[Name, ...]:
        return (self.total, self.factor, self.base)

    def narrowed(self, box: Mapping[Name, Range]) -> Iterator[tuple[Name, float, float]]:
        """For each variable the ends that the others leave it."""
        (total, factor, base) = (box[one] for one in self.variables)
        yield self.total, _times(factor[0], base[0]), _times(factor[1], base[1])
        yield self.factor, _over(total[0], base[1]), _over(total[1], base[0], inf)
        yield self.base, _over(total[0], factor[1]), _over(total[1], factor[0], inf)


@dataclass(frozen=True, slots=True)
class NotBelow:
    """`upper` is not below `lower`: a later count of what only grows, a whole and its part, an order of days."""

    upper: Name
    lower: Name

    @property
    def variables(self) -> tuple[Name, ...]:
        return (self.upper, self.lower)

    def narrowed(self, box: Mapping[Name, Range]) -> Iterator[tuple[Name, float, float]]:
        """For each variable the ends that the other leaves it."""
        yield self.upper, box[self.lower][0], inf
        yield self.lower, -inf, box[self.upper][1]


Relation = Sum | Product | NotBelow


def _times(one: float, other: float) -> float:
    return 0.0 if one == 0 or other == 0 else one * other


def _over(one: float, other: float, at_zero: float = 0.0) -> float:
    """`one` divided by `other`, where nothing is known of a quotient by nought but that it is not negative."""
    if one == inf:
        return inf
    if other == 0:
        return at_zero
    return one / other if other != inf else 0.0


def beyond(low: float, high: float) -> bool:
    """True when `low` lies above `high` by more than a rounding of the machine."""
    return low > high and low - high > TOLERANCE * max(
        1.0, abs(low) if low != inf else 1.0, abs(high) if high != -inf else 1.0
    )
