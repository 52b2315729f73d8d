"""What a search answers: a route with its legs, each with the row and source that it rests on, or no route with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from depositary.network.conditions import Conditions
from depositary.network.graph import Graph
from depositary.network.nouns import MEASURES, Link, Node, Parameter, Term
from depositary.network.units import Cargo, Charge

# Stands on every output: what this is good for and what not.
NOTICE = "Coarse published averages for testing claims; no schedules, carriers or prices of a day: it plans no shipment."


@dataclass(frozen=True, slots=True)
class Leg:
    """One step: along a link, or a change at a place (`link` is None, start and end are the same). `kind`: link, transfer or
    gauge. `doubt`: what is not sure of the link; `assumptions`: which values are nobody's but ours."""

    kind: str
    start: Node
    end: Node
    mode: str
    gauge: str
    km: float
    days: float
    cost: float
    kg: float
    link: Link | None
    terms: tuple[Term, ...]
    charges: tuple[Charge, ...]
    doubt: str
    assumptions: tuple[str, ...]

    @property
    def source(self) -> str:
        """Where the length comes from; for a change, the terms."""
        if self.link is not None:
            return self.link.length_source
        return "; ".join(f"terms.csv {one.id}: {one.source or 'assumption'}" for one in self.terms)

    @property
    def row(self) -> str:
        """The row that it rests on."""
        if self.link is not None:
            return f"links.csv row {self.link.row} ({self.link.id})"
        return ", ".join(f"terms.csv row {one.row} ({one.id})" for one in self.terms)


@dataclass(frozen=True, slots=True)
class Route:
    """A way from start to end. Totals are the sums over its legs: km, days, USD and kg of CO2 equivalents for the cargo."""

    start: Node
    end: Node
    by: str
    how: str
    cargo: Cargo
    conditions: Conditions
    legs: tuple[Leg, ...]

    @property
    def km(self) -> float:
        return sum(leg.km for leg in self.legs)

    @property
    def days(self) -> float:
        return sum(leg.days for leg in self.legs)

    @property
    def cost(self) -> float:
        return sum(leg.cost for leg in self.legs)

    @property
    def kg(self) -> float:
        return sum(leg.kg for leg in self.legs)

    def total(self, measure: str) -> float:
        """The total of a measure: cost, time, emissions or distance."""
        return {"cost": self.cost, "time": self.days, "emissions": self.kg, "distance": self.km}[measure]

    def at(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The totals of this very route at other values of the parameters: numbers, or arrays of numbers for many draws."""
        sums: dict[str, Any] = {measure: 0.0 for measure in MEASURES if measure != "distance"}
        for one in self.charges:
            sums[one.measure] = sums[one.measure] + one.at(values)
        return {**sums, "distance": self.km}

    def total_at(self, values: Mapping[str, Any], measure: str) -> Any:
        """One of the totals that `at` gives. Raises KeyError for no measure."""
        if measure == "distance":
            return self.km
        if measure not in MEASURES:
            raise KeyError(measure)
        made: Any = 0.0
        for one in self.charges:  # one after the other, as in `at`: the sum of Python 3.12 rounds otherwise
            if one.measure == measure:
                made = made + one.at(values)
        return made

    @property
    def charges(self) -> tuple[Charge, ...]:
        """All charges of all legs."""
        return tuple(one for leg in self.legs for one in leg.charges)

    @property
    def keys(self) -> tuple[str, ...]:
        """Parameters that the totals rest on."""
        return tuple(sorted({one.key for one in self.charges}))

    @property
    def links(self) -> tuple[str, ...]:
        """Ids of its links, in order."""
        return tuple(leg.link.id for leg in self.legs if leg.link is not None)

    @property
    def places(self) -> tuple[Node, ...]:
        """Places passed, both ends included."""
        ends = [leg.end for leg in self.legs if leg.link is not None]
        return (self.start, *ends)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What on this route is nobody's value but ours."""
        return tuple(sorted({one for leg in self.legs for one in leg.assumptions}))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is not sure of its links, in order."""
        return tuple(dict.fromkeys(f"{_named(leg)}: {leg.doubt}" for leg in self.legs if leg.doubt))

    def charged(self, measure: str) -> bool:
        """True when the tables say what this measure is: gas and power have lengths only."""
        return measure == "distance" or not self.legs or any(one.measure == measure for one in self.charges)

    def km_by_mode(self) -> dict[str, float]:
        """Kilometres by mode, in the order that modes are met."""
        sums: dict[str, float] = {}
        for leg in self.legs:
            if leg.link is not None:
                sums[leg.mode] = sums.get(leg.mode, 0.0) + leg.km
        return sums

    def stretches(self) -> list[tuple[str, Node, Node, float]]:
        """Legs of one mode and gauge taken together: mode, from, to, kilometres."""
        held = [leg for leg in self.legs if leg.link is not None]
        made = []
        for (mode, _), group in groupby(held, key=lambda leg: (leg.mode, leg.gauge)):
            legs = list(group)
            made.append((mode, legs[0].start, legs[-1].end, sum(leg.km for leg in legs)))
        return made

    def bridged(self) -> tuple[tuple[Leg, ...], ...]:
        """Stretches by road between two by rail, with the changes at both ends: what a missing line costs. Each change is a leg
        of its own with its time and charge, so none is passed for nothing."""
        runs = [tuple(group) for _, group in groupby(self.legs, key=lambda leg: leg.mode if leg.link else "")]
        found = []
        for at in range(len(runs) - 4):
            one, out, road, back, other = runs[at : at + 5]
            modes = one[0].mode, road[0].mode, other[0].mode
            if modes == ("rail", "road", "rail") and out[0].link is None and back[0].link is None:
                found.append((*out, *road, *back))
        return tuple(found)

    def _told(self, measure: str) -> float | None:
        return round(self.total(measure), 6) if self.charged(measure) else None

    def as_dict(self) -> dict[str, Any]:
        """The route as JSON has it; null for what the tables do not say."""
        return {
            "found": True, "from": self.start.id, "to": self.end.id, "by": self.by, "how": self.how,
            "cargo": {"tonnes": self.cargo.tonnes, "teu": self.cargo.teu},
            "on": self.conditions.on.isoformat() if self.conditions.on else None, "month": self.conditions.month,
            "km": round(self.km, 3), "days": self._told("time"), "cost_usd": self._told("cost"),
            "co2e_kg": self._told("emissions"), "links": list(self.links), "legs": [_leg(one) for one in self.legs],
            "bridged": [[_leg(leg) for leg in one] for one in self.bridged()],
            "doubts": list(self.doubts), "assumptions": list(self.assumptions), "notice": NOTICE,
        }  # fmt: skip


def bounds(route: Route, parameters: Mapping[str, Parameter]) -> dict[str, tuple[float, float]]:
    """The least and the most of every measure with each parameter at the end of its range that makes it so: no likelihood, but
    nothing within the ranges lies outside."""
    sums = {measure: (0.0, 0.0) for measure in MEASURES if measure != "distance"}
    for one in route.charges:
        held = parameters[one.key]
        ends = sorted(float(one.at({one.key: value})) for value in (held.low, held.high) if value is not None)
        low, high = sums[one.measure]
        sums[one.measure] = (low + ends[0], high + ends[-1])
    return {**sums, "distance": (route.km, route.km)}


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "kind": leg.kind, "from": leg.start.id, "to": leg.end.id, "mode": leg.mode, "gauge": leg.gauge or None,
        "km": leg.km, "days": round(leg.days, 6), "cost_usd": round(leg.cost, 6), "co2e_kg": round(leg.kg, 6),
        "link": leg.link.id if leg.link else None, "terms": [one.id for one in leg.terms], "row": leg.row,
        "source": leg.source, "doubt": leg.doubt or None, "assumptions": list(leg.assumptions),
    }  # fmt: skip


def _named(leg: Leg) -> str:
    if leg.link is None:
        return leg.start.short
    return leg.link.name or f"{leg.start.short}-{leg.end.short} ({leg.link.mode})"


@dataclass(frozen=True, slots=True)
class NoRoute:
    """No way, and why. It is false and empty, so `if route` and `for route in answer` say the same. `cut`: the least number of
    links or gaps that would have to be open, each with why it is not."""

    start: Node
    end: Node
    by: str
    reason: str
    cut: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Route]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def as_dict(self) -> dict[str, Any]:
        """The answer as JSON has it."""
        return {
            "found": False, "from": self.start.id, "to": self.end.id, "by": self.by, "reason": self.reason,
            "cut": [{"what": what, "why": why} for what, why in self.cut], "notice": NOTICE,
        }  # fmt: skip


def legs(graph: Graph, arcs: Sequence[int], conditions: Conditions) -> tuple[Leg, ...]:
    """The arcs of a way as legs."""
    return tuple(_made(graph, number, conditions) for number in arcs)


def _made(graph: Graph, number: int, conditions: Conditions) -> Leg:
    arc = graph.arcs[number]
    tail, head = graph.states[arc.tail], graph.states[arc.head]
    nodes = graph.tables.nodes
    kind = "link" if arc.link else arc.terms[0].kind
    gauge = tail.gauge if tail.gauge == head.gauge else f"{tail.gauge}/{head.gauge}"
    mode = tail.mode if tail.mode == head.mode else f"{tail.mode}/{head.mode}"
    return Leg(
        kind, nodes[tail.place], nodes[head.place], mode, gauge if tail.mode == head.mode else "", arc.km,
        graph.amount(arc, "time"), graph.amount(arc, "cost"), graph.amount(arc, "emissions"), arc.link, arc.terms,
        arc.charges, (conditions.doubt(arc.link) or "") if arc.link else "",
        tuple(_assumed(graph, arc.link, arc.terms, arc.charges)),
    )  # fmt: skip


def _assumed(
    graph: Graph, link: Link | None, terms: Iterable[Term], charges: Iterable[Charge]
) -> Iterator[str]:
    if link is not None:
        # Years of opening bear on a route only where the link is not simply open.
        idle = ("capacity", "opens") if link.status == "open" else ("capacity",)
        yield from (f"{link.id}: {one}" for one in link.assumption if one not in idle)
    yield from (f"{one.id}: {what}" for one in terms for what in one.assumption)
    keys = dict.fromkeys(one.key for one in charges)
    held: list[Parameter] = [graph.tables.parameters[key] for key in keys]
    yield from (f"{one.key}: {', '.join(one.assumption)}" for one in held if one.assumption)
