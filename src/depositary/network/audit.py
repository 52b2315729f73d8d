"""A network held against itself: lengths, sources, statuses, breaks, units, and what was published: lengths of whole
routes, days of journeys, claims.

An error keeps the gate from holding; a warning is told and does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from depositary.network.geo import FLATTENING, great_circle
from depositary.network.graph import Arc, Graph
from depositary.network.journeys import Taken, taken, told
from depositary.network.legs import Route
from depositary.network.net import Network
from depositary.network.nouns import Link
from depositary.network.published import judged
from depositary.network.search import Web
from depositary.network.units import CAPACITY_UNITS, measure_of

# How far a length may be from the official one; two good sources of one line differ by 1.5 per cent at the median.
OFFICIAL = 0.03
# A link as long as the way by a waypoint, within this share, probably passes it unseen.
HIDDEN = 0.01
# Kinds of nodes at which a network may end.
ENDS = ("port", "inland_port", "terminal", "power_plant", "gas_node", "substation", "waypoint")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something found: `level` error or warning, the check, where, and what."""

    level: str
    check: str
    file: str
    row: int
    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A published length of a whole route, and the one computed. `km` is None where there is no route."""

    id: str
    name: str
    published_km: float
    km: float | None
    percent: float | None
    tolerance: float
    independent: bool
    source: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found, and what was looked at."""

    title: str
    counts: dict[str, int]
    lengths: dict[str, int]
    issues: tuple[Issue, ...]
    references: tuple[Measured, ...]
    journeys: tuple[Taken, ...]
    ratio: str
    claims: dict[str, int]

    @property
    def holds(self) -> bool:
        """True without an error."""
        return not any(one.level == "error" for one in self.issues)


def audit(network: Network) -> Audit:
    """Every check on a network."""
    references = tuple(_references(network))
    issues = [issue for check in CHECKS for issue in check(network)]
    issues += [issue for one in references for issue in _reference_issue(network, one)]
    order = {"error": 0, "warning": 1}
    issues.sort(key=lambda one: (order[one.level], one.check, one.file, one.row, one.says))
    tables = network.tables
    counts = {
        name: len(getattr(tables, name)) for name in ("nodes", "links", "parameters", "services", "terms")
    }
    return Audit(
        network.title, counts, _kinds(network), tuple(issues), references, taken(network), told(network), _claims(network)
    )  # fmt: skip


def _kinds(network: Network) -> dict[str, int]:
    """Links by where their length comes from; how many have an official length, and how many rest on an assumption."""
    links = network.links.values()
    kinds = Counter(one.length_kind for one in links)
    more = {
        "with an official length": sum(one.official_km is not None for one in links),
        "length assumed": sum("length" in one.assumption for one in links),
    }
    return {**dict(sorted(kinds.items())), **more}


def _claims(network: Network) -> dict[str, int]:
    """Published claims by verdict, most first."""
    return dict(Counter(one.verdict for one in judged(network)).most_common())


def _links(network: Network, level: str, check: str, says: Callable[[Link], str]) -> Iterator[Issue]:
    for link in network.links.values():
        told = says(link)
        if told:
            yield Issue(level, check, "links.csv", link.row, link.id, told)


def official(network: Network) -> Iterator[Issue]:
    """The length used is the official one within three per cent, where there is one; a measured one may differ, and is told."""

    def off(link: Link) -> str:
        if not link.official_km:
            return ""
        share = link.length_km / link.official_km - 1
        return (
            f"{link.length_km:g} km, {share:+.1%} of the official {link.official_km:g}"
            if abs(share) > OFFICIAL
            else ""
        )

    def measured(link: Link) -> str:
        if not link.official_km or not link.measured_km:
            return ""
        share = link.measured_km / link.official_km - 1
        if abs(share) <= OFFICIAL:
            return ""
        return f"measured {link.measured_km:g} km, {share:+.1%} of the official {link.official_km:g}"

    yield from _links(network, "error", "official", off)
    yield from _links(network, "warning", "official", measured)


def straight(network: Network) -> Iterator[Issue]:
    """No link is shorter than the straight line between its ends, by more than their places and the figure of the earth allow."""

    def short(link: Link) -> str:
        ends = [network.nodes[end] for end in link.ends]
        line = great_circle(ends[0].lat, ends[0].lon, ends[1].lat, ends[1].lon)
        least = line * (1 - FLATTENING) - sum(end.precision_km for end in ends)
        return (
            f"{link.length_km:g} km, shorter than the straight line of {line:.0f}"
            if link.length_km < least
            else ""
        )

    yield from _links(network, "error", "straight line", short)


def sources(network: Network) -> Iterator[Issue]:
    """Every row says where it comes from, or that it is an assumption."""
    for node in network.nodes.values():
        if not node.source:
            yield Issue("error", "source", "nodes.csv", node.row, node.id, "no source")
    yield from _links(
        network, "error", "source", lambda one: "" if one.length_source else "no source of the length"
    )

    def capacity(link: Link) -> str:
        given = link.capacity.best is not None or link.capacity.high is not None
        return (
            "capacity without source"
            if given and not link.capacity_source and "capacity" not in link.assumption
            else ""
        )

    def estimate(link: Link) -> str:
        marked = link.length_kind != "estimated" or "length" in link.assumption
        return "" if marked else "estimated, and not marked as an assumption"

    yield from _links(network, "error", "source", capacity)
    yield from _links(network, "error", "source", estimate)
    for one in network.parameters.values():
        if not one.source and not one.assumption:
            yield Issue(
                "error", "source", "parameters.csv", one.row, one.key, "neither a source nor an assumption"
            )
    for term in network.tables.terms.values():
        if not term.source and not term.assumption:
            yield Issue(
                "error", "source", "terms.csv", term.row, term.id, "neither a source nor an assumption"
            )


def statuses(network: Network) -> Iterator[Issue]:
    """What is open was opened, what is planned has days to come, and no range runs backwards."""
    known = network.tables.body.get("as_of")
    today = known if isinstance(known, date) else None

    def order(link: Link) -> str:
        low, high = link.opens.low, link.opens.high
        return f"opens {link.opens}: the range runs backwards" if low and high and low > high else ""

    def open_(link: Link) -> str:
        late = link.status == "open" and today and link.opens.low and link.opens.low > today
        return f"open, and opens {link.opens}" if late else ""

    def planned(link: Link) -> str:
        if link.status in ("planned", "under_construction") and link.opens.high is None:
            return f"{link.status.replace('_', ' ')} without a day"
        past = link.status not in ("open", "closed") and today and link.opens.high and link.opens.high < today
        return f"{link.status.replace('_', ' ')}, and was to open {link.opens}" if past else ""

    yield from _links(network, "error", "status", order)
    yield from _links(network, "error", "status", open_)
    yield from _links(network, "warning", "status", planned)


def dangling(network: Network) -> Iterator[Issue]:
    """Every place has a link; one that has a single link is an end of the network or may be a break."""
    met = Counter(end for link in network.links.values() for end in {*link.ends})
    for node in network.nodes.values():
        if not met[node.id]:
            yield Issue("error", "dangling", "nodes.csv", node.row, node.id, "no link ends here")
        elif met[node.id] == 1 and node.kind not in ENDS:
            yield Issue(
                "warning", "dangling", "nodes.csv", node.row, node.id, f"{node.kind} with a single link"
            )
    yield from _links(
        network,
        "error",
        "dangling",
        lambda one: "both ends are one place" if one.ends[0] == one.ends[1] else "",
    )


def breaks(network: Network) -> Iterator[Issue]:
    """Where gauges meet a term says what the change takes; where modes meet without one nobody can change."""
    for carries in sorted({one.carries for one in network.tables.services.values()}):
        graph = network.graph(carries)
        for number in sorted(graph.gaps):
            arc = graph.arcs[number]
            if arc.tail > arc.head:
                continue
            if arc.link is not None:
                yield Issue("error", "gauge", "links.csv", arc.link.row, arc.link.id, arc.gap)
                continue
            node = network.nodes[graph.states[arc.tail].place]
            same = graph.states[arc.tail].mode == graph.states[arc.head].mode
            level, check = ("error", "gauge") if same else ("warning", "transfer")
            yield Issue(level, check, "nodes.csv", node.row, node.id, arc.gap)

    def without(link: Link) -> str:
        return "rail without a gauge" if link.mode == "rail" and not link.gauges[0] else ""

    yield from _links(network, "error", "gauge", without)


def units(network: Network) -> Iterator[Issue]:
    """What is charged is in a unit that routes are charged in; ranges are in order; services name all they need."""
    held = network.parameters
    for one in held.values():
        amounts = [value for value in (one.low, one.best, one.high) if value is not None]
        if amounts != sorted(amounts):
            yield Issue(
                "error", "unit", "parameters.csv", one.row, one.key, "low, best and high are not in order"
            )
    wanted = [("services.csv", one.row, one.id, key, measure) for one in network.tables.services.values()
              for key, measure in ((one.speed, "time"), (one.cost, "cost"), (one.emissions, "emissions"))]  # fmt: skip
    wanted += [("terms.csv", one.row, one.id, key, measure) for one in network.tables.terms.values()
               for key, measure in ((one.hours, "time"), (one.cost, "cost"))]  # fmt: skip
    wanted += [("links.csv", one.row, one.id, key, measure) for one in network.links.values()
               for key, measure in ((one.hours, "time"), (one.toll, "cost"))]  # fmt: skip
    for file, row, id, key, measure in wanted:
        if key and measure_of(held[key].unit) != measure:
            yield Issue(
                "error",
                "unit",
                file,
                row,
                id,
                f"{key} is in {held[key].unit!r}, which is no unit of {measure}",
            )
        elif not key and file == "services.csv" and network.tables.services[id].carries == "goods":
            yield Issue("error", "unit", file, row, id, f"no parameter for {measure}")

    def capacity(link: Link) -> str:
        unit = link.capacity.unit
        given = [
            one for one in (link.capacity.low, link.capacity.best, link.capacity.high) if one is not None
        ]
        if given and unit not in CAPACITY_UNITS:
            return f"capacity in {unit!r}; units are {', '.join(CAPACITY_UNITS)}"
        return "low, best and high capacity are not in order" if given != sorted(given) else ""

    yield from _links(network, "error", "unit", capacity)


def twice(network: Network) -> Iterator[Issue]:
    """The same two places, mode, gauges and status stand once."""
    held: dict[tuple[object, ...], list[Link]] = defaultdict(list)
    for link in network.links.values():
        held[(frozenset(link.ends), link.mode, frozenset(link.gauges), link.status)].append(link)
    for links in held.values():
        for link in links[1:]:
            yield Issue("warning", "twice", "links.csv", link.row, link.id, f"as {links[0].id}")


def hidden(network: Network) -> Iterator[Issue]:
    """A link as long as the way by a waypoint probably passes it unseen: closing the waypoint would not close the link. One
    longer than the way round by other links of its mode is told as well."""
    graph = network.graph("goods")
    lengths = graph.weights["distance"]
    for mode in sorted({state.mode for state in graph.states}):
        arcs = [one for one, arc in enumerate(graph.arcs) if arc.link is not None and arc.link.mode == mode]
        held = [graph.arcs[one] for one in arcs]
        web, weights = (
            Web(len(graph.states), [one.tail for one in held], [one.head for one in held]),
            [lengths[one] for one in arcs],
        )
        own = defaultdict(list)
        for number, arc in enumerate(held):
            own[arc.link].append(number)
        for link, numbers in own.items():
            if link is not None and link.status == "open":
                way = web.way(weights, {held[numbers[0]].tail: 0}, [held[numbers[0]].head], numbers)
                if way is not None:
                    yield from _passed(network, link, [held[one] for one in way], graph)


def _passed(network: Network, link: Link, way: list[Arc], graph: Graph) -> Iterator[Issue]:
    """What a way round a link by others of its mode says of it."""
    km = sum(arc.km for arc in way)
    passed = [network.nodes[graph.states[arc.head].place] for arc in way[:-1]]
    names = ", ".join(node.short for node in passed)
    if abs(km / link.length_km - 1) <= HIDDEN and any(node.kind == "waypoint" for node in passed):
        yield Issue("warning", "hidden", "links.csv", link.row, link.id, f"as long as the way by {names}")
    elif km < link.length_km * (1 - HIDDEN) and passed:
        says = f"{link.length_km:g} km, longer than {km:.0f} by {names}"
        yield Issue("warning", "detour", "links.csv", link.row, link.id, says)


def pieces(network: Network) -> Iterator[Issue]:
    """Links for goods that are open hang together."""
    graph = network.graph("goods")
    conditions = network.conditions()
    refused = {link for link in graph.of_link if conditions.refused(network.links[link])}
    shut = graph.gaps | {arc for link in refused for arc in graph.of_link[link]}
    left = set(range(len(graph.states)))
    found = []
    while left:
        piece = graph.web.component([min(left)], shut)
        left -= piece
        found.append(sorted({graph.states[one].place for one in piece}))
    for piece_ in sorted(found, key=lambda one: (-len(one), one))[1:]:
        names = ", ".join(network.nodes[place].short for place in piece_[:5])
        node = network.nodes[piece_[0]]
        yield Issue(
            "warning",
            "piece",
            "nodes.csv",
            node.row,
            node.id,
            f"cut off from the rest by open links: {names}",
        )


CHECKS: tuple[Callable[[Network], Iterator[Issue]], ...] = (
    official, straight, sources, statuses, dangling, breaks, units, twice, hidden, pieces,
)  # fmt: skip


def _references(network: Network) -> Iterator[Measured]:
    for one in network.tables.references.values():
        found = network.route(
            one.start, one.end, "distance", carries=one.carries, modes=one.modes, without=one.without
        )
        km = found.km if isinstance(found, Route) else None
        percent = round((km / one.km - 1) * 100, 2) if km is not None else None
        yield Measured(
            one.id, one.name, one.km, km, percent, one.tolerance_percent, one.independent, one.source
        )


def _reference_issue(network: Network, one: Measured) -> Iterator[Issue]:
    row = network.tables.references[one.id].row
    if one.percent is None:
        yield Issue("error", "published", "references.csv", row, one.id, "no route")
    elif abs(one.percent) > one.tolerance:
        says = f"{one.km:.0f} km, {one.percent:+.1f} % of the published {one.published_km:g}"
        yield Issue("error", "published", "references.csv", row, one.id, says)
