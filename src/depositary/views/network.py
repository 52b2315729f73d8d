"""A network and its routes as rows: what is held, what an audit found, a route with its legs, routes side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from depositary.model.errors import BadArgument
from depositary.network.conditions import season
from depositary.network.legs import NOTICE, Leg, NoRoute, Route, bounds
from depositary.network.net import Network
from depositary.network.nouns import Link, Node
from depositary.network.reasons import label as link_label

# What each measure is called in a column, its unit, and the digits shown.
COLUMNS = {
    "distance": ("length", "km", 0),
    "time": ("time", "days", 1),
    "cost": ("cost", "USD", 0),
    "emissions": ("emissions", "kg CO2e", 0),
}
# Stands beside a total that rests on a value of ours.
MARK = "*"


@dataclass(frozen=True, slots=True)
class Total:
    """A total of a route with its range; `mark` where it rests on an assumption; `against` the first route, in per cent."""

    label: str
    unit: str
    best: str
    low: str
    high: str
    mark: str
    against: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Legs of one mode and gauge together, or a change between two; `rows` are what it rests on."""

    what: str
    ends: str
    km: str
    days: str
    rows: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A route as it is shown."""

    title: str
    cargo: str
    when: str
    totals: tuple[Total, ...]
    stretches: tuple[Stretch, ...]
    doubts: tuple[str, ...]
    assumptions: tuple[str, ...]
    notice: str = NOTICE
    bridged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what, for an overview."""

    label: str
    words: str


def overview(network: Network) -> list[Count]:
    """What the network holds, counted."""
    links = network.links.values()
    assumed = sum(bool(one.assumption) for one in network.parameters.values())
    return [
        Count("Places", _counts(one.kind for one in network.nodes.values())),
        Count("Links", _counts(one.mode for one in links)),
        Count("Status", _counts(one.status for one in links)),
        Count("Lengths", _counts(one.length_kind for one in links)),
        Count("Corridors", _counts(tag for one in links for tag in one.corridors) or "none named"),
        Count("Parameters", f"{len(network.parameters)}, {assumed} with an assumption"),
    ]


def _counts(items: Iterable[str]) -> str:
    counted = Counter(items)
    return ", ".join(
        f"{number} {name.replace('_', ' ')}"
        for name, number in sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A place or a link with what its row says, and the links that meet it."""

    title: str
    fields: tuple[Count, ...]
    links: tuple[str, ...]


def held(network: Network, name: str) -> list[Held]:
    """The place of this name, or the links. Raises BadArgument."""
    try:
        node = network.place(name)
    except BadArgument as error:
        try:
            return [_link(network, network.links[id]) for id in network.names.links(name)]
        except BadArgument:
            raise error from None
    return [_place(network, node)]


def _place(network: Network, node: Node) -> Held:
    fields = {
        "Kind": node.kind.replace("_", " "), "State": node.country, "Also": ", ".join(node.aliases),
        "Where": f"{node.lat:g}, {node.lon:g} within {node.precision_km:g} km", "Notes": node.notes, "Source": node.source,
    }  # fmt: skip
    links = tuple(
        f"{link_label(network.graph('goods'), one)}: {one.length_km:g} km, {one.status.replace('_', ' ')}"
        for one in network.links.values()
        if node.id in one.ends
    )
    return Held(f"{node.name} [{node.id}]", _fields(fields), links)


def _link(network: Network, link: Link) -> Held:
    official = f"; official {link.official_km:g}" if link.official_km else ""
    fields = {
        "Length": f"{link.length_km:g} km ({link.length_kind.replace('_', ' ')}{official})", "Source": link.length_source,
        "Mode": f"{link.mode}, {link.service}".replace("_", " "), "Gauge": "/".join(dict.fromkeys(filter(None, link.gauges))),
        "Tracks": link.tracks, "Status": _status(link),
        "Season": f"months {season(link.months)}" if link.months else "",
        "Capacity": _capacity(link),
        "Assumed": ", ".join(link.assumption), "Notes": link.notes, "Row": f"links.csv {link.row}",
    }  # fmt: skip
    return Held(link_label(network.graph("goods"), link), _fields(fields), ())


def _capacity(link: Link) -> str:
    held = link.capacity
    amounts = [one for one in (held.low, held.best, held.high) if one is not None]
    if not amounts:
        return ""
    told = f"{amounts[0]:g}" if len(set(amounts)) == 1 else f"{amounts[0]:g} to {amounts[-1]:g}"
    best = f", best {held.best:g}" if held.best is not None and len(set(amounts)) > 1 else ""
    return f"{told} {held.unit}{best} ({link.capacity_source or 'no source'})"


def _status(link: Link) -> str:
    status = link.status.replace("_", " ")
    if link.opens.low is None and link.opens.high is None:
        return status
    return f"{status}, {'opened' if link.status == 'open' else 'opens'} {link.opens}"


def _fields(fields: dict[str, str]) -> tuple[Count, ...]:
    return tuple(Count(name, words) for name, words in fields.items() if words)


def parameters(network: Network) -> list[Count]:
    """Every parameter with its range, unit, year and source."""
    made = []
    for one in network.parameters.values():
        range_ = (
            f"{one.low:g} to {one.high:g}"
            if one.low is not None and one.high is not None and one.low != one.high
            else ""
        )
        best = f"{one.best:g} {one.unit}" if one.best is not None else f"none known, in {one.unit}"
        told = "; ".join(filter(None, [one.applies_to, one.year, one.source]))
        assumed = f"; assumption: {', '.join(one.assumption)}" if one.assumption else ""
        made.append(Count(one.key, f"{best}{f' ({range_})' if range_ else ''}. {told}{assumed}"))
    return made


def way(network: Network, route: Route, first: Route | None = None, title: str = "") -> Way:
    """A route as it is shown, beside the first of several where one is given."""
    ends = f"{route.start.short} to {route.end.short}"
    cargo = f"{route.cargo.tonnes:g} t in {route.cargo.teu:g} TEU"
    return Way(
        title or f"{ends}, {route.how} by {route.by}",
        cargo,
        _when(route),
        tuple(_total(network, route, measure, first) for measure in COLUMNS if route.charged(measure)),
        tuple(_stretches(network, route)),
        route.doubts,
        route.assumptions,
        bridged=tuple(_bridged(one) for one in route.bridged()),
    )


def _bridged(legs: Sequence[Leg]) -> str:
    """A stretch by road between two by rail, with what both changes ask."""
    road = [leg for leg in legs if leg.link is not None]
    changes = [leg for leg in legs if leg.link is None]
    rows = ", ".join(term.id for leg in changes for term in leg.terms)
    return (
        f"rails end at {road[0].start.short} and go on at {road[-1].end.short}: {sum(leg.km for leg in road):,.0f} km by road"
        f" and {len(changes)} transfers ({rows}), {sum(leg.days for leg in legs):.1f} days and"
        f" {sum(leg.cost for leg in legs):,.0f} USD of the totals, {sum(leg.days for leg in changes):.1f} days and"
        f" {sum(leg.cost for leg in changes):,.0f} USD of them for the transfers"
    )


def _when(route: Route) -> str:
    held = route.conditions
    day = (
        f"on {held.on.isoformat()}"
        if held.on
        else f"in month {held.month}"
        if held.month
        else "by what is open now"
    )
    told = [day]
    if held.without:
        told.append(f"without {', '.join(sorted(held.without))}")
    if held.built:
        told.append(f"as if built: {', '.join(sorted(held.built))}")
    if held.modes:
        told.append(f"only {', '.join(sorted(held.modes))}")
    return "; ".join(told)


def _total(network: Network, route: Route, measure: str, first: Route | None) -> Total:
    name, unit, digits = COLUMNS[measure]
    low, high = bounds(route, network.parameters)[measure]
    assumed = _assumed(network, route, measure)
    against = ""
    if first is not None and first is not route and first.total(measure):
        against = f"{(route.total(measure) / first.total(measure) - 1) * 100:+.0f} %"
    best, least, most = (f"{value:,.{digits}f}" for value in (route.total(measure), low, high))
    return Total(name, unit, best, least, most, MARK if assumed else "", against)


def _assumed(network: Network, route: Route, measure: str) -> bool:
    keys = {one.key for one in route.charges if one.measure == measure}
    lengths = any(leg.link is not None and "length" in leg.link.assumption for leg in route.legs)
    return lengths or any(network.parameters[key].assumption for key in keys)


def _stretches(network: Network, route: Route) -> Iterable[Stretch]:
    """Legs of one mode and gauge as one row; a change at a place is a row of its own."""
    group: list[Leg] = []
    for leg in route.legs:
        if group and not _same(group[-1], leg):
            yield _stretch(network, group)
            group = []
        group.append(leg)
    if group:
        yield _stretch(network, group)


def _same(one: Leg, other: Leg) -> bool:
    return one.kind == other.kind == "link" and (one.mode, one.gauge) == (other.mode, other.gauge)


def _stretch(network: Network, group: Sequence[Leg]) -> Stretch:
    first = group[0]
    doubts = tuple(leg.doubt for leg in group if leg.doubt)
    timed = {one.key for leg in group for one in leg.charges if one.measure == "time"}
    guessed = any(leg.link is not None and "length" in leg.link.assumption for leg in group)
    mark = MARK if guessed or any(network.parameters[key].assumption for key in timed) else ""
    days = f"{sum(leg.days for leg in group):.1f} d{mark}" if timed else "no time told"
    if first.link is None and first.cost:
        days += f", {first.cost:,.0f} USD"
    rows = ", ".join(leg.link.id if leg.link else ", ".join(one.id for one in leg.terms) for leg in group)
    if first.link is None:
        what = (
            first.mode.replace("/", " to ")
            if first.kind == "transfer"
            else f"gauge {first.gauge.replace('/', ' to ')}"
        )
        return Stretch(what, first.start.short, "", days, rows, doubts)
    by = [first.start.short, *(leg.end.short for leg in group)]
    what = f"{first.mode} {first.gauge}".strip()
    return Stretch(
        what,
        " - ".join(by),
        f"{sum(leg.km for leg in group):,.0f} km{MARK if guessed else ''}",
        days,
        rows,
        doubts,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A way that is to be compared: its name, and the places it goes by."""

    title: str
    via: tuple[str, ...]


def choices(texts: Iterable[str]) -> list[Choice]:
    """Ways as they are typed: places parted by commas."""
    made = []
    for text in texts:
        places = tuple(one.strip() for one in text.split(",") if one.strip())
        if not places:
            raise BadArgument("a way without places", "Give places parted by commas")
        made.append(Choice(f"by {', '.join(places)}", places))
    return made


def none(answer: NoRoute) -> Way:
    """No route as it is shown: the reason stands where the legs would."""
    title = f"{answer.start.short} to {answer.end.short}: no route"
    return Way(title, "", answer.reason, (), (), (), ())
