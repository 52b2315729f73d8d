"""How well two coders agree: percent agreement, Cohen's kappa, Gwet's AC1, and both weighted for scores that are in order.

With p the share of items that the first coder puts in category k and the second in l, w the weight of that pair (1 on the
diagonal), q categories:

    observed       pa = sum w(k,l) p(k,l)
    kappa          (pa - pe) / (1 - pe), pe = sum w(k,l) p(k,.) p(.,l)                        Cohen 1960; weighted, Cohen 1968
    AC1, AC2       (pa - pe) / (1 - pe), pe = sum w / (q (q-1)) * sum pi(k) (1 - pi(k)),
                   pi(k) = (p(k,.) + p(.,k)) / 2                                    Gwet 2008; Gwet, Handbook, 4th ed. 2014

AC1 is AC2 with identity weights. Kappa falls low where nearly all items are in one category, AC1 does not; both are given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

Weights = Sequence[Sequence[float]]


def identity(count: int) -> Weights:
    """Only equal categories agree."""
    return _weights(count, lambda gap: float(gap == 0))


def linear(count: int) -> Weights:
    """Agreement falls evenly with the distance of two categories."""
    return _weights(count, lambda gap: 1 - gap / (count - 1))


def quadratic(count: int) -> Weights:
    """Agreement falls with the square of the distance."""
    return _weights(count, lambda gap: 1 - gap**2 / (count - 1) ** 2)


def ordinal(count: int) -> Weights:
    """By how many pairs of categories lie between two, as Gwet has it for ranks."""
    return _weights(count, lambda gap: 1 - comb(gap + 1, 2) / comb(count, 2))


def _weights(count: int, weigh: Callable[[int], float]) -> Weights:
    if count == 1:
        return [[1.0]]
    return [[weigh(abs(row - column)) for column in range(count)] for row in range(count)]


def table(pairs: Sequence[tuple[int, int]], count: int) -> list[list[float]]:
    """Shares of the pairs of categories, numbered from 0."""
    found = [[0.0] * count for _ in range(count)]
    for one, other in pairs:
        found[one][other] += 1 / len(pairs)
    return found


def observed(shares: Sequence[Sequence[float]], weights: Weights) -> float:
    """Weighted share of agreement."""
    size = range(len(shares))
    return sum(weights[row][column] * shares[row][column] for row in size for column in size)


def kappa(shares: Sequence[Sequence[float]], weights: Weights) -> float | None:
    """Cohen's kappa; None where chance alone gives full agreement."""
    size = range(len(shares))
    rows = [sum(row) for row in shares]
    columns = [sum(row[column] for row in shares) for column in size]
    chance = sum(weights[row][column] * rows[row] * columns[column] for row in size for column in size)
    return _corrected(observed(shares, weights), chance)


def gwet(shares: Sequence[Sequence[float]], weights: Weights) -> float | None:
    """Gwet's AC1 with identity weights, AC2 with others; None for a single category."""
    count = len(shares)
    if count < 2:
        return None
    means = [(sum(shares[one]) + sum(row[one] for row in shares)) / 2 for one in range(count)]
    total = sum(sum(row) for row in weights)
    chance = total / (count * (count - 1)) * sum(mean * (1 - mean) for mean in means)
    return _corrected(observed(shares, weights), chance)


def _corrected(agreed: float, chance: float) -> float | None:
    return None if abs(1 - chance) < 1e-12 else (agreed - chance) / (1 - chance)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two coders agree on the items that both scored. Coefficients are None where they are not defined."""

    one: str
    other: str
    items: int
    percent: float
    kappa: float | None
    kappa_linear: float | None
    kappa_quadratic: float | None
    ac1: float | None
    ac2: float | None


def agreement(one: str, other: str, pairs: Sequence[tuple[int, int]], count: int) -> Agreement | None:
    """Two coders over their common items; None where there are none. Categories are numbered from 0 to `count` - 1."""
    if not pairs:
        return None
    shares, same = table(pairs, count), identity(count)
    return Agreement(
        one, other, len(pairs), observed(shares, same), kappa(shares, same), kappa(shares, linear(count)),
        kappa(shares, quadratic(count)), gwet(shares, same), gwet(shares, ordinal(count)),
    )  # fmt: skip
