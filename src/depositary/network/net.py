"""The network of a case or folder, and what can be asked of it.

net = Network.load("NAME")
net.route("A", "B", by="time", year=2025, without=["Strait"])     one route, or no route with the reason
net.pareto("A", "B")                                              all that nothing beats
net.alternatives("A", "B")                                        ways that really differ
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from depositary.model.case import CASES, Case
from depositary.model.case import load as load_case
from depositary.model.case import names as case_names
from depositary.model.errors import BadArgument
from depositary.network import alternatives as other
from depositary.network import flows, pareto, reasons
from depositary.network.conditions import Conditions, when
from depositary.network.flows import Flow
from depositary.network.folder import Tables, read
from depositary.network.graph import Graph
from depositary.network.legs import NoRoute, Route, legs
from depositary.network.names import Names
from depositary.network.nouns import MEASURES, Link, Node, Parameter
from depositary.network.units import Cargo

# What a container of twenty feet holds where the network does not say.
TONNES = 12.0
PARETO = ("cost", "time", "emissions")


# Tonnes of a container, or an amount of a year, beyond which sums are no numbers any more.
LARGEST = 1e9


def bounded(value: float, what: str) -> None:
    """Raises BadArgument for what is no amount: nought, less, no number, or beyond all ways."""
    if not 0 < value <= LARGEST:
        raise BadArgument(f"{value:g} is no amount of {what}", f"Give a number above nought, {LARGEST:,.0f} at most")


class Network:
    """Places, links and parameters, with the questions one asks of them. It is never changed: `with_values` gives another."""

    def __init__(self, tables: Tables, values: Mapping[str, float] | None = None) -> None:
        self.tables = tables
        self.given = dict(values or {})
        self._graphs: dict[tuple[str, Cargo], Graph] = {}

    @classmethod
    def load(cls, where: str | Path | Case) -> Network:
        """From a case, the name of one, or a folder of tables. Raises BadArgument, BadNetwork."""
        return cls(read(folder_of(where)))

    @classmethod
    def knowing(cls, *places: str) -> Network:
        """The network of the one case that knows all these places. Raises BadArgument where none or several do."""
        found, lost = [], None
        for name in case_names():
            if (CASES / name / "network" / "links.csv").exists():
                made = cls.load(name)
                try:
                    for place in places:
                        made.place(place)
                    found.append((name, made))
                except BadArgument as error:
                    lost = error
        if len(found) == 1:
            return found[0][1]
        if found:
            names = ", ".join(name for name, _ in found)
            raise BadArgument("several cases know these places", f"Say which: --case {names}")
        raise lost or BadArgument("no case has a network", "Give a folder with --network")

    @property
    def title(self) -> str:
        return str(self.tables.body.get("title") or self.tables.folder.parent.name)

    @property
    def nodes(self) -> Mapping[str, Node]:
        return self.tables.nodes

    @property
    def links(self) -> Mapping[str, Link]:
        return self.tables.links

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return self.tables.parameters

    @cached_property
    def names(self) -> Names:
        """Names to places and links."""
        return Names(self.tables)

    @cached_property
    def values(self) -> dict[str, float]:
        """The value of every parameter that has one: the best, or what was given for it."""
        best = {key: one.best for key, one in self.parameters.items() if one.best is not None}
        return {**best, **self.given}

    def with_values(self, values: Mapping[str, float]) -> Network:
        """The same network at other values of some parameters. Raises BadArgument for a key that is not there."""
        lost = sorted(set(values) - set(self.parameters))
        if lost:
            raise BadArgument(
                f"there is no parameter {lost[0]!r}", "See depositary network show --parameters"
            )
        return Network(self.tables, {**self.given, **values})

    def place(self, name: str) -> Node:
        """A place by id or name. Raises BadArgument, with names near it."""
        return self.names.place(name)

    def cargo(self, tonnes: float | None = None, teu: float = 1.0) -> Cargo:
        """A cargo; without tonnes, the usual load of a container. Raises BadArgument."""
        if tonnes is not None:
            bounded(tonnes, "tonnes")
        load = self.tables.body.get("cargo_load")
        return Cargo(tonnes if tonnes is not None else teu * (self.values[load] if load else TONNES), teu)

    def conditions(
        self,
        *,
        on: date | str | None = None,
        year: int | None = None,
        month: int | None = None,
        without: Iterable[str] = (),
        built: Iterable[str] = (),
        modes: Iterable[str] = (),
        opening: str = "late",
    ) -> Conditions:
        """What holds while a route is sought; `without` and `built` are names of links, places, or two places as A-B."""
        if opening not in ("late", "early"):
            raise BadArgument(f"{opening!r} is no opening", "Give late or early")
        known = {one.mode for one in self.links.values()}
        for mode in modes:
            if mode not in known:
                raise BadArgument(f"there is no mode {mode!r}", f"Modes: {', '.join(sorted(known))}")
        day, season = when(on, year, month)
        shut, made = (
            frozenset(link for name in names for link in self.names.links(name)) for names in (without, built)
        )
        return Conditions(day, season, shut, made, frozenset(modes), opening)

    def graph(self, carries: str = "goods", cargo: Cargo | None = None) -> Graph:
        """The states and arcs for what is carried; held once made. Raises BadArgument."""
        known = sorted({one.carries for one in self.tables.services.values()})
        if carries not in known:
            raise BadArgument(f"nothing carries {carries!r}", f"Carried: {', '.join(known)}")
        key = carries, cargo or self.cargo()
        if key not in self._graphs:
            self._graphs[key] = Graph(self.tables, carries, key[1], self.values)
        return self._graphs[key]

    def route(
        self, start: str, end: str, by: str = "cost", *, via: Sequence[str] = (), carries: str = "goods",
        cargo: Cargo | None = None, **conditions: Any,
    ) -> Route | NoRoute:  # fmt: skip
        """The best route in one measure, by way of places where asked; or no route, with the reason."""
        search = self._search(start, end, (by,), carries, cargo, conditions)
        return search.best(by, [self.place(name) for name in via])

    def pareto(
        self, start: str, end: str, measures: Sequence[str] = PARETO, *, carries: str = "goods",
        cargo: Cargo | None = None, **conditions: Any,
    ) -> tuple[Route, ...] | NoRoute:  # fmt: skip
        """Every route that no other beats in all the measures at once."""
        return self._search(start, end, measures, carries, cargo, conditions).front(measures)

    def alternatives(
        self, start: str, end: str, by: str = "cost", *, via: Sequence[str] = (), most: int = 5, carries: str = "goods",
        cargo: Cargo | None = None, **conditions: Any,
    ) -> tuple[Route, ...] | NoRoute:  # fmt: skip
        """Routes that differ in most of their length: the best, then by penalty on what was used, and the best through each
        of the places in `via`."""
        search = self._search(start, end, (by,), carries, cargo, conditions)
        return search.others(by, [self.place(name) for name in via], most)

    def flow(
        self, start: str, end: str, amount: float | None = None, *, unit: str = "Mt/y", by: str = "cost",
        capacity: str = "best", carries: str = "goods", cargo: Cargo | None = None, **conditions: Any,
    ) -> Flow:  # fmt: skip
        """How much passes in a year, or the least-cost way to send an amount: over which links, and what bounds it. `capacity` is
        low, best or high."""
        if amount is not None:
            bounded(amount, unit)
        search = self._search(
            start, end, (by if carries == "goods" else "distance",), carries, cargo, conditions
        )
        if search.start == search.end:
            raise BadArgument(f"{search.start.short} is both ends", "Give two places")
        by = by if carries == "goods" else "distance"
        return flows.flow(search.graph, search.closed, search.start, search.end, amount, unit, by, capacity)

    def worth(
        self, link: str, start: str, end: str, amount: float | None = None, **asked: Any
    ) -> tuple[Flow, Flow]:
        """The flow without a link and with it, as if built: what it adds and what it saves is the difference."""
        shut, made = ({**asked, name: [*asked.get(name, ()), link]} for name in ("without", "built"))
        return self.flow(start, end, amount, **shut), self.flow(start, end, amount, **made)

    def _search(
        self,
        start: str,
        end: str,
        measures: Sequence[str],
        carries: str,
        cargo: Cargo | None,
        conditions: Mapping[str, Any],
    ) -> Search:
        for measure in measures:
            if measure not in MEASURES:
                raise BadArgument(f"there is no measure {measure!r}", f"Measures: {', '.join(MEASURES)}")
        graph = self.graph(carries, cargo)
        held = self.conditions(**conditions)
        service = self.tables.services
        if any(measure != "distance" for measure in measures) and not any(
            one.cost or one.speed for one in service.values() if one.carries == carries
        ):
            raise BadArgument(f"{carries} has lengths only", "Ask by distance")
        return Search(graph, held, self.place(start), self.place(end))


class Search:
    """One question: a graph, what holds, and two ends."""

    def __init__(self, graph: Graph, conditions: Conditions, start: Node, end: Node) -> None:
        self.graph, self.conditions, self.start, self.end = graph, conditions, start, end
        self.closed = graph.shut(conditions)
        self.starts = graph.of_place.get(start.id, ())
        self.goals = graph.of_place.get(end.id, ())

    def best(self, by: str, via: Sequence[Node]) -> Route | NoRoute:
        """The best in one measure."""
        weights = self.graph.weights[by]
        arcs = other.through(self.graph, weights, self.start, [*via, self.end], self.closed)
        if arcs is None:
            return self._none(by, via)
        how = f"by way of {', '.join(node.short for node in via)}" if via else "best"
        return self._route(arcs, by, how)

    def front(self, measures: Sequence[str]) -> tuple[Route, ...] | NoRoute:
        """All that nothing beats."""
        weights = [self.graph.weights[measure] for measure in measures]
        if self.start == self.end:
            return (self._route([], "+".join(measures), "pareto"),)
        found = pareto.front(self.graph.web, weights, self.starts, self.goals, self.closed)
        if not found:
            return self._none("+".join(measures), ())
        return tuple(self._route(arcs, "+".join(measures), "pareto") for _, arcs in found)

    def others(self, by: str, via: Sequence[Node], most: int) -> tuple[Route, ...] | NoRoute:
        """Ways that differ."""
        weights = self.graph.weights[by]
        found = other.differing(self.graph, weights, self.start, self.end, via, self.closed, most)
        if not found:
            return self._none(by, via)
        return tuple(self._route(arcs, by, how) for how, arcs in found)

    def _route(self, arcs: Sequence[int], by: str, how: str) -> Route:
        made = legs(self.graph, arcs, self.conditions)
        return Route(self.start, self.end, by, how, self.graph.cargo, self.conditions, made)

    def _none(self, by: str, via: Sequence[Node]) -> NoRoute:
        stops = [self.start, *via, self.end]
        for one, two in pairwise(stops):
            found = reasons.why(self.graph, self.conditions, self.closed, one, two)
            if found is not None:
                reason, cut = found
                return NoRoute(self.start, self.end, by, reason, cut)
        return NoRoute(self.start, self.end, by, "the places asked for cannot be joined in this order")


def folder_of(where: str | Path | Case) -> Path:
    """The folder of tables of a case, the name of one, or a path. Raises BadArgument."""
    if isinstance(where, Case):
        folder = where.folder / "network"
    elif Path(where).joinpath("nodes.csv").exists() or Path(where).joinpath("links.csv").exists():
        return Path(where)
    elif Path(where).is_dir() and not Path(where).joinpath("case.yml").exists():
        return Path(where) / "network" if Path(where).joinpath("network").is_dir() else Path(where)
    else:
        folder = load_case(str(where)).folder / "network"
    if not folder.joinpath("links.csv").exists():
        raise BadArgument(
            f"the case in {folder.parent.name} has no network", "See docs/how-to/bring-your-own-network.md"
        )
    return folder


def changed(conditions: Conditions, **fields: Any) -> Conditions:
    """The same conditions with some fields changed."""
    return replace(conditions, **fields)
