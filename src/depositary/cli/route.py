"""`route` finds ways between two places; `compare` puts ways side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from depositary.cli import drawn, paper

if TYPE_CHECKING:
    from depositary.network import Network
    from depositary.network.legs import NoRoute, Route

F = TypeVar("F", bound=Callable[..., Any])
MEASURES = click.Choice(["cost", "time", "distance", "emissions"])

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("start", metavar="FROM"),
    click.argument("end", metavar="TO"),
    click.option("--by", type=MEASURES, default="cost", show_default=True, help="What is to be least."),
    click.option(
        "--without",
        multiple=True,
        metavar="NAME",
        help="A link, a place, or all links between two as A-B, closed.",
    ),
    click.option("--built", multiple=True, metavar="NAME", help="A link that is held for built."),
    click.option("--mode", "modes", multiple=True, help="Only this mode; may be given again."),
    click.option("--on", metavar="DAY", help="The day, as 2025-06-01: what is open then, in its season."),
    click.option("--year", type=int, help="The year: what is open at its end."),
    click.option("--month", type=int, help="The month, for what is open in a season only."),
    click.option(
        "--early", is_flag=True, help="Links that open between two days count from the first of them."
    ),
    click.option("--tonnes", type=float, help="What one container holds; else the usual load."),
    click.option("--carries", default="goods", show_default=True, help="goods, gas or power."),
    click.option(
        "--case", "case", help="The case whose network is meant; else the one that knows both places."
    ),
    click.option("--network", "folder", type=click.Path(path_type=Path), help="A folder of tables."),
    drawn.GEOJSON,
    drawn.SVG,
    paper.AS_JSON,
)


def asked(run: F) -> F:
    """The arguments and options that both commands take."""
    return reduce(lambda made, add: add(made), reversed(_OPTIONS), run)


@click.command(short_help="Find the best way between two places.")
@asked
@click.option("--via", multiple=True, metavar="PLACE", help="A place on the way; several in their order.")
@click.option(
    "--pareto", is_flag=True, help="Every way that no other beats in cost, time and emissions at once."
)
@click.option("--alternatives", is_flag=True, help="Ways that differ in most of their length.")
def route(
    start: str, end: str, via: tuple[str, ...], pareto: bool, alternatives: bool, as_json: bool, **given: Any
) -> None:
    """The way from FROM to TO that is least in one measure, leg by leg with the rows it rests on; or why there is none.

    It works on coarse published averages, for testing claims, and plans no shipment.
    """
    net = _network(start, end, given)
    held = _held(net, given)
    if pareto:
        found = net.pareto(start, end, **held)
    elif alternatives:
        found = net.alternatives(start, end, given["by"], via=via, **held)
    else:
        one = net.route(start, end, given["by"], via=via, **held)
        found = (one,) if one else one  # type: ignore[assignment]
    _ways(net, found, as_json)
    from depositary.views import distance

    drawn.ways(net, distance.named(found), given["geojson"], given["svg"])


@click.command(short_help="Put ways between two places side by side.")
@asked
@click.option(
    "--via",
    multiple=True,
    metavar="PLACES",
    help="A way to compare: places parted by commas.",
)
@click.option("--uncertain", is_flag=True, help="Draw the parameters: spreads, chances, what drives them.")
@click.option(
    "--less",
    type=click.FloatRange(-1000, 99.9),
    default=0.0,
    show_default=True,
    help="Per cent less than the first way that chances and break-evens ask for.",
)
@click.option(
    "--break-even",
    "parameter",
    metavar="PARAMETER",
    help="The value of it at which a way has just so much less than the first.",
)
def compare(
    start: str,
    end: str,
    via: tuple[str, ...],
    uncertain: bool,
    less: float,
    parameter: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Ways side by side: length, days, cost and emissions, each against the first. Without --via, ways that differ.

    It works on coarse published averages, for testing claims, and plans no shipment.
    """
    from depositary.views import compare as view
    from depositary.views import uncertain as how_sure

    net = _network(start, end, given)
    rows = view.rows(net, start, end, given["by"], via, _held(net, given))
    ways = view.ways(rows) if uncertain or parameter else []
    drawn.ways(net, view.ways(rows), given["geojson"], given["svg"])
    sure = how_sure.sure(net, ways, given["by"], less, parameter) if ways else []
    if as_json:
        told = iter(sure)
        lines = [
            {**row.answer.as_dict(), **(next(told).as_dict() if sure and row.answer else {})} for row in rows
        ]
        paper.lines(lines)
        return
    page = how_sure.page(sure, given["by"], less, spread=uncertain)
    paper.page("compare", sure=page, **view.page(net, rows))


def _network(start: str, end: str, given: dict[str, Any]) -> Network:
    from depositary.network import Network

    where = given.pop("folder") or given.pop("case", None)
    given.pop("case", None)
    return Network.load(where) if where else Network.knowing(start, end)


def _held(net: Network, given: dict[str, Any]) -> dict[str, Any]:
    """Conditions as the network takes them."""
    names = ("without", "built", "modes", "on", "year", "month", "carries")
    held = {name: given[name] for name in names}
    return {**held, "opening": "early" if given["early"] else "late", "cargo": net.cargo(given["tonnes"])}


def _ways(net: Network, found: tuple[Route, ...] | NoRoute, as_json: bool) -> None:
    from depositary.network import journeys
    from depositary.network.legs import NOTICE
    from depositary.views import network as view

    routes = list(found)
    if as_json:
        paper.lines([one.as_dict() for one in routes] if routes else [found.as_dict()])  # type: ignore[union-attr]
        return
    ways = [view.way(net, one) for one in routes] if routes else [view.none(found)]  # type: ignore[arg-type]
    assumptions = sorted({one for way in ways for one in way.assumptions})
    timed = any(one.charged("time") for one in routes)
    bias = journeys.told(net) if timed else ""
    paper.page("route", ways=ways, assumptions=assumptions, bias=bias, notice=NOTICE)
