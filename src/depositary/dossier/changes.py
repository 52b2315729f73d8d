"""Decisions that change what statements are about: entities merged and split, fields of a document set. Made for a command or a
form, and kept only where what they change stands as it was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from depositary.dossier import effects, query, targets
from depositary.dossier.store import Dossier
from depositary.dossier.versions import version
from depositary.model.errors import BadArgument, Outdated
from depositary.model.nouns import Decision, Entity

# Where documents name an entity of no such sort, the split makes a person.
SCHEMAS = ("Person", "Organization", "Place", "Project", "Agreement")


def merged(store: Dossier, stays: Entity, gone: Sequence[Entity], author: str, at: str, note: str = "") -> Decision:
    """The decision that several entities are one; the first stays. Raises BadArgument."""
    for one in gone:
        if one.id == stays.id:
            raise BadArgument(f"{one.name!r} is {stays.name!r} already", "Name two entities")
        if targets.of_case(store, one.id):
            raise BadArgument(f"{one.name!r} is a thing of the case", "Name it first: the others become it")
    away = [targets.selector(store, one) for one in gone]
    return targets.made("merge", targets.selector(store, stays), author, at, note, others=away)


def split(
    store: Dossier, entity: Entity, statements: Sequence[str], name: str, schema: str, author: str, at: str, note: str = ""
) -> Decision:
    """The decision that these statements mean another entity than they point at. Raises BadArgument."""
    name = " ".join(name.split())
    if not name:
        raise BadArgument("the other one has no name", "Name it as documents do")
    if schema not in SCHEMAS:
        raise BadArgument(f"{schema!r} is no sort of entity", f"One of: {', '.join(SCHEMAS)}")
    meant = [targets.selector(store, query.one(store, one, "statement")) for one in statements]
    change = {"name": name, "schema": schema}
    return targets.made("split", targets.selector(store, entity), author, at, note, others=meant, change=change)


def edited(store: Dossier, document: str, told: Mapping[str, str], author: str, at: str, note: str = "") -> Decision:
    """The decision that sets fields of a document, by id or name: written, publisher, grade. Raises BadArgument."""
    if not told:
        raise BadArgument("nothing is set", "Give --written, --publisher or --grade")
    if told.get("written"):
        effects.period(told["written"])
    meant = targets.target(store, document)
    if meant.noun != "document":
        raise BadArgument(f"{document!r} is no document", "List them: depositary sources DOSSIER")
    return targets.made("edit", meant, author, at, note, change=told)


def keep(store: Dossier, made: Decision, seen: Mapping[str, str]) -> None:
    """Keep a decision if all that it changes stands as it was seen; `seen` is the version of each thing by its id. Looked at and
    written in one transaction. Raises Outdated, BadArgument."""
    with store.transaction() as db:
        for key, one in seen.items():
            if version(db, key) != one:
                raise Outdated("it has changed since you looked at it", "Look at it again, then decide")
        store.decide(made)
