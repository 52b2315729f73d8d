"""`flow` tells how much passes between two places in a year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from depositary.cli import drawn, paper


@click.command(short_help="How much passes between two places in a year.")
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("--amount", type=click.FloatRange(0, min_open=True), help="A volume: whether it fits.")
@click.option(
    "--unit",
    type=click.Choice(["Mt/y", "TEU/y", "bcm/y", "MW"]),
    default="Mt/y",
    show_default=True,
    help="What it is told in.",
)
@click.option("--year", "years", type=int, multiple=True, help="What is open at its end; may be given again.")
@click.option(
    "--worth", "link", metavar="LINK", help="A link: what passes without it, and with it as if built."
)
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    help="A link, a place, or all links between two as A-B, closed.",
)
@click.option("--built", multiple=True, metavar="NAME", help="A link that is held for built.")
@click.option("--mode", "modes", multiple=True, help="Only this mode; may be given again.")
@click.option("--case", "case", help="The case whose network is meant; else the one that knows both places.")
@click.option("--network", "folder", type=click.Path(path_type=Path), help="A folder of tables.")
@drawn.GEOJSON
@paper.AS_JSON
def flow(start: str, end: str, as_json: bool, **given: Any) -> None:
    """The most that passes from FROM to TO in a year, what bounds it, and whether a volume fits the links that exist.
    A link whose capacity nobody told bounds nothing, and is named.

    It works on coarse published averages, for testing claims, and plans no shipment."""
    from depositary.network import Network
    from depositary.views import flows as view

    where = given["folder"] or given["case"]
    net = Network.load(where) if where else Network.knowing(start, end)
    held = {name: given[name] for name in ("without", "built", "modes")}
    found = view.years(net, start, end, given["amount"], given["unit"], given["years"], given["link"], held)
    drawn.flow(net, found[-1].flows[1], given["geojson"])
    if as_json:
        paper.lines(one.as_dict() for one in found)
        return
    paper.page("flow", **view.page(found, given["link"]))
