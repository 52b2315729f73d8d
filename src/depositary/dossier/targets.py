"""What a person points at when deciding: an id, the beginning of one, a name; and the decision made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from depositary.dossier import attach, query
from depositary.dossier.store import Dossier
from depositary.model import ids
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision, Document, Entity, Finding, Selector, Statement
from depositary.model.text import fold, visible


def target(store: Dossier, asked: str) -> Selector:
    """The selector of what is meant: a statement or finding by id or citation, a document by id or name, an entity by
    id or name. Raises BadArgument."""
    words = asked.strip().strip("[]").split()
    last = words[-1] if words else ""
    if last[:2] in query.NOUNS:
        return selector(store, query.one(store, last))
    for row in store.rows("SELECT doc FROM copies WHERE name = ?", asked.strip()):
        return selector(store, query.one(store, row["doc"]))
    return selector(store, entity(store, asked))


def selector(store: Dossier, found: object) -> Selector:
    """The selector of a noun."""
    if isinstance(found, Statement):
        return attach.selector(found, store.document(found.doc))
    if isinstance(found, Finding):
        named = [query.one(store, name, "statement") for name in found.statements]
        return attach.finding_selector(found, [selector(store, one) for one in named])
    if isinstance(found, Document):
        return Selector("document", found.id, found.sha256, key=found.name)
    if isinstance(found, Entity):
        return Selector("entity", found.id, exact=found.name)
    assert isinstance(found, Decision)
    return Selector("decision", found.id)


def entity(store: Dossier, asked: str) -> Entity:
    """The entity of this id or name. Raises BadArgument: none, or several, which are listed."""
    if asked.startswith("e_"):
        found = query.one(store, asked, "entity")
        assert isinstance(found, Entity)
        return found
    known = {item.id: item for item in store.entities()}
    held = store.rows("SELECT DISTINCT entity FROM names WHERE folded = ? ORDER BY entity", fold(asked))
    found_ids = [row["entity"] for row in held if row["entity"] in known]
    if len(found_ids) == 1:
        return known[found_ids[0]]
    if found_ids:
        listed = ", ".join(f"{name} ({known[name].schema})" for name in found_ids[:4])
        raise BadArgument(f"{asked!r} names {len(found_ids)} things", f"Give an id: {listed}")
    near = get_close_matches(fold(asked), [fold(item.name) for item in known.values()], n=3)
    meant = ", ".join(sorted(item.name for item in known.values() if fold(item.name) in near))
    todo = f"Did you mean {meant}?" if meant else "Give an id (e_...), or a name as the documents tell it"
    raise BadArgument(f"nothing here is called {asked!r}", todo)


def made(
    verdict: str,
    target: Selector,
    author: str,
    at: str,
    note: str = "",
    *,
    others: Sequence[Selector] = (),
    change: Mapping[str, Any] | None = None,
) -> Decision:
    """A decision; its id follows from author, time, verdict and target."""
    author = visible(author)
    name = ids.decision_id(author, at, verdict, target.id)
    return Decision(name, verdict, target, tuple(others), dict(change or {}), author, at, note)


def of_case(store: Dossier, name: str) -> bool:
    """True for an entity that the case defines: it can be merged into, not away."""
    return any(True for _ in store.rows("SELECT 1 FROM entity_sources WHERE entity = ? AND doc = ''", name))
