"""At which value of one parameter a claim would just hold: solved, not searched.

A total is a sum of charges, each a factor times a parameter or divided by it. So the total of a route, with all
parameters but one at their values, is a + b x + c / x, and "30 per cent less than the baseline" a quadratic in x."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from depositary.model.errors import BadArgument
from depositary.network.legs import Route

# Smaller than this beside the rest is rounding.
SLIGHT = 1e-12


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where a route has just `percent` less than its baseline: `at` are the values of the parameter, `below` says
    whether it has at least that below the only one. No value: `always` or never, whatever the parameter."""

    key: str
    unit: str
    measure: str
    percent: float
    now: float
    at: tuple[float, ...]
    below: bool
    always: bool


def break_even(
    route: Route,
    base: Route,
    measure: str,
    key: str,
    percent: float,
    values: Mapping[str, float],
    unit: str = "",
) -> BreakEven:
    """Where the total of the route is that of the baseline less `percent` per cent. Raises BadArgument where the
    parameter moves neither of them."""
    if not any(one.key == key and one.measure == measure for one in (*route.charges, *base.charges)):
        raise BadArgument(f"{key!r} moves neither route's {measure}", _known(route, base, measure))
    share = 1 - percent / 100
    sums = zip(_parts(route, measure, key, values), _parts(base, measure, key, values), strict=True)
    rest, slope, over = (mine - share * theirs for mine, theirs in sums)
    found = tuple(sorted(x for x in _roots(slope, rest, over) if x > 0))

    def short(x: float) -> bool:
        """True where the route has at least so much less."""
        return rest + slope * x + over / x <= 0

    first = found[0] if found else values[key] or 1.0
    return BreakEven(
        key,
        unit,
        measure,
        percent,
        values[key],
        found,
        bool(found) and short(first / 2),
        not found and short(first),
    )


def _parts(route: Route, measure: str, key: str, values: Mapping[str, float]) -> tuple[float, float, float]:
    """The total as what does not depend on the parameter, what grows with it, what is divided by it."""
    rest = slope = over = 0.0
    for one in route.charges:
        if one.measure != measure:
            continue
        if one.key != key:
            rest += float(one.at(values))
        elif one.inverse:
            over += one.factor
        else:
            slope += one.factor
    return rest, slope, over


def _roots(slope: float, rest: float, over: float) -> list[float]:
    """Of slope x^2 + rest x + over = 0."""
    size = max(abs(slope), abs(rest), abs(over), SLIGHT)
    if abs(slope) < SLIGHT * size:
        return [-over / rest] if abs(rest) > SLIGHT * size and over else []
    if not over:
        return [-rest / slope]
    under = rest * rest - 4 * slope * over
    if under < 0:
        return []
    return [(-rest + sign * sqrt(under)) / (2 * slope) for sign in (1, -1)]


def _known(route: Route, base: Route, measure: str) -> str:
    keys = sorted({one.key for one in (*route.charges, *base.charges) if one.measure == measure})
    return f"Parameters that do: {', '.join(keys)}"
