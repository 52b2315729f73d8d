"""Entities: what several documents say of one person, body or place, made into one row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from depositary.dossier import rows
from depositary.model import codec
from depositary.model.errors import BadData
from depositary.model.nouns import Entity, Statement


def need(db: sqlite3.Connection, item: Statement, known: set[str]) -> None:
    """Raises BadData when a statement points at an entity that is not in the dossier. `known` saves looking
    twice.
    """
    for key in sorted(rows.named_entities(item) - known):
        if db.execute("SELECT 1 FROM entities WHERE id = ?", (key,)).fetchone() is None:
            what = f"the statement {item.id} of {item.doc_name} points at {key}, an unknown entity"
            raise BadData(what, "Put the entity with the document, or before it")
        known.add(key)


def put(db: sqlite3.Connection, doc: str, entities: Iterable[Entity]) -> None:
    """Set what one document (the case: "") says of entities."""
    gone = {row["entity"] for row in db.execute("SELECT entity FROM entity_sources WHERE doc = ?", (doc,))}
    if gone:
        db.execute("DELETE FROM entity_sources WHERE doc = ?", (doc,))
    bodies = {item.id: (item, codec.dumps(item)) for item in entities}
    # What the case says already need not be kept again for every document.
    case = _of_case(db, bodies) if doc else {}
    told = [(item, body) for item, body in bodies.values() if case.get(item.id) != body]
    new = [item.id for item, body in told if item.id in gone or not _said_before(db, item.id, body)]
    rows.many(
        db,
        "entities",
        ({"id": one.id, "schema": one.schema, "name": one.name, "body": body} for one, body in told),
        otherwise="OR IGNORE",
    )
    rows.many(db, "entity_sources", ({"entity": one.id, "doc": doc, "body": body} for one, body in told), otherwise="OR REPLACE")
    for key in new:
        renew(db, key)
    for key in sorted(gone.difference(one.id for one, _ in told)):
        renew(db, key)


# Values that one query takes.
_LOT = 500


def _of_case(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """What the case says of entities, by id."""
    wanted = list(keys)
    found: dict[str, str] = {}
    for at in range(0, len(wanted), _LOT):
        some = wanted[at : at + _LOT]
        sql = f"SELECT entity, body FROM entity_sources WHERE doc = '' AND entity IN ({', '.join('?' * len(some))})"
        found.update((row["entity"], row["body"]) for row in db.execute(sql, some))
    return found


def _said_before(db: sqlite3.Connection, key: str, body: str) -> bool:
    sql = "SELECT 1 FROM entity_sources WHERE entity = ? AND body = ? LIMIT 1"
    return db.execute(sql, (key, body)).fetchone() is not None


def renew(db: sqlite3.Connection, key: str) -> None:
    """Make the row of an entity anew from all that say something of it; when none does, it waits for
    `sweep`.
    """
    found = db.execute(
        "SELECT DISTINCT body, doc != '' AS late FROM entity_sources WHERE entity = ? ORDER BY late, body",
        (key,),
    )
    bodies = [row["body"] for row in found]
    if bodies:
        made = rows.merged(bodies)
        row = {"schema": made.schema, "name": made.name, "wikidata": made.wikidata, "body": codec.dumps(made)}
        rows.update(db, "entities", key, row)
        db.execute("DELETE FROM names WHERE entity = ?", (key,))
        for name in rows.name_rows(made):
            rows.insert(db, "names", name, otherwise="OR IGNORE")


# Statements may still point at an entity that no document names any more, until merging runs again.
_POINTERS = (
    ("statements", "speaker"),
    ("statements", "subject"),
    ("statements", "object"),
    ("statements", "place"),
    ("statement_roles", "entity"),
    ("statement_about", "entity"),
    ("entity_sources", "entity"),
)


def sweep(db: sqlite3.Connection) -> None:
    """Remove entities that nothing points at, and originals of no document."""
    tests = [
        f"NOT EXISTS (SELECT 1 FROM {table} x WHERE x.{column} = entities.id)" for table, column in _POINTERS
    ]
    db.execute(f"DELETE FROM entities WHERE {' AND '.join(tests)}")
    db.execute("DELETE FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM documents)")
