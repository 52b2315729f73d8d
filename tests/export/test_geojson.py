"""GeoJSON, read by the package geojson; longitude first."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from depositary.export.geojson import NOTICE, line, position
from depositary.model.nouns import entity
from rich_dossier import TOWN, statements


def test_places_of_statements_nodes_and_links(told: Callable[[str], str]) -> None:
    made = json.loads(told("geojson"))
    assert (made["type"], made["notice"], made["standard"]) == (
        "FeatureCollection",
        NOTICE,
        "RFC 7946",
    ) and "crs" not in made
    (said,) = [one for one in made["features"] if one["properties"]["layer"] == "statement"]
    assert said["id"] == statements()[0].id and said["geometry"] == {
        "type": "Point",
        "coordinates": [174.25, -41.5],
    }
    assert said["properties"]["quote"] == statements()[0].quote and said["properties"]["place"] == TOWN.name
    layers = {one["properties"]["layer"] for one in made["features"]}
    assert layers == {"statement", "node", "link"}


def test_geojson_reads_it_and_finds_no_fault(told: Callable[[str], str]) -> None:
    geojson = pytest.importorskip("geojson", reason="geojson is not installed")
    read = geojson.loads(told("geojson"))
    assert isinstance(read, geojson.FeatureCollection) and read.is_valid, read.errors()


def test_a_line_over_the_antimeridian_is_cut() -> None:
    assert line((170.0, 0.0), (-170.0, 10.0)) == (
        "MultiLineString",
        [[(170.0, 0.0), (180.0, 5.0)], [(-180.0, 5.0), (-170.0, 10.0)]],
    )
    assert line((-170.0, 10.0), (170.0, 0.0))[1] == [
        [(-170.0, 10.0), (-180.0, 5.0)],
        [(180.0, 5.0), (170.0, 0.0)],
    ]
    assert line((10.0, 0.0), (20.0, 0.0))[0] == "LineString"


@pytest.mark.parametrize(
    "props", [{}, {"lat": "x", "lon": "1"}, {"lat": "91", "lon": "0"}, {"lat": "nan", "lon": "0"}]
)
def test_no_position_is_none(props: dict[str, str]) -> None:
    assert position(entity("Place", "P", props=props)) is None
