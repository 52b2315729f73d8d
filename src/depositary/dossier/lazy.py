"""Documents, statements and findings loaded when asked for: those of a large dossier may not fit in memory."""

from __future__ import annotations

import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, overload

from depositary.dossier import proposed, rows
from depositary.model.nouns import Document, Finding, Statement

# Characters of the documents that are held at a time. Groups go through documents of all the record: with 64 documents held,
# each of 1,000 was made 23 times.
HELD = 2_000_000
# About 3 kB each. A build goes through all statements four times and more.
KEPT = 20_000


class Documents(Mapping[str, Document]):
    """Documents by id, in order of name, a few held at a time. `as_read` leaves out what reconciling filled in."""

    def __init__(self, db: sqlite3.Connection, *, as_read: bool = False) -> None:
        self._db = db
        self._column = "as_read" if as_read else "body"
        self._held: OrderedDict[str, Document] = OrderedDict()
        self._chars = 0
        self._last: Document | None = None

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
        if self._last is None or self._last.id != key:  # the checks ask for the document of one statement again and again
            self._last = self._found(key)
        return self._last

    def _found(self, key: str) -> Document:
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        row = self._db.execute("SELECT body, as_read, text FROM documents WHERE id = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        pages = self._db.execute("SELECT start FROM pages WHERE doc = ? ORDER BY page", (key,))
        made = rows.document(row, row["text"], [one["start"] for one in pages], column=self._column)
        self._hold(made)
        return made

    def _hold(self, made: Document) -> None:
        self._held[made.id] = made
        self._chars += made.chars
        while self._chars > HELD and len(self._held) > 1:
            self._chars -= self._held.popitem(last=False)[1].chars

    def __contains__(self, key: object) -> bool:
        return self._db.execute("SELECT 1 FROM documents WHERE id = ?", (key,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        return (row["id"] for row in self._db.execute("SELECT id FROM documents ORDER BY name"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])


T = TypeVar("T")


class Each(Mapping[str, T]):
    """Documents by id, each as what `made` makes of it, loaded when asked for."""

    def __init__(self, documents: Mapping[str, Document], made: Callable[[Document], T]) -> None:
        self._documents = documents
        self._made = made

    def __getitem__(self, key: str) -> T:
        return self._made(self._documents[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


class Statements:
    """Statements by their number in the dossier. Of up to `KEPT` all that were made are kept; of more none is held longer than
    it is used, and each is made anew when it is asked for, which takes about 50 microseconds.
    """

    def __init__(self, db: sqlite3.Connection, *, as_read: bool = False) -> None:
        self._db = db
        self._column = "as_read" if as_read else "body"
        held = db.execute("SELECT count(*) FROM statements").fetchone()[0]
        self._kept: dict[int, Statement] | None = {} if held <= KEPT else None

    def __getitem__(self, number: int) -> Statement:
        if self._kept is not None and number in self._kept:
            return self._kept[number]
        return self.with_line(number)[0]

    def with_line(self, number: int) -> tuple[Statement, str]:
        """The statement and the line that it was made from."""
        sql = "SELECT body, as_read, layer FROM statements WHERE number = ?"
        row = self._db.execute(sql, (number,)).fetchone()
        made = rows.statement(row, column=self._column)
        if self._kept is not None:
            self._kept[number] = made
        return made, str(row[self._column] or row["body"])


class Picked(Sequence[Statement]):
    """The statements of some numbers, in this order, loaded at each pass."""

    def __init__(self, load: Callable[[int], Statement], numbers: Sequence[int]) -> None:
        self._load = load
        self._numbers = numbers

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
            return Picked(self._load, self._numbers[index])
        return self._load(self._numbers[index])


def numbers(db: sqlite3.Connection) -> array[int]:
    """The numbers of all statements in the order of the export, without those that a model proposed and nobody accepted."""
    sql = 'SELECT number FROM statements WHERE {} ORDER BY doc_name, start, "end", kind, id'
    found = db.execute(sql.format(proposed.without(db)))
    return array("q", (row["number"] for row in found))


class Findings(Sequence[Finding]):
    """The findings made so far, loaded when a check asks for them: most do not, and there may be very many."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @cached_property
    def _held(self) -> tuple[Finding, ...]:
        found = self._db.execute("SELECT body, layer FROM findings ORDER BY id")
        return tuple(rows.finding(row) for row in found)

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self._held[index]
