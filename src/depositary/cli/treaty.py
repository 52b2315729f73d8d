"""`treaty`: agreements as far as their texts are held. One command a question; each is imported when it is called."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from depositary.cli import paper

# name -> module of this package, attribute. `treaty NAME.dossier` alone is `treaty show NAME.dossier`.
COMMANDS = {
    "list": ("treaty", "list_"),
    "show": ("treaty", "show"),
    "obligations": ("treaty", "obligations"),
    "life": ("treaty_life", "life"),
    "due": ("treaty_life", "due"),
    "implementation": ("treaty_implementation", "implementation"),
    "claims": ("treaty_claims", "claims"),
    "scenario": ("treaty_claims", "scenario"),
    "codes": ("treaty_codes", "codes"),
    "compare": ("treaty_codes", "compare"),
}
USUAL = "show"


class Treaty(click.Group):
    """A group whose first word may be left out."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        found = getattr(importlib.import_module(f"depositary.cli.{module}"), attribute)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            args = [USUAL, *args]
        return super().resolve_command(ctx, args)


@click.group(cls=Treaty, short_help="Hold the record against texts of agreements.")
def treaty() -> None:
    """Agreements as far as their texts are held: what each article makes a party do, and what came of it.

    Every answer names how much of the text is held. `treaty NAME.dossier` alone shows all agreements.
    """


@click.command("list", short_help="List agreements with their states and the articles held.")
@paper.listing
def list_(dossier: Path, as_json: bool) -> None:
    """Agreements that the record speaks of: their states as told, and how many of their articles are held."""
    from depositary.views.treaty import agreements

    with paper.opened(dossier) as (_, desk):
        rows = agreements(desk)
        paper.lines(rows) if as_json else paper.page("treaties", agreements=rows)


@click.command(short_help="Show agreements, article by article.")
@paper.listing
@click.argument("name", required=False)
def show(dossier: Path, as_json: bool, name: str | None) -> None:
    """Agreements: their states as told, how many of their articles are held, head and life in short (`treaty life` has all of
    it), and what each article makes a party do."""
    from dataclasses import replace

    from depositary.views import life
    from depositary.views.treaty import agreements, named

    with paper.opened(dossier) as (_, desk):
        held = {one.key: one for one in life.known(desk)}
        rows = [
            replace(row, life=life.shown(desk, held[row.key], desk.as_of)) if row.key in held and desk.as_of else row
            for row in named(agreements(desk), name)
        ]
        paper.lines(rows) if as_json else paper.page("treaty", agreements=rows, summary=life.summary)


@click.command(short_help="List duties with who bears them and what limits them.")
@paper.listing
@click.argument("name", required=False)
@click.option("--article", help="Only this article.")
@click.option("--stance", type=click.Choice(["requires", "permits", "forbids"]), help="Only duties of this sort.")
@click.option("--topic", help="Only duties on this topic.")
def obligations(
    dossier: Path, as_json: bool, name: str | None, article: str | None, stance: str | None, topic: str | None
) -> None:
    """What the articles held require, permit and forbid: who bears it, the action, to or with whom, and what limits it."""
    from depositary.views.obligations import Asked, duties

    with paper.opened(dossier) as (_, desk):
        rows = duties(desk, Asked(name, article, stance, topic))
        paper.lines(rows) if as_json else paper.page("obligations", texts=rows)
