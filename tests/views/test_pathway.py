"""The diagram: its points sum to the totals of the route, jumps are what is taken at a place, and the drawing is sound."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from depositary.network import Network
from depositary.network.legs import Route, bounds
from depositary.views.pathway import Track, diagram, points, svg

WAYS = [
    ("model-pact", "Velmora", "Ostrand", {"built": ["P1", "P2"]}), ("model-pact", "Velmora", "Ostrand", {"without": ["C1"]}),
    ("russia-iran", "Nhava Sheva", "Moscow", {}),
    ("russia-iran", "Nhava Sheva", "Moscow", {"modes": ["sea", "rail"], "without": ["Suez"]}),
]  # fmt: skip


@cache
def network(name: str) -> Network:
    return Network.load(name)


@pytest.fixture(params=range(len(WAYS)))
def way(request: pytest.FixtureRequest) -> tuple[Network, Route]:
    name, start, end, asked = WAYS[request.param]
    found = network(name).route(start, end, "cost", **asked)
    assert isinstance(found, Route)
    return network(name), found


@pytest.mark.parametrize("measure", ["time", "cost", "emissions"])
def test_points_end_at_the_totals_and_their_ranges(way: tuple[Network, Route], measure: str) -> None:
    net, route = way
    made = points(route.legs, measure, net.parameters)
    last = made[-1]
    assert (last.km, last.value) == pytest.approx((route.km, route.total(measure)))
    assert (last.low, last.high) == pytest.approx(bounds(route, net.parameters)[measure])
    for one, other in pairwise(made):
        assert other.km >= one.km and other.value >= one.value and other.low >= one.low
        assert other.low <= other.value + 1e-9 and other.value <= other.high + 1e-9


def test_it_jumps_where_nothing_is_travelled_and_nowhere_else(way: tuple[Network, Route]) -> None:
    net, route = way
    made = points(route.legs, "cost", net.parameters)
    for one, other in pairwise(made):
        assert (other.km > one.km) is (other.kind == "link")
        assert other.jump == pytest.approx(0.0 if other.kind == "link" else other.value - one.value)
    asked = sum(one.at(net.values) for one in route.charges if one.measure == "cost" and one.what != "carriage")
    assert sum(one.jump for one in made) == pytest.approx(float(asked))


def test_the_drawing_is_xml_with_a_title_and_what_it_shows_in_words(way: tuple[Network, Route]) -> None:
    net, route = way
    tracks = [
        Track('the <route> & "its" end', "main", points(route.legs, "time", net.parameters)),
        Track("way 1", "other", points(route.legs, "time", net.parameters), "1"),
    ]
    made = diagram(tracks, "time")
    assert made is not None and made.names
    root = ElementTree.fromstring(svg(made, "key", ".curve { fill: none }"))
    space = "{http://www.w3.org/2000/svg}"
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    assert set(str(root.get("aria-labelledby")).split()) == ids
    told = root.findtext(f"{space}desc") or ""
    assert f"{route.km:,.0f} km, {route.days:,.1f} days" in told and "<route> &" in told
    assert len(root.findall(f"{space}path[@class='curve main']")) == 1
    jumps = [one for one in tracks[0].points if one.jump]
    assert len(root.findall(f"{space}line[@class='rise']")) == len(jumps)
    assert "style" not in svg(made), "without a style of its own a page's policy takes it"


def test_nothing_is_drawn_of_no_way() -> None:
    net = network("model-pact")
    assert points((), "cost", net.parameters) == ()
    assert diagram([Track("none", "main", ())], "cost") is None
