"""Routes as drawings and as GeoJSON: what is drawn sums to the totals, and nothing in it needs a policy."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from depositary.cli import main
from depositary.export.ways import collection, of_flow, of_routes
from depositary.network import Network
from depositary.network.legs import Route
from depositary.views.distance import JUMPS, named, svg
from depositary.views.journeys import parameters
from depositary.views.pathway import points as profile

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def net() -> Network:
    return Network.load("russia-iran")


@pytest.fixture(scope="module")
def routes(net: Network) -> list[Route]:
    return list(net.alternatives("JNPT", "Moscow", "time", via=["Suez", "Cape"]))


@pytest.mark.parametrize("measure", ["time", "cost"])
def test_a_profile_ends_at_the_totals(net: Network, routes: list[Route], measure: str) -> None:
    for route in routes:
        points = profile(route.legs, measure, parameters(net))
        assert (points[0].km, points[0].value) == (0, 0)
        assert points[-1].km == pytest.approx(route.km) and points[-1].value == pytest.approx(
            route.total(measure)
        )
        for before, after in pairwise(points):
            assert after.km >= before.km and after.value >= before.value
            assert (after.kind in JUMPS) == (after.km == before.km), "a jump is upright, a run is not"
        changes = [leg for leg in route.legs if leg.link is None]
        assert sum(point.kind in ("transfer", "gauge") for point in points) <= len(changes) + len(route.legs)


def test_a_drawing_needs_no_script_and_no_style(net: Network, routes: list[Route]) -> None:
    for ways in (named(routes[:1]), named(routes), []):
        root = ET.fromstring(svg(ways, parameters(net)))
        assert root.find(f"{SPACE}title") is not None and root.get("role") == "img"
        for one in root.iter():
            assert one.tag.removeprefix(SPACE) not in (
                "script",
                "style",
                "image",
                "use",
                "a",
                "foreignObject",
            )
            assert not [name for name in one.attrib if name in ("style", "href") or name.startswith("on")]


def test_every_way_is_drawn_to_its_total(net: Network, routes: list[Route]) -> None:
    root = ET.fromstring(svg(named(routes), parameters(net)))
    lines = list(root.iter(f"{SPACE}polyline"))
    assert {one.get("class", "").split()[-1] for one in lines} == {
        f"way-{at + 1}" for at in range(len(routes))
    }
    words = "\n".join(one.text or "" for one in root.iter(f"{SPACE}text"))
    for at, route in enumerate(routes, start=1):
        assert f"{at}: {route.days:,.1f}" in words and f"{at}: {route.cost:,.0f}" in words
        assert f"{route.km:,.0f} km, {route.days:.1f} days, {route.cost:,.0f} USD" in words
    width, height = (float(root.get(name, 0)) for name in ("width", "height"))
    for line in lines:
        for pair in line.get("points", "").split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= width and 0 <= y <= height


def test_names_are_escaped(net: Network, routes: list[Route]) -> None:
    assert "<b>" not in svg([("a <b> & c", routes[0]), ("d", routes[1])], parameters(net))


def _checked(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The features, after what RFC 7946 asks of them."""
    assert body["type"] == "FeatureCollection" and "plans no shipment" in body["notice"]
    ids = [one["id"] for one in body["features"]]
    assert len(ids) == len(set(ids))

    def positions(held: Any) -> Any:
        return (
            [held]
            if isinstance(held[0], (int, float))
            else [each for part in held for each in positions(part)]
        )

    for one in body["features"]:
        assert one["type"] == "Feature" and one["geometry"]["type"] in (
            "Point",
            "LineString",
            "MultiLineString",
        )
        for lon, lat in positions(one["geometry"]["coordinates"]):
            assert -180 <= lon <= 180 and -90 <= lat <= 90
    return list(body["features"])


def test_geojson_of_routes(net: Network, routes: list[Route]) -> None:
    features = _checked(json.loads(json.dumps(collection(of_routes(named(routes))))))
    for at, route in enumerate(routes, start=1):
        mine = [one["properties"] for one in features if one["properties"]["way"] == at]
        legs = [one for one in mine if one["layer"] in ("leg", "change")]
        assert [one["layer"] for one in mine].count("way") == 1 and len(legs) == len(route.legs)
        for name, total in (("km", route.km), ("days", route.days), ("cost_usd", route.cost)):
            assert sum(one[name] for one in legs) == pytest.approx(total, abs=1e-3)
            assert next(one for one in mine if one["layer"] == "way")[name] == pytest.approx(total, abs=1e-3)


def test_geojson_of_a_flow(net: Network) -> None:
    found = net.flow("IRRAS", "IRASR", built=["L026"], modes=["rail"])
    features = _checked(collection(of_flow(net, found)))
    drawn = {one["id"]: one["properties"] for one in features if one["properties"]["layer"] == "flow"}
    assert drawn["L026"]["bounds"] and drawn["L026"]["amount"] == pytest.approx(10)
    assert set(drawn) == {use.link.id for use in (*found.uses, *found.cut)}


def test_files_are_written_beside_the_page(tmp_path: Path) -> None:
    files = ["--geojson", str(tmp_path / "a.geojson"), "--svg", str(tmp_path / "a.svg")]
    asked = ["Velmora", "Ostrand", "--by", "time"]
    plain = CliRunner().invoke(main, ["route", *asked])
    for args in (["route", *asked], ["route", *asked, "--pareto"], ["compare", *asked]):
        for path in tmp_path.iterdir():
            path.unlink()
        told = CliRunner().invoke(main, [*args, *files])
        assert told.exit_code == 0 and (args != ["route", *asked] or told.output == plain.output)
        assert _checked(json.loads((tmp_path / "a.geojson").read_text("utf-8")))
        assert ET.parse(tmp_path / "a.svg").getroot().tag == f"{SPACE}svg"
    told = CliRunner().invoke(main, ["flow", "Velmora", "Ostrand", *files[:2]])
    assert told.exit_code == 0 and _checked(json.loads((tmp_path / "a.geojson").read_text("utf-8")))


def test_no_route_is_an_empty_map(net: Network) -> None:
    answer = net.route("JNPT", "Moscow", modes=["sea"])
    assert not answer and not _checked(collection(of_routes(named(answer))))
