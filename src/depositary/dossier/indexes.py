"""Indexes: ways to rows beside the tables themselves. A file that lacks one is read as well, only slower, so they make no other
version of it: what is missing is made when a dossier is opened to be written.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

SCHEMA = Path(__file__).parent / "schema.sql"

# For pages that ask for these often; they came after the schema.
_LATER = {
    "statements_layer": "statements (layer)",
    "statements_days": "statements (when_start, when_end, said_start, said_end, doc)",
    "statements_score": "statements (round(score, 2), doc_name, start, id)",
}
# Reading puts statements with these and asks nothing of them but by their ids and documents.
_OF_STATEMENTS = ("statements", "statement_roles", "statement_topics", "statement_parts", "statement_about")
_NEEDED = ("statements_doc",)


@cache
def every() -> Mapping[str, str]:
    """All indexes by name, with what they are on, as SQL says it."""
    found = re.findall(r"^CREATE INDEX (\w+) ON (.+);$", SCHEMA.read_text(encoding="utf-8"), re.MULTILINE)
    return {**dict(found), **_LATER}


def ensure(db: sqlite3.Connection) -> None:
    """Make those that are missing, all or none."""
    held = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    missing = [name for name in every() if name not in held]
    if not missing:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        for name in missing:
            db.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {every()[name]}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


@contextmanager
def put_off(db: sqlite3.Connection) -> Iterator[None]:
    """While very many statements are put, go without the indexes of statements, and make them at the end: each puts a row
    somewhere else in the file, which took two fifths of the time of writing 4,000 documents, and a tenth of that in one go.
    Where it breaks off, they are made when the dossier is opened again."""
    on = tuple(f"{table} (" for table in _OF_STATEMENTS)
    for name, place in every().items():
        if place.startswith(on) and name not in _NEEDED:
            db.execute(f"DROP INDEX IF EXISTS {name}")
    yield
    ensure(db)
