"""`export` and `evaluate`: what goes out as files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, Any

import click

from depositary.cli import paper
from depositary.model.errors import BadArgument


@click.command(short_help="Write a dossier in another format.")
@paper.DOSSIER
@click.option("-f", "--format", "form", default="jsonl", show_default=True, help="jsonl, csv, xlsx, ftm, parquet, vault ...")
@click.option("-o", "--output", default="-", show_default=True, help="A file or, of some, a folder; - is standard output.")
@click.option("--layers", is_flag=True, help="The spans that statements are made from, too.")
@click.option("--sheet", help="Of csv: statements, documents, findings or decisions.")
def export(dossier: Path, form: str, output: str, layers: bool, sheet: str | None) -> None:
    """Everything in a dossier, as lines, rows, entities, events, a graph, a map or notes.

    The formats and what each holds: docs/reference/formats.md. akn, parquet, site and vault are written to a folder, which is
    named without suffix. The same dossier gives the same bytes.
    """
    from depositary.dossier import Dossier
    from depositary.export.registry import EXPORTS, write

    found = EXPORTS.get(form)
    if output == "-" and found.binary and sys.stdout.isatty():
        raise BadArgument(f"{form} is not for a terminal", f"Give a file: -o NAME{found.suffix}")
    told = {"layers": layers or None, "sheet": sheet}
    options = {name: value for name, value in told.items() if value is not None}
    for name in options.keys() - found.options:
        having = [one for one, item in EXPORTS.items() if name in item.options]
        raise BadArgument(f"{form} has no --{name}", f"Formats that have it: {', '.join(having)}")
    with Dossier.open(dossier, readonly=True) as store:
        if output == "-":
            write(store, form, _standard(found.binary), **options)
        else:
            write(store, form, Path(output), **options)


def _standard(binary: bool) -> IO[Any]:
    """Standard output, for bytes or for text."""
    return sys.stdout.buffer if binary else sys.stdout


@click.command(short_help="Run one layer over a set of labelled lines.")
@click.argument("task")
@click.argument("input", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Where predictions go.")
@click.option("--gold", type=click.Path(path_type=Path), help="Labelled lines to score against.")
@click.option(
    "--floor", "floors", multiple=True, help="METRIC=VALUE that must be reached, else exit status 1."
)
def evaluate(task: str, input: Path, output: Path, gold: Path | None, floors: tuple[str, ...]) -> None:
    """Predict TASK for every line of INPUT. Titles, names, addresses and labels in the lines are not looked at."""
    from depositary.evaluate import run

    wanted = [_floor(item) for item in floors]
    count = run.run(task, input, output)
    click.echo(f"{count} lines to {output}", err=True)
    scores = run.score(task, output, gold) if gold else None
    if scores is not None:
        click.echo(json.dumps(scores, ensure_ascii=False))
    elif gold is not None:
        click.echo(f"score them: python {gold.parent}/score.py {output} {gold}", err=True)
    if wanted and scores is None:
        raise BadArgument("a floor needs scores", "Give --gold with a score.py beside it")
    for name, least in wanted:
        _hold(scores or {}, name, least)


def _floor(item: str) -> tuple[str, float]:
    name, _, value = item.partition("=")
    try:
        return name, float(value)
    except ValueError:
        raise BadArgument(f"{item!r} is no floor", "Write it as f1=0.55") from None


def _hold(scores: dict[str, Any], name: str, least: float) -> None:
    """Exit with 1 where a score lies below its floor. Raises BadArgument for a score that is not there."""
    if not isinstance(scores.get(name), (int, float)):
        raise BadArgument(f"there is no score {name!r}", f"Scores: {', '.join(sorted(scores))}")
    if scores[name] < least:
        click.echo(f"{name} is {scores[name]}, below {least}", err=True)
        raise click.exceptions.Exit(1)
