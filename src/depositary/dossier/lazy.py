"""Documents loaded when asked for, a few held at a time: all texts of a dossier may not fit in memory."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Mapping

from depositary.dossier import rows
from depositary.model.nouns import Document

HELD = 64


class Documents(Mapping[str, Document]):
    """Documents by id, in order of name. `as_read` leaves out what reconciling filled in."""

    def __init__(self, db: sqlite3.Connection, *, as_read: bool = False) -> None:
        self._db = db
        self._column = "as_read" if as_read else "body"
        self._held: OrderedDict[str, Document] = OrderedDict()

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
