"""What is computed from several documents: findings by group, and the fields that reconciling fills in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

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
            _put(db, check, key, fingerprint, findings)
            written += 1
    return written


def _forget(db: sqlite3.Connection, check: str, key: str) -> None:
    db.execute('DELETE FROM groups WHERE "check" = ? AND key = ?', (check, key))


def _put(
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
        for key in (row["id"] for row in held if row["id"] not in kept):
            back(db, db.execute(f"SELECT as_read FROM {table} WHERE id = ?", (key,)).fetchone()["as_read"])
            changed += 1
    return changed


def _set_statement(db: sqlite3.Connection, item: Statement, known: set[str]) -> int:
    columns = rows.statement_row(item)
    row = _held(db, "statements", columns)
    if row is None:
        raise BadData(
            f"{item.id} is no statement of the dossier", "Derived fields are for statements that were put"
        )
    if row["body"] == columns["body"]:
        return 0
    entities.need(db, item, known)
    _write_statement(db, row, item, {**columns, "as_read": _as_read(row, columns)})
    return 1


def _write_statement(db: sqlite3.Connection, row: sqlite3.Row, item: Statement, columns: rows.Columns) -> None:
    _write(db, "statements", row, columns)
    if list(rows.side_rows(codec.loads(row["body"]))) == list(rows.side_rows(item)):
        return  # as nearly always: what is derived are dates
    for table in ("statement_roles", "statement_topics", "statement_parts", "statement_about"):
        db.execute(f"DELETE FROM {table} WHERE statement = ?", (item.id,))
    for table, side in rows.side_rows(item):
        rows.insert(db, table, side)


def _statement_back(db: sqlite3.Connection, as_read: str) -> None:
    item = codec.loads(as_read)
    columns = rows.statement_row(item)
    row = _held(db, "statements", columns)
    assert row is not None
    _write_statement(db, row, item, {**columns, "as_read": None})


def _set_document(db: sqlite3.Connection, item: Document) -> int:
    columns = rows.document_row(item)
    row = _held(db, "documents", columns)
    if row is None:
        raise BadData(
            f"{item.id} is no document of the dossier", "Derived fields are for documents that were put"
        )
    if row["body"] == columns["body"]:
        return 0
    _write(db, "documents", row, {**columns, "as_read": _as_read(row, columns)})
    return 1


def _document_back(db: sqlite3.Connection, as_read: str) -> None:
    columns = rows.document_row(codec.loads(as_read))
    row = _held(db, "documents", columns)
    assert row is not None
    _write(db, "documents", row, {**columns, "as_read": None})


def _held(db: sqlite3.Connection, table: str, columns: rows.Columns) -> sqlite3.Row | None:
    """These columns of a row as they are, with what was read."""
    named = ", ".join(f'"{name}"' for name in columns)
    found: sqlite3.Row | None = db.execute(
        f"SELECT {named}, as_read FROM {table} WHERE id = ?", (columns["id"],)
    ).fetchone()
    return found


def _as_read(row: sqlite3.Row, columns: rows.Columns) -> str | None:
    """What was read, where it is other than what is to be kept."""
    original: str = row["as_read"] or row["body"]
    return None if original == columns["body"] else original


def _write(db: sqlite3.Connection, table: str, row: sqlite3.Row, columns: rows.Columns) -> None:
    """Set the columns that differ, and no others: one that is set is written anew in all its indexes."""
    rows.update(db, table, columns["id"], {name: it for name, it in columns.items() if row[name] != it})
