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
    db.execute("DELETE FROM entity_sources WHERE doc = ?", (doc,))
    for item in entities:
        body = codec.dumps(item)
        # What the case says already need not be kept again for every document.
        if doc and _said_before(db, item.id, body, "AND doc = ''"):
            continue
        known = item.id not in gone and _said_before(db, item.id, body)
        rows.insert(
            db,
            "entities",
            {"id": item.id, "schema": item.schema, "name": item.name, "body": body},
            otherwise="OR IGNORE",
        )
        rows.insert(
            db, "entity_sources", {"entity": item.id, "doc": doc, "body": body}, otherwise="OR REPLACE"
        )
        if not known:
            renew(db, item.id)
        gone.discard(item.id)
    for key in sorted(gone):
        renew(db, key)


def _said_before(db: sqlite3.Connection, key: str, body: str, also: str = "") -> bool:
    sql = f"SELECT 1 FROM entity_sources WHERE entity = ? AND body = ? {also} LIMIT 1"
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
