"""`network`: the tables of a network. Show them, audit them, check a user's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from depositary.cli import paper

if TYPE_CHECKING:
    from depositary.network import Network
    from depositary.network.audit import Audit

WHERE = click.argument("where", metavar="CASE|FOLDER")


@click.group(short_help="Show, audit and bring networks of links.")
def network() -> None:
    """Ports, stations, borders and the links between them, each with its length and source, as tables of a case or a folder.

    Columns are told in docs/how-to/bring-your-own-network.md.
    """


@network.command(short_help="Show what a network holds.")
@WHERE
@click.argument("name", required=False)
@click.option("--parameters", is_flag=True, help="Every parameter with its range and source.")
@paper.AS_JSON
def show(where: str, name: str | None, parameters: bool, as_json: bool) -> None:
    """What a network holds, counted; with NAME, a place or link with its row."""
    from depositary.network import Network
    from depositary.network.legs import NOTICE
    from depositary.views import network as view

    net = Network.load(where)
    held = view.held(net, name) if name else []
    rows = view.parameters(net) if parameters else [] if name else view.overview(net)
    if as_json:
        paper.lines([*rows, *held])
        return
    paper.page("network", title=net.title, rows=rows, held=held, wide=parameters, notice=NOTICE)


@network.command(short_help="Hold a network against itself and published lengths.")
@WHERE
@paper.AS_JSON
def audit(where: str, as_json: bool) -> None:
    """Every length against official and straight-line lengths, every row against its source, statuses, breaks, units, and whole
    routes against published ones. The exit status is 1 where there is an error."""
    from depositary.network import Network
    from depositary.network.audit import audit as run

    _told(run(Network.load(where)), as_json)


@network.command(short_help="Hold published claims against a network.")
@WHERE
@click.option(
    "--together", "ids", multiple=True, metavar="ID", help="A claim of volume; given again, whether they fit at once."
)
@click.option(
    "--capacity", type=click.Choice(["low", "best", "high"]), default="best", show_default=True, help="Which capacity holds."
)
@paper.AS_JSON
def claims(where: str, ids: tuple[str, ...], capacity: str, as_json: bool) -> None:
    """What was published of the ways and links of a network (claims.csv), each with its source, beside what the network says
    of it: lengths within three per cent, differences drawn within the ranges, volumes against capacities, days of
    opening."""
    from depositary.network import Network
    from depositary.network.journeys import told
    from depositary.network.legs import NOTICE
    from depositary.network.published import judged

    net = Network.load(where)
    if ids:
        _together(net, ids, capacity, as_json)
        return
    rows = list(judged(net))
    if as_json:
        paper.lines(rows)
        return
    counts = _counted(dict(Counter(one.verdict for one in rows).most_common()))
    paper.page("published", title=net.title, rows=rows, counts=counts, bias=told(net), notice=NOTICE)


@network.command("import", short_help="Check tables of your own and write them in order.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A folder for the tables, columns in the usual order.",
)
@paper.AS_JSON
def import_(folder: Path, output: Path | None, as_json: bool) -> None:
    """Read the tables of FOLDER, tell every fault by file, row and column, and audit them. The exit status is 2 where they
    cannot be read, 1 where the audit finds an error."""
    from depositary.network import Network
    from depositary.network.audit import audit as run
    from depositary.network.folder import BadNetwork, write

    try:
        net = Network.load(folder)
    except BadNetwork as error:
        paper.lines(error.faults) if as_json else click.echo("\n".join(map(str, error.faults)))
        raise click.exceptions.Exit(2) from None
    if output is not None:
        write(folder, output)
    _told(run(net), as_json)


def _together(net: Network, ids: tuple[str, ...], capacity: str, as_json: bool) -> None:
    """Whether claimed volumes fit the links at once, those that are to be built among them."""
    from depositary.network.legs import NOTICE
    from depositary.network.published import volumes
    from depositary.network.together import together
    from depositary.views import flows as view

    held, built = volumes(net, ids)
    found = together(net, held, capacity=capacity, built=sorted(built))
    if as_json:
        paper.object_({**found.as_dict(), "built": sorted(built), "capacity": capacity, "notice": NOTICE})
        return
    paper.page("together", lines=view.together(net, found, built, capacity), notice=NOTICE)


def _told(found: Audit, as_json: bool) -> None:
    """Print an audit; exit with 1 where its gate does not hold."""
    errors = sum(one.level == "error" for one in found.issues)
    if as_json:
        paper.object_(found)
    else:
        counts, lengths = _counted(found.counts), _counted(found.lengths)
        warnings = len(found.issues) - errors
        claims = _counted(found.claims)
        paper.page(
            "audit", found=found, counts=counts, lengths=lengths, claims=claims, errors=errors, warnings=warnings
        )
    if errors:
        raise click.exceptions.Exit(1)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
