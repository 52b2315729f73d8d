"""A question to a network as a page asks it, and its answer: the route, what it is against the base, others beside it.

The base is the same question with no scenario, nothing closed and nothing held for built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from depositary.model.errors import BadArgument
from depositary.network.legs import Leg, NoRoute, Route, bounds
from depositary.network.net import Network
from depositary.network.nouns import MEASURES, Parameter
from depositary.network.routes import Length
from depositary.network.scenario import Settings, changed, conditions
from depositary.network.switches import Switches, together
from depositary.network.units import Charge
from depositary.views import text
from depositary.views.network import COLUMNS, MARK
from depositary.views.pathway import JUMPS

# What else is sought beside the best route.
BESIDE = {
    "": "nothing else", "alternatives": "ways that differ", "pareto": "all that nothing beats", "named": "ways that claims name",
}  # fmt: skip
# More lines than these are no picture; how many are left out is told.
MOST = 6
# Ways by name are few, and each was asked for.
NAMED = 12
# As many names of links and places as one question may close or build.
NAMES = 40


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: two places, what is to be least, the year, what is switched; `beside` is a key of BESIDE."""

    start: str
    end: str
    by: str = "cost"
    year: int | None = None
    carries: str = "goods"
    scenarios: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    built: tuple[str, ...] = ()
    beside: str = ""

    def __post_init__(self) -> None:
        if self.by not in MEASURES:
            raise BadArgument(f"there is no measure {self.by!r}", f"Measures: {', '.join(MEASURES)}")
        if self.beside not in BESIDE:
            raise BadArgument(f"nothing beside a route is called {self.beside!r}", f"Known: {', '.join(filter(None, BESIDE))}")
        if len(self.closed) + len(self.built) > NAMES:
            raise BadArgument("too many links are closed or built", f"Give {NAMES} at most")

    @property
    def switched(self) -> bool:
        """True where something is not as in the base."""
        return bool(self.scenarios or self.closed or self.built)


@dataclass(frozen=True)
class Answer:
    """The route or why there is none; `base` likewise, the same where nothing is switched. `parameters` are those that the
    route was sought at; `against` tells the route by the base in a line; `names` are those of the others where they have any;
    `more` counts others that are left out."""

    question: Question
    found: Route | NoRoute
    base: Route | NoRoute
    parameters: Mapping[str, Parameter]
    against: str
    others: tuple[Route, ...]
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """A leg for a table, or what is taken at a place or border. `kind`: link, transfer, gauge, border or toll. `link` is the id
    by which it can be closed, "" where it is no link. Amounts have their least and most in `_range`, "" where they are one."""

    kind: str
    what: str
    ends: str
    km: str
    days: str
    days_range: str
    cost: str
    cost_range: str
    doubt: str
    link: str
    source: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with its range; `mark` where it rests on a value that is no source's."""

    label: str
    unit: str
    best: str
    range: str
    mark: str


def answer(network: Network, switches: Switches, asked: Question, ways: Iterable[Length] = ()) -> Answer:
    """The answer. `ways` are those that sentences mean by name: they keep the conditions they are defined by, whatever is
    switched. Raises BadArgument for places, links or scenarios that are not there, or that cannot hold together."""
    base = network.route(asked.start, asked.end, asked.by, carries=asked.carries, year=asked.year)
    settings = together(switches.chosen(asked.scenarios)) if asked.scenarios else Settings()
    settings = replace(
        settings, without=(*settings.without, *asked.closed), built=(*settings.built, *asked.built),
        year=asked.year or settings.year,
    )  # fmt: skip
    net, held = changed(network, settings), conditions(settings)
    # The cargo stays that of the base, also where a scenario changes the load of a container.
    cargo = network.cargo()
    ends = {"carries": asked.carries, "cargo": cargo, **held}
    found = net.route(asked.start, asked.end, asked.by, **ends) if asked.switched else base
    others: list[tuple[str, Route]] = []
    if found and asked.beside == "alternatives":
        others = [("", one) for one in net.alternatives(asked.start, asked.end, asked.by, most=MOST + 1, **ends)]
    elif found and asked.beside == "pareto" and asked.carries == "goods":
        others = [("", one) for one in net.pareto(asked.start, asked.end, **ends)]
    elif asked.beside == "named":
        others = list(_named(network, asked, ways))
    if asked.beside != "named":
        others = [one for one in others if isinstance(found, Route) and one[1].links != found.links]
    shown = others[: MOST if asked.beside != "named" else NAMED]
    told = against(found, base) if asked.switched else ""
    names, routes = tuple(name for name, _ in shown), tuple(route for _, route in shown)
    return Answer(asked, found, base, parameters(net), told, routes, names, len(others) - len(shown))


def _named(network: Network, asked: Question, ways: Iterable[Length]) -> Iterator[tuple[str, Route]]:
    """The ways by name between the two places, over links that carry what is asked."""
    graph = network.graph(asked.carries)
    for one in ways:
        if one.search is None or [network.place(end).id for end in (one.start, one.end)] != [asked.start, asked.end]:
            continue
        route = one.route
        if route is not None and set(route.links) <= set(graph.of_link):
            yield one.name, route


def parameters(network: Network) -> dict[str, Parameter]:
    """The parameters at the values of a network: where it was given another value, its range goes with it."""
    return {key: _at(one, network.given[key]) if key in network.given else one for key, one in network.parameters.items()}


def _at(one: Parameter, value: float) -> Parameter:
    ratio = value / one.best if one.best else None
    low, high = (end * ratio if end is not None and ratio is not None else value for end in (one.low, one.high))
    return replace(one, low=low, best=value, high=high)


def against(found: Route | NoRoute, base: Route | NoRoute) -> str:
    """The difference in a sentence: kilometres, days, money."""
    if not isinstance(found, Route):
        return "As it is there is a route; with this there is none." if base else "There is no route as it is, either."
    if not isinstance(base, Route):
        return "As it is there is no route; with this there is one."
    same = found.links == base.links
    parts = [
        _more(found.km - base.km, base.km, "km", 0, "longer", "shorter"),
        _more(found.days - base.days, base.days, "days", 1, "slower", "faster") if found.charged("time") else "",
        _more(found.cost - base.cost, base.cost, "USD", 0, "dearer", "cheaper") if found.charged("cost") else "",
    ]
    told = ", ".join(filter(None, parts))
    if same:
        return f"The same route, but {told}." if told else "The same route, and nothing of it changes."
    return f"Another route: {told or 'no longer, slower or dearer'}."


def _more(size: float, whole: float, unit: str, digits: int, more: str, less: str) -> str:
    shown = f"{abs(size):,.{digits}f}"
    if not shown.strip("0.,"):
        return ""
    share = f" ({size / whole * 100:+.0f} %)" if whole else ""
    return f"{shown} {unit} {more if size > 0 else less}{share}"


def sums(route: Route, held: Mapping[str, Parameter]) -> list[Sum]:
    """The totals with their ranges."""
    ends = bounds(route, held)
    made = []
    for measure, (label, unit, digits) in COLUMNS.items():
        if route.charged(measure):
            mark = MARK if _assumed(route, measure, held) else ""
            made.append(Sum(label, unit, f"{route.total(measure):,.{digits}f}", _range(*ends[measure], digits), mark))
    return made


def _assumed(route: Route, measure: str, held: Mapping[str, Parameter]) -> bool:
    lengths = any(leg.link is not None and "length" in leg.link.assumption for leg in route.legs)
    return lengths or any(held[one.key].assumption for one in route.charges if one.measure == measure)


def counts(route: Route) -> str:
    """How many transfers, changes of gauge and borders, in words."""
    rows = [one.kind for leg in route.legs for one in _pieces(leg)]
    told = [
        text.counted(rows.count(kind), word)
        for kind, word in (("transfer", "transfer"), ("gauge", "change of gauge"), ("border", "border"))
        if rows.count(kind)
    ]
    return ", ".join(told).replace("change of gauges", "changes of gauge") or "no transfer and no border with a charge"


def rows(route: Route, held: Mapping[str, Parameter]) -> list[Row]:
    """The legs one after another; what a border or a toll takes stands below the link that meets it."""
    return [_row(leg, piece, held) for leg in route.legs for piece in _pieces(leg)]


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    charges: tuple[Charge, ...]


def _pieces(leg: Leg) -> Iterator[_Piece]:
    if leg.link is None:
        yield _Piece(leg.kind, leg.charges)
        return
    yield _Piece("link", tuple(one for one in leg.charges if one.what not in JUMPS))
    for kind in JUMPS:
        charges = tuple(one for one in leg.charges if one.what == kind)
        if charges:
            yield _Piece(kind, charges)


def _row(leg: Leg, piece: _Piece, held: Mapping[str, Parameter]) -> Row:
    days, cost = (_amounts(piece.charges, measure, held) for measure in ("time", "cost"))
    ends = leg.start.short if leg.link is None else f"{leg.start.short} to {leg.end.short}"
    link = leg.link if piece.kind == "link" else None
    what = {"link": f"{leg.mode} {leg.gauge}".strip(), "transfer": leg.mode.replace("/", " to ")}.get(
        piece.kind, f"gauge {leg.gauge.replace('/', ' to ')}" if piece.kind == "gauge" else piece.kind
    )
    return Row(
        piece.kind, what, link.name or ends if link else ends, f"{leg.km:,.0f}" if link else "",
        _shown(days, 1), _range(days[1], days[2], 1) if days else "",
        _shown(cost, 0), _range(cost[1], cost[2], 0) if cost else "",
        leg.doubt if link else "", link.id if link else "", leg.row,
    )  # fmt: skip


def _amounts(charges: Iterable[Charge], measure: str, held: Mapping[str, Parameter]) -> tuple[float, float, float] | None:
    """Best, least and most; None where nothing is charged."""
    found = [one for one in charges if one.measure == measure]
    if not found:
        return None
    best = low = high = 0.0
    for one in found:
        values = [value for value in (held[one.key].low, held[one.key].best, held[one.key].high) if value is not None]
        made = [float(one.at({one.key: value})) for value in values]
        middle = held[one.key].best
        best += float(one.at({one.key: middle})) if middle is not None else made[0]
        low, high = low + min(made), high + max(made)
    return best, low, high


def _shown(amounts: tuple[float, float, float] | None, digits: int) -> str:
    return f"{amounts[0]:,.{digits}f}" if amounts else ""


def _range(low: float, high: float, digits: int) -> str:
    ends = [f"{value:,.{digits}f}" for value in (low, high)]
    return f"{ends[0]} to {ends[1]}" if ends[0] != ends[1] else ""
