"""`decisions`: the list of what people decided, its log as a file, and the log of another copy brought in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from depositary.cli import paper
from depositary.cli.decide import again, opened

if TYPE_CHECKING:
    from depositary.dossier.log import Brought, Difference
    from depositary.views.lines import Desk

# `decisions NAME.dossier` alone is `decisions list NAME.dossier`.
USUAL = "list"


class Decisions(click.Group):
    """A group whose first word may be left out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = [USUAL, *args]
        return super().parse_args(ctx, args)


@click.group(cls=Decisions, short_help="List what people decided; bring two copies together.")
def decisions() -> None:
    """What people decided. `decisions NAME.dossier` alone lists it.

    Two copies of a dossier that were decided apart are brought together by their logs: export one, import it into the other.
    """


@decisions.command(USUAL, short_help="List what people decided.")
@paper.listing
@click.option("--orphans", is_flag=True, help="Only those whose target was not found again.")
@paper.limited(40)
def list_(dossier: Path, as_json: bool, orphans: bool, limit: int, everything: bool) -> None:
    """Decisions, newest first: the verdict, by whom, on what, and how that was found again after a rebuild."""
    from depositary.views import decisions as view

    with paper.opened(dossier, whole=True) as (store, desk):
        found = view.decided(desk, store, orphans=orphans)
        shown = found if everything else found[:limit]
        if as_json:
            known = {item.id: item for item in store.decisions()}
            paper.lines(known[one.id] for one in shown)
        else:
            paper.page("decisions", decisions=shown, total=len(found), orphans=orphans)


@decisions.command("export", short_help="Write the log of decisions.")
@paper.DOSSIER
@click.option("-o", "--output", default="-", show_default=True, help="A file; - is standard output.")
def export(dossier: Path, output: str) -> None:
    """Write every decision of DOSSIER with what it was made on, a line each, to be imported into another copy."""
    from depositary.dossier import Dossier, log

    with Dossier.open(dossier, readonly=True) as store, click.open_file(output, "w", encoding="utf-8") as file:
        for line in log.lines(store):
            file.write(line + "\n")


@decisions.command("import", short_help="Bring in the log of another copy.")
@paper.DOSSIER
@click.argument("log", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@paper.AS_JSON
def import_(dossier: Path, log: Path, as_json: bool) -> None:
    """Bring the decisions of LOG into DOSSIER: the union of both, whichever comes first; nothing is lost or decided twice.

    Where two people decided differently, neither holds until one is taken back or somebody decides anew. What is about a
    statement that is not here waits for it.
    """
    from depositary.dossier import log as logs

    with log.open(encoding="utf-8") as file:
        entries = logs.read(file)
    with opened(dossier) as store:
        found = logs.bring(store, entries)
        if found.deep:
            again(store)
    with paper.opened(dossier, whole=True) as (_, desk):
        if as_json:
            paper.lines([_told(found)])
        else:
            _tell(desk, found)


def _told(found: Brought) -> dict[str, object]:
    return {
        "new": [one.id for one in found.fresh], "known": found.known, "waiting": [one.id for one in found.waiting],
        "differences": [
            {"target": one.target, "of": one.slot, "decisions": [each.id for each in one.decisions]} for one in found.differences
        ],
    }  # fmt: skip


def _tell(desk: Desk, found: Brought) -> None:
    from depositary.views.decisions import sentence
    from depositary.views.text import counted, fill

    click.echo(f"{counted(len(found.fresh), 'decision')} new here, {found.known} known already")
    for one in found.waiting:
        click.echo(fill(f"waits, for what it is about is not here: {one.id[:8]} {sentence(one)}", rest="  "))
    for each in found.differences:
        click.echo(fill(f"people differ: {_difference(desk, each)}", rest="  "))
    if found.differences:
        click.echo("of these none holds until one is taken back (depositary undo) or somebody decides anew")


def _difference(desk: Desk, one: Difference) -> str:
    """[ratification s_024c]: accepted by Ann [x_...], rejected as misread by Bob [x_...]."""
    from depositary.views.decisions import cited
    from depositary.views.marks import VERBS, by
    from depositary.views.text import joined

    said = []
    for made in one.decisions:
        value = f" {one.slot} {made.change[one.slot]}" if one.slot in made.change else ""
        name = f" {made.change['name']}" if made.verdict == "split" else ""
        said.append(f"{VERBS[made.verdict]}{value}{name}{by(made.author)} ({made.id[:8]})")
    return f"{cited(desk, one.target)} {joined(said)}"
