"""`treaty implementation` and `score`: what came of duties, as proposed by rules and as people score it."""

from __future__ import annotations

from pathlib import Path

import click

from depositary.cli import paper
from depositary.cli.decide import NOTE, deciding, keep, now, opened
from depositary.model.dates import FIRST_YEAR, LAST_YEAR
from depositary.model.errors import BadArgument

NOT_DUE = "not-due"


@click.command(short_help="Show what came of duties, year by year.")
@paper.listing
@click.argument("name", required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the rows to FILE.csv or FILE.xlsx."
)
def implementation(dossier: Path, as_json: bool, name: str | None, output: Path | None) -> None:
    """What came of the duties held: evidence with the reasons for which it is linked, and a score for every year, from 0 (not
    initiated) to 3 (full), proposed by rules. Scores that people set stand beside it; see `score`."""
    from depositary.views import implementation as view

    with paper.opened(dossier) as (store, desk):
        found = view.matrices(desk, store, name)
        if output is not None:
            from depositary.export.scores import write

            rows = view.flat(found)
            write(output, rows)
            click.echo(f"{len(rows) - 1} rows in {output}")
        elif as_json:
            paper.lines(found)
        else:
            paper.page("implementation", agreements=found, size=44)


@click.command(short_help="Score how a duty was carried out in a year.")
@deciding
@click.argument("statement")
@click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), required=True, help="The year that is scored.")
@click.option(
    "--score", "value", type=click.Choice(["0", "1", "2", "3", NOT_DUE]), required=True,
    help="0 not initiated, 1 minimal, 2 intermediate, 3 full.",
)  # fmt: skip
@NOTE
def score(
    dossier: Path, statement: str, year: int, value: str, note: str, author: str | None, as_json: bool
) -> None:
    """Set how far the duty STATEMENT was carried out in a year. Scores of several authors stand beside each other, and how they
    agree is shown by `treaty implementation`; a later score of the same author counts."""
    from depositary.dossier import query, targets

    if not author:
        raise BadArgument("nobody is named who scores", "Give --author, so that coders can be told apart")
    with opened(dossier) as store:
        found = query.one(store, statement.strip("[]").split()[-1], "statement")
        if getattr(found, "kind", "") != "obligation":
            raise BadArgument(f"{statement!r} is no duty", "List them: depositary treaty obligations DOSSIER")
        change = {"year": year, "score": None if value == NOT_DUE else int(value)}
        meant = targets.selector(store, found)
        keep(store, targets.made("score", meant, author, now(), note, change=change), as_json)
