"""The nouns of a network folder: nodes, links, parameters, services, terms and references, as rows of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STATUSES = ("open", "under_construction", "planned", "proposed", "closed")
LENGTH_KINDS = ("official", "derived", "press", "sea_lane", "measured", "estimated")
TERM_KINDS = ("transfer", "gauge", "border")
# What a route is sought by. Cost is USD for the cargo, time days, emissions kg of CO2 equivalents, distance km.
MEASURES = ("cost", "time", "emissions", "distance")


@dataclass(frozen=True, slots=True)
class Node:
    """A place. `precision_km`: how far its coordinates may be off."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    kind: str
    lat: float
    lon: float
    precision_km: float
    assumption: tuple[str, ...]
    notes: str
    source: str
    row: int

    @property
    def short(self) -> str:
        """The name without what stands in brackets."""
        return self.name.split(" (")[0]


@dataclass(frozen=True, slots=True)
class Span:
    """Days between which something happens: the first and the last possible one. None: not known."""

    low: date | None = None
    high: date | None = None

    def __str__(self) -> str:
        if self.low is None and self.high is None:
            return "no day told"
        ends = [one.isoformat() if one else "?" for one in (self.low, self.high)]
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its range. `best` may be missing where none is known."""

    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A way between two places, in both directions. `gauges` are those at its two ends; `months` are empty when it is open
    all year; `hours` and `toll` are keys of parameters: a time that replaces length by speed, a charge on top."""

    id: str
    name: str
    ends: tuple[str, str]
    mode: str
    service: str
    length_km: float
    length_kind: str
    official_km: float | None
    measured_km: float | None
    length_source: str
    gauges: tuple[str, str]
    tracks: str
    electrified: str
    status: str
    opens: Span
    months: frozenset[int]
    hours: str
    toll: str
    capacity: Amount
    capacity_source: str
    corridors: tuple[str, ...]
    assumption: tuple[str, ...]
    notes: str
    row: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value with its range, unit, year and source. `assumption` names which of low, best, high are nobody's but ours."""

    key: str
    mode: str
    applies_to: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    year: str
    source: str
    address: str
    assumption: tuple[str, ...]
    notes: str
    row: int


@dataclass(frozen=True, slots=True)
class Service:
    """What runs on a link: `carries` is goods, gas or power; speed, cost and emissions are keys of parameters."""

    id: str
    mode: str
    carries: str
    speed: str
    cost: str
    emissions: str
    notes: str
    row: int


@dataclass(frozen=True, slots=True)
class Term:
    """What is asked at a place or border. `at`: ids of nodes or links, kinds of nodes, a pair of countries, or `*`; `between`:
    two modes of a transfer, two gauges, or the mode that crosses a border. `hours` and `cost` are keys of parameters."""

    id: str
    kind: str
    at: tuple[str, ...]
    between: tuple[str, ...]
    hours: str
    cost: str
    assumption: tuple[str, ...]
    source: str
    notes: str
    row: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A published length of a whole route. `independent`: not what its own links were taken from."""

    id: str
    name: str
    start: str
    end: str
    carries: str
    modes: tuple[str, ...]
    without: tuple[str, ...]
    km: float
    tolerance_percent: float
    independent: bool
    source: str
    notes: str
    row: int


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey whose days were published: the way it went, and the parameter that tells its days with their source."""

    id: str
    name: str
    start: str
    end: str
    via: tuple[str, ...]
    modes: tuple[str, ...]
    without: tuple[str, ...]
    days: str
    notes: str
    row: int


@dataclass(frozen=True, slots=True)
class Published:
    """What somebody published of a way or link: a measure from `low` to `high` in `unit`. `way` and `baseline` are keys of
    names.yml (groups, ways or links) where it tells of one that the network knows."""

    id: str
    measure: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    way: str
    baseline: str
    cargo: str
    scope: str
    speaker: str
    date: str
    source: str
    address: str
    notes: str
    row: int
