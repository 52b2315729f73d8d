"""Documents and statements loaded when asked for: those of a large dossier may not fit in memory."""

from __future__ import annotations

import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from depositary.dossier import rows
from depositary.model.nouns import Document, Statement

HELD = 64
# About 3 kB each. A build goes through all statements four times and more.
KEPT = 20_000


class Documents(Mapping[str, Document]):
    """Documents by id, in order of name, a few held at a time. `as_read` leaves out what reconciling filled in."""

    def __init__(self, db: sqlite3.Connection, *, as_read: bool = False) -> None:
        self._db = db
        self._column = "as_read" if as_read else "body"
        self._held: OrderedDict[str, Document] = OrderedDict()

    @property
    def last_day(self) -> str:
        """The latest first day of publishing, or else writing, that a document has; "" when none is known."""
        held = "coalesce(as_read, body)" if self._column == "as_read" else "body"
        start = f"coalesce(json_extract({held}, '$.published.start'), json_extract({held}, '$.written.start'))"
        return str(self._db.execute(f"SELECT max({start}) FROM documents").fetchone()[0] or "")

    @property
    def copied(self) -> list[str]:
        """Ids of the documents that others nearly repeat."""
        found = self._db.execute("SELECT DISTINCT copy_of FROM documents WHERE copy_of IS NOT NULL")
        return [row["copy_of"] for row in found]

    def __getitem__(self, key: str) -> Document:
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        row = self._db.execute("SELECT body, as_read, text FROM documents WHERE id = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        pages = self._db.execute("SELECT start FROM pages WHERE doc = ? ORDER BY page", (key,))
        made = rows.document(row, row["text"], [one["start"] for one in pages], column=self._column)
        self._held[key] = made
        if len(self._held) > HELD:
            self._held.popitem(last=False)
        return made

    def __contains__(self, key: object) -> bool:
        return self._db.execute("SELECT 1 FROM documents WHERE id = ?", (key,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        return (row["id"] for row in self._db.execute("SELECT id FROM documents ORDER BY name"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])


class Statements(Sequence[Statement]):
    """Statements in the order of the export. Of up to `KEPT` all stay in memory once they are made; of more none is held
    longer than it is used: they are made anew at every pass, at about 50 microseconds each.
    """

    def __init__(self, db: sqlite3.Connection, *, as_read: bool = False) -> None:
        self._db = db
        self._column = "as_read" if as_read else "body"
        found = db.execute('SELECT number FROM statements ORDER BY doc_name, start, "end", kind, id')
        self._numbers = array("q", (row["number"] for row in found))
        self._kept: dict[int, Statement] | None = {} if len(self._numbers) <= KEPT else None

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Statement]:
        return map(self._load, self._numbers)

    @overload
    def __getitem__(self, index: int) -> Statement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Statement]: ...
    def __getitem__(self, index: int | slice) -> Statement | Sequence[Statement]:
        if isinstance(index, slice):
            return [self._load(number) for number in self._numbers[index]]
        return self._load(self._numbers[index])

    def _load(self, number: int) -> Statement:
        if self._kept is not None and number in self._kept:
            return self._kept[number]
        made = self._made(number)
        if self._kept is not None:
            self._kept[number] = made
        return made

    def _made(self, number: int) -> Statement:
        sql = "SELECT body, as_read, layer FROM statements WHERE number = ?"
        return rows.statement(self._db.execute(sql, (number,)).fetchone(), column=self._column)
