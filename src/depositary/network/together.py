"""Which volumes fit together: several commodities over one network, where what passes a link shares its capacity.

Containers and bulk share a railway; a capacity told in containers binds containers alone. Goods, gas and power have links of
their own and share nothing. One linear program (HiGHS) for each of these: the greatest share of all volumes that passes at
once, and if that is less than all, the most of all together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from depositary.model.errors import BadArgument
from depositary.network import flows
from depositary.network.flows import SENT, SLIGHT, Pipes, Use
from depositary.network.net import Network, Search

MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Commodity:
    """So much a year from one place to another. `unit`: Mt/y, TEU/y, bcm/y or MW; `only`: links it may take (empty: all)."""

    name: str
    start: str
    end: str
    amount: float
    unit: str = "Mt/y"
    carries: str = "goods"
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sent:
    """A commodity: the most of it that passes alone (None: nothing on some way has a capacity), what passes when all are cut by
    the same share, and what passes when the most of all together does."""

    commodity: Commodity
    alone: float | None
    even: float
    most: float


@dataclass(frozen=True, slots=True)
class Together:
    """`share` of all volumes passes at once (1: they fit). `tight` are links that bound it, with what passes at that share;
    `uses` all links with a capacity that are used, `untold` those without."""

    sent: tuple[Sent, ...]
    share: float
    tight: tuple[Use, ...]
    uses: tuple[Use, ...]
    untold: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.share > 1 - SLIGHT

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "fits": bool(self), "share": round(self.share, 6),
            "commodities": [
                {"name": one.commodity.name, "from": one.commodity.start, "to": one.commodity.end, "amount": one.commodity.amount,
                 "unit": one.commodity.unit, "alone": one.alone, "even": round(one.even, 6), "most": round(one.most, 6)}
                for one in self.sent
            ],
            "tight": [_use(one) for one in self.tight], "links": [_use(one) for one in self.uses], "untold": list(self.untold),
        }  # fmt: skip


def _use(one: Use) -> dict[str, Any]:
    return {
        "link": one.link.id,
        "amount": round(one.amount, 6),
        "capacity": one.capacity,
        "unit": one.link.capacity.unit,
    }


def together(
    network: Network, commodities: Sequence[Commodity], *, capacity: str = "best", **conditions: Any
) -> Together:
    """Whether these volumes fit the links at once. `capacity` is low, best or high; conditions as for a route. Raises
    BadArgument for a place, unit or volume that is none."""
    if not commodities or any(one.amount <= 0 for one in commodities):
        raise BadArgument("no volume to send", "Give at least one, above nought")
    parts = [
        _Part(network, [one for one in commodities if one.carries == carries], carries, capacity, conditions)
        for carries in dict.fromkeys(one.carries for one in commodities)
    ]
    share = min(part.share for part in parts)
    sent = {one.commodity: one for part in parts for one in part.sent(share)}
    uses = [use for part in parts for use in part.uses(share)]
    tight = [use for part in parts if part.share <= min(share, 1 - SLIGHT) for use in part.tight()]
    return Together(
        tuple(sent[one] for one in commodities), share, tuple(tight), tuple(one for one in uses if one.capacity is not None),
        tuple(sorted({one.link.id for one in uses if one.capacity is None})),
    )  # fmt: skip


class _Part:
    """The commodities of one kind: columns for the share, then for each what is sent and every open arc."""

    def __init__(
        self,
        network: Network,
        held: Sequence[Commodity],
        carries: str,
        capacity: str,
        conditions: Mapping[str, Any],
    ) -> None:
        self.network, self.held = network, held
        self.graph = network.graph(carries)
        self.load = network.cargo().tonnes / network.cargo().teu
        self.limits = {
            unit: flows.capacities(self.graph, unit, capacity)
            for unit in dict.fromkeys(
                link.capacity.unit for link in network.links.values() if link.capacity.unit
            )
        }
        self.pipes = [self._pipes(one, conditions) for one in held]
        self.alone = [self._most(one, pipes) for one, pipes in zip(held, self.pipes, strict=True)]
        self.share, self.passing, self.duals = self._solved(even=True)

    def _pipes(self, one: Commodity, conditions: Mapping[str, Any]) -> Pipes:
        graph = self.graph
        asked = dict(conditions)
        if one.only:
            asked["without"] = [
                *asked.get("without", ()),
                *(id for id in graph.of_link if id not in one.only),
            ]
        search = Search(
            graph,
            self.network.conditions(**asked),
            self.network.place(one.start),
            self.network.place(one.end),
        )
        if search.start == search.end:
            raise BadArgument(f"{search.start.short} is both ends", "Give two places")
        groups = {arc: link for link, arcs in graph.of_link.items() for arc in arcs}
        limits = {link: self._limit(link, one) for link in graph.of_link}
        return Pipes(graph.web, groups, limits, frozenset(search.closed), search.starts, search.goals)

    def _limit(self, link: str, one: Commodity) -> float | None:
        """The capacity of a link in the unit of a commodity."""
        unit = self.network.links[link].capacity.unit
        held = self.limits.get(unit, {}).get(link)
        times = self.weight(unit, one)
        return held / times if held is not None and times else None

    def weight(self, unit: str, one: Commodity) -> float:
        """What one of a commodity takes of a capacity in a unit; nought where it takes none."""
        if unit == one.unit:
            return 1.0
        return self.load / MILLION if (unit, one.unit) == ("Mt/y", "TEU/y") else 0.0

    def _most(self, one: Commodity, pipes: Pipes) -> float | None:
        most = pipes.most()[0] if pipes.starts and pipes.goals else 0.0
        return None if most == inf else most

    def _solved(self, even: bool) -> tuple[float, list[dict[int, float]], dict[str, float]]:
        """The share, what passes each arc by commodity, and what one more of each limit would bring. `even`: all are cut
        alike."""
        program = _Program(self, even)
        return program.solve()

    def sent(self, share: float) -> Iterator[Sent]:
        """Of each commodity what passes."""
        _, most, _ = self._solved(even=False) if self.share < 1 - SLIGHT else (1.0, self.passing, {})
        for one, alone, passing in zip(self.held, self.alone, most, strict=True):
            yield Sent(one, alone, one.amount * share, min(passing.get(SENT, 0.0), one.amount))

    def uses(self, share: float) -> Iterator[Use]:
        """Every link with what passes at this share, in the unit of its capacity where it has one."""
        sums: dict[str, float] = {}
        scale = share / self.share if self.share > SLIGHT else 0.0
        for one, passing in zip(self.held, self.passing, strict=True):
            for arc, value in sorted(passing.items()):
                link = self.graph.arcs[arc].link if arc >= 0 else None
                if link is not None:
                    times = self.weight(link.capacity.unit, one) if link.capacity.unit else 1.0
                    sums[link.id] = sums.get(link.id, 0.0) + value * times * scale
        for id, amount in sums.items():
            link = self.network.links[id]
            yield Use(link, amount, self.limits.get(link.capacity.unit, {}).get(id))

    def tight(self) -> Iterator[Use]:
        """Links whose capacity bounds the share."""
        held = {one.link.id: one for one in self.uses(self.share)}
        for link in sorted(self.duals):
            use = held.get(link)
            # What a limit brings, as a part of the share; the price of a step brings next to nothing.
            if use is not None and use.capacity is not None and self.duals[link] * use.capacity > BINDS:
                yield use


class _Program:
    """Columns: the share, then by commodity what is sent and its arcs. Rows: each point of each commodity, each limit."""

    def __init__(self, part: _Part, even: bool) -> None:
        import highspy

        self.part, self.even = part, even
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.silent()
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.solver.addVar(0.0, 1.0)
        self.starts: list[int] = []
        self.shared: dict[str, dict[int, float]] = {}
        self.rows = 0
        self.limit_rows: dict[str, int] = {}
        count = 1
        for one, pipes in zip(part.held, part.pipes, strict=True):
            self.starts.append(count)
            self._commodity(one, pipes, count)
            count += len(pipes.arcs)
        for link, row in sorted(self.shared.items()):
            self.limit_rows[link] = self.rows
            self._row(-inf, part.limits[part.network.links[link].capacity.unit][link], row)
        self._costs()

    def _commodity(self, one: Commodity, pipes: Pipes, first: int) -> None:
        self.solver.addVar(0.0, one.amount)
        for _ in pipes.arcs[1:]:
            self.solver.addVar(0.0, inf)
        rows, shared = flows.rows_of(pipes)
        for _, row in sorted(rows.items()):
            self._row(0.0, 0.0, {first + at: value for at, value in row.items()})
        if self.even:
            self._row(0.0, 0.0, {0: -one.amount, first: 1.0})
        for link, row in shared.items():
            times = self.part.weight(self.part.network.links[link].capacity.unit, one)
            self.shared.setdefault(link, {}).update({first + at: value * times for at, value in row.items()})

    def _costs(self) -> None:
        """Most of the share, or most of all in tonnes; and of equal ones that with the fewest steps, so that nothing goes in
        a ring."""
        if self.even:
            self.solver.changeColCost(0, -1.0)
        for first, one, pipes in zip(self.starts, self.part.held, self.part.pipes, strict=True):
            tonnes = self.part.weight("Mt/y", one) or 1.0
            if not self.even:
                self.solver.changeColCost(first, -tonnes)
            for at in range(1, len(pipes.arcs)):
                self.solver.changeColCost(first + at, STEP * tonnes / (self._whole() if self.even else 1.0))

    def _whole(self) -> float:
        return sum((self.part.weight("Mt/y", one) or 1.0) * one.amount for one in self.part.held)

    def _row(self, low: float, high: float, row: Mapping[int, float]) -> None:
        import numpy as np

        kept = {at: value for at, value in sorted(row.items()) if value}
        where, values = np.array(list(kept), dtype=np.int32), np.array(list(kept.values()), dtype=np.double)
        self.solver.addRow(low, high, len(kept), where, values)
        self.rows += 1

    def solve(self) -> tuple[float, list[dict[int, float]], dict[str, float]]:
        """The share, what passes by commodity, and the dual value of each limit."""
        self.solver.run()
        if self.solver.getModelStatus() != self.optimal:
            raise BadArgument("the volumes have no solution", "Ask for volumes above nought")
        solution = self.solver.getSolution()
        values = list(solution.col_value)
        passing = [
            {arc: values[first + at] for at, arc in enumerate(pipes.arcs) if values[first + at] > SLIGHT}
            for first, pipes in zip(self.starts, self.part.pipes, strict=True)
        ]
        duals = {link: abs(solution.row_dual[row]) for link, row in self.limit_rows.items()}
        return values[0] if self.even else 1.0, passing, duals


# What a step costs beside a whole share: too little to give up any volume for. What a limit must bring to bind.
STEP, BINDS = 1e-6, 1e-3
