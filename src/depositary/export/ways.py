"""GeoJSON (RFC 7946) of what is asked of a network: routes leg by leg, flows link by link.

A feature of `layer` way is a route as a whole with its totals, leg a link of it with what it adds, change a transfer or change of
gauge at a place, end a start or end, flow a link with what passes. A link is a straight line between two places and no track.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from depositary.export.geojson import NOTICE, Feature, feature, line
from depositary.export.stream import MADE_BY
from depositary.network.flows import Flow
from depositary.network.legs import NOTICE as COARSE
from depositary.network.legs import Leg, Route
from depositary.network.net import Network
from depositary.network.nouns import Link, Node


def collection(features: Iterable[Feature], notices: Sequence[str] = ()) -> dict[str, Any]:
    """Features as a collection, with what they are good for."""
    return {
        "type": "FeatureCollection", "standard": "RFC 7946", "generator": MADE_BY,
        "notice": " ".join((NOTICE, COARSE, *notices)), "features": list(features),
    }  # fmt: skip


def of_routes(ways: Iterable[tuple[str, Route]]) -> Iterator[Feature]:
    """Routes with their names: each as a whole, then its legs and changes in order, and its two ends."""
    for number, (name, route) in enumerate(ways, start=1):
        yield _whole(number, name, route)
        for step, leg in enumerate(route.legs, start=1):
            yield _leg(number, step, leg)
        for which, node in (("start", route.start), ("end", route.end)):
            yield feature(
                f"way-{number}-{which}",
                "Point",
                _at(node),
                layer="end",
                way=number,
                which=which,
                name=node.name,
            )


def _whole(number: int, name: str, route: Route) -> Feature:
    parts: list[Any] = []
    for leg in route.legs:
        if leg.link is not None:
            kind, drawn = line(_at(leg.start), _at(leg.end))
            parts += [drawn] if kind == "LineString" else drawn
    told = route.as_dict()
    kept = ("from", "to", "by", "how", "on", "month", "km", "days", "cost_usd", "co2e_kg", "doubts")
    return feature(
        f"way-{number}",
        "MultiLineString",
        parts,
        layer="way",
        way=number,
        name=name,
        **{key: told[key] for key in kept},
    )


def _leg(number: int, step: int, leg: Leg) -> Feature:
    kind, drawn = line(_at(leg.start), _at(leg.end)) if leg.link is not None else ("Point", _at(leg.start))
    return feature(
        f"way-{number}-{step}", kind, drawn, layer="leg" if leg.link else "change", way=number, step=step, kind=leg.kind,
        mode=leg.mode, gauge=leg.gauge or None, km=leg.km, days=round(leg.days, 6), cost_usd=round(leg.cost, 6),
        co2e_kg=round(leg.kg, 6), link=leg.link.id if leg.link else None, terms=[one.id for one in leg.terms],
        doubt=leg.doubt or None, row=leg.row, **{"from": leg.start.id, "to": leg.end.id},
    )  # fmt: skip


def of_flow(network: Network, flow: Flow) -> Iterator[Feature]:
    """Links with what passes and their capacity; those that bound the flow are told."""
    tight = {use.link.id for use in flow.cut}
    uses = {use.link.id: use for use in (*flow.cut, *flow.uses)}
    for id, use in uses.items():
        kind, drawn = _drawn(network, use.link)
        yield feature(
            id, kind, drawn, layer="flow", mode=use.link.mode, amount=round(use.amount, 6), capacity=use.capacity,
            unit=flow.unit, bounds=id in tight, **{"from": use.link.ends[0], "to": use.link.ends[1]},
        )  # fmt: skip
    for which, node in (("start", flow.start), ("end", flow.end)):
        yield feature(f"flow-{which}", "Point", _at(node), layer="end", which=which, name=node.name)


def _drawn(network: Network, link: Link) -> tuple[str, Any]:
    start, end = (network.nodes[one] for one in link.ends)
    return line(_at(start), _at(end))


def _at(node: Node) -> tuple[float, float]:
    return node.lon, node.lat
