"""`scenario` puts what changes on a network side by side."""

from __future__ import annotations

from pathlib import Path

import click

from depositary.cli import paper


@click.command(short_help="Put scenarios of a network side by side.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--case",
    "case",
    help="The case whose network is meant; else that of the file, or the one that knows both places.",
)
@click.option("--network", "folder", type=click.Path(path_type=Path), help="A folder of tables.")
@paper.AS_JSON
def scenario(file: Path, case: str | None, folder: Path | None, as_json: bool) -> None:
    """Close links, open planned ones from a year, scale what borders take, alone or in a grid: what becomes of the
    ways between two places. FILE is YAML as told in docs/how-to/compare-scenarios.md.

    It works on coarse published averages, for testing claims, and plans no shipment."""
    from depositary.network import Network, journeys
    from depositary.network import scenario as scenarios
    from depositary.views import scenarios as view

    plan = scenarios.read(file)
    where = folder or case or plan.case
    net = Network.load(where) if where else Network.knowing(plan.start, plan.end)
    outcomes = list(scenarios.run(net, plan))
    if as_json:
        paper.lines(view.rows(outcomes))
        return
    paper.page("scenarios", bias=journeys.told(net), **view.page(plan, outcomes))
