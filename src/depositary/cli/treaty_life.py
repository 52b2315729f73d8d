"""`treaty life` and `treaty due`: head and life of agreements, and what is due under them on a day."""

from __future__ import annotations

from pathlib import Path

import click

from depositary.cli import paper

ON = click.option(
    "--on", metavar="DAY", help="The day asked for, as 2025-12-31; else the last day of the record."
)


@click.command(short_help="Show head, term and steps; is it in force?")
@paper.listing
@click.argument("name", required=False)
@ON
def life(dossier: Path, as_json: bool, name: str | None, on: str | None) -> None:
    """What the text tells of its parties, signature, entry into force, term and end; the steps known, each with what it rests
    on; and whether the agreement is in force on a day, or why that is not known."""
    from depositary.views import life as view

    with paper.opened(dossier) as (_, desk):
        day = view.asked_day(desk, on)
        rows = [view.shown(desk, one, day) for one in view.known(desk, name)]
        paper.lines(rows) if as_json else paper.page("treaty_life", agreements=rows)


@click.command(short_help="List what is due under agreements on a day.")
@paper.listing
@click.argument("name", required=False)
@ON
def due(dossier: Path, as_json: bool, name: str | None, on: str | None) -> None:
    """Duties that come back and duties with a last day, as of a day: what they count from, when they are due next, and what
    the record tells of them; the end of the current term and the last day for notice."""
    from depositary.views import life as view
    from depositary.views.due import dues

    with paper.opened(dossier) as (_, desk):
        day = view.asked_day(desk, on)
        rows = [dues(desk, one, day) for one in view.known(desk, name)]
        rows = [one for one in rows if one.rows or name]
        paper.lines(rows) if as_json else paper.page("due", agreements=rows)
