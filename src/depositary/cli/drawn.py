"""What `route`, `compare` and `flow` write beside their page: a map as GeoJSON, a drawing as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from depositary.network import Network
    from depositary.network.flows import Flow
    from depositary.network.legs import Route

F = TypeVar("F", bound=Callable[..., Any])
_FILE = click.Path(path_type=Path, dir_okay=False)
GEOJSON = click.option("--geojson", type=_FILE, help="Write what was found to this file as GeoJSON, too.")
SVG = click.option(
    "--svg", type=_FILE, help="Draw days and cost over the kilometres to this file, as SVG, too."
)


def ways(net: Network, found: Sequence[tuple[str, Route]], geojson: Path | None, svg: Path | None) -> None:
    """Write the ways that were found, with their names, to the files asked for."""
    if geojson is not None:
        from depositary.export.ways import collection, of_routes

        _json(geojson, collection(of_routes(found)))
    if svg is not None:
        from depositary.views import distance
        from depositary.views.journeys import parameters

        svg.write_text(distance.svg(found, parameters(net)), encoding="utf-8")


def flow(net: Network, found: Flow, geojson: Path | None) -> None:
    """Write a flow to the file asked for."""
    if geojson is not None:
        from depositary.export.ways import collection, of_flow

        _json(geojson, collection(of_flow(net, found)))


def _json(path: Path, body: dict[str, Any]) -> None:
    import json

    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
