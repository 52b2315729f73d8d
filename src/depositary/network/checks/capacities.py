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
from depositary.network.routes import Length, Routes
from depositary.network.said import has, sentence

# Units of capacity by the unit that statements convert to.
TOLD = {"Mt": "Mt/y", "bcm": "bcm/y", "MW": "MW"}


@dataclass(frozen=True, slots=True)
class Held:
    """What a line can carry, low, best and high; `by` are the links that bound it, `told` those with a capacity, `untold`
    those without."""

    label: str
    low: float
    best: float
    high: float
    by: tuple[Link, ...]
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
        here = narrowest(line.label, routes.rows(line.ids), unit)
        rows = routes.rows(line.planned)
        beside = narrowest(" and ".join(row.name or row.id for row in rows), rows, unit) if rows else None
        return [here] if here else [], [beside] if beside else []
    ways = ways_meant(one, record, routes)
    each = [
        made
        for way in ways
        if way.route is not None and (made := narrowest(way.name, routes.rows(way.route.links), unit))
    ]
    all_ = together(ways, routes, unit) if len(each) > 1 else None
    return [*([all_] if all_ is not None else []), *each], []


def together(ways: Sequence[Length], routes: Routes, unit: str) -> Held | None:
    """The most that passes by all the ways at once between their ends, and the least cut that bounds it; of ways to
    several ends the most."""
    net = routes.network
    assert net is not None
    found = []
    for ends in dict.fromkeys((way.start, way.end) for way in ways):
        held = [way.route for way in ways if (way.start, way.end) == ends and way.route is not None]
        links = {id for route in held for id in route.links}
        built = sorted({id for route in held for id in route.conditions.built})
        shut = [id for id in net.links if id not in links]
        asked = {"unit": TOLD[unit], "without": shut, "built": built}
        low, best, high = (net.flow(*ends, capacity=end, **asked) for end in ("low", "best", "high"))  # type: ignore[arg-type]
        if low.most is not None and best.most is not None and high.most is not None:
            cut = tuple(use.link for use in best.cut)
            found.append(
                Held("all these routes together", low.most, best.most, high.most, cut, cut, best.untold)
            )
    return max(found, key=lambda one: one.high, default=None)


def narrowest(label: str, rows: Sequence[Link], unit: str) -> Held | None:
    """What a line of links carries: the least of the capacities told in a unit of statements; None where none is told."""
    told = [row for row in rows if row.capacity.unit == TOLD[unit] and _ends(row) is not None]
    if not told:
        return None
    ends = [found for row in told if (found := _ends(row)) is not None]
    low, best, high = (min(column) for column in zip(*ends, strict=True))
    least = min(told, key=lambda row: (row.capacity.best or row.capacity.high or 0.0, row.id))
    untold = tuple(row.id for row in rows if row not in told)
    return Held(label, low, best, high, (least,), tuple(told), untold)


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
    names = "all these routes together carry" if len(held) > 1 else f"the {held[0].label} carries"
    rows = [row for each in (*held, *planned) for row in each.told]
    open_ = [row for row in rows if row.status != "open"]
    guessed = [
        row.id
        for row in dict.fromkeys(row for each in held for row in each.by)
        if "capacity" in row.assumption
    ]
    if relation == "overstates" and len(guessed) == len({row.id for row in held[0].by}):
        relation = "depends"  # nothing but a capacity of ours says so
    coverage = [f"{row.name or row.id} is {row.status.replace('_', ' ')}" for row in open_]
    coverage += [f"the capacity of {id} is an assumption" for id in guessed]
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
        reason=f"By the capacities held {names} {best:g} {TOLD[unit]}, at most {high:g};"
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
    amounts = f"{held.low:g} to {held.high:g}, best {held.best:g} {TOLD[unit]}"
    by = ", ".join(f"{row.name or row.id} ({row.capacity_source or 'no source'})" for row in held.by)
    return f"{held.label}: {amounts}, bounded by {by}"


def _missing(untold: Sequence[str]) -> Iterator[str]:
    if untold:
        yield f"Capacity not told: {', '.join(untold)}"
