"""The file itself: what goes in, what comes out, one transaction a document.

    with Dossier.open(path) as dossier:
        dossier.put(result)                  # a document with everything read from it
        record = dossier.record(case)        # what checks take
        dossier.replace_findings(name, groups)

A process may be killed at any moment: what was committed is there, what was not is not. Questions are in
`query`.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from depositary.dossier import decide, derive, effects, entities, indexes, keep, proposed, rows
from depositary.dossier.lazy import Documents, Picked, Statements, numbers
from depositary.dossier.migrate import connect, explained, is_blank
from depositary.model.case import Case
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision, Document, Entity, Finding, Span, Statement
from depositary.model.record import Record

# Documents from which on indexes are made last, and how many times what is held they must be: to make all anew takes a tenth of
# the time that is saved.
MANY, MOSTLY = 500, 5


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What floors 1 to 3 make of one record. The file it came from is its name without `#row=12`."""

    document: Document
    data: bytes
    statements: tuple[Statement, ...] = ()
    spans: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    sections: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was when read.

    `version` names the code and data that read it; `records` are the names of all records in it, skipped ones
    too (`a.csv#row=1`; the name of the file itself where it is one record).
    """

    name: str
    sha256: str
    size: int
    mtime_ns: int
    version: str
    records: tuple[str, ...] = ()


class Dossier:
    """An open dossier. Close it, or use it in a `with`."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self.db = db

    @classmethod
    def open(cls, path: Path | str, *, readonly: bool = False, any_thread: bool = False) -> Dossier:
        """Open one that exists. With `any_thread` it may go from one thread to another; never two at once. Raises BadArgument,
        NotADossier, NewerDossier, DossierError."""
        return cls(Path(path), connect(Path(path), readonly=readonly, any_thread=any_thread))

    @classmethod
    def create(cls, path: Path | str) -> Dossier:
        """Make a new one. Raises BadArgument when the file exists and holds something."""
        path = Path(path)
        if not is_blank(path):
            raise BadArgument(f"{path} exists already", "Give another name, or open it to add to it")
        if not path.resolve().parent.is_dir():
            raise BadArgument(f"there is no folder {path.parent}", "Make it first")
        return cls(path, connect(path, create=True))

    @classmethod
    def open_or_create(cls, path: Path | str) -> Dossier:
        """What a build starts with: the dossier of an earlier run, however that ended, or a new one."""
        return cls.create(path) if is_blank(Path(path)) else cls.open(path)

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self.db.close()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Closed meanwhile, so that processes can be forked: an open file of SQLite must not be taken along."""
        self.close()
        try:
            yield
        finally:
            self.db = connect(self.path)

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Inside another it is part of that one."""
        if self.db.in_transaction:
            yield self.db
            return
        with explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                self.db.rollback()
                raise

    def rows(self, sql: str, *values: object) -> Iterator[sqlite3.Row]:
        """Rows of a query one by one, so that nothing is held in memory."""
        with explained(self.path):
            yield from self.db.execute(sql, values)

    # ---- what goes in

    def put(self, read: DocumentResult, *, source: Source | None = None) -> None:
        """Put a document with all that was read from it, in place of what was there.

        `source`, where the file is one record, notes it as done in the same transaction. Raises BadData when a
        statement points at an entity that is not known.
        """
        with self.transaction() as db:
            keep.put(db, read)
            if source is not None:
                self.note(replace(source, records=source.records or (read.document.name,)))

    def put_entities(self, held: Iterable[Entity]) -> None:
        """Put entities that belong to no document (those of the case), in place of those put so before."""
        with self.transaction() as db:
            entities.put(db, "", held)

    def note(self, source: Source) -> None:
        """Note a file as read to its end. What the dossier holds of it beyond `source.records` goes.

        A file that is not noted, or no longer, is to be read (again): a build reads until every file is
        noted. It can lose its note when another file, which named an equal record, changes or goes.
        """
        with self.transaction() as db:
            keep.note(db, source)

    def drop(self, doc: str) -> None:
        """Remove a document and all that was read from it; groups of findings that rest on it are due anew."""
        with self.transaction() as db:
            keep.drop(db, doc)

    def drop_source(self, name: str) -> list[str]:
        """Forget a file. Returns the files to read again: they hold copies of a record that it named."""
        with self.transaction() as db:
            return keep.drop_source(db, name)

    def skip(self, name: str, reason: str, todo: str = "", *, source: Source | None = None) -> None:
        """Note that a file or record cannot be read, and why. A file with `source` is not tried again unchanged."""
        with self.transaction() as db:
            keep.skip(db, name, reason, todo)
            if source is not None:
                self.note(source)

    def propose(self, made: proposed.Answer, doc: str, said: Sequence[Statement], named: Sequence[Entity] = ()) -> None:
        """Keep the answer of a model about a document, and put the statements admitted of it, all in one transaction. Nothing
        is put for a document that has gone meanwhile."""
        with self.transaction() as db:
            if db.execute("SELECT 1 FROM documents WHERE id = ?", (doc,)).fetchone() is not None:
                known = "SELECT 1 FROM statements WHERE id = ?"  # another process may have been quicker
                new = [one for one in said if db.execute(known, (one.id,)).fetchone() is None]
                proposed.keep(db, made, doc, new, named)
                keep.propose(db, doc, new, named)

    def sweep(self) -> None:
        """Remove entities that nothing points at any more. To be called when a build ends."""
        with self.transaction() as db:
            proposed.sweep(db)
            entities.sweep(db)

    @contextmanager
    def filling(self, coming: int) -> Iterator[None]:
        """While about so many documents are put. Where that is nearly all that the dossier will hold, its indexes come last."""
        held = next(self.rows("SELECT count(*) FROM documents"))[0]
        if coming < MANY or coming < MOSTLY * held:
            yield
            return
        with explained(self.path), indexes.put_off(self.db):
            yield

    # ---- findings, derived fields, decisions

    def replace_findings(self, check: str, groups: Mapping[str, tuple[str, Iterable[Finding]]]) -> int:
        """Set all groups of a check: key -> (fingerprint, findings). Returns how many groups were written.

        A group whose fingerprint is the stored one is left alone and its findings are not even asked for, so
        they may be a generator. Groups not named any more are removed.
        """
        with self.transaction() as db:
            return derive.replace_findings(db, check, groups)

    def stored_groups(self, check: str) -> dict[str, str]:
        """Fingerprints of the groups of a check, by key."""
        found = self.rows('SELECT key, fingerprint FROM groups WHERE "check" = ?', check)
        return {row["key"]: row["fingerprint"] for row in found}

    def update_derived(self, nouns: Iterable[Statement | Document]) -> int:
        """Set nouns whose dates, copies or entities were filled in; all that are not given go back to as read.

        Returns how many rows changed. Ids, spans and quotes never change.
        """
        with self.transaction() as db:
            return derive.update_derived(db, nouns)

    def put_sections(self, doc: str, sections: Iterable[Mapping[str, Any]]) -> None:
        """Set the sections of a document: mappings with start, end and, if known, label and when (Period)."""
        with self.transaction() as db:
            keep.put_sections(db, doc, sections)

    def put_all_sections(self, found: Iterable[tuple[str, Iterable[Mapping[str, Any]]]]) -> None:
        """Set the sections of documents by their ids, as `put_sections` does for one."""
        with self.transaction() as db:
            keep.put_all_sections(db, found)

    def decide(self, decision: Decision) -> None:
        """Append what a person decided. Raises BadArgument when an undo names no decision."""
        with self.transaction() as db:
            decide.decide(db, decision)

    def undo(self, decision: str, *, author: str = "", at: str = "", note: str = "") -> Decision:
        """Append the undoing of a decision. Raises BadArgument when there is none of this id."""
        with self.transaction() as db:
            return decide.undo(db, decision, author, at, note)

    def settle(self) -> list[Decision]:
        """Attach all decisions to what is there now; what is accepted becomes so. Returns the orphans."""
        with self.transaction() as db:
            return decide.settle(db)

    def orphans(self) -> list[Decision]:
        """Decisions whose target was not found again."""
        lost = "attached IS NULL AND undone = 0 AND noun != 'decision'"
        return [
            rows.decision(row) for row in self.rows(f"SELECT body FROM decisions WHERE {lost} ORDER BY id")
        ]

    # ---- what comes out

    def record(
        self, case: Case | None = None, *, as_read: bool = False, lazy: bool = False, whole: bool = False
    ) -> Record:
        """What checks take. Texts of documents are loaded when asked for; with `lazy`, statements too, at each pass.

        What a model proposed and nobody accepted is left out, but `whole` keeps it (and loads all). `as_read` leaves out what
        reconciling filled in, which is what dating and merging must start from.
        """
        known = {item.id: item for item in self.entities()}
        if lazy and not whole:
            statements: Sequence[Statement] = Picked(Statements(self.db, as_read=as_read).__getitem__, numbers(self.db))
        else:
            waiting = frozenset() if whole else proposed.waiting(self.db)
            statements = tuple(one for one in self.statements(as_read=as_read) if one.id not in waiting)
        return Record(Documents(self.db, as_read=as_read), statements, known, tuple(self.findings()), case)

    def documents(self) -> Iterator[Document]:
        """Documents by name, without text and pages."""
        return (rows.document(row) for row in self.rows("SELECT body FROM documents ORDER BY name"))

    def document(self, doc: str) -> Document:
        """A document whole. Raises KeyError."""
        return Documents(self.db)[doc]

    def original(self, doc: str) -> bytes:
        """The bytes that a document was read from. Raises KeyError."""
        sql = "SELECT packed FROM originals JOIN documents USING (sha256) WHERE id = ?"
        for row in self.rows(sql, doc):
            return zlib.decompress(row["packed"])
        raise KeyError(doc)

    def statements(self, *, as_read: bool = False) -> Iterator[Statement]:
        """Statements in the order of the export."""
        column = "as_read" if as_read else "body"
        found = self.rows(
            'SELECT body, as_read, layer FROM statements ORDER BY doc_name, start, "end", kind, id'
        )
        return (rows.statement(row, column=column) for row in found)

    def named(self) -> Iterator[Statement]:
        """Statements that a finding names, in the order of the export: all that a view of findings needs."""
        inside = "SELECT statement FROM finding_statements"
        found = self.rows(
            f"SELECT body, as_read, layer FROM statements WHERE id IN ({inside})"
            ' ORDER BY doc_name, start, "end", kind, id'
        )
        return (rows.statement(row) for row in found)

    def ids(self) -> Iterator[str]:
        """Ids of all statements and findings."""
        return (row["id"] for row in self.rows("SELECT id FROM statements UNION ALL SELECT id FROM findings"))

    def entities(self) -> Iterator[Entity]:
        """Entities by id; those that a person merged are one."""
        found = (rows.entity(row) for row in self.rows("SELECT body FROM entities ORDER BY id"))
        return effects.joined(found, effects.effects(self.db).merged)

    def findings(self) -> Iterator[Finding]:
        """Findings by id."""
        return (rows.finding(row) for row in self.rows("SELECT body, layer FROM findings ORDER BY id"))

    def spans(self) -> Iterator[Span]:
        """Spans of all layers by document name, start and end."""
        sql = 'ORDER BY name, s.start, s."end", layer, label, value, parent'
        return (
            rows.span(row)
            for row in self.rows(f"SELECT s.* FROM spans s JOIN documents d ON d.id = s.doc {sql}")
        )

    def decisions(self) -> Iterator[Decision]:
        """Decisions by id."""
        return (rows.decision(row) for row in self.rows("SELECT body FROM decisions ORDER BY id"))

    def lines(self, noun: str) -> Iterator[str]:
        """Export lines of all statements or findings, in order, much quicker than by way of the nouns."""
        order = {"statement": 'doc_name, start, "end", kind, id', "finding": "id"}[noun]
        return (rows.line(row) for row in self.rows(f"SELECT body, layer FROM {noun}s ORDER BY {order}"))

    def skipped(self) -> Iterator[tuple[str, str, str]]:
        """(name, reason, what to do) of what could not be read, by name."""
        return (tuple(row) for row in self.rows("SELECT name, reason, todo FROM skipped ORDER BY name"))

    def sources(self) -> dict[str, Source]:
        """Files that were read to their end, by name."""
        records: dict[str, list[str]] = {}
        for row in self.rows("SELECT source, name FROM copies ORDER BY source, name"):
            records.setdefault(row["source"], []).append(row["name"])
        found = self.rows("SELECT name, sha256, size, mtime_ns, version FROM sources ORDER BY name")
        return {
            row["name"]: Source(**dict(row), records=tuple(records.get(row["name"], ()))) for row in found
        }

    def files(self) -> set[str]:
        """Names of all files that the dossier knows of: noted, skipped, or with a record in it."""
        found = self.rows(
            "SELECT name FROM sources UNION SELECT source FROM copies UNION SELECT name FROM skipped"
        )
        return {keep.source_of(row["name"]) for row in found}

    # ---- what is noted about the dossier

    def get(self, key: str, default: str | None = None) -> str | None:
        """A setting of this dossier: `case`, `program`."""
        for row in self.rows("SELECT value FROM meta WHERE key = ?", key):
            return str(row["value"])
        return default

    def set(self, key: str, value: str) -> None:
        """Keep a setting."""
        with self.transaction() as db:
            rows.insert(db, "meta", {"key": key, "value": value}, otherwise="OR REPLACE")

    def begin_build(self, started: str, program: str) -> int:
        """Note that a build starts. Returns its number."""
        with self.transaction() as db:
            rows.insert(db, "builds", {"started": started, "program": program})
            return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])

    def end_build(self, number: int, finished: str, report: Mapping[str, Any]) -> None:
        """Note that it ended, with what it did."""
        with self.transaction() as db:
            text = json.dumps(report, ensure_ascii=False, sort_keys=True)
            rows.update(db, "builds", str(number), {"finished": finished, "report": text})

    def verify(self) -> list[str]:
        """Faults that SQLite finds in the file; empty when there are none."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
        lost = [
            f"{row[0]} points at a {row[2]} that is not there"
            for row in self.rows("PRAGMA foreign_key_check")
        ]
        return found + lost
