"""Putting documents in and taking them out. Every function works inside the transaction of its caller.

Equal records are one document. It is named by the first of its places in name order, and its statements are
those read there (a source list may date or grade each place differently), whatever order the places come in.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from depositary.dossier import entities, proposed, rows
from depositary.model import codec
from depositary.model.nouns import Copy, Document, Entity, Statement

if TYPE_CHECKING:
    from depositary.dossier.store import DocumentResult, Source


# Documents whose sections are written together.
TOGETHER = 500
_INSIDE = re.compile(r"#[a-z]+=[0-9]+$")


def put(db: sqlite3.Connection, read: DocumentResult) -> None:
    """Put a document, or one more place of a document that is there already."""
    own, *others = _places(read.document)
    held = db.execute("SELECT name FROM copies WHERE doc = ? AND first = 1", (read.document.id,)).fetchone()
    _move_away(db, read)
    if held is None and not others:
        _put_document(db, read)  # as nearly always
    else:
        if held is None or own.name <= held["name"]:
            _put_leading(db, read)
        else:
            _put_place(db, own)
        for place in others:
            _put_place(db, place)
        _list_copies(db, read.document.id)
    db.execute("DELETE FROM skipped WHERE name IN (?, ?)", (own.name, source_of(own.name)))


def source_of(name: str) -> str:
    """The file that a record stands in: `a.csv` for `a.csv#row=12`."""
    return _INSIDE.sub("", name)


def _places(document: Document) -> list[Document]:
    """The document as it stands at each of its places, its own first."""
    own = replace(document, copies=(), text="", pages=())
    held = [
        replace(own, name=one.name, publisher=one.publisher, published=one.published, uri=one.uri)
        for one in document.copies
    ]
    return [own, *held]


def _move_away(db: sqlite3.Connection, read: DocumentResult) -> None:
    """Another record stood at this place before (the file changed): that one loses the place."""
    name, doc = read.document.name, read.document.id
    row = db.execute("SELECT doc FROM copies WHERE name = ? AND doc != ?", (name, doc)).fetchone()
    if row is not None:
        _drop_place(db, name, row["doc"])


def _put_place(db: sqlite3.Connection, place: Document, *, first: bool = False) -> None:
    row = {
        "name": place.name, "doc": place.id, "source": source_of(place.name), "first": int(first),
        "publisher": place.publisher,
        "published": place.published.edtf if place.published else None, "uri": place.uri,
        "body": codec.export_line(place),
    }  # fmt: skip
    rows.insert(db, "copies", row, otherwise="OR REPLACE")


def _put_leading(db: sqlite3.Connection, read: DocumentResult) -> None:
    document = read.document
    places = list(
        db.execute("SELECT * FROM copies WHERE doc = ? AND name != ?", (document.id, document.name))
    )
    drop(db, document.id)
    _put_document(db, read)
    for row in places:
        rows.insert(db, "copies", dict(row))


def _put_document(db: sqlite3.Connection, read: DocumentResult) -> None:
    """Put a document of which nothing is there, with its first place."""
    document = read.document
    _put_original(db, document.sha256, read.data)
    rows.insert(db, "documents", {**rows.document_row(document), "text": document.text})
    _put_place(db, _places(document)[0], first=True)
    rows.many(
        db,
        "pages",
        ({"doc": document.id, "page": n, "start": at} for n, at in enumerate(document.pages, start=1)),
    )
    rows.many(
        db,
        "paragraphs",
        (
            {"doc": document.id, "start": a, "end": b, "text": words}
            for a, b, words in rows.paragraphs(document.text)
        ),
    )
    rows.many(db, "spans", map(rows.span_row, read.spans))
    if read.sections:
        put_sections(db, document.id, read.sections)
    said, named = proposed.kept(db, document, read.statements)
    entities.put(db, document.id, _each_once((*read.entities, *named)))
    put_statements(db, (*read.statements, *said))


def _each_once(found: Iterable[Entity]) -> list[Entity]:
    """The entities by id, each as it is named first."""
    known: dict[str, Entity] = {}
    for one in found:
        known.setdefault(one.id, one)
    return list(known.values())


def propose(db: sqlite3.Connection, doc: str, said: Sequence[Statement], named: Iterable[Entity]) -> None:
    """Put what a model proposed of a document that is there, beside what rules read of it."""
    held = db.execute("SELECT body FROM entity_sources WHERE doc = ?", (doc,)).fetchall()
    entities.put(db, doc, _each_once((*(codec.loads(row["body"]) for row in held), *named)))
    put_statements(db, said)


def _put_original(db: sqlite3.Connection, sha256: str, data: bytes) -> None:
    if db.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone() is None:
        rows.insert(db, "originals", {"sha256": sha256, "size": len(data), "packed": zlib.compress(data)})


def _list_copies(db: sqlite3.Connection, doc: str) -> None:
    """Let the first place name the document, and list the others in it."""
    bodies = [
        row["body"] for row in db.execute("SELECT body FROM copies WHERE doc = ? ORDER BY name", (doc,))
    ]
    first, *others = (codec.loads(body) for body in bodies)
    listed = tuple(Copy(one.name, one.publisher, one.published, one.uri) for one in others)
    made = replace(first, copies=listed)
    held = db.execute("SELECT body, name FROM documents WHERE id = ?", (doc,)).fetchone()
    body = codec.export_line(made)
    if held["body"] != body:
        rows.update(db, "documents", doc, {**rows.document_row(made), "as_read": None})
    db.execute("UPDATE copies SET first = (name = ?) WHERE doc = ?", (first.name, doc))


def put_sections(db: sqlite3.Connection, doc: str, sections: Iterable[Mapping[str, Any]]) -> None:
    """Set the sections of a document."""
    put_all_sections(db, ((doc, sections),))


def put_all_sections(db: sqlite3.Connection, found: Iterable[tuple[str, Iterable[Mapping[str, Any]]]]) -> None:
    """Set the sections of documents, many documents with one statement of SQL."""
    left = iter(found)
    while some := list(islice(left, TOGETHER)):
        db.executemany("DELETE FROM sections WHERE doc = ?", [(doc,) for doc, _ in some])
        rows.many(db, "sections", (_section_row(doc, item) for doc, sections in some for item in sections))


def _section_row(doc: str, item: Mapping[str, Any]) -> dict[str, Any]:
    row = {"doc": doc, "start": item["start"], "end": item["end"], "label": item.get("label", "")}
    return {**row, **rows.ends("when", item.get("when")), "body": codec.dumps(item)}


def put_statements(db: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Put the statements of one document. Raises BadData when one points at an entity that is not known."""
    last = db.execute("SELECT coalesce(max(number), 0) FROM statements").fetchone()[0]
    known: set[str] = set()
    own: list[rows.Columns] = []
    beside: dict[str, list[rows.Columns]] = {}
    for number, item in enumerate(statements, start=last + 1):
        entities.need(db, item, known)
        # The row number equals `number`, so that tools which join the full text by rowid find the right
        # statement.
        own.append({"rowid": number, "number": number, "layer": item.layer, **rows.statement_row(item)})
        for table, side in rows.side_rows(item):
            beside.setdefault(table, []).append(side)
    rows.many(db, "statements", own)
    for table, found in beside.items():
        rows.many(db, table, found)


def drop(db: sqlite3.Connection, doc: str) -> None:
    """Remove a document with all that was read from it, and the groups whose findings rest on it."""
    inside = "SELECT finding FROM finding_statements JOIN statements s ON s.id = statement WHERE s.doc = ?"
    due = db.execute(
        f'SELECT DISTINCT "check", group_key FROM findings WHERE id IN ({inside})', (doc,)
    ).fetchall()
    db.executemany('DELETE FROM groups WHERE "check" = ? AND key = ?', [tuple(row) for row in due])
    sha256 = db.execute("SELECT sha256 FROM documents WHERE id = ?", (doc,)).fetchone()
    entities.put(db, doc, ())
    db.execute("DELETE FROM documents WHERE id = ?", (doc,))
    if sha256 is not None:
        unused = "NOT EXISTS (SELECT 1 FROM documents d WHERE d.sha256 = originals.sha256)"
        db.execute(f"DELETE FROM originals WHERE sha256 = ? AND {unused}", (sha256["sha256"],))


def skip(db: sqlite3.Connection, name: str, reason: str, todo: str) -> None:
    """List a record or file as skipped; what stood at its place or in it before goes, with the note of the file."""
    for row in db.execute(
        "SELECT name, doc FROM copies WHERE name = ? OR source = ?", (name, name)
    ).fetchall():
        _drop_place(db, row["name"], row["doc"])
    db.execute("DELETE FROM sources WHERE name = ?", (name,))
    rows.insert(db, "skipped", {"name": name, "reason": reason, "todo": todo}, otherwise="OR REPLACE")


def note(db: sqlite3.Connection, source: Source) -> None:
    """Note a file as read; what it no longer holds loses its place."""
    held = db.execute("SELECT name, doc FROM copies WHERE source = ?", (source.name,)).fetchall()
    for row in held:
        if row["name"] not in source.records:
            _drop_place(db, row["name"], row["doc"])
    inside = "SELECT name FROM skipped WHERE name > ? AND name < ?"
    lost = {row["name"] for row in db.execute(inside, _below(source.name))} - set(source.records)
    db.executemany("DELETE FROM skipped WHERE name = ?", [(name,) for name in sorted(lost)])
    row = {"name": source.name, "sha256": source.sha256, "size": source.size, "mtime_ns": source.mtime_ns}
    rows.insert(db, "sources", {**row, "version": source.version}, otherwise="OR REPLACE")


def drop_source(db: sqlite3.Connection, name: str) -> list[str]:
    """Forget a file and its records. Returns the files to read again."""
    again: set[str] = set()
    for row in db.execute(
        "SELECT name, doc FROM copies WHERE source = ? ORDER BY name DESC", (name,)
    ).fetchall():
        again |= _drop_place(db, row["name"], row["doc"])
    db.execute("DELETE FROM sources WHERE name = ?", (name,))
    db.execute("DELETE FROM skipped WHERE name = ? OR (name > ? AND name < ?)", (name, *_below(name)))
    return sorted(again - {name})


def _below(name: str) -> tuple[str, str]:
    """Between which names the records inside a file stand: `name#...`."""
    return f"{name}#", f"{name}{chr(ord('#') + 1)}"


def _drop_place(db: sqlite3.Connection, name: str, doc: str) -> set[str]:
    """Take one place from a document. Returns files to read again because the place named the document.

    Until then the next place names it; what was read at the first one may differ, when a source list gave
    that another day or publisher.
    """
    place = db.execute("SELECT first FROM copies WHERE name = ? AND doc = ?", (name, doc)).fetchone()
    others = db.execute(
        "SELECT name, source FROM copies WHERE doc = ? AND name != ? ORDER BY name", (doc, name)
    ).fetchall()
    if place is None:
        return set()
    if not others:
        drop(db, doc)
        return set()
    db.execute("DELETE FROM copies WHERE name = ?", (name,))
    _list_copies(db, doc)
    if not place["first"]:
        return set()
    _rename_statements(db, doc, others[0]["name"])
    db.execute("DELETE FROM sources WHERE name = ?", (others[0]["source"],))
    return {others[0]["source"]}


def _rename_statements(db: sqlite3.Connection, doc: str, name: str) -> None:
    for row in db.execute("SELECT id, body, as_read FROM statements WHERE doc = ?", (doc,)).fetchall():
        bodies = {
            key: row[key] and codec.dumps(replace(codec.loads(row[key]), doc_name=name))
            for key in ("body", "as_read")
        }
        rows.update(db, "statements", row["id"], {"doc_name": name, **bodies})
