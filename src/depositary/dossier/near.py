"""Single nouns of an open dossier, read when they are asked for: what a page needs that shows a few statements of very many.

Everything here has the face of what a record holds whole (statements by id, findings by statement), and reads rows by their
index. `gone` are ids that people dismissed; they are left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from depositary.dossier import rows
from depositary.dossier.lazy import Documents
from depositary.model.nouns import Document, Finding, Statement

T = TypeVar("T")
Nobody: frozenset[str] = frozenset()
# Ids that one query asks for; SQLite takes 32,766 values.
_LOT = 500


class Held(Mapping[str, T]):
    """What `load` gives for an id (None: nothing), kept for as long as this lives: one page."""

    def __init__(self, db: sqlite3.Connection, table: str, gone: Container[str] = Nobody) -> None:
        self._db, self._table, self._gone = db, table, gone
        self._kept: dict[str, T | None] = {}

    def _load(self, keys: Sequence[str]) -> Iterator[tuple[str, T]]:
        raise NotImplementedError

    def ahead(self, keys: Iterable[str]) -> None:
        """Read these in one go: they will be asked for one by one."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._kept]
        for start in range(0, len(wanted), _LOT):
            lot = wanted[start : start + _LOT]
            self._kept.update(dict.fromkeys(lot))
            self._kept.update(self._load(lot))

    def hold(self, key: str, read: T) -> None:
        """This was read on another way."""
        self._kept[key] = read

    def seen(self, key: str) -> T | None:
        """What is of this id, where it was read already."""
        return self._kept.get(key)

    def __getitem__(self, key: str) -> T:
        if key not in self._kept:
            self.ahead([key])
        found = self._kept[key]
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        found = self._db.execute(f"SELECT id FROM {self._table}")
        return (row["id"] for row in found if row["id"] not in self._gone)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class ById(Held[Statement]):
    """Statements by id."""

    def __init__(self, db: sqlite3.Connection, gone: Container[str] = Nobody) -> None:
        super().__init__(db, "statements", gone)

    def _load(self, keys: Sequence[str]) -> Iterator[tuple[str, Statement]]:
        sql = f"SELECT id, body, as_read, layer FROM statements WHERE id IN ({_marks(keys)})"
        for row in self._db.execute(sql, keys):
            if row["id"] not in self._gone:
                yield row["id"], rows.statement(row)


class FindingsOf(Held["list[Finding]"]):
    """Findings by a statement that they name, by id; a statement that none names has none."""

    def __init__(self, db: sqlite3.Connection, gone: Container[str] = Nobody) -> None:
        super().__init__(db, "statements", gone)

    def _load(self, keys: Sequence[str]) -> Iterator[tuple[str, list[Finding]]]:
        sql = f"""SELECT x.statement, f.body, f.layer FROM finding_statements x JOIN findings f ON f.id = x.finding
                  WHERE x.statement IN ({_marks(keys)}) ORDER BY f.id"""
        found: dict[str, list[Finding]] = {}
        for row in self._db.execute(sql, keys):
            made = rows.finding(row)
            if made.id not in self._gone and not any(name in self._gone for name in made.statements):
                found.setdefault(row["statement"], []).append(made)
        yield from found.items()


class ByDocument(Mapping[str, "list[Statement]"]):
    """Statements by document, in text order."""

    def __init__(self, db: sqlite3.Connection, gone: Container[str] = Nobody) -> None:
        self._db, self._gone = db, gone

    def __getitem__(self, key: str) -> list[Statement]:
        sql = 'SELECT body, as_read, layer FROM statements WHERE doc = ? ORDER BY start, "end", id'
        return [one for row in self._db.execute(sql, (key,)) if (one := rows.statement(row)).id not in self._gone]

    def __iter__(self) -> Iterator[str]:
        return (row["id"] for row in self._db.execute("SELECT id FROM documents"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])


class Wherever(Mapping[str, Document]):
    """Documents with their texts for a record that several threads share: each reads through a connection of its own."""

    def __init__(self, own: Callable[[], Documents], headers: Mapping[str, Document]) -> None:
        self._own, self._headers = own, headers

    @property
    def last_day(self) -> str:
        """As of `Documents`."""
        return self._own().last_day

    @property
    def copied(self) -> list[str]:
        """As of `Documents`."""
        return self._own().copied

    def __getitem__(self, key: str) -> Document:
        try:
            return self._own()[key]
        except KeyError:
            return self._headers[key]  # a build that is under way has dropped it

    def __iter__(self) -> Iterator[str]:
        return iter(self._own())

    def __len__(self) -> int:
        return len(self._own())


def _marks(keys: Collection[str]) -> str:
    return ", ".join("?" * len(keys))


_BESIDE = ", ".join(
    f"(SELECT {end}(id) FROM {table} WHERE id {sign} asked.id)"
    for table in ("statements", "findings")
    for end, sign in (("max", "<"), ("min", ">"))
)


def beside(db: sqlite3.Connection, keys: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Of each of these ids the ids of statements and findings right before and after it, in plain order."""
    held = list(keys)
    for start in range(0, len(held), _LOT):
        lot = held[start : start + _LOT]
        values = ", ".join("(?)" for _ in lot)
        for row in db.execute(f"WITH asked (id) AS (VALUES {values}) SELECT id, {_BESIDE} FROM asked", lot):
            yield row[0], [one for one in row[1:] if one is not None]


def headers(db: sqlite3.Connection) -> dict[str, Document]:
    """Documents by id, in order of name, without their texts."""
    found = db.execute("SELECT id, body FROM documents ORDER BY name")
    return {row["id"]: rows.document(row) for row in found}


class Headers(dict[str, Document]):
    """Documents without their texts; one that came since is read when it is asked for."""

    def __init__(self, db: sqlite3.Connection, known: Mapping[str, Document]) -> None:
        super().__init__(known)
        self._db = db

    def __missing__(self, key: str) -> Document:
        row = self._db.execute("SELECT body FROM documents WHERE id = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return rows.document(row)


def findings(db: sqlite3.Connection, keys: Collection[str]) -> Iterator[Finding]:
    """The findings of these ids that there are, in this order."""
    held = list(keys)
    for start in range(0, len(held), _LOT):
        lot = held[start : start + _LOT]
        found = db.execute(f"SELECT id, body, layer FROM findings WHERE id IN ({_marks(lot)})", lot)
        known = {row["id"]: row for row in found}
        yield from (rows.finding(known[key]) for key in lot if key in known)


def held(db: sqlite3.Connection, keys: Collection[str]) -> set[str]:
    """Those of these ids of statements that there are."""
    return set(_each(db, "SELECT id FROM statements WHERE id IN ({})", keys))


def resting(db: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """Ids of the findings that name one of these statements."""
    return set(_each(db, "SELECT finding FROM finding_statements WHERE statement IN ({})", names))


def around(db: sqlite3.Connection, touched: Iterable[str]) -> set[str]:
    """Ids of the statements of which a page may tell otherwise after a verdict on these statements and findings: those that
    findings bring together with them, and those that findings bring together with these."""
    keys = set(touched)
    named = "SELECT statement FROM finding_statements WHERE finding IN ({})"
    found = {key for key in keys if key[:2] == "s_"} | set(_each(db, named, (key for key in keys if key[:2] == "f_")))
    for _ in range(2):
        found |= set(_each(db, named, resting(db, found)))
    return found


def _each(db: sqlite3.Connection, sql: str, keys: Iterable[str]) -> Iterator[str]:
    """The first column, for all of these."""
    held = list(keys)
    for start in range(0, len(held), _LOT):
        lot = held[start : start + _LOT]
        yield from (row[0] for row in db.execute(sql.format(_marks(lot)), lot))
