"""How much fits: the most that can pass between two places in a year, what a volume costs at the least, and what cuts it.

A link's capacity holds for both directions together. A link whose capacity nobody told bounds nothing, and is named. The linear
programs are solved by HiGHS.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from depositary.model.errors import BadArgument
from depositary.network.conditions import Conditions
from depositary.network.graph import Graph
from depositary.network.nouns import Link, Node
from depositary.network.search import MICRO, Web
from depositary.network.units import CAPACITY_UNITS

# Less than this share of a capacity is rounding of the solver.
SLIGHT = 1e-7
ENDS = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class Use:
    """A link with what passes over it, and its capacity (None: not told)."""

    link: Link
    amount: float
    capacity: float | None


@dataclass(frozen=True, slots=True)
class Flow:
    """What passes between two places. `most` is the most that fits (None: nothing on some way has a capacity), `amount` what was
    sent, `unit_cost` its cost for each cargo of the graph, `cut` the links that bound it, `untold` those used without a capacity.
    False where less passes than was asked."""

    start: Node
    end: Node
    asked: float | None
    amount: float | None
    most: float | None
    unit: str
    by: str
    unit_cost: float | None
    uses: tuple[Use, ...]
    cut: tuple[Use, ...]
    untold: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.asked is None or self.most is None or self.asked <= self.most * (1 + SLIGHT)

    def as_dict(self) -> dict[str, Any]:
        """The flow as JSON has it."""
        return {
            "from": self.start.id, "to": self.end.id, "asked": self.asked, "amount": self.amount, "most": self.most,
            "unit": self.unit, "fits": bool(self), "by": self.by, "unit_cost": self.unit_cost,
            "links": [_use(one) for one in self.uses], "cut": [_use(one) for one in self.cut], "untold": list(self.untold),
        }  # fmt: skip


def _use(one: Use) -> dict[str, Any]:
    return {"link": one.link.id, "amount": round(one.amount, 6), "capacity": one.capacity}


def capacities(graph: Graph, unit: str, end: str) -> dict[str, float]:
    """Of links told in this unit: the low, best or high capacity; the one nearest where that is missing."""
    if unit not in CAPACITY_UNITS or end not in ENDS:
        raise BadArgument(f"no capacity is told as {end} in {unit}", f"Units: {', '.join(CAPACITY_UNITS)}; {', '.join(ENDS)}")
    found = {}
    for id in graph.of_link:
        held = graph.tables.links[id].capacity
        order = {"low": (held.low, held.best, held.high), "best": (held.best, held.low, held.high), "high": (held.high, held.best, held.low)}
        value = next((one for one in order[end] if one is not None), None)
        if held.unit == unit and value is not None:
            found[id] = value
    return found


def flow(
    graph: Graph, conditions: Conditions, closed: Collection[int], start: Node, end: Node, *,
    amount: float | None, unit: str, by: str, capacity: str,
) -> Flow:  # fmt: skip
    """The most that passes, or with an amount the least-cost way to send as much of it as fits."""
    held = capacities(graph, unit, capacity)
    groups = {arc: link for link, arcs in graph.of_link.items() for arc in arcs}
    starts, goals = graph.of_place.get(start.id, ()), graph.of_place.get(end.id, ())
    bounded = {arc for arc, link in groups.items() if link in held}
    free = graph.web.way([1] * len(graph.arcs), dict.fromkeys(starts, 0), goals, {*closed, *bounded}) is not None
    limits = {link: held.get(link) for link in graph.of_link}
    most, _ = (inf, {}) if free or not (starts and goals) else most_through(graph.web, groups, limits, closed, starts, goals)
    if not (starts and goals):
        most = 0.0
    sent = most if amount is None else min(amount, most)
    passing = least(graph.web, groups, limits, closed, starts, goals, graph.weights[by], sent) if 0 < sent < inf else {}
    net = _by_link(graph, passing)
    cost = sum(graph.weights[by][arc] * value for arc, value in passing.items()) / MICRO
    cut = [] if most == inf else cut_links(graph, groups, limits, closed, starts, goals)
    uses = [Use(graph.tables.links[link], value, held.get(link)) for link, value in net.items()]
    told = None if most == inf else most
    return Flow(
        start, end, amount, None if sent == inf else sent, told, unit, by, cost / sent if passing else None, tuple(uses),
        tuple(Use(graph.tables.links[link], net.get(link, 0.0), held[link]) for link in cut),
        tuple(link for link in net if link not in held),
    )  # fmt: skip


def _by_link(graph: Graph, passing: Mapping[int, float]) -> dict[str, float]:
    """What passes each link, both directions together."""
    sums: dict[str, float] = {}
    for arc, value in sorted(passing.items()):
        link = graph.arcs[arc].link
        if link is not None:
            sums[link.id] = sums.get(link.id, 0.0) + value
    return {link: value for link, value in sums.items() if value > SLIGHT}


def cut_links(
    graph: Graph, groups: Mapping[int, str], limits: Mapping[str, float | None], closed: Collection[int],
    starts: Collection[int], goals: Collection[int],
) -> list[str]:  # fmt: skip
    """Links of a least cut: their capacities sum to the most that passes."""
    if not (starts and goals):
        return []
    _, passing = most_through(graph.web, groups, limits, closed, starts, goals)
    return least_cut(graph.web, groups, limits, closed, starts, passing)


def most_through(
    web: Web, groups: Mapping[int, str], limits: Mapping[str, float | None], closed: Collection[int],
    starts: Collection[int], goals: Collection[int],
) -> tuple[float, dict[int, float]]:  # fmt: skip
    """The most that passes from the starts to the goals, and over which arcs. Arcs of one group share its limit; an arc without
    one is free. The caller sees to it that some limit bounds it."""
    program = _Program(web, groups, limits, closed, starts, goals)
    passing = program.solve([-1.0 if arc < 0 else 0.0 for arc in program.arcs])
    return program.sent(passing), {arc: value for arc, value in passing.items() if arc >= 0}


def least(
    web: Web, groups: Mapping[int, str], limits: Mapping[str, float | None], closed: Collection[int],
    starts: Collection[int], goals: Collection[int], weights: Sequence[int], amount: float,
) -> dict[int, float]:  # fmt: skip
    """The cheapest way to send this amount, which must fit."""
    program = _Program(web, groups, limits, closed, starts, goals, amount)
    # Whole weights are scaled down so that the solver's tolerances mean something.
    passing = program.solve([0.0 if arc < 0 else weights[arc] / MICRO for arc in program.arcs])
    return {arc: value for arc, value in passing.items() if arc >= 0}


class _Program:
    """One column an arc and one, numbered -1, for what is sent; a row for each point and for each limit."""

    def __init__(
        self, web: Web, groups: Mapping[int, str], limits: Mapping[str, float | None], closed: Collection[int],
        starts: Collection[int], goals: Collection[int], amount: float | None = None,
    ) -> None:  # fmt: skip
        import highspy

        shut = frozenset(closed)
        self.arcs = [-1, *(arc for arc in range(len(web.tails)) if arc not in shut)]
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.silent()
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.solver.addVar(amount or 0.0, inf if amount is None else amount)
        for _ in self.arcs[1:]:
            self.solver.addVar(0.0, inf)
        column = {arc: at for at, arc in enumerate(self.arcs)}
        for row in self._points(web, column, starts, goals):
            self._row(0.0, 0.0, row)
        for group, limit in limits.items():
            held = {column[arc]: 1.0 for arc, name in groups.items() if name == group and arc in column}
            if limit is not None and held:
                self._row(-inf, limit, held)

    def _points(
        self, web: Web, column: Mapping[int, int], starts: Collection[int], goals: Collection[int]
    ) -> list[dict[int, float]]:
        """What leaves a point less what comes in is nothing; all starts are one point, and all goals."""
        name = {**dict.fromkeys(range(web.size)), **dict.fromkeys(goals, -2), **dict.fromkeys(starts, -1)}
        rows: dict[int, dict[int, float]] = {-1: {0: -1.0}, -2: {0: 1.0}}
        for arc, at in column.items():
            if arc >= 0:
                ends = [point if name[point] is None else name[point] for point in (web.tails[arc], web.heads[arc])]
                for end, sign in zip(ends, (1.0, -1.0), strict=True):
                    row = rows.setdefault(end, {})  # type: ignore[arg-type]
                    row[at] = row.get(at, 0.0) + sign
        return [row for _, row in sorted(rows.items())]

    def _row(self, low: float, high: float, row: Mapping[int, float]) -> None:
        import numpy as np

        kept = {at: value for at, value in sorted(row.items()) if value}
        where, values = np.array(list(kept), dtype=np.int32), np.array(list(kept.values()), dtype=np.double)
        self.solver.addRow(low, high, len(kept), where, values)

    def solve(self, costs: Sequence[float]) -> dict[int, float]:
        """What passes each arc."""
        for column, cost in enumerate(costs):
            self.solver.changeColCost(column, cost)
        self.solver.run()
        if self.solver.getModelStatus() != self.optimal:
            raise BadArgument("the flow has no solution", "Ask for no more than fits")
        values = list(self.solver.getSolution().col_value)
        return {arc: value for arc, value in zip(self.arcs, values, strict=True) if value > SLIGHT}

    def sent(self, passing: Mapping[int, float]) -> float:
        """The amount that is sent."""
        return passing.get(-1, 0.0)


def least_cut(
    web: Web, groups: Mapping[int, str], limits: Mapping[str, float | None], closed: Collection[int],
    starts: Collection[int], passing: Mapping[int, float],
) -> list[str]:  # fmt: skip
    """Groups between what can still be reached and what cannot, when the most is passing."""
    shut, back = frozenset(closed), {}
    for arc, value in passing.items():
        back[web.heads[arc], web.tails[arc], groups.get(arc)] = back.get((web.heads[arc], web.tails[arc], groups.get(arc)), 0.0) + value
    ahead = {(tail, head, group): value for (head, tail, group), value in back.items()}

    def room(arc: int) -> float:
        group = groups.get(arc)
        limit = limits.get(group) if group is not None else None
        key = (web.tails[arc], web.heads[arc], group)
        return inf if limit is None else limit - ahead.get(key, 0.0) + back.get(key, 0.0)

    reached, wave = set(starts), list(starts)
    while wave:
        point = wave.pop()
        onward = [head for arc, head in web.out[point] if arc not in shut and room(arc) > SLIGHT * max(1.0, limits.get(groups.get(arc, "")) or 1.0)]
        onward += [tail for arc, tail in web.into[point] if passing.get(arc, 0.0) > SLIGHT and groups.get(arc) not in limits]
        for one in onward:
            if one not in reached:
                reached.add(one)
                wave.append(one)
    crossing = {
        groups[arc] for arc in range(len(web.tails))
        if arc not in shut and arc in groups and web.tails[arc] in reached and web.heads[arc] not in reached
    }  # fmt: skip
    return sorted(crossing)
