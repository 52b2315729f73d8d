"""What is computed from several documents: findings by group, and the fields that reconciling fills in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from depositary.dossier import effects, entities, rows
from depositary.model import codec
from depositary.model.errors import BadData
from depositary.model.nouns import Document, Finding, Statement

Groups = Mapping[str, tuple[str, Iterable[Finding]]]


def replace_findings(db: sqlite3.Connection, check: str, groups: Groups) -> int:
    """Write the groups that changed, remove those that are gone. Returns how many were written."""
    stored = dict(db.execute('SELECT key, fingerprint FROM groups WHERE "check" = ?', (check,)).fetchall())
    for key in stored.keys() - groups.keys():
        _forget(db, check, key)
    written = 0
    for key in sorted(groups):
        fingerprint, findings = groups[key]
        if stored.get(key) != fingerprint:
            _forget(db, check, key)
            _write(db, check, key, fingerprint, findings)
            written += 1
    return written


def _forget(db: sqlite3.Connection, check: str, key: str) -> None:
    db.execute('DELETE FROM groups WHERE "check" = ? AND key = ?', (check, key))


def _write(
    db: sqlite3.Connection, check: str, key: str, fingerprint: str, findings: Iterable[Finding]
) -> None:
    rows.insert(db, "groups", {"check": check, "key": key, "fingerprint": fingerprint})
    for item in findings:
        # A finding of the same statements under the same key may come from two groups: it is one finding.
        rows.insert(db, "findings", rows.finding_row(item, key), otherwise="OR IGNORE")
        for position, statement in enumerate(item.statements):
            if db.execute("SELECT 1 FROM statements WHERE id = ?", (statement,)).fetchone() is None:
                what = f"the finding {item.id} of {check} names {statement}, an unknown statement"
                raise BadData(what, "A check may name only statements of the record it was given")
            side = {"finding": item.id, "position": position, "statement": statement}
            rows.insert(db, "finding_statements", side, otherwise="OR IGNORE")


def update_derived(db: sqlite3.Connection, nouns: Iterable[Statement | Document]) -> int:
    """Set derived fields of these nouns, take them from all others; what people decided overrides. Returns how many
    rows changed."""
    changed, kept, known = 0, set(), set[str]()
    for item in effects.derived(db, nouns):
        kept.add(item.id)
        changed += _set_statement(db, item, known) if isinstance(item, Statement) else _set_document(db, item)
    for table, back in (("statements", _statement_back), ("documents", _document_back)):
        held = db.execute(f"SELECT id FROM {table} WHERE as_read IS NOT NULL").fetchall()
        for row in held:
            if row["id"] not in kept:
                back(db, row["id"])
                changed += 1
    return changed


def _set_statement(db: sqlite3.Connection, item: Statement, known: set[str]) -> int:
    row = db.execute("SELECT body, as_read FROM statements WHERE id = ?", (item.id,)).fetchone()
    if row is None:
        raise BadData(
            f"{item.id} is no statement of the dossier", "Derived fields are for statements that were put"
        )
    columns = rows.statement_row(item)
    if row["body"] == columns["body"]:
        return 0
    entities.need(db, item, known)
    original = row["as_read"] or row["body"]
    _write_statement(db, item, columns, None if original == columns["body"] else original)
    return 1


def _write_statement(
    db: sqlite3.Connection, item: Statement, columns: Mapping[str, Any], as_read: str | None
) -> None:
    rows.update(db, "statements", item.id, {**columns, "as_read": as_read})
    for table in ("statement_roles", "statement_topics", "statement_parts", "statement_about"):
        db.execute(f"DELETE FROM {table} WHERE statement = ?", (item.id,))
    for table, side in rows.side_rows(item):
        rows.insert(db, table, side)


def _statement_back(db: sqlite3.Connection, key: str) -> None:
    row = db.execute("SELECT as_read FROM statements WHERE id = ?", (key,)).fetchone()
    item = codec.loads(row["as_read"])
    _write_statement(db, item, rows.statement_row(item), None)


def _set_document(db: sqlite3.Connection, item: Document) -> int:
    row = db.execute("SELECT body, as_read FROM documents WHERE id = ?", (item.id,)).fetchone()
    columns = rows.document_row(item)
    if row is None:
        raise BadData(
            f"{item.id} is no document of the dossier", "Derived fields are for documents that were put"
        )
    if row["body"] == columns["body"]:
        return 0
    original = row["as_read"] or row["body"]
    rows.update(
        db, "documents", item.id, {**columns, "as_read": None if original == columns["body"] else original}
    )
    return 1


def _document_back(db: sqlite3.Connection, key: str) -> None:
    row = db.execute("SELECT as_read FROM documents WHERE id = ?", (key,)).fetchone()
    rows.update(db, "documents", key, {**rows.document_row(codec.loads(row["as_read"])), "as_read": None})
