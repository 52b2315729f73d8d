"""How much fits: the most that can pass between two places in a year, what a volume costs at the least, and what cuts it.

A link's capacity holds for both directions together. A link whose capacity nobody told bounds nothing, and is named. The linear
programs are solved by HiGHS.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any

from depositary.model.errors import BadArgument
from depositary.network.graph import Graph
from depositary.network.nouns import Link, Node
from depositary.network.search import MICRO, Web
from depositary.network.units import CAPACITY_UNITS

# The column of what is sent, among those of arcs.
SENT = -1
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
        raise BadArgument(
            f"no capacity is told as {end} in {unit}",
            f"Units: {', '.join(CAPACITY_UNITS)}; {', '.join(ENDS)}",
        )
    found = {}
    for id in graph.of_link:
        held = graph.tables.links[id].capacity
        told = {"low": held.low, "best": held.best, "high": held.high}
        value = next((told[name] for name in (end, "best", "low", "high") if told[name] is not None), None)
        if held.unit == unit and value is not None:
            found[id] = value
    return found


@dataclass(frozen=True)
class Pipes:
    """A web in which groups of arcs share a limit: `groups` names the group of an arc, `limits` the limit of a group (None, or
    an arc of no group: free). The two sets of ends stand for one point each."""

    web: Web
    groups: Mapping[int, str]
    limits: Mapping[str, float | None]
    closed: frozenset[int]
    starts: tuple[int, ...]
    goals: tuple[int, ...]

    def limit(self, arc: int) -> float | None:
        """What bounds an arc."""
        group = self.groups.get(arc)
        return self.limits.get(group) if group is not None else None

    @cached_property
    def free(self) -> bool:
        """True where some way meets no limit."""
        bounded = {arc for arc in self.groups if self.limit(arc) is not None}
        lengths = [1] * len(self.web.tails)
        return (
            self.web.way(lengths, dict.fromkeys(self.starts, 0), self.goals, self.closed | bounded)
            is not None
        )

    def most(self) -> tuple[float, dict[int, float]]:
        """The most that passes, and over which arcs; without bound and nothing where some way is free."""
        if self.free:
            return inf, {}
        passing = _Program(self, None).solve([-1.0 if arc < 0 else 0.0 for arc in self.arcs])
        return passing.pop(SENT, 0.0), passing

    def least(self, amount: float, weights: Sequence[int]) -> dict[int, float]:
        """The cheapest way to send an amount, which must fit."""
        passing = _Program(self, amount).solve(
            [0.0 if arc < 0 else weights[arc] / MICRO for arc in self.arcs]
        )
        passing.pop(SENT, None)
        return passing

    @cached_property
    def arcs(self) -> list[int]:
        """What is decided on: the amount sent, then every open arc."""
        return [SENT, *(arc for arc in range(len(self.web.tails)) if arc not in self.closed)]

    def cut(self, passing: Mapping[int, float]) -> list[str]:
        """Groups between what can still be reached and what cannot, when the most is passing: their limits sum to it."""
        web = self.web
        ahead: dict[tuple[int, int, str | None], float] = {}
        for arc, value in passing.items():
            key = web.tails[arc], web.heads[arc], self.groups.get(arc)
            ahead[key] = ahead.get(key, 0.0) + value

        def room(arc: int) -> bool:
            limit, tail, head, group = self.limit(arc), web.tails[arc], web.heads[arc], self.groups.get(arc)
            used = ahead.get((tail, head, group), 0.0) - ahead.get((head, tail, group), 0.0)
            return limit is None or limit - used > SLIGHT * max(1.0, limit)

        reached, wave = set(self.starts), list(self.starts)
        while wave:
            point = wave.pop()
            onward = [head for arc, head in web.out[point] if arc not in self.closed and room(arc)]
            onward += [
                tail
                for arc, tail in web.into[point]
                if passing.get(arc, 0.0) > SLIGHT and self.limit(arc) is None
            ]
            new = [one for one in dict.fromkeys(onward) if one not in reached]
            reached.update(new)
            wave += new
        crossing = [
            arc for arc in self.arcs[1:] if web.tails[arc] in reached and web.heads[arc] not in reached
        ]
        return sorted({self.groups[arc] for arc in crossing if arc in self.groups})


class _Program:
    """A column for each arc and for what is sent, a row for each point and each limit."""

    def __init__(self, pipes: Pipes, amount: float | None) -> None:
        import highspy

        self.arcs = pipes.arcs
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.silent()
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.solver.addVar(amount or 0.0, inf if amount is None else amount)
        for _ in self.arcs[1:]:
            self.solver.addVar(0.0, inf)
        rows, shared = rows_of(pipes)
        for _, row in sorted(rows.items()):
            self._row(0.0, 0.0, row)
        for group, held in sorted(shared.items()):
            self._row(-inf, pipes.limits[group] or 0.0, held)

    def _row(self, low: float, high: float, row: Mapping[int, float]) -> None:
        import numpy as np

        kept = {at: value for at, value in sorted(row.items()) if value}
        where, values = np.array(list(kept), dtype=np.int32), np.array(list(kept.values()), dtype=np.double)
        self.solver.addRow(low, high, len(kept), where, values)

    def solve(self, costs: Sequence[float]) -> dict[int, float]:
        """What passes each arc, and what is sent."""
        for column, cost in enumerate(costs):
            self.solver.changeColCost(column, cost)
        self.solver.run()
        if self.solver.getModelStatus() != self.optimal:
            raise BadArgument("the flow has no solution", "Ask for no more than fits")
        values = list(self.solver.getSolution().col_value)
        return {arc: value for arc, value in zip(self.arcs, values, strict=True) if value > SLIGHT}


Row = dict[int, float]


def rows_of(pipes: Pipes) -> tuple[dict[int, Row], dict[str, Row]]:
    """For each point what leaves it less what comes in, all starts being one point and all goals another; for each limit the
    arcs that share it."""
    web = pipes.web
    first, last = web.size, web.size + 1
    name = {**dict.fromkeys(pipes.goals, last), **dict.fromkeys(pipes.starts, first)}
    rows: dict[int, Row] = {first: {0: -1.0}, last: {0: 1.0}}
    shared: dict[str, Row] = {}
    for column, arc in enumerate(pipes.arcs):
        if arc < 0:
            continue
        for point, sign in ((web.tails[arc], 1.0), (web.heads[arc], -1.0)):
            row = rows.setdefault(name.get(point, point), {})
            row[column] = row.get(column, 0.0) + sign
        if pipes.limit(arc) is not None:
            shared.setdefault(pipes.groups[arc], {})[column] = 1.0
    return rows, shared


def flow(
    graph: Graph, closed: Collection[int], start: Node, end: Node, amount: float | None, unit: str, by: str, capacity: str
) -> Flow:  # fmt: skip
    """The most that passes, or with an amount the least-cost way to send as much of it as fits."""
    held = capacities(graph, unit, capacity)
    pipes = Pipes(
        graph.web, {arc: link for link, arcs in graph.of_link.items() for arc in arcs}, held, frozenset(closed),
        graph.of_place.get(start.id, ()), graph.of_place.get(end.id, ()),
    )  # fmt: skip
    most, passing = pipes.most() if pipes.starts and pipes.goals else (0.0, {})
    cut = pipes.cut(passing) if pipes.starts and pipes.goals and most < inf else []
    sent = most if amount is None else min(amount, most)
    weights = graph.weights[by]
    cheapest = pipes.least(sent, weights) if SLIGHT < sent < inf else {}
    net = _by_link(graph, cheapest)
    cost = sum(weights[arc] * value for arc, value in cheapest.items()) / MICRO
    return Flow(
        start, end, amount, None if sent == inf else sent, None if most == inf else most, unit, by,
        cost / sent if cheapest else None, tuple(Use(graph.tables.links[one], net[one], held.get(one)) for one in net),
        tuple(Use(graph.tables.links[one], net.get(one, 0.0), held[one]) for one in cut),
        tuple(one for one in net if one not in held),
    )  # fmt: skip


def _by_link(graph: Graph, passing: Mapping[int, float]) -> dict[str, float]:
    """What passes each link, both directions together."""
    sums: dict[str, float] = {}
    for arc, value in sorted(passing.items()):
        link = graph.arcs[arc].link
        if link is not None:
            sums[link.id] = sums.get(link.id, 0.0) + value
    return sums
