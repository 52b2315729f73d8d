"""`case`: the cases that are there, and whether one of your own is whole."""

from __future__ import annotations

import click

from depositary.cli import paper


@click.group(short_help="List cases, and check one of your own.")
def case() -> None:
    """A case is a folder of data about one agreement.

    What its files hold is told in docs/how-to/follow-another-agreement.md.
    """


@case.command("list", short_help="List the cases that come with the package.")
@paper.AS_JSON
def list_(as_json: bool) -> None:
    """The cases that come with the package, with what each is about."""
    from depositary.model import case as cases

    rows = [cases.load(name) for name in cases.names()]
    if as_json:
        paper.lines(
            {"id": one.id, "title": one.title, "parts": len(one.parts), "things": len(one.entities)} for one in rows
        )
        return
    width = max(len(one.id) for one in rows)
    for one in rows:
        click.echo(f"{one.id:<{width}}  {one.title}: {len(one.parts)} parts, {len(one.entities)} things")


@case.command(short_help="Check that a case is whole.")
@click.argument("where", metavar="CASE|FOLDER")
@paper.AS_JSON
def check(where: str, as_json: bool) -> None:
    """Read every file of a case and tell what is wrong, by file and row or key: names that nothing defines, keys, topics, states,
    units and codes that there are none of, names that two things share, rows without a source. The exit status is 1 where
    there is an error."""
    from depositary.model.case_check import check as run

    found = run(where)
    errors = sum(1 for one in found if one.level == "error")
    if as_json:
        paper.lines(found)
    else:
        for one in found:
            click.echo(str(one))
        click.echo(f"{errors} {'error' if errors == 1 else 'errors'}, {len(found) - errors} to look at")
    if errors:
        raise click.exceptions.Exit(1)
