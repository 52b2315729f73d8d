"""A route beside a baseline with the same ends: by how many per cent it is shorter, cheaper, faster, and how sure
that is.

Lengths are held to within a tolerance. Costs, days and emissions rest on parameters with ranges, so they are drawn;
what rests on values that are assumptions of ours holds or fails only where no values within the ranges say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from depositary.network import uncertainty
from depositary.network.breakeven import break_even
from depositary.network.journeys import stretch
from depositary.network.net import Network
from depositary.network.routes import Group, Length, Routes
from depositary.network.said import UNITS as WRITTEN
from depositary.network.said import Comparison, cues

# Lengths that two good sources give for one line differ by about this share (median 1.5 %, worst on long lines 3 %).
TOLERANCE = 0.03
# A claim holds where at least so many of the draws say so, and fails where so few do.
SURE = 0.9
UNITS = {"distance": "km", "cost": "USD", "time": "days", "emissions": "kg CO2e"}
DIGITS = {"distance": 0, "cost": 0, "time": 1, "emissions": 0}


@dataclass(frozen=True, slots=True)
class Pair:
    """By how many per cent, or how much in the unit of the claim, its word holds (below nought: the contrary): low, best and
    high. `chances` that it is at least as much as claimed, at the worst values of ours, over all draws and at the best; None for
    lengths.
    `verdict`: holds, fails or open."""

    route: Length
    baseline: Length
    low: float
    best: float
    high: float
    chances: tuple[float, float, float] | None
    verdict: str
    assumed: tuple[str, ...] = ()


def pairs(claim: Comparison, claimed: Iterable[Group], bases: Iterable[Group], routes: Routes) -> list[Pair]:
    """Every pairing of what may be meant, in the order of the data of the case."""
    mine = list(dict.fromkeys(length for group in claimed for length in group.routes if not length.baseline))
    theirs = list(dict.fromkeys(length for group in bases for length in group.routes if length.baseline))
    return beside(claim, mine, theirs, routes)


def beside(claim: Comparison, mine: Iterable[Length], theirs: Sequence[Length], routes: Routes) -> list[Pair]:
    """Every pairing of a way of one side with one of the other that has the same ends."""
    both = [
        (one, other)
        for one in mine
        for other in theirs
        if one is not other and (one.start, one.end) == (other.start, other.end)
    ]
    if claim.measure == "distance":
        return [_by_length(claim, one, other) for one, other in both]
    net = routes.network
    if net is None:
        return []
    return [_by_draws(claim, one, other, net) for one, other in both if _charged(claim.measure, one, other)]


def _charged(measure: str, *lengths: Length) -> bool:
    return all(one.route is not None and one.route.charged(measure) for one in lengths)


def _by_length(claim: Comparison, route: Length, base: Length) -> Pair:
    """In per cent of the baseline, or in kilometres; each length may be off by TOLERANCE."""

    def share(length: float, against: float) -> float:
        if claim.unit != "percent":
            return round(claim.sign * (length - against), 1)
        return round(claim.sign * (length / against - 1) * 100, 1)

    ends = (
        share(route.low * (1 - TOLERANCE), base.high * (1 + TOLERANCE)),
        share(route.high * (1 + TOLERANCE), base.low * (1 - TOLERANCE)),
    )
    low, high = min(ends), max(ends)
    holds = low <= claim.high and claim.low <= high
    return Pair(route, base, low, share(route.best, base.best), high, None, "holds" if holds else "fails")


def _by_draws(claim: Comparison, one: Length, other: Length, net: Network) -> Pair:
    route, base = one.route, other.route
    assert route is not None and base is not None
    draws, turn, gap = _draws(one, other, net), -claim.sign, claim.unit != "percent"
    spread = draws.spread(route, base, claim.measure, turn, gap)
    # A gap in days grows with what journeys took beside what is computed; shares do not.
    held = [
        draws.chances(route, base, claim.measure, partial(_reaches, claim.low, turn * times), gap)
        for times in (stretch(net) if claim.unit == "day" else (1.0,))
    ]
    chances = min(each[0] for each in held), held[0][1], max(each[2] for each in held)
    verdict = "holds" if chances[0] >= SURE else "fails" if chances[2] <= 1 - SURE else "open"
    low, best, high = (round(value, 1) for value in (spread.p10, spread.p50, spread.p90))
    return Pair(
        one,
        other,
        low,
        best,
        high,
        chances,
        verdict,
        uncertainty.assumed((route, base), claim.measure, net.parameters),
    )


def _reaches(least: float, turn: float, made: Any) -> Any:
    return made * turn >= least


@cache
def _draws(one: Length, other: Length, net: Network) -> uncertainty.Draws:
    assert one.route is not None and other.route is not None
    return uncertainty.of_routes(net.parameters, net.values, [one.route, other.route])


def line(pair: Pair, claim: Comparison) -> str:
    """A pairing as a step: both totals, the per cent, and the chance."""
    route, base = pair.route, pair.baseline
    mine, theirs = (_total(one, claim.measure) for one in (route, base))
    told = f"{route.name} {mine} beside {base.name} {theirs}: {share(pair.best, claim)}"
    if pair.chances is None:
        return told
    least, drawn, most = pair.chances
    why = "by what is assumed and by how long journeys took" if claim.unit == "day" else "by what is assumed"
    by = f" ({least:.2f} to {most:.2f} {why})" if (least, most) != (drawn, drawn) else ""
    ends = f"{share(pair.low, claim)} to {share(pair.high, claim)}"
    return f"{told} at the median, {ends} from p10 to p90; chance of {claim.amount} or more {drawn:.2f}{by}"


def _total(length: Length, measure: str) -> str:
    value = (
        length.best
        if measure == "distance"
        else length.route.total(measure)
        if length.route is not None
        else 0.0
    )
    return f"{value:,.{DIGITS[measure]}f} {UNITS[measure]}"


def share(value: float, claim: Comparison) -> str:
    """ "55.6 % shorter", "5 days faster", or the contrary where it is below nought."""
    if claim.unit != "percent":
        return f"{abs(value):,g} {WRITTEN[claim.unit]} {claim.word if value >= 0 else contrary(claim)}"
    told = f"{abs(value)}" if claim.measure == "distance" else f"{abs(value):g}"
    return f"{told} % {claim.word if value >= 0 else contrary(claim)}"


def contrary(claim: Comparison) -> str:
    """The word for the other direction."""
    names: Sequence[str] = cues()["canonical"][claim.measure]
    return names[claim.sign < 0]


def evens(pair: Pair, claim: Comparison, net: Network, most: int = 2) -> Iterator[str]:
    """At which value of each of the parameters that move it most the claim would just hold."""
    route, base = pair.route.route, pair.baseline.route
    assert route is not None and base is not None
    for driver in _draws(pair.route, pair.baseline, net).drivers(route, base, claim.measure)[:most]:
        found = break_even(route, base, claim.measure, driver.key, -claim.sign * claim.share, net.values)
        held = net.parameters[driver.key]
        now = f"now {found.now:g} {held.unit}, from {held.low:g} to {held.high:g}"
        ends = f"Break-even, {pair.route.name} beside {pair.baseline.name}"
        if not found.at:
            yield f"{ends}: no value of {driver.key} alone makes it {claim.number}% {claim.word} ({now})"
            continue
        side = "below" if found.below == (claim.sign < 0) else "above"
        yield f"{ends}: {claim.number}% {claim.word} {side} {found.at[0]:.3g} of {driver.key} ({now})"


def terms(shown: Sequence[Pair], net: Network) -> str:
    """What a verdict holds for: load, direction, year of knowledge, and what is held for built."""
    held = [one.route for pair in shown for one in (pair.route, pair.baseline) if one.route is not None]
    ends = list(dict.fromkeys(f"{route.start.short} to {route.end.short}" for route in held))
    built = list(dict.fromkeys(doubt for route in held for doubt in route.doubts))
    cargo = held[0].cargo
    load = f"{cargo.tonnes:g} t in {cargo.teu:g} container" if shown[0].chances is not None else ""
    told = [
        *filter(None, [load]),
        " and ".join(ends),
        f"network as of {net.tables.body.get('as_of', 'no day told')}",
    ]
    return "; ".join([*told, *built])


def published(
    claim: Comparison, claimed: Iterable[Group], bases: Iterable[Group], routes: Routes
) -> Iterator[str]:
    """What one source wrote of both: a route and a baseline, of one year and unit."""
    measure = {"cost": "USD/TEU", "time": "days"}.get(claim.measure)
    mine = [one for group in claimed for one in routes.published(group) if one.unit == measure]
    theirs = [one for group in bases for one in routes.published(group) if one.unit == measure]
    for one in dict.fromkeys(mine):
        for other in dict.fromkeys(theirs):
            if (one.source, one.year) == (other.source, other.year) and one.best and other.best:
                made = -claim.sign * (1 - one.best / other.best) * 100
                told = f"{one.best:,g} beside {other.best:,g} {one.unit}: {share(round(made, 1), claim)}"
                yield f"Published, {one.source} {one.year}: {told}"
