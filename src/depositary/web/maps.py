"""The page Map: the network of the case, a route on it, and what scenarios and closures do to it.

Everything asked stands in the address, so that it can be kept and sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from depositary.model.errors import BadArgument
from depositary.network.legs import NOTICE, Route
from depositary.network.net import Network
from depositary.network.nouns import Node
from depositary.views import conflicts, journeys, labels, netmap, pathway
from depositary.views.journeys import Answer, Question
from depositary.web import atlas
from depositary.web.page import Ask, Page, address

# Words of what is to be least, in the order of the form.
LEAST = {"cost": "cost", "time": "time", "distance": "distance", "emissions": "emissions"}


def page(ask: Ask) -> str:
    """The map with the route asked for."""
    held = atlas.of(ask.desk.record.case)
    if held is None:
        return ask.page("map", "Map", atlas=None)
    params = ask.request.query_params
    asked = atlas.question(held, {name: params.getlist(name) for name in atlas.FILTERS})
    clash = ""
    try:
        answer = atlas.answer(held.folder, asked)
    except BadArgument as error:
        # What cannot hold together is told on the page; what is not there is an error as anywhere.
        if "cannot hold at once" not in error.what:
            raise
        clash = f"{error.what}. {error.todo}."
        answer = atlas.answer(held.folder, _plain(asked))
    claims = ask.held.once("claims about routes", lambda: _claims(ask))
    whole = bool(ask.get("whole"))
    return ask.page(
        "map", "Map", atlas=held, body=held.network.tables.body, asked=asked, answer=answer, clash=clash, claims=claims,
        notice=NOTICE, least=LEAST, beside=journeys.BESIDE, form=_form(held, asked, answer), again=_address(asked), whole=whole,
        **_shown(held, answer, whole),
    )  # fmt: skip


def _plain(asked: Question) -> Question:
    return Question(asked.start, asked.end, asked.by, asked.year, asked.carries)


def _claims(ask: Ask) -> list[conflicts.Point]:
    return [one for one in conflicts.points(ask.desk, conflicts.EVERY) if one.check.startswith("network.")]


def _form(held: atlas.Atlas, asked: Question, answer: Answer) -> dict[str, Any]:
    """What can be chosen: places, what is carried, places on the way and links that are not open."""
    net = held.network
    graph = net.graph(asked.carries)
    places = sorted((net.nodes[key] for key in graph.of_place), key=lambda one: one.name)
    on_way = [
        node for route in (answer.found, answer.base) if isinstance(route, Route) for node in route.places[1:-1]
    ]
    # What is closed stays among the boxes, or it could not be opened again.
    closed = dict.fromkeys(asked.closed)
    closures = {**{node.id: node.short for node in on_way}, **{key: _named(net, key) for key in closed}}
    unbuilt = [one for one in net.links.values() if one.id in graph.of_link and one.status not in ("open", "closed")]
    built = {one.id: one.name or _named(net, one.id) for one in unbuilt}
    return {
        "places": places, "closures": closures,
        "scenarios": [one for one in held.switches.every if one.carries == asked.carries],
        "built": {**built, **{key: _named(net, key) for key in asked.built if key not in built}},
        "carries": sorted({one.carries for one in net.tables.services.values()}, key=lambda one: (one != "goods", one)),
    }  # fmt: skip


def _named(net: Network, key: str) -> str:
    """A link or place in words."""
    if key in net.nodes:
        return net.nodes[key].short
    if key in net.links:
        link = net.links[key]
        return link.name or f"{' to '.join(net.nodes[end].short for end in link.ends)} by {link.mode}"
    return key


def _shown(held: atlas.Atlas, answer: Answer, whole: bool) -> dict[str, Any]:
    """The drawing and what stands beside it."""
    chart = atlas.chart(held.folder, answer.question.carries)
    nodes, found, base = held.network.nodes, answer.found, answer.base
    drawn = []
    besides = [one for one in (found, base) if isinstance(one, Route)]
    for number, (one, at) in enumerate(zip(answer.others, netmap.numbers(chart, answer.others, besides), strict=True), 1):
        drawn.append(netmap.drawn(chart, one, "other", _title(answer, number), number, at))
    routes: list[Route] = list(answer.others)
    if isinstance(base, Route) and (not isinstance(found, Route) or base.links != found.links):
        drawn.append(netmap.drawn(chart, base, "base", "without what is switched"))
        routes.append(base)
    if isinstance(found, Route):
        drawn.append(netmap.drawn(chart, found, "main", "the route"))
        routes.append(found)
    seen = netmap.view(chart, [] if whole else routes)
    first = [answer.question.start, answer.question.end, *(node.id for route in routes[::-1] for node in route.places)]
    return {
        "chart": chart, "drawn": drawn, "seen": seen, "labels": _labels(chart, nodes, first, seen),
        "ends": [next((spot for spot in chart.spots if spot.id == key), None) for key in first[:2]],
        "stops": _stops(chart, found), "rows": journeys.rows(found, answer.parameters) if isinstance(found, Route) else [],
        "sums": journeys.sums(found, answer.parameters) if isinstance(found, Route) else [],
        "counts": journeys.counts(found) if isinstance(found, Route) else "",
        "listed": _listed(answer), "diagrams": _diagrams(held.network, answer),
        "modes": sorted({one.mode for one in chart.lines}, key=_mode),
        "statuses": {key: words for key, words in netmap.STATUSES.items() if key in {line.status for line in chart.lines}},
    }  # fmt: skip


def _listed(answer: Answer) -> list[tuple[str, Route]]:
    """The route and what stands beside it, for a table."""
    found = [("the route", answer.found)] if isinstance(answer.found, Route) else []
    named = enumerate(zip(answer.names, answer.others, strict=True), 1)
    return found + [(f"{number}{f'. {name}' if name else ''}", one) for number, (name, one) in named]


def _title(answer: Answer, number: int) -> str:
    """ "way 2: by the coast"."""
    name = answer.names[number - 1]
    return f"way {number}{f': {name}' if name else ''}"


def _mode(mode: str) -> tuple[int, str]:
    return (netmap.MODES.index(mode) if mode in netmap.MODES else len(netmap.MODES)), mode


def _labels(
    chart: netmap.Chart, nodes: Mapping[str, Node], first: Sequence[str], seen: netmap.View
) -> tuple[labels.Label, ...]:
    """Names: the two ends, then what lies on the routes, then all the others."""
    spots = {one.id: one for one in chart.spots}
    strong = [key for key in dict.fromkeys(first) if key in spots]
    order = [*strong, *(key for key in spots if key not in set(strong))]
    places = [labels.Place(spots[key].x, spots[key].y, nodes[key].short, key in strong) for key in order]
    return labels.labels(places, (seen.x, seen.y, seen.x + seen.width, seen.y + seen.height))


def _stops(chart: netmap.Chart, found: object) -> list[netmap.Spot]:
    """Places of the route where something is changed."""
    if not isinstance(found, Route):
        return []
    where = {leg.start.id for leg in found.legs if leg.link is None}
    return [one for one in chart.spots if one.id in where]


def _diagrams(net: Network, answer: Answer) -> list[str]:
    """Cost and time over distance as SVG."""
    found, base = answer.found, answer.base
    if not isinstance(found, Route):
        return []
    named = [("the route", "main", found, answer.parameters, "")]
    if isinstance(base, Route) and (base.links != found.links or (base.days, base.cost) != (found.days, found.cost)):
        named.append(("without what is switched", "base", base, net.parameters, ""))
    held = net.parameters if answer.question.beside == "named" else answer.parameters
    named += [(_title(answer, number), "other", one, held, str(number)) for number, one in enumerate(answer.others, 1)]
    made = []
    for measure in ("cost", "time"):
        tracks = [
            pathway.Track(title, role, pathway.points(one.legs, measure, held), tag) for title, role, one, held, tag in named
        ]
        if found.charged(measure) and (diagram := pathway.diagram(tracks, measure)):
            made.append(pathway.svg(diagram, f"over-{measure}"))
    return made


def _address(asked: Question) -> str:
    """The address of a question, to which one more closure can be added."""
    given = {
        "from": asked.start, "to": asked.end, "by": asked.by, "year": str(asked.year or ""), "beside": asked.beside,
        "carries": asked.carries if asked.carries != "goods" else "", "scenario": ",".join(asked.scenarios),
        "built": ",".join(asked.built),
    }  # fmt: skip
    return address("/map", given) + "&closed=" + "".join(f"{one}," for one in asked.closed)


PAGES = (Page("/map", page),)
