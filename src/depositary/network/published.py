"""What was published of the ways and links of a network (`claims.csv`), each held against its tables.

Every row is a figure that somebody published, with its address; a verdict says what the network allows and what is missing. Days
computed leave waiting out, so more days than computed refute nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from depositary.model.case import Case
from depositary.model.errors import BadArgument
from depositary.model.units import convert
from depositary.network.checks.capacities import TOLD, Held, narrowest, together
from depositary.network.legs import bounds
from depositary.network.meant import of_ends
from depositary.network.net import Network
from depositary.network.nouns import Link, Published
from depositary.network.pairs import TOLERANCE, beside, share
from depositary.network.routes import Length, Routes, routes_at
from depositary.network.said import Comparison, cues
from depositary.network.together import Commodity

# Units of volumes, and what statements call them.
VOLUMES = {told: unit for unit, told in TOLD.items()}
ROUNDED = 1.01
SHARES = ("distance", "time", "cost", "emissions")


@dataclass(frozen=True, slots=True)
class Judged:
    """A published claim with its verdict (supports, refutes, overstates, depends, uncheckable) and why."""

    id: str
    measure: str
    said: str
    of: str
    scope: str
    source: str
    date: str
    address: str
    verdict: str
    why: str


def judged(network: Network, routes: Routes | None = None) -> Iterator[Judged]:
    """Every row of claims.csv held against the network; a row with several measures once for each."""
    known = routes or routes_at(network.tables.folder)
    for one in network.tables.claims.values():
        for measure in one.measure.split("|"):
            verdict, why = _verdict(one, measure, network, known)
            name = _name(one.way, known)
            yield Judged(
                one.id, measure, _said(one), name, one.scope, one.source, one.date, one.address, verdict, why
            )


def of_case(case: Case) -> list[Judged]:
    """What was published on the network of a case."""
    return list(judged(Network.load(case)))


def _verdict(one: Published, measure: str, network: Network, routes: Routes | None) -> tuple[str, str]:
    if routes is None or not one.way:
        return "uncheckable", "no way of the network is meant"
    if one.low is None or one.high is None:
        return "uncheckable", "no figure is told"
    line = routes.links.get(one.way)
    if measure in ("opens", "works"):
        return _opening(one, measure, routes.rows(line.ids)) if line else ("uncheckable", "no link is meant")
    ways = _ways(one.way, one.scope, routes)
    if measure == "volume":
        return _volume(one, routes, line.label if line else "", routes.rows(line.ids) if line else (), ways)
    if measure == "length":
        km = [sum(row.length_km for row in routes.rows(line.ids))] if line else [way.best for way in ways]
        return _length(one, km)
    if one.unit == "percent" and measure in SHARES:
        return _share(one, measure, ways, routes)
    if measure == "time":
        return _range(one, "time", "days", [way for way in ways if way.route], network)
    if measure == "cost":
        return _range(one, "cost", "USD", [way for way in ways if way.route], network)
    return "uncheckable", "a sum saved is a share only of a price, and none is told"


def _ways(key: str, scope: str, routes: Routes) -> list[Length]:
    """The ways of a group that end where the scope says, or the way of this name."""
    if key in routes.groups:
        return of_ends(list(routes.groups[key].routes), scope)
    return [way for way in routes.ways if way.id == key]


def _name(key: str, routes: Routes | None) -> str:
    if routes is None or not key:
        return ""
    if key in routes.groups:
        return routes.groups[key].label
    if key in routes.links:
        return routes.links[key].label
    return next((way.name for way in routes.ways if way.id == key), key)


def _said(one: Published) -> str:
    ends = [
        f"{end:,g}" if one.unit != "year" else f"{end:g}"
        for end in (one.low, one.best, one.high)
        if end is not None
    ]
    told = ends[0] if len(set(ends)) == 1 else f"{ends[0]} to {ends[-1]}" if ends else "no figure"
    return f"{told} {one.unit}".replace(" percent", " %").replace(" year", "").replace(" day", " days")


def _length(one: Published, lengths: Sequence[float]) -> tuple[str, str]:
    assert one.low is not None and one.high is not None
    low, high = (convert(end, one.unit, "km") for end in (one.low, one.high))
    fits = [low <= km * (1 + TOLERANCE) and km * (1 - TOLERANCE) <= high for km in lengths]
    told = _span([round(km) for km in lengths], "km")
    return ("supports" if all(fits) else "depends" if any(fits) else "refutes"), f"{told} by the links"


def _share(one: Published, measure: str, ways: Sequence[Length], routes: Routes) -> tuple[str, str]:
    assert one.low is not None and one.high is not None
    sign = 1 if one.high > 0 else -1
    low, high = sorted((abs(one.low), abs(one.high)))
    word = cues()["canonical"][measure][sign > 0]
    claim = Comparison(measure, sign, word, f"{low:g}", low, high)
    bases = _ways(one.baseline, one.scope, routes) if one.baseline else [
        way for group in routes.usual_baselines for way in group.routes
    ]  # fmt: skip
    mine = [way for way in ways if way not in bases]
    table = beside(claim, mine, bases, routes)
    if not table:
        return "uncheckable", "no two ways with the same ends"
    verdicts = {pair.verdict for pair in table}
    relation = "supports" if verdicts == {"holds"} else "refutes" if verdicts == {"fails"} else "depends"
    if relation == "refutes" and all(0 < pair.high < claim.low for pair in table):
        relation = "overstates"
    best = sorted(pair.best for pair in table)
    ends = " to ".join(dict.fromkeys(share(round(value), claim) for value in (best[0], best[-1])))
    unnamed = "" if one.baseline else "; no baseline told, the usual one taken"
    holding = sum(pair.verdict == "holds" for pair in table)
    count = f"{len(table)} pairings, {holding or 'none'} of which hold{'s' if holding == 1 else ''}"
    return relation, f"{ends} in {'one pairing' if len(table) == 1 else count}{unnamed}"


def _range(one: Published, measure: str, unit: str, ways: Sequence[Length], net: Network) -> tuple[str, str]:
    """Days or costs against the range that the parameters allow."""
    assert one.low is not None and one.high is not None
    routes = [way.route for way in ways if way.route is not None and way.route.charged(measure)]
    if not routes:
        return "uncheckable", f"the network has no {measure} for it"
    ends = [bounds(route, net.parameters)[measure] for route in routes]
    inside = [least <= one.high and one.low <= most for least, most in ends]
    best = _span([round(route.total(measure)) for route in routes], unit)
    told = f"{best} at best values, {min(least for least, _ in ends):,.0f} to {max(most for _, most in ends):,.0f} by the ranges"
    if any(inside):
        return ("supports" if all(inside) else "depends"), told
    if all(one.low > most for _, most in ends):
        left_out = "waiting" if measure == "time" else "loading, insurance and what the market adds"
        return "uncheckable", f"{told}: more than computed, and {left_out} is not counted"
    return "refutes", told


def _volume(
    one: Published, routes: Routes, label: str, rows: Sequence[Link], ways: Sequence[Length]
) -> tuple[str, str]:
    if one.unit not in VOLUMES:
        return "uncheckable", f"no capacity is told in {one.unit}"
    unit = VOLUMES[one.unit]
    held: list[Held] = [made] if rows and (made := narrowest(label, rows, unit)) else []
    if not rows:
        each = [
            made
            for way in ways
            if way.route is not None and (made := narrowest(way.name, routes.rows(way.route.links), unit))
        ]
        all_ = together(ways, routes, unit) if len(each) > 1 else None
        held = [all_] if all_ is not None else each
    if not held:
        return "uncheckable", "no capacity of it is told"
    best, high = max(one.best for one in held), max(one.high for one in held)
    least = one.low or 0.0
    by = list(dict.fromkeys(row for each in held for row in each.by))
    names = ", ".join(row.name or row.id for row in by)
    # A year's flow told by the day differs by its rounding.
    relation = (
        "supports" if least <= best * ROUNDED else "depends" if least <= high * ROUNDED else "overstates"
    )
    told = f"{best:g} {one.unit} by the capacities told, at most {high:g}, bounded by {names}"
    if relation == "overstates" and all("capacity" in row.assumption for row in by):
        return "depends", f"{told}, whose capacity is an assumption"
    return relation, told


def _opening(one: Published, measure: str, rows: Sequence[Link]) -> tuple[str, str]:
    assert one.low is not None and one.high is not None
    if measure == "works":
        return "uncheckable", "the tables hold no start of works"
    lows = [row.opens.low for row in rows if row.opens.low]
    highs = [row.opens.high for row in rows if row.opens.high]
    if not lows or not highs:
        return "uncheckable", "no day of opening is told"
    first, last = max(lows).year, max(highs).year
    told = f"opens {first}" if first == last else f"opens {first} to {last}"
    status = rows[0].status.replace("_", " ")
    relation = "supports" if one.low >= last else "refutes" if one.high < first else "depends"
    return relation, f"{status}, {told}"


def _span(values: Sequence[float], unit: str) -> str:
    low, high = min(values), max(values)
    return f"{low:,g} {unit}" if low == high else f"{low:,g} to {high:,g} {unit}"


def volumes(network: Network, ids: Iterable[str]) -> tuple[list[Commodity], frozenset[str]]:
    """Claims of volume as commodities, each over the links of the ways or the line that it means, and the links among them that
    are to be built. Raises BadArgument for an id that is none, and for a claim that tells no volume of a way."""
    routes = routes_at(network.tables.folder)
    made, built = [], set()
    for id in ids:
        one = network.tables.claims.get(id)
        ends = _ends(one, routes) if one is not None and routes is not None else None
        if one is None or one.measure != "volume" or ends is None or not one.low:
            known = [key for key, each in network.tables.claims.items() if each.measure == "volume" and each.way]
            raise BadArgument(f"{id!r} claims no volume of a way", f"Claims that do: {', '.join(known)}")
        start, end, links = ends
        carries = network.tables.services[network.links[min(links)].service].carries
        name = f"{id} {_name(one.way, routes)}"
        made.append(Commodity(name, start, end, one.low, one.unit, carries, frozenset(links)))
        built |= {link for link in links if network.links[link].status != "open"}
    return made, frozenset(built)


def _ends(one: Published, routes: Routes) -> tuple[str, str, set[str]] | None:
    """Where what is claimed begins and ends, and over which links it goes; of ways to several ends, those of the first."""
    line = routes.links.get(one.way)
    if line is not None:
        met = Counter(end for row in routes.rows(line.ids) for end in row.ends)
        ends = [place for place, times in met.items() if times == 1]
        return (ends[0], ends[-1], set(line.ids)) if len(ends) == 2 else None
    ways = [way.route for way in _ways(one.way, one.scope, routes) if way.route is not None]
    if not ways:
        return None
    first = ways[0]
    same = [way for way in ways if (way.start, way.end) == (first.start, first.end)]
    return first.start.id, first.end.id, {link for way in same for link in way.links}
