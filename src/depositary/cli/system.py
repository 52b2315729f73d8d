"""`parts` and `brief`: the system as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from depositary.cli import paper
from depositary.model.errors import BadArgument


@click.command(short_help="Show the system: its parts and how each stands.")
@paper.listing
@click.argument("part", required=False)
@click.option(
    "--limit", type=click.IntRange(1), default=5, show_default=True, help="Lines a section of PART."
)
def parts(dossier: Path, part: str | None, limit: int, as_json: bool) -> None:
    """The map of the parts and how they bear on each other; with PART, all about one of them.

    A question of the case that no statement answers is told as not known.
    """
    from depositary.views import parts as view

    with paper.opened(dossier) as (_, desk):
        if part is not None:
            opened = view.part(desk, part, limit)
            paper.object_(opened) if as_json else paper.page("part", view=opened)
            return
        rows = view.parts(desk)
        case = desk.record.case
        paper.lines(rows) if as_json else paper.page("parts", parts=rows, title=case.title if case else "")


@click.command(short_help="Show what is agreed, contested and late, all cited.")
@paper.listing
@click.option(
    "--format", "form", type=click.Choice(["terminal", "md", "html"]), default="terminal", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file; its suffix tells the format. - is standard output."
)
@click.option(
    "--scale", type=click.IntRange(1, 100), default=1, show_default=True, help="Lines a section, times this."
)
def brief(dossier: Path, form: str, output: Path | None, scale: int, as_json: bool) -> None:
    """What is agreed, contested and late; days, figures and voices; what was skipped. Every line has its source."""
    from depositary.views.brief import brief as view
    from depositary.views.render import render

    if output == Path("-"):
        output = None
    if output is not None and form == "terminal":
        form = _form(output)
    with paper.opened(dossier) as (store, desk):
        made = view(desk, store.skipped(), scale=scale)
    if as_json:
        paper.object_(made)
        return
    if form == "terminal" and output is None:
        paper.page("brief", brief=made)
        return
    body = written(made) if form == "terminal" else render(f"brief.{form}.j2", brief=made)
    if output is None:
        click.echo(body, nl=False)
    else:
        output.write_text(body, encoding="utf-8")


_FORMS = {".md": "md", ".html": "html", ".htm": "html", ".txt": "terminal", "": "terminal"}


def _form(output: Path) -> str:
    """The format that the name of a file asks for. Raises BadArgument for one that a brief is not written in."""
    form = _FORMS.get(output.suffix.lower())
    if form is None:
        known = ", ".join(suffix for suffix in _FORMS if suffix)
        raise BadArgument(f"a brief is not written as {output.suffix}", f"Name a file that ends in one of {known}")
    return form


def written(made: object) -> str:
    """The terminal form as plain text, for a file."""
    from rich.text import Text

    from depositary.views.render import render

    return Text.from_markup(render("brief.txt.j2", brief=made), emoji=False).plain
