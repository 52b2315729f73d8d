"""What a person decides: accept, dismiss, note, undo; merge and split entities, edit a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from depositary.cli import paper
from depositary.model.errors import BadArgument

if TYPE_CHECKING:
    from depositary.dossier import Dossier
    from depositary.model.nouns import Decision

F = TypeVar("F", bound=Callable[..., Any])
# As in `dossier.changes`, which is imported when a command is run.
SCHEMAS = ("Person", "Organization", "Place", "Project", "Agreement")
NOTE = click.option("--note", default="", help="Why, in your words.")


def deciding(run: F) -> F:
    """The argument and the options that every decision takes."""
    author = click.option("--author", help="Who decides; nobody is named when not given.")
    as_json = click.option("--json", "as_json", is_flag=True, help="The decision as one JSON object.")
    return paper.DOSSIER(author(as_json(run)))


@contextmanager
def opened(path: Path) -> Iterator[Dossier]:
    """A dossier to write in."""
    from depositary.dossier import Dossier

    with Dossier.open(path) as store:
        yield store


def now() -> str:
    """The moment, finely enough that two decisions of one second are two."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="microseconds")


def keep(store: Dossier, decision: Decision, as_json: bool, undone: Decision | None = None) -> None:
    """Keep a decision and say so; `undone` is the decision that it takes back."""
    from depositary.views.decisions import sentence
    from depositary.views.text import fill

    store.decide(decision)
    if as_json:
        paper.lines([decision])
    else:
        click.echo(fill(f"{decision.id}: {sentence(decision, undone)}", rest="  "))
        click.echo(f"take it back: depositary undo {store.path} {decision.id[:8]}")


def again(store: Dossier) -> None:
    """Reconcile again, where a decision changes what statements are about. Nothing is read again."""
    from depositary import pipeline

    with paper.progress() as tell:
        pipeline.again(store, tell)


@click.command(short_help="Accept a statement or finding.")
@deciding
@click.argument("id")
@NOTE
def accept(dossier: Path, id: str, note: str, author: str | None, as_json: bool) -> None:
    """Accept the statement or finding ID as right. It stays accepted when the dossier is built again."""
    verdict(dossier, "accept", id, note, author, as_json)


@click.command(short_help="Dismiss a finding or a misread statement.")
@deciding
@click.argument("id")
@NOTE
def dismiss(dossier: Path, id: str, note: str, author: str | None, as_json: bool) -> None:
    """Dismiss the finding ID, or reject a statement as misread: it leaves the views and stays in the record.

    A finding that is found again stays dismissed; one of other statements is shown as reopened.
    """
    verdict(dossier, "dismiss", id, note, author, as_json)


@click.command(short_help="Write a note beside a statement or finding.")
@deciding
@click.argument("id")
@click.argument("words")
def note(dossier: Path, id: str, words: str, author: str | None, as_json: bool) -> None:
    """Keep WORDS beside the statement, finding or document ID; `show` tells them."""
    if not words.strip():
        raise BadArgument("the note holds no text", "Write it out: depositary note DOSSIER ID WORDS")
    verdict(dossier, "note", id, words, author, as_json)


def verdict(path: Path, name: str, asked: str, note: str, author: str | None, as_json: bool) -> None:
    """Keep a verdict on one thing. Raises BadArgument."""
    from depositary.dossier import targets

    with opened(path) as store:
        meant = targets.target(store, asked)
        if meant.noun not in ("statement", "finding") and name != "note":
            raise BadArgument(
                f"{asked!r} is no statement or finding", "Take an id from a citation: s_... or f_..."
            )
        if name == "dismiss" and meant.noun == "statement":
            name = "reject"
        keep(store, targets.made(name, meant, author or "", now(), note), as_json)
        if name != "note" and of_model(store, meant.id):
            again(store)  # findings may rest on it from now on, or no more


def of_model(store: Dossier, key: str) -> bool:
    """True for a statement that a language model proposed."""
    from depositary.model.nouns import MODEL

    sql = "SELECT 1 FROM statements WHERE id = ? AND substr(made_by, 1, ?) = ?"
    return any(True for _ in store.rows(sql, key, len(MODEL), MODEL))


@click.command(short_help="Hold several entities for one.")
@deciding
@click.argument("kept")
@click.argument("others", nargs=-1, required=True)
@NOTE
def merge(
    dossier: Path, kept: str, others: tuple[str, ...], note: str, author: str | None, as_json: bool
) -> None:
    """Hold OTHERS for the same person, body or place as KEPT, by id or name; findings are computed again.

    Statements keep their words, names and ids; undo brings back what was.
    """
    from depositary.dossier import changes, targets

    with opened(dossier) as store:
        gone = [targets.entity(store, one) for one in others]
        keep(store, changes.merged(store, targets.entity(store, kept), gone, author or "", now(), note), as_json)
        again(store)


@click.command(short_help="Hold what was taken for one for two.")
@deciding
@click.argument("entity")
@click.argument("statements", nargs=-1, required=True)
@click.option("--name", required=True, help="What the one that is set apart is called.")
@click.option("--schema", type=click.Choice(SCHEMAS), default="Person", show_default=True)
@NOTE
def split(
    dossier: Path,
    entity: str,
    statements: tuple[str, ...],
    name: str,
    schema: str,
    note: str,
    author: str | None,
    as_json: bool,
) -> None:
    """Say that STATEMENTS, which point at ENTITY, mean another one; findings are computed again."""
    from depositary.dossier import changes, targets

    meant = [one.strip("[]").split()[-1] for one in statements]
    with opened(dossier) as store:
        own = targets.entity(store, entity)
        keep(store, changes.split(store, own, meant, name, schema, author or "", now(), note), as_json)
        again(store)


@click.command(short_help="Set the day, publisher or grade of a document.")
@deciding
@click.argument("document")
@click.option("--written", help="2025-03-01, 2025-03, 2025, or two with a slash.")
@click.option("--publisher", help="Who publishes it.")
@click.option("--grade", help="Admiralty grade, such as B2.")
@NOTE
def edit(
    dossier: Path, document: str, note: str, author: str | None, as_json: bool, **change: str | None
) -> None:
    """Set what DOCUMENT (name or id) does not tell or tells wrongly; what it says stays as it is."""
    from depositary.dossier import changes

    told = {name: value for name, value in change.items() if value is not None}
    with opened(dossier) as store:
        keep(store, changes.edited(store, document, told, author or "", now(), note), as_json)
        again(store)


@click.command(short_help="Take a decision back.")
@deciding
@click.argument("decision")
@NOTE
def undo(dossier: Path, decision: str, note: str, author: str | None, as_json: bool) -> None:
    """Take back DECISION, an id as `decisions` lists it. Both stay on record; undoing an undo lets it hold again."""
    from depositary.dossier import query, targets

    with opened(dossier) as store:
        found = query.one(store, decision, "decision")
        own = targets.selector(store, found)
        keep(store, targets.made("undo", own, author or "", now(), note), as_json, found)
        if found.verdict in ("merge", "split", "edit", "undo") or of_model(store, found.target.id):
            again(store)
