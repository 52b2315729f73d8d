"""`treaty codes` and `treaty compare`: what agreements promise, each code with its article and words."""

from __future__ import annotations

from pathlib import Path

import click

from depositary.cli import paper


@click.command(short_help="Code what agreements promise.")
@paper.listing
@click.argument("name", required=False)
def codes(dossier: Path, as_json: bool, name: str | None) -> None:
    """What the articles held promise, in the terms of ATOP and some of ours: each code with its article, its words and the rule
    that proposes it; beside them, marked as such, what others read in the text."""
    from depositary.pipeline.processes import frozen
    from depositary.views.codes import chosen, coded

    with frozen(), paper.opened(dossier) as (_, desk):
        if as_json:
            paper.lines(code for one in chosen(desk, (name,) if name else ()) for code in _rows(one))
        else:
            paper.page("codes", texts=coded(desk, name))


@click.command(short_help="Compare agreements by code and topic.")
@paper.listing
@click.argument("names", nargs=-1)
@click.option("--topic", help="Only this topic, and the codes of duties on it.")
@click.option("--code", help="Only this code.")
@click.option(
    "--articles", is_flag=True, help="Align the articles of two agreements by their words instead."
)
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="Write a table: .csv or .xlsx."
)
def compare(
    dossier: Path,
    as_json: bool,
    names: tuple[str, ...],
    topic: str | None,
    code: str | None,
    articles: bool,
    target: Path | None,
) -> None:
    """Agreements side by side, with the passages: each cell rests on the text held or on a coded fact, and says which; absence
    is told as far as the text is held. Without names all agreements that have a text or a coded fact."""
    from depositary.pipeline.processes import frozen
    from depositary.views.codes import aligned, compared

    # A record of many treaties is many objects, none of them garbage: reading it takes a fifth less time.
    with frozen(), paper.opened(dossier) as (_, desk):
        if articles:
            found = aligned(desk, names)
            paper.lines(found.twins) if as_json else paper.page("aligned", found=found)
            return
        table = compared(desk, names, topic, code)
        if target is not None:
            from depositary.export.comparison import write

            write(table, target)
            click.echo(f"{len(table.lines)} codes of {len(table.heads)} agreements in {target}")
        elif as_json:
            paper.lines(table.lines)
        else:
            paper.page("treaty_compare", table=table)


def _rows(one: object) -> list[dict[str, object]]:
    """Codes as objects of one line, each with its agreement."""
    from depositary.model import codec
    from depositary.treaty.compare import Column

    assert isinstance(one, Column)
    return [{"agreement": one.key, "coverage": one.coverage, **codec.plain(code)} for code in one.codes]
