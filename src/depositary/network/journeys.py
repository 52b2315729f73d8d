"""Journeys whose days were published, beside the days computed for the same way: how far computed days are off, mostly too
short.

The ratio is measured and told; no parameter is bent to meet it. What stands between is mostly what the network does not count:
waiting for a ship or train, trial runs, customs at both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

from depositary.network.legs import Route, bounds
from depositary.network.net import Network
from depositary.network.nouns import Journey, Parameter


@dataclass(frozen=True, slots=True)
class Taken:
    """A journey with the days published (of the parameter) and computed: at best values, and the least and most that ranges
    allow. `ratio` is published best by computed best."""

    journey: Journey
    published: Parameter
    days: float
    least: float
    most: float
    ratio: float
    links: tuple[str, ...]

    @property
    def within(self) -> bool:
        """True where some published day lies in the range computed."""
        low, high = self.published.low or 0.0, self.published.high or 0.0
        return self.least <= high and low <= self.most


def _taken(network: Network) -> Iterator[Taken]:
    for one in network.tables.journeys.values():
        held = network.parameters[one.days]
        found = network.route(one.start, one.end, "time", via=one.via, modes=one.modes, without=one.without)
        if isinstance(found, Route) and held.best:
            least, most = bounds(found, network.parameters)["time"]
            yield Taken(one, held, found.days, least, most, held.best / found.days, found.links)


@cache
def taken(network: Network) -> tuple[Taken, ...]:
    """Every journey of the tables that the network has a way for."""
    return tuple(_taken(network))


def stretch(network: Network) -> tuple[float, ...]:
    """By how much days may be longer than computed: once as they are, and the least and most that journeys took, by ratio."""
    ratios = sorted(one.ratio for one in taken(network))
    return (1.0, ratios[0], ratios[-1]) if ratios else (1.0,)


def told(network: Network) -> str:
    """The measured ratio as a line; "" without journeys."""
    held = taken(network)
    if not held:
        return ""
    ratios = sorted(one.ratio for one in held)
    return (
        f"{len(held)} journeys whose days were published took {ratios[0]:.2f} to {ratios[-1]:.2f} times the days computed for"
        f" their way, {median(ratios):.2f} at the median: waiting before, between and after is not counted."
    )
