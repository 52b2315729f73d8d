"""Claims that one route is shorter than another by so many per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Cite, Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.network import costs
from depositary.network.routes import Group as Named
from depositary.network.routes import Length, Routes, routes_of

_STOP = re.compile(r"[.!?](?=\s|$)|\n")
_DISTANCE = {"shorter": -1, "longer": 1}
_OTHER = {"cheaper": "cost", "dearer": "cost", "faster": "time", "slower": "time", "quicker": "time"}
_COST = ("cheaper", "dearer")
# Lengths that two good sources give for one line differ by about this share (median 1.5 %, worst on long lines 3 %).
TOLERANCE = 0.03


@dataclass(frozen=True, slots=True)
class Pair:
    """A route beside a baseline with the same ends: how much shorter, in per cent, low, best and high."""

    route: Length
    baseline: Length
    low: float
    best: float
    high: float

    def holds(self, low: float, high: float) -> bool:
        """True when the claimed range and the computed one meet."""
        return self.low <= high and low <= self.high


def _keys(one: Statement, record: Record) -> Iterator[str]:
    said = one.attributes.get("comparison")
    routes = routes_of(record.case)
    if routes is None:
        return
    if costs.side(one, routes):
        yield from _COST
    if one.kind != "figure" or one.value is None or one.value.unit != "percent" or said not in {**_DISTANCE, **_OTHER}:
        return
    if routes.named(_said(one, record)):
        yield str(said) if said in _COST else f"{said}|{one.value.literal}"


def _said(one: Statement, record: Record) -> str:
    """The words from the statement to the end of its sentence: "40% shorter and 30% cheaper than the sea route"."""
    text = record.documents[one.doc].text
    stop = _STOP.search(text, one.end)
    return text[one.start : stop.start() if stop else len(text)]


def _sentence(one: Statement, record: Record) -> str:
    """The whole sentence that a statement stands in."""
    text = record.documents[one.doc].text
    before = [stop.end() for stop in _STOP.finditer(text, 0, one.start)]
    return text[before[-1] if before else 0 : one.start] + _said(one, record)


@check("network.lengths", keys=_keys)
def lengths(group: Group) -> Iterator[Finding]:
    """A claim that a route is so many per cent shorter is held against every pairing of the routes it may mean with the
    baseline it names. It holds for all of them, for some (then it depends on which), or for none. The table has lengths only: a
    claim of cost is held against what others say that a load costs by both, and one of time cannot be checked yet."""
    routes = routes_of(group.record.case)
    assert routes is not None
    said = group.key.split("|")[0]
    prices = list(costs.told(group.statements, group.record, routes)) if said in _COST else []
    for one in group.statements:
        if one.attributes.get("comparison") != said:
            continue
        other = next((each for each in prices if each.route.speaker != one.speaker), None)
        if other is not None:
            yield _priced(group, one, other, routes)
        elif said in _OTHER:
            yield _uncheckable(group, one, _OTHER[said], routes)
        else:
            found = _judged(group, one, routes, _DISTANCE[said])
            if found is not None:
                yield found


def _uncheckable(group: Group, one: Statement, measure: str, routes: Routes) -> Finding:
    route, base = _named(one, group.record, routes)
    claimed = f"{one.value.literal if one.value else ''} {group.key.split('|')[0]}"
    return finding(
        "network.lengths",
        f"{group.key.split('|')[0]}|{one.value.literal if one.value else ''}",
        "uncheckable",
        (one.id,),
        about=one.about,
        reason=f"Whether {route} is {claimed} than {base} cannot be checked here: the table of routes of this case has no"
        f" {measure}.",
    )


def _priced(group: Group, one: Statement, other: costs.Costs, routes: Routes) -> Finding:
    """A claim of cost beside what somebody else says that a load costs by both."""
    sign = 1 if group.key == "cheaper" else -1
    ends = sorted((sign * other.low, sign * other.high))
    low, high = (one.value.low or 0.0, one.value.high or 100.0) if one.value else (0.0, 100.0)
    route, base = _named(one, group.record, routes)
    relation = "supports" if ends[0] <= high and low <= ends[1] else "overstates" if 0 < ends[1] < low else "refutes"
    told = f"{abs(ends[0]):g}% {group.key if ends[0] >= 0 else _CONTRARY[group.key]}"
    claimed = f"{one.value.literal if one.value else ''} {group.key}"
    return finding(
        "network.lengths",
        f"{group.key}|{one.value.literal if one.value else ''}",
        relation,
        (one.id, other.route.id, other.baseline.id),
        difference="none" if relation == "supports" else "contradiction",
        severity="low" if relation == "supports" else "medium",
        about=one.about,
        reason=f"By what {_teller(other.route)} says that a load costs, {route} is {told} than {base}; {claimed} is claimed.",
        steps=tuple(f"{each.value.literal}: \u201c{each.quote}\u201d" for each in (other.route, other.baseline) if each.value),
        expected=one.value.literal if one.value else None,
        observed=ends,
        coverage="one load, told by one source",
    )


def _teller(one: Statement) -> str:
    name = one.speaker.name if one.speaker else one.doc_name
    return f"the {name}" if one.speaker and name[:1].islower() else name


_CONTRARY = {"cheaper": "dearer", "dearer": "cheaper"}


def _named(one: Statement, record: Record, routes: Routes) -> tuple[str, str]:
    """The route that is meant and what it is held against, by the names of the table."""
    named = routes.named(_said(one, record))
    if not any(not length.baseline for item in named for length in item.routes):
        named = routes.named(_sentence(one, record))  # "40% shorter and 30% cheaper": the second half has no subject
    bases = [item for item in named if any(length.baseline for length in item.routes)]
    bases = bases or [routes.groups[key] for key in routes.default_baselines]
    claimed = [item for item in named if any(not length.baseline for length in item.routes)]
    return _labels(claimed) or "the route", _labels(bases) or "the other route"


def _labels(groups: Sequence[Named]) -> str:
    return " or ".join(f"the {item.label}" for item in groups)


def _judged(group: Group, one: Statement, routes: Routes, sign: int) -> Finding | None:
    named = routes.named(_said(one, group.record))
    claimed = [length for item in named for length in item.routes if not length.baseline]
    bases = [length for item in named for length in item.routes if length.baseline]
    stated = bool(bases)
    if not stated:
        bases = [length for key in routes.default_baselines for length in routes.groups[key].routes]
    table = [
        pair
        for route in claimed
        for base in bases
        if (route.start, route.end) == (base.start, base.end)
        for pair in [_pair(route, base, sign)]
    ]
    if not table or one.value is None:
        return None
    low, high = one.value.low or 0.0, one.value.high if one.value.high is not None else 100.0
    holding = [pair for pair in table if pair.holds(low, high)]
    return _finding(group, one, table, holding, stated, routes)


def _pair(route: Length, base: Length, sign: int) -> Pair:
    """In per cent of the baseline; each length may be off by TOLERANCE."""

    def share(length: float, against: float) -> float:
        return round(sign * (length / against - 1) * 100, 1)

    ends = (
        share(route.low * (1 - TOLERANCE), base.high * (1 + TOLERANCE)),
        share(route.high * (1 + TOLERANCE), base.low * (1 - TOLERANCE)),
    )
    return Pair(route, base, min(ends), share(route.best, base.best), max(ends))


def _finding(
    group: Group, one: Statement, table: list[Pair], holding: list[Pair], stated: bool, routes: Routes
) -> Finding:
    relation = "supports" if len(holding) == len(table) else "depends" if holding else "refutes"
    low = one.value.low if one.value and one.value.low is not None else 0.0
    if relation == "refutes" and all(0 < pair.high < low for pair in table):
        relation = "overstates"  # it is shorter, and by less than claimed
    difference = "none" if relation == "supports" else "baseline" if stated else "no_baseline"
    best = [pair.best for pair in table]
    said = group.key.split("|")[0]
    claimed = one.value.literal if one.value else ""
    ends = f"{min(best):.0f} to {max(best):.0f}" if len(table) > 1 else f"{best[0]:.0f}"
    which = (
        ", by which route and baseline are meant"
        if len(table) > 1
        else f", and not {claimed}"
        if not holding
        else ""
    )
    near = f"; {len(holding)} of {len(table)} pairings come near {claimed}" if len(table) > 1 else ""
    route, base = _named(one, group.record, routes)
    reason = f"By the lengths held {route} is {ends} per cent {said} than {base}{which}{near}."
    return finding(
        "network.lengths",
        group.key,
        relation,
        (one.id,),
        difference=difference,
        severity="medium" if relation != "supports" else "low",
        about=one.about,
        reason=reason,
        steps=tuple(_line(pair, said) for pair in table),
        expected=one.value.literal if one.value else None,
        observed=[pair.best for pair in table],
        coverage=None if stated else "the baseline is not named; the usual one was taken",
        cites=tuple(Cite("link", one.id, one.source) for one in _lengths_of(table)),
    )


def _line(pair: Pair, said: str) -> str:
    route, base = pair.route, pair.baseline
    return f"{route.name} {route.best:,.0f} km beside {base.name} {base.best:,.0f} km: {pair.best} % {said}"


def _lengths_of(table: list[Pair]) -> list[Length]:
    return list({length.id: length for pair in table for length in (pair.route, pair.baseline)}.values())
