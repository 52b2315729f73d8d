"""How sure ways are: the spread of each total, the chance that a way has so much less than the first, what drives
that, and at which value of a parameter it just has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from depositary.network import uncertainty
from depositary.network.breakeven import BreakEven, break_even
from depositary.network.legs import Route
from depositary.network.net import Network
from depositary.network.uncertainty import Driver, Spread

MEASURES = ("cost", "time", "emissions")
UNITS = {"cost": ("USD", 0), "time": ("days", 1), "emissions": ("kg CO2e", 0)}
# Drivers shown; those below hardly move the result.
DRIVERS = 5


@dataclass(frozen=True, slots=True)
class Sure:
    """A way with its spreads; beside the first way also the chances (worst, drawn, best by what is assumed) that it
    has at least `less` per cent less of each measure, what drives that of the measure asked by, and the break-even
    asked for."""

    title: str
    spreads: dict[str, Spread]
    chances: dict[str, tuple[float, float, float]]
    drivers: tuple[Driver, ...]
    even: BreakEven | None

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        drivers = [
            {"parameter": one.key, "at_low": round(one.at_low, 6), "at_high": round(one.at_high, 6), "share": round(one.share, 6)}
            for one in self.drivers
        ]  # fmt: skip
        return {
            "spreads": {name: one.as_dict() for name, one in self.spreads.items()},
            "chances": {
                name: dict(zip(("worst", "drawn", "best"), held, strict=True)) for name, held in self.chances.items()
            },
            "drivers": drivers,
            "break_even": _even(self.even) if self.even is not None else None,
        }  # fmt: skip


def _even(one: BreakEven) -> dict[str, Any]:
    return {
        "parameter": one.key, "unit": one.unit, "measure": one.measure, "percent": one.percent, "now": one.now,
        "at": [round(value, 9) for value in one.at], "below": one.below if one.at else None, "always": one.always,
    }  # fmt: skip


def sure(
    network: Network, ways: Sequence[tuple[str, Route]], by: str, less: float, parameter: str | None
) -> list[Sure]:
    """Ways with names, each beside the first. Raises BadArgument for a parameter that is not there, or moves nothing."""
    routes = [route for _, route in ways]
    draws = uncertainty.of_routes(network.parameters, network.values, routes)
    return [_sure(network, draws, title, route, routes[0], by, less, parameter) for title, route in ways]


def _sure(
    network: Network,
    draws: uncertainty.Draws,
    title: str,
    route: Route,
    first: Route,
    by: str,
    less: float,
    parameter: str | None,
) -> Sure:
    told = [name for name in MEASURES if route.charged(name)]
    spreads = {name: uncertainty.spread(draws.totals(route, name)) for name in told}
    if route is first:
        return Sure(title, spreads, {}, (), None)
    chances = {
        name: draws.chances(route, first, name, lambda made: made >= less)
        for name in told
        if first.charged(name)
    }
    drivers = tuple(draws.drivers(route, first, by)[:DRIVERS])
    even = None
    if parameter is not None:
        network.with_values({parameter: 1.0})  # says so where there is no such parameter
        unit = network.parameters[parameter].unit
        even = break_even(route, first, by, parameter, less, network.values, unit)
    return Sure(title, spreads, chances, drivers, even)


def page(found: Sequence[Sure], by: str, less: float, *, spread: bool) -> list[str]:
    """Lines of at most 80 columns."""
    lines = _spreads(found) if spread else []
    for number, one in enumerate(found, start=1):
        if not one.chances:
            continue
        words = f"{less:g} % less" if less >= 0 else f"no more than {-less:g} % more"
        if spread:
            lines += ["", f"{number} beside 1: chance of {words}"]
            lines += [f"  {name:12}{_chance(held)}" for name, held in one.chances.items()]
            lines += [f"  what moves its {by} beside 1, in per cent less:"] if one.drivers else []
            lines += [_driver(each) for each in one.drivers]
        if one.even is not None:
            lines += ["", f"{number} beside 1, {words} {by}:", f"  {_told(one.even)}"]
    return lines


def _spreads(found: Sequence[Sure]) -> list[str]:
    lines = [f"{'':24}{'p10':>14}{'p50':>14}{'p90':>14}"]
    for number, one in enumerate(found, start=1):
        lines.append(f"{number} {one.title}"[:80])
        for name, held in one.spreads.items():
            unit, digits = UNITS[name]
            cells = (f"{value:,.{digits}f}".rjust(14) for value in (held.p10, held.p50, held.p90))
            lines.append(f"  {name + ', ' + unit:22}{''.join(cells)}")
    return lines


def _chance(held: tuple[float, float, float]) -> str:
    least, drawn, most = held
    by = f", {least:.2f} to {most:.2f} by what is assumed" if least != most else ""
    return f"{drawn:.2f}{by}"


def _driver(one: Driver) -> str:
    return (
        f"    {one.key:30} {one.at_low:>7.1f} at its low, {one.at_high:>7.1f} at its high ({one.share:.0%})"
    )


def _told(one: BreakEven) -> str:
    if not one.at:
        return f"{'at any' if one.always else 'at no'} value of {one.key} (now {one.now:g} {one.unit})"
    values = " and ".join(f"{value:.4g}" for value in one.at)
    side = (
        "between"
        if len(one.at) > 1 and not one.below
        else "outside"
        if len(one.at) > 1
        else "below"
        if one.below
        else "above"
    )
    return f"{side} {values} {one.unit} of {one.key} (now {one.now:g})"
