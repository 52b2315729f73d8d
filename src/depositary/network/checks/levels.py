"""Claims of how long a line or route is, and how many days it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from depositary.model.nouns import Cite, Finding, Quantity, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.model.units import convert, units
from depositary.network.compared import readings
from depositary.network.journeys import told as ratio_told
from depositary.network.legs import NOTICE, Route, bounds
from depositary.network.meant import lines_meant, net_routes, ways_meant
from depositary.network.net import Network
from depositary.network.pairs import TOLERANCE
from depositary.network.routes import Length, Routes, labels
from depositary.network.said import cues, has, own_days, sentence
from depositary.network.uncertainty import Spread, of_routes, spread

_WORD = re.compile(r"[^\W\d_]\w*")
# Words before a number that are looked at for whose number it is: "than the present 45 to 50 days".
BEFORE = 4
# Units that are taken for each other.
TAKEN = ("mi", "nmi", "km")


def _keys(one: Statement, record: Record) -> Iterator[str]:
    kind = _dimension(one)
    routes = net_routes(record) if kind else None
    if routes is None or record.documents[one.doc].copy_of or _of_another(one, record):
        return
    if kind == "length" and not has(one.quote, "partly"):
        lines = lines_meant(one, record, routes)
        if lines:
            yield f"length|{lines[0].id}"
        elif ways_meant(one, record, routes):
            yield "length"
    elif (
        kind == "duration"
        and has(one.quote, "takes")
        and not _of_a_difference(one, record)
        and ways_meant(one, record, routes)
        and not _of_the_other(one, record, routes)
    ):
        yield "time"


def _dimension(one: Statement) -> str:
    """length or duration, of a plain figure of one of them; "" for what is none."""
    value = one.value
    if (
        one.kind != "figure"
        or value is None
        or one.negated
        or one.attributes.get("comparison")
        or one.measure == "change"
    ):
        return ""
    unit = units().get(value.unit)
    return (
        unit.dimension
        if unit is not None and unit.dimension in ("length", "duration") and one.stance != "denies"
        else ""
    )


def _of_another(one: Statement, record: Record) -> bool:
    """True for the number of what is compared with, or of a difference: "than the present 45 to 50 days", "by 30 days"."""
    text = record.documents[one.doc].text[one.start : one.end]
    at = text.rfind(one.value.literal) if one.value else -1
    before = [word.lower() for word in _WORD.findall(text[:at])][-BEFORE:] if at > 0 else []
    return (
        bool(set(before) & set(cues()["other"]))
        or before[-1:] == ["by"]
        or (before[-1:] == ["from"] and at > 0)
    )


def _of_a_difference(one: Statement, record: Record) -> bool:
    """True for days that tell by how much a way is faster: "20 days sooner", "saves 20 days"."""
    literal = one.value.literal if one.value else ""
    return any(read.levels is None and literal in read.literal for read in readings(sentence(one, record)))


def _of_the_other(one: Statement, record: Record, routes: Routes) -> bool:
    """True in a sentence with days of several ways, where no way is named near these: "50 days by sea and 20 by the corridor"."""
    text, literal = sentence(one, record), one.value.literal if one.value else ""
    told = [found.span() for found in re.finditer(cues()["any_days"], text)]
    at = text.find(literal)
    if len(told) < 2 or at < 0 or any(read.levels for read in readings(text)):
        return False
    start = max((end for _, end in told if end <= at), default=0)
    end = min((begin for begin, _ in told if begin >= at + len(literal)), default=len(text))
    behind = re.split(r"\b(?:and|but|while|whereas)\b|[;,]", text[at + len(literal) : end])[0]
    return not routes.named(text[start:at] + behind)


@check("network.levels", keys=_keys)
def levels(group: Group) -> Iterator[Finding]:
    """What is said of the length of a line or route is held against the links of the network, within three per cent;
    what is said of its days against what the ranges allow. Days computed leave out waiting before the first ship and
    after the last train, so fewer days than the least that the ranges allow are refuted, and more than the most are
    not."""
    routes = net_routes(group.record)
    assert routes is not None and routes.network is not None
    for one in group.statements:
        if group.key == "time":
            ways, own = ways_meant(one, group.record, routes), own_days(sentence(one, group.record))
            names = labels(routes.named(sentence(one, group.record)))
            yield _days(one, ways, names, routes.network, own)
        elif group.key == "length":
            held = [(way.name, way.best, way.source, way.id) for way in ways_meant(one, group.record, routes)]
            yield _length(one, held)
        else:
            line = lines_meant(one, group.record, routes)[0]
            km = sum(row.length_km for row in routes.rows(line.ids))
            yield _length(one, [(line.label, km, f"links.csv: {', '.join(line.ids)}", line.id)])


Row = tuple[str, float, str, str]


def _length(one: Statement, held: Sequence[Row]) -> Finding:
    value = one.value
    assert value is not None
    low, high = _in(value, "km")
    fits = [low <= km * (1 + TOLERANCE) and km * (1 - TOLERANCE) <= high for _, km, *_ in held]
    relation = "supports" if all(fits) else "depends" if any(fits) else "refutes"
    names = f"the {held[0][0]}" if len(held) == 1 else f"the {len(held)} routes that may be meant"
    ends = sorted({round(km) for _, km, *_ in held})
    told = f"{ends[0]:,}" if len(ends) == 1 else f"{ends[0]:,} to {ends[-1]:,}"
    other = _other_unit(value, [km for _, km, *_ in held]) if relation == "refutes" else ""
    table = [f"{name}: {km:,.0f} km, {_off((low + high) / 2, km)}" for name, km, *_ in held]
    return finding(
        "network.levels",
        f"length|{value.literal}",
        relation,
        (one.id,),
        difference="none"
        if relation == "supports"
        else "scope"
        if relation == "depends"
        else "unit"
        if other
        else "contradiction",
        severity="low" if relation == "supports" else "medium",
        about=one.about,
        reason=f"By the network {names} {'is' if len(held) == 1 else 'are'} {told} km long; {value.literal}{_km(value)} is said.",
        steps=(*table, *filter(None, [other]), NOTICE),
        expected=value.literal,
        observed=[round(km) for _, km, *_ in held],
        cites=tuple(Cite("link", id, source) for _, _, source, id in held),
    )


def _km(value: Quantity) -> str:
    """The length in kilometres, behind one that is told in another unit."""
    low, high = _in(value, "km")
    return "" if value.unit == "km" else f" ({(low + high) / 2:,.0f} km)"


def _off(said: float, km: float) -> str:
    """How far what is said is from it."""
    share = (said / km - 1) * 100
    return (
        "as said"
        if abs(share) < 0.5
        else f"what is said is {abs(share):.0f} % {'more' if share > 0 else 'less'}"
    )


def _other_unit(value: Quantity, lengths: Sequence[float]) -> str:
    """Read in another unit it would fit: miles of land and sea are taken for each other."""
    for unit in TAKEN:
        if unit != value.unit and unit in units():
            low, high = (convert(end or 0.0, unit, "km") for end in (value.low, value.high))
            if any(low <= km * (1 + TOLERANCE) and km * (1 - TOLERANCE) <= high for km in lengths):
                ends = f"{low:,.0f} to {high:,.0f}" if high - low > low / 100 else f"{(low + high) / 2:,.0f}"
                return f"Read as {units()[unit].label} it would be {ends} km, which fits"
    return ""


def _in(value: Quantity, unit: str) -> tuple[float, float]:
    """The range in a unit; an open end is far off."""
    low = convert(value.low, value.unit, unit) if value.low is not None else 0.0
    high = convert(value.high, value.unit, unit) if value.high is not None else float("inf")
    return low, high


@lru_cache(maxsize=64)
def _taken(ways: tuple[Length, ...], net: Network) -> tuple[list[Route], list[tuple[float, float]], list[Spread]]:
    """The routes of some ways, the least and the most days of each, and how its days spread: many texts mean the same ways."""
    routes = [way.route for way in ways if way.route is not None]
    ends = [bounds(route, net.parameters)["time"] for route in routes]
    draws = of_routes(net.parameters, net.values, routes)
    return routes, ends, [spread(draws.totals(route, "time")) for route in routes]


def _days(one: Statement, ways: Sequence[Length], names: str, net: Network, own: str) -> Finding:
    value = one.value
    assert value is not None
    low, high = _in(value, "day")
    routes, ends, likely = _taken(tuple(ways), net)
    below, above = [high < least for least, _ in ends], [low > most for _, most in ends]
    within = [low <= held.p90 and held.p10 <= high for held in likely]
    relation = (
        "refutes" if all(below) else "uncheckable" if all(above) else "supports" if all(within) else "depends"
    )
    told = f"{min(least for least, _ in ends):.0f} to {max(most for _, most in ends):.0f}"
    table = [
        f"{way.name}: {route.days:.1f} days, {held.p10:.1f} to {held.p90:.1f} from p10 to p90,"
        f" {least:.1f} to {most:.1f} at the ends of the ranges"
        for way, route, held, (least, most) in zip(ways, routes, likely, ends, strict=True)
    ]
    pace = [
        f"{route.km:,.0f} km in {value.literal} are {route.km / high / 24:.0f} km/h day and night"
        for route in routes[:1]
        if relation == "refutes"
    ]
    return finding(
        "network.levels",
        f"time|{value.literal}",
        relation,
        (one.id,),
        difference={"refutes": "contradiction", "depends": "scope"}.get(relation, "none"),
        severity="medium" if relation in ("refutes", "depends") else "low",
        about=one.about,
        reason=f"By the ranges held {names} takes {told} days, waiting before and after left out; {value.literal} is said.",
        steps=(*table, *pace, *filter(None, [own, ratio_told(net)]), NOTICE),
        expected=value.literal,
        observed=[round(route.days, 1) for route in routes],
        coverage="; ".join(dict.fromkeys(doubt for route in routes for doubt in route.doubts)) or None,
        cites=tuple(Cite("link", way.id, way.source) for way in ways),
    )
