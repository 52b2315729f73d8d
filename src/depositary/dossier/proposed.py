"""What a language model proposed, kept beside the record: its answers, where they were judged, and the statements admitted.

The tables are made when a model is first asked, so a dossier that none was asked for is the same to the last byte. Answers
are kept by a key of what was asked, so that nothing is asked twice. A statement is kept with its document: when that is read
again it is put again, as long as its words stand where they stood. Until a person accepts it, it is held back: it stands in
the table of statements, marked by its maker, and no check is given it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from depositary.dossier import rows
from depositary.model import codec
from depositary.model.nouns import MODEL, Document, Entity, Statement

TABLES = (
    """CREATE TABLE IF NOT EXISTS model_answers (
        key TEXT PRIMARY KEY, model TEXT NOT NULL, at TEXT NOT NULL, answer TEXT NOT NULL, fault TEXT NOT NULL,
        tokens_in INTEGER, tokens_out INTEGER
    ) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS model_judged (
        key TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (key, doc)
    ) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS model_proposals (
        statement TEXT PRIMARY KEY, doc TEXT NOT NULL, body TEXT NOT NULL, entities TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS model_proposals_doc ON model_proposals (doc)",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered: its words, or the fault that made them useless; tokens as the endpoint told them."""

    key: str
    model: str
    at: str
    answer: str
    fault: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None


def exists(db: sqlite3.Connection) -> bool:
    """True where a model was asked."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'model_proposals'"
    return db.execute(sql).fetchone() is not None


def held_back(alias: str = "") -> str:
    """The test of SQL for statements that a model proposed and nobody accepted; only where the tables exist. What a rule has
    come to read as well is the rule's."""
    return (
        f"({alias}id IN (SELECT statement FROM model_proposals) AND {alias}made_by LIKE '{MODEL}%'"
        f" AND {alias}layer != 'accepted')"
    )


def without(db: sqlite3.Connection, alias: str = "") -> str:
    """The test for all other statements; one that always holds where no model was asked."""
    return f"NOT {held_back(alias)}" if exists(db) else "1"


def waiting(db: sqlite3.Connection) -> frozenset[str]:
    """Ids of the statements that are held back."""
    if not exists(db):
        return frozenset()
    return frozenset(row["id"] for row in db.execute(f"SELECT id FROM statements WHERE {held_back()}"))


def answer(db: sqlite3.Connection, key: str) -> Answer | None:
    """The answer that is kept for a key."""
    row = db.execute("SELECT * FROM model_answers WHERE key = ?", (key,)).fetchone() if exists(db) else None
    return None if row is None else Answer(**dict(row))


def judged(db: sqlite3.Connection, doc: str) -> frozenset[str]:
    """Keys whose answers were judged for this document."""
    if not exists(db):
        return frozenset()
    return frozenset(row["key"] for row in db.execute("SELECT key FROM model_judged WHERE doc = ?", (doc,)))


def keep(db: sqlite3.Connection, made: Answer, doc: str, admitted: Iterable[Statement], named: Iterable[Entity]) -> None:
    """Keep an answer, that it was judged, and what was admitted of it with the entities that it names."""
    for sql in TABLES:
        db.execute(sql)
    columns = {name: getattr(made, name) for name in Answer.__dataclass_fields__}
    rows.insert(db, "model_answers", columns, otherwise="OR IGNORE")
    rows.insert(db, "model_judged", {"key": made.key, "doc": doc}, otherwise="OR IGNORE")
    known = {one.id: codec.dumps(one) for one in named}
    for one in admitted:
        own = "\n".join(known[key] for key in sorted(rows.named_entities(one)) if key in known)
        row = {"statement": one.id, "doc": doc, "body": codec.dumps(one), "entities": own}
        rows.insert(db, "model_proposals", row, otherwise="OR REPLACE")


def kept(db: sqlite3.Connection, document: Document, read: Sequence[Statement]) -> tuple[list[Statement], list[Entity]]:
    """What was proposed of a document that is put again, with the entities named, without what rules now `read`. What no
    longer stands where it stood is forgotten."""
    if not exists(db):
        return [], []
    said: list[Statement] = []
    named: dict[str, Entity] = {}
    sql = "SELECT * FROM model_proposals WHERE doc = ? ORDER BY statement"
    for row in db.execute(sql, (document.id,)).fetchall():
        one = codec.loads(row["body"])
        if document.text[one.start : one.end] != one.quote:
            db.execute("DELETE FROM model_proposals WHERE statement = ?", (one.id,))
        elif not any(same(one, other) for other in read):
            said.append(replace(one, doc_name=document.name, page=document.page_at(one.start)))
            found = (codec.loads(line) for line in row["entities"].splitlines())
            named.update((thing.id, thing) for thing in found)
    return said, list(named.values())


def same(made: Statement, other: Statement) -> bool:
    """True where the same is there already: the same place or a part of it, the same kind, voice and number. Of a state that
    the rules left unknown a model may tell which it is."""
    if made.id == other.id:
        return True
    if other.predicate == "unknown" != made.predicate:
        return False
    inside = (other.start <= made.start and made.end <= other.end) or (made.start <= other.start and other.end <= made.end)
    return inside and _key(made) == _key(other)


def _key(one: Statement) -> tuple[str, str, str]:
    speaker = (one.speaker.entity or one.speaker.name.casefold()) if one.speaker else ""
    return one.kind, speaker, one.value.literal if one.value else ""


def sweep(db: sqlite3.Connection) -> None:
    """Forget what was proposed of documents that are gone. Answers stay: the same words are not asked about again."""
    for table in ("model_proposals", "model_judged") if exists(db) else ():
        db.execute(f"DELETE FROM {table} WHERE doc NOT IN (SELECT id FROM documents)")


def forget(db: sqlite3.Connection) -> int:
    """Forget all answers, and all that was proposed and nobody accepted. Returns how many statements went."""
    if not exists(db):
        return 0
    gone = sorted(waiting(db))
    for table, column in (("statements", "id"), ("model_proposals", "statement")):
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(key,) for key in gone])
    db.execute("DELETE FROM model_answers")
    db.execute("DELETE FROM model_judged")
    return len(gone)
