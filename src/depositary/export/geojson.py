"""GeoJSON (RFC 7946): places of statements and, where the case has a network, its nodes and links. Longitude first, WGS 84.

    depositary export NAME.dossier -f geojson -o map.geojson

A feature of `layer` statement stands on the place that a statement names, where that place is resolved; of `layer` node and link
on the network. Coordinates are coarse: a city is its centre, a state a point inside it, a link a straight line between two
places and no track of any road, rail or pipe. The collection says so in `notice`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.export.stream import MADE_BY, json_list, opening, standing
from depositary.model.case import CASES
from depositary.model.nouns import Entity, Statement
from depositary.network.nouns import Link, Node

if TYPE_CHECKING:  # loaded where a case has a network
    from depositary.network.net import Network

NOTICE = (
    "Coarse positions from gazetteers and open maps: a city is its centre, a state a point inside it, a link a straight line"
    " between two places. Not for navigation."
)
Feature = dict[str, Any]


@export("geojson", suffix=".geojson", speaks="GeoJSON, RFC 7946")
def write(dossier: Dossier, target: TextIO) -> None:
    """Places of statements, nodes and links of the network."""
    head = {"type": "FeatureCollection", "standard": "RFC 7946", "generator": MADE_BY, "notice": NOTICE}
    json_list(target, features(dossier), opening(head, "features"), "]}")


def features(dossier: Dossier) -> Iterator[Feature]:
    """Statements in the order of the texts, then nodes and links by id."""
    places = {one.id: point for one in dossier.entities() if (point := position(one)) is not None}
    names = {one.id: one for one in dossier.entities() if one.id in places}
    for one in standing(dossier):
        if one.where is not None and one.where.entity in places:
            yield _said(one, names[one.where.entity], places[one.where.entity])
    case = dossier.get("case")
    if case and (CASES / case / "network" / "links.csv").exists():
        from depositary.network.net import Network

        net = Network.load(case)
        yield from (_node(net.nodes[key]) for key in sorted(net.nodes))
        yield from (_link(net.links[key], net) for key in sorted(net.links))


def position(thing: Entity) -> tuple[float, float] | None:
    """Longitude and latitude of a place; None where they are not known or are none."""
    try:
        lon, lat = float(thing.props["lon"]), float(thing.props["lat"])
    except (KeyError, TypeError, ValueError):
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def feature(key: str, shape: str, coordinates: Any, /, **properties: Any) -> Feature:
    """A feature with its id, shape, coordinates (longitude first) and properties."""
    return {
        "type": "Feature", "id": key, "geometry": {"type": shape, "coordinates": coordinates}, "properties": properties,
    }  # fmt: skip


def _said(one: Statement, place: Entity, point: tuple[float, float]) -> Feature:
    when = one.when or one.said
    return feature(
        one.id, "Point", point, layer="statement", place=place.name, place_kind=place.props.get("kind"), kind=one.kind,
        speaker=one.speaker.name if one.speaker else None, stance=one.stance, quote=one.quote, document=one.doc_name,
        start_char=one.start, end_char=one.end, start=when.start if when else None, end=when.end if when else None,
    )  # fmt: skip


def _node(one: Node) -> Feature:
    return feature(
        one.id, "Point", [one.lon, one.lat], layer="node", name=one.name, kind=one.kind, country=one.country,
        precision_km=one.precision_km, source=one.source,
    )  # fmt: skip


def _link(one: Link, net: Network) -> Feature:
    start, end = (net.nodes[name] for name in one.ends)
    kind, drawn = line((start.lon, start.lat), (end.lon, end.lat))
    return feature(
        one.id, kind, drawn, layer="link", name=one.name, mode=one.mode, status=one.status, length_km=one.length_km,
        length_kind=one.length_kind, **{"from": one.ends[0], "to": one.ends[1]},
    )  # fmt: skip


def line(start: tuple[float, float], end: tuple[float, float]) -> tuple[str, Any]:
    """A straight line; cut in two where it crosses the antimeridian, as RFC 7946 asks (3.1.9)."""
    if abs(start[0] - end[0]) <= 180:
        return "LineString", [start, end]
    side = 180.0 if start[0] > 0 else -180.0
    span = end[0] + 2 * side - start[0]
    lat = start[1] + (end[1] - start[1]) * (side - start[0]) / span if span else start[1]
    return "MultiLineString", [[start, (side, lat)], [(-side, lat), end]]
