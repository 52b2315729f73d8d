"""Nouns to rows and back. Columns are for people and queries; a noun is made again from `body`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from depositary.model import codec
from depositary.model.nouns import (
    Decision,
    Document,
    Entity,
    Finding,
    Period,
    Quantity,
    Span,
    Statement,
    Term,
)
from depositary.model.text import fold

Columns = Mapping[str, Any]
Row = sqlite3.Row


def insert(db: sqlite3.Connection, table: str, row: Columns, *, otherwise: str = "") -> None:
    """Put one row. `otherwise` is an SQLite conflict clause such as "OR IGNORE"."""
    db.execute(_insertion(table, tuple(row), otherwise), tuple(row.values()))


@cache
def _insertion(table: str, columns: tuple[str, ...], otherwise: str = "") -> str:
    named = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT {otherwise} INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"


def update(db: sqlite3.Connection, table: str, key: str, row: Columns) -> None:
    """Set columns of the row with this id."""
    columns = ", ".join(f'"{name}" = ?' for name in row)
    db.execute(f"UPDATE {table} SET {columns} WHERE id = ?", (*row.values(), key))


def ends(name: str, period: Period | None) -> dict[str, str | None]:
    """The two columns of a period."""
    return {f"{name}_start": period.start if period else None, f"{name}_end": period.end if period else None}


def document_row(item: Document) -> dict[str, Any]:
    """Text and pages have their own place, so `body` leaves them out."""
    return {
        "id": item.id, "name": item.name, "title": item.title, "lang": item.lang, "kind": item.kind,
        "publisher": item.publisher, "author": item.author, "grade": item.grade,
        **ends("published", item.published), **ends("written", item.written),
        "uri": item.uri, "sha256": item.sha256, "reader": item.reader, "chars": item.chars,
        "copy_of": item.copy_of,
        "body": codec.export_line(item),
    }  # fmt: skip


def document(
    row: Row, text: str | None = None, pages: Sequence[int] = (), *, column: str = "body"
) -> Document:
    """The document of a row; without `text` it is only what a listing needs."""
    made = codec.loads(row[column] or row["body"])
    assert isinstance(made, Document)
    return made if text is None else replace(made, text=text, pages=tuple(pages))


def statement_row(item: Statement) -> dict[str, Any]:
    """The plain columns of a statement, without `number` and `layer`."""
    return {
        "id": item.id, "doc": item.doc, "doc_name": item.doc_name, "page": item.page, "start": item.start,
        "end": item.end, "quote": item.quote, "kind": item.kind,
        "speaker": item.speaker.entity if item.speaker else None,
        "speaker_name": item.speaker.name if item.speaker else None,
        **_term("subject", item.subject), "predicate": item.predicate, **_term("object", item.object),
        **_term("place", item.where), **_value(item.value), "measure": item.measure,
        **ends("when", item.when), **ends("said", item.said), **ends("due", item.due),
        "stance": item.stance, "negated": int(item.negated), "hedge": item.hedge, "firmness": item.firmness,
        "scope": item.scope, "series": item.series, "made_by": item.made_by, "score": item.score,
        "body": codec.dumps(item),
    }  # fmt: skip


def _term(name: str, term: Term | None) -> dict[str, Any]:
    return {name: term.entity if term else None, f"{name}_name": term.name if term else None}


def _value(value: Quantity | None) -> dict[str, Any]:
    fields = ("low", "high", "unit", "literal")
    return {f"value_{name}": getattr(value, name) if value else None for name in fields}


def statement(row: Row, *, column: str = "body") -> Statement:
    """The statement of a row. `column` as_read gives it without what reconciling filled in."""
    made = codec.loads(row[column] or row["body"])
    assert isinstance(made, Statement)
    return made if made.layer == row["layer"] else replace(made, layer=row["layer"])


def side_rows(item: Statement) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of the tables beside `statements`: (table, row)."""
    for number, role in enumerate(item.roles):
        body = {
            "name": role.name,
            "start": role.start,
            "end": role.end,
            "text": role.text,
            "entity": role.entity,
        }
        yield "statement_roles", {"statement": item.id, "position": number, **body}
    for table, column, values in (
        ("topics", "topic", item.topics),
        ("parts", "part", item.parts),
        ("about", "entity", item.about),
    ):
        for value in dict.fromkeys(values):
            yield f"statement_{table}", {"statement": item.id, column: value}


def named_entities(item: Statement) -> set[str]:
    """Ids of all entities that a statement points at in plain columns."""
    holders = (item.speaker, item.subject, item.object, item.where, *item.roles)
    return {one.entity for one in holders if one is not None and one.entity is not None} | set(item.about)


def finding_row(item: Finding, group: str) -> dict[str, Any]:
    """The plain columns of a finding of the group `group`."""
    return {
        "id": item.id, "relation": item.relation, "difference": item.difference, "check": item.check,
        "key": item.key, "severity": item.severity, "reason": item.reason, "about": json.dumps(item.about),
        "coverage": item.coverage,
        "layer": item.layer, "group_key": group, "body": codec.dumps(item),
    }  # fmt: skip


def finding(row: Row) -> Finding:
    """The finding of a row."""
    made = codec.loads(row["body"])
    assert isinstance(made, Finding)
    return made if made.layer == row["layer"] else replace(made, layer=row["layer"])


def entity(row: Row) -> Entity:
    """The entity of a row."""
    made = codec.loads(row["body"])
    assert isinstance(made, Entity)
    return made


def merged(bodies: Sequence[str]) -> Entity:
    """One entity from what several sources say of it, the same whatever their order.

    The first body (the case's when there is one, else the first in plain order) gives name and properties;
    aliases are of all.
    """
    first, *rest = (codec.loads(body) for body in bodies)
    found = {alias for item in (first, *rest) for alias in (item.name, *item.aliases)} - {first.name}
    extra = tuple(sorted(found - set(first.aliases)))
    assert isinstance(first, Entity)
    return replace(first, aliases=first.aliases + extra)


def name_rows(item: Entity) -> Iterator[dict[str, str]]:
    """What an entity is called, folded for comparing."""
    called = [("name", item.name), *(("alias", alias) for alias in item.aliases), ("wikidata", item.wikidata)]
    for kind, name in (*called, ("key", item.props.get("key"))):
        if name:
            yield {"entity": item.id, "name": str(name), "kind": kind, "folded": fold(str(name))}


def span_row(item: Span) -> dict[str, Any]:
    """The columns of a span."""
    value = None if item.value is None else codec.dumps(item.value)
    return {
        "doc": item.doc, "start": item.start, "end": item.end, "layer": item.layer, "label": item.label,
        "value": value, "parent": item.parent,
    }  # fmt: skip


def span(row: Row) -> Span:
    """The span of a row."""
    value = None if row["value"] is None else json.loads(row["value"])
    return Span(row["doc"], row["start"], row["end"], row["layer"], row["label"], value, row["parent"])


def line(row: Row) -> str:
    """The export line of a statement or finding: its body, where the layer in it still holds."""
    body: str = row["body"]
    if body.endswith(f'"layer":"{row["layer"]}"}}'):  # the last key of both
        return body
    return codec.export_line(replace(codec.loads(body), layer=row["layer"]))


def decision(row: Row) -> Decision:
    """The decision of a row."""
    made = codec.loads(row["body"])
    assert isinstance(made, Decision)
    return made


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of every line that holds text."""
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            first = start + line.index(words)
            yield first, first + len(words), words
        start += len(line) + 1


def many(db: sqlite3.Connection, table: str, rows: Iterable[Columns], *, otherwise: str = "") -> None:
    """Put rows that all have the same columns. `otherwise` is an SQLite conflict clause."""
    held = list(rows)
    if held:
        db.executemany(_insertion(table, tuple(held[0]), otherwise), [tuple(row.values()) for row in held])
