"""Claims of how much a line or route carries in a year: whether that fits the links that exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Cite, Finding, Quantity, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.model.units import convert, units
from depositary.network.legs import NOTICE
from depositary.network.meant import bound, lines_meant, net_routes, ways_meant
from depositary.network.nouns import Link
from depositary.network.routes import Routes
from depositary.network.said import has, sentence

# Units of capacity by the unit that statements convert to.
TOLD = {"Mt": "Mt/y", "bcm": "bcm/y", "MW": "MW"}


@dataclass(frozen=True, slots=True)
class Held:
    """What a line can carry: its least link, low, best and high; `told` are the links with a capacity, `untold` those
    without."""

    label: str
    low: float
    best: float
    high: float
    told: tuple[Link, ...]
    untold: tuple[str, ...]


def _keys(one: Statement, record: Record) -> Iterator[str]:
    routes = net_routes(record) if _unit(one) else None
    if routes is None or record.documents[one.doc].copy_of or not has(one.quote, "carries"):
        return
    lines = lines_meant(one, record, routes)
    if lines:
        yield f"{_unit(one)}|{lines[0].id}"
    elif ways_meant(one, record, routes):
        yield f"{_unit(one)}|"


def _unit(one: Statement) -> str:
    """The unit of capacity that a figure converts to; "" for what is none."""
    if (
        one.kind != "figure"
        or one.value is None
        or one.negated
        or one.measure == "change"
        or one.stance == "denies"
    ):
        return ""
    held = units().get(one.value.unit)
    return next(
        (
            key
            for key in TOLD
            if held is not None and held.factor and held.dimension == units()[key].dimension
        ),
        "",
    )


@check("network.capacities", keys=_keys)
def capacities(group: Group) -> Iterator[Finding]:
    """A volume that a line or route is said to carry is held against the capacity of its narrowest link: it fits,
    fits only at the highest capacity told, only with a line that is not built, or not at all. Links whose capacity
    nobody told bound nothing and are named; what officials say of capacity is a plan."""
    routes = net_routes(group.record)
    assert routes is not None
    unit, _, _ = group.key.partition("|")
    for one in group.statements:
        held, planned = _held(one, group.record, routes, unit)
        if held:
            yield _judged(one, unit, held, planned, _volume(one, unit), sentence(one, group.record))


def _held(one: Statement, record: Record, routes: Routes, unit: str) -> tuple[list[Held], list[Held]]:
    """What exists (or is the line that is meant, built or not), and what is planned beside it."""
    lines = lines_meant(one, record, routes)
    if lines:
        line = lines[0]
        here = _narrowest(line.label, routes.rows(line.ids), unit)
        beside = _narrowest(line.label, routes.rows(line.planned), unit) if line.planned else None
        return [here] if here else [], [beside] if beside else []
    ways = [
        (way.name, routes.rows(way.route.links))
        for way in ways_meant(one, record, routes)
        if way.route is not None
    ]
    return [made for name, rows in ways if (made := _narrowest(name, rows, unit)) is not None], []


def _narrowest(label: str, rows: Sequence[Link], unit: str) -> Held | None:
    told = [row for row in rows if row.capacity.unit == TOLD[unit] and _ends(row) is not None]
    if not told:
        return None
    ends = [found for row in told if (found := _ends(row)) is not None]
    low, best, high = (min(column) for column in zip(*ends, strict=True))
    return Held(label, low, best, high, tuple(told), tuple(row.id for row in rows if row not in told))


def _ends(row: Link) -> tuple[float, float, float] | None:
    held = row.capacity
    low, high = bound((held.low, held.best, held.high)), bound((held.high, held.best, held.low), least=False)
    if low is None or high is None:
        return None
    return low, held.best if held.best is not None else high, high


def _volume(one: Statement, unit: str) -> tuple[float, float]:
    value = one.value
    assert value is not None
    low = convert(value.low, value.unit, unit) if value.low is not None else None
    high = convert(value.high, value.unit, unit) if value.high is not None else None
    return low if low is not None else high or 0.0, high if high is not None else low or 0.0


def _judged(
    one: Statement,
    unit: str,
    held: Sequence[Held],
    planned: Sequence[Held],
    volume: tuple[float, float],
    text: str,
) -> Finding:
    value: Quantity | None = one.value
    assert value is not None
    least = volume[0]
    best, high = max(each.best for each in held), max(each.high for each in held)
    more = max((each.high for each in planned), default=0.0)
    relation = "supports" if least <= best else "depends" if least <= max(high, more) else "overstates"
    verdict = (
        "so it fits"
        if relation == "supports"
        else "so it fits only at the highest capacity told"
        if least <= high
        else f"so it does not fit what there is and needs {_of(planned[0])}"
        if relation == "depends"
        else "so it does not fit"
    )
    names = f"the {held[0].label}" if len(held) == 1 else "the widest of the routes that may be meant"
    rows = [row for each in (*held, *planned) for row in each.told]
    open_ = [row for row in rows if row.status != "open"]
    coverage = [f"{row.name or row.id} is {row.status.replace('_', ' ')}" for row in open_]
    untold = sorted({id for each in held for id in each.untold})
    return finding(
        "network.capacities",
        f"{unit}|{value.literal}",
        relation,
        (one.id,),
        difference="none"
        if relation == "supports"
        else "plan_and_outcome"
        if relation == "depends"
        else "contradiction",
        severity="low" if relation == "supports" else "medium",
        about=one.about,
        reason=f"By the capacities held {names} carries {best:g} {TOLD[unit]}, at most {high:g};"
        f" {value.literal} is said, {verdict}.",
        steps=(*(_line(each, unit) for each in (*held, *planned)), *_missing(untold), NOTICE),
        expected=value.literal,
        observed=[each.best for each in held],
        coverage="; ".join(dict.fromkeys(coverage)) or None,
        cites=tuple(Cite("link", row.id, row.capacity_source or "no source") for row in dict.fromkeys(rows)),
    )


def _of(held: Held) -> str:
    row = held.told[0]
    return (
        f"the {row.name or row.id}, which is {row.status.replace('_', ' ')} and said to carry {held.high:g}"
    )


def _line(held: Held, unit: str) -> str:
    least = min(held.told, key=lambda row: (row.capacity.best or row.capacity.high or 0.0, row.id))
    amounts = f"{held.low:g} to {held.high:g}, best {held.best:g} {TOLD[unit]}"
    source = least.capacity_source or "no source"
    return f"{held.label}: {amounts}, bounded by {least.name or least.id} ({source})"


def _missing(untold: Sequence[str]) -> Iterator[str]:
    if untold:
        yield f"Capacity not told: {', '.join(untold)}"
