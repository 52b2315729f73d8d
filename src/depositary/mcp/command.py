"""`mcp`: the server as a command. It stands in this room, since the command line and it share a floor."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Serve a dossier to an assistant, read-only.")
@click.argument("dossier", type=click.Path(path_type=Path))
def mcp(dossier: Path) -> None:
    """Answer questions about a dossier over the Model Context Protocol, on standard input and output.

    Six tools, all read-only: search, get_document, list_statements, list_findings, timeline, explain. Needs the extra
    depositary[mcp]. The program that asks starts it; see docs/how-to/use-other-tools.md.
    """
    from depositary.dossier import Dossier
    from depositary.mcp.server import run

    with Dossier.open(dossier, readonly=True) as store:
        run(store)
