"""The network and its routes as GeoJSON, for the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from depositary.network.legs import NOTICE, Route
from depositary.network.net import Network
from depositary.web import atlas
from depositary.web.held import Held
from depositary.web.page import Missing

STRAIGHT = "A line between two places is straight here and no track of any ship, road or rail; its length is in length_km."


def network_features(held: Held) -> dict[str, Any]:
    """Places and links of the network. Raises Missing where the case has none."""
    found = _needed(held)
    net = found.network
    features = [
        _feature(one.id, "Point", [one.lon, one.lat], name=one.name, kind=one.kind, country=one.country)
        for one in net.nodes.values()
    ]
    for link in net.links.values():
        line = [[net.nodes[end].lon, net.nodes[end].lat] for end in link.ends]
        carries = net.tables.services[link.service].carries
        told = {"length_km": link.length_km, "length_kind": link.length_kind, "from": link.ends[0], "to": link.ends[1]}
        features.append(
            _feature(link.id, "LineString", line, name=link.name, mode=link.mode, status=link.status, carries=carries, **told)
        )
    return _collection(net, features)


def route_features(held: Held, filters: Mapping[str, str]) -> dict[str, Any]:
    """The route asked for, the base and what stands beside it, each as a line with its legs. Raises BadArgument."""
    found = _needed(held)
    asked = atlas.question(found, {name: [value] for name, value in filters.items()})
    answer = atlas.answer(found.folder, asked)
    told = [("route", answer.found), *(("beside", one) for one in answer.others)]
    told += [("base", answer.base)] if asked.switched else []
    features = [
        _feature(
            f"{role}-{number}", "LineString", [[node.lon, node.lat] for node in one.places], role=role, **one.as_dict()
        )
        for number, (role, one) in enumerate(told)
        if isinstance(one, Route) and one.links
    ]
    lost = {role: one.as_dict() for role, one in told if not one}
    return {**_collection(found.network, features), "against_base": answer.against or None, "no_route": lost or None}


def _needed(held: Held) -> atlas.Atlas:
    found = atlas.of(held.desk.record.case)
    if found is None:
        raise Missing("the case of this dossier has no network", "See docs/how-to/bring-your-own-network.md")
    return found


def _feature(key: str, shape: str, coordinates: Any, /, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": key, "geometry": {"type": shape, "coordinates": coordinates}, "properties": properties}


def _collection(net: Network, features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "title": net.title, "notice": f"{NOTICE} {STRAIGHT}", "features": features}
