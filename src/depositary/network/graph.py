"""A network as states and arcs: a state is a place with a mode and a gauge, an arc is a link, a transfer or a change of gauge.

Every arc holds what it asks as charges of parameters, so a break of mode, gauge or border is never passed for nothing
unless the tables say so. Where two states of a place have no term between them there is no arc: a gap, which is told when
it is what cuts a route.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from depositary.network.conditions import Conditions
from depositary.network.folder import Tables
from depositary.network.nouns import MEASURES, Link, Parameter, Term
from depositary.network.search import MICRO, Web
from depositary.network.units import Cargo, Charge, charge


@dataclass(frozen=True, slots=True, order=True)
class State:
    """Goods at a place, on a mode, on a gauge (empty where the mode has none)."""

    place: str
    mode: str
    gauge: str

    def __str__(self) -> str:
        return f"{self.mode} {self.gauge} mm" if self.gauge else self.mode


@dataclass(frozen=True, slots=True)
class Arc:
    """From one state to another by a link or, where there is none, by the terms of a place. `gap`: a break that no term
    bridges; no route uses it."""

    tail: int
    head: int
    link: Link | None
    terms: tuple[Term, ...]
    charges: tuple[Charge, ...]
    gap: str = ""

    @property
    def km(self) -> float:
        return self.link.length_km if self.link else 0.0


class Graph:
    """States and arcs for goods, gas or power, with whole-number weights for every measure."""

    def __init__(self, tables: Tables, carries: str, cargo: Cargo, values: Mapping[str, float]) -> None:
        self.tables, self.carries, self.cargo, self.values = tables, carries, cargo, values
        links = [one for one in tables.links.values() if tables.services[one.service].carries == carries]
        found = {state for link in links for state in _ends(link)}
        self.states: tuple[State, ...] = tuple(sorted(found))
        self.number = {state: place for place, state in enumerate(self.states)}
        self.arcs: tuple[Arc, ...] = (*self._links(links), *self._changes())
        self.web = Web(len(self.states), [one.tail for one in self.arcs], [one.head for one in self.arcs])
        self._shut: tuple[Conditions, frozenset[int]] | None = None

    @cached_property
    def of_place(self) -> dict[str, tuple[int, ...]]:
        """Numbers of the states of every place."""
        held: dict[str, list[int]] = {}
        for number, state in enumerate(self.states):
            held.setdefault(state.place, []).append(number)
        return {place: tuple(numbers) for place, numbers in held.items()}

    @cached_property
    def gaps(self) -> frozenset[int]:
        """Arcs that bridge what no term bridges."""
        return frozenset(number for number, arc in enumerate(self.arcs) if arc.gap)

    @cached_property
    def of_link(self) -> dict[str, tuple[int, ...]]:
        """Numbers of the arcs of every link."""
        held: dict[str, list[int]] = {}
        for number, arc in enumerate(self.arcs):
            if arc.link is not None:
                held.setdefault(arc.link.id, []).append(number)
        return {link: tuple(numbers) for link, numbers in held.items()}

    @cached_property
    def pieces(self) -> dict[str, tuple[str, ...]]:
        """Of every place those that any links join it to, open or not, by id; one tuple for all of a piece. Arcs go both ways,
        and the states of a place are joined, if only by a gap."""
        held: dict[str, tuple[str, ...]] = {}
        for place, numbers in self.of_place.items():
            if place not in held:
                reached = self.web.component(numbers)
                piece = tuple(sorted({self.states[number].place for number in reached}))
                held.update(dict.fromkeys(piece, piece))
        return held

    def shut(self, conditions: Conditions) -> frozenset[int]:
        """Numbers of the arcs that may not be used under these conditions; kept for those asked for last, since many questions
        are asked under the same."""
        held = self._shut
        if held is None or held[0] != conditions:
            links = (link for link in self.of_link if conditions.refused(self.tables.links[link]))
            held = conditions, self.gaps | {arc for link in links for arc in self.of_link[link]}
            self._shut = held
        return held[1]

    @cached_property
    def weights(self) -> dict[str, list[int]]:
        """Of every measure what each arc adds, in millionths."""
        return {
            measure: [round(self.amount(arc, measure) * MICRO) for arc in self.arcs] for measure in MEASURES
        }

    def amount(self, arc: Arc, measure: str) -> float:
        """What an arc adds to a measure at the values of this graph."""
        if measure == "distance":
            return arc.km
        return sum(float(one.at(self.values)) for one in arc.charges if one.measure == measure)

    def _links(self, links: Iterable[Link]) -> Iterator[Arc]:
        for link in links:
            charges, terms, gap = self._of_link(link)
            tail, head = (self.number[state] for state in _ends(link))
            yield Arc(tail, head, link, terms, charges, gap)
            yield Arc(head, tail, link, terms, charges, gap)

    def _of_link(self, link: Link) -> tuple[tuple[Charge, ...], tuple[Term, ...], str]:
        """Charges of a link: carriage, then border, then gauge where it changes on the way."""
        service = self.tables.services[link.service]
        keys = [
            (link.hours or service.speed, "running"),
            (service.cost, "carriage"),
            (service.emissions, "emissions"),
        ]
        charges = [*self._charges([*keys, (link.toll, "toll")], link.length_km)]
        terms = [self._border(link)]
        gap = ""
        if link.gauges[0] != link.gauges[1]:
            terms.append(self.term("gauge", link.gauges, [link.id, *link.ends], self._kinds(link.ends)))
            gap = "" if terms[-1] else f"no term for the change of gauge {'/'.join(link.gauges)} on the way"
        held = tuple(one for one in terms if one is not None)
        return (*charges, *(made for one in held for made in self._asked(one))), held, gap

    def _border(self, link: Link) -> Term | None:
        countries = [self.tables.nodes[end].country for end in link.ends]
        if not all(countries) or countries[0] == countries[1]:
            return None
        pairs = ["/".join(countries), "/".join(reversed(countries))]
        return self.term("border", (link.mode,), [link.id, *link.ends], [*pairs, *self._kinds(link.ends)])

    def _kinds(self, places: Iterable[str]) -> list[str]:
        return [self.tables.nodes[place].kind for place in places]

    def _changes(self) -> Iterator[Arc]:
        for place, numbers in self.of_place.items():
            for one, other in combinations(numbers, 2):
                first, second = self.states[one], self.states[other]
                kind = "gauge" if first.mode == second.mode else "transfer"
                between = (first.gauge, second.gauge) if kind == "gauge" else (first.mode, second.mode)
                term = self.term(kind, between, [place], self._kinds([place]))
                charges = self._asked(term) if term else ()
                gap = "" if term else f"no term between {first} and {second}"
                yield Arc(one, other, None, (term,) if term else (), charges, gap)
                yield Arc(other, one, None, (term,) if term else (), charges, gap)

    def term(
        self, kind: str, between: Sequence[str], ids: Sequence[str], kinds: Sequence[str]
    ) -> Term | None:
        """The term that holds: one that names the link or place before one for a kind or pair of countries, before `*`."""
        wanted = sorted(between)
        fitting = [
            one for one in self.tables.terms.values() if one.kind == kind and sorted(one.between) == wanted
        ]
        for names in (ids, kinds, ("*",)):
            for one in fitting:
                if set(one.at) & set(names):
                    return one
        return None

    def _asked(self, term: Term) -> tuple[Charge, ...]:
        return self._charges([(term.hours, term.kind), (term.cost, term.kind)], 0.0)

    def _charges(self, keys: Iterable[tuple[str, str]], km: float) -> tuple[Charge, ...]:
        held = self.tables.parameters
        return tuple(charge(_known(held[key]), self.cargo, km, what) for key, what in keys if key)


def _ends(link: Link) -> tuple[State, State]:
    return State(link.ends[0], link.mode, link.gauges[0]), State(link.ends[1], link.mode, link.gauges[1])


def _known(parameter: Parameter) -> Parameter:
    from depositary.model.errors import BadData
    from depositary.network.units import UNITS

    if parameter.unit not in UNITS:
        raise BadData(
            f"parameters.csv, row {parameter.row}: no route is charged in {parameter.unit!r}",
            f"Units: {', '.join(UNITS)}",
        )
    return parameter
