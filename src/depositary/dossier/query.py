"""Questions to a dossier: find, one, surroundings, facets. All read-only, all in the order of the export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from depositary.dossier import proposed, rows
from depositary.dossier.filters import MODEL_LAYER, Filter, Where, match, where
from depositary.dossier.store import Dossier
from depositary.model import codec
from depositary.model.errors import BadArgument
from depositary.model.nouns import Noun, Period, Statement

ORDER = 's.doc_name, s.start, s."end", s.kind, s.id'
NOUNS = {"d_": "document", "s_": "statement", "e_": "entity", "f_": "finding", "x_": "decision"}
_TABLES = {
    "document": "documents",
    "statement": "statements",
    "entity": "entities",
    "finding": "findings",
    "decision": "decisions",
}


def find(
    dossier: Dossier, *, limit: int | None = None, after: str | None = None, **filters: str | None
) -> Iterator[Statement]:
    """Statements that pass every filter (see Filter), in the order of the export.

    `after` is the id of the last statement of the page before. Raises BadArgument on a bad day or id.
    """
    asked = _where(dossier, filters)
    if after is not None:
        asked.add(
            f"({ORDER}) > (SELECT {ORDER} FROM statements s WHERE s.id = ?)",
            one(dossier, after, "statement").id,
        )
    sql = f"SELECT s.body, s.layer FROM statements s {asked.sql} ORDER BY {ORDER} LIMIT ?"
    return (rows.statement(row) for row in dossier.rows(sql, *asked.values, -1 if limit is None else limit))


def _where(dossier: Dossier, filters: Mapping[str, str | None]) -> Where:
    """The clause; what a model proposed and nobody accepted passes only where the layer `model` is asked for."""
    asked = where(Filter(**filters))
    known = proposed.exists(dossier.db)
    if filters.get("layer") == MODEL_LAYER:
        asked.add(proposed.held_back("s.") if known else "0")
    elif known:
        asked.add(f"NOT {proposed.held_back('s.')}")
    return asked


def count(dossier: Dossier, **filters: str | None) -> int:
    """How many statements pass."""
    asked = _where(dossier, filters)
    return int(next(dossier.rows(f"SELECT count(*) FROM statements s {asked.sql}", *asked.values))[0])


def documents_of(dossier: Dossier, source: str) -> frozenset[str]:
    """Ids of the documents of a source: a name or id, a folder, or a publisher."""
    asked = where(Filter(source=source))
    tests = " AND ".join(asked.tests).replace("s.doc", "d.id")
    return frozenset(row["id"] for row in dossier.rows(f"SELECT d.id FROM documents d WHERE {tests}", *asked.values))


_FACETS = {
    "speaker": "coalesce(s.speaker_name, '')",
    "topic": "t.topic",
    "part": "t.part",
    "about": "t.entity",
    **{name: f"s.{name}" for name in ("kind", "stance", "series", "scope", "layer", "predicate", "doc_name")},
}
_FACET_TABLES = {"topic": "statement_topics", "part": "statement_parts", "about": "statement_about"}


def facet(dossier: Dossier, name: str, *, limit: int = 50, **filters: str | None) -> list[tuple[str, int]]:
    """Values of a field with how many statements pass, most first. Raises BadArgument: no such facet."""
    if name not in _FACETS:
        raise BadArgument(f"there is no facet {name!r}", f"Facets: {', '.join(sorted(_FACETS))}")
    asked = _where(dossier, filters)
    asked.add(f"{_FACETS[name]} IS NOT NULL")
    side = f"JOIN {_FACET_TABLES[name]} t ON t.statement = s.id" if name in _FACET_TABLES else ""
    sql = f"SELECT {_FACETS[name]}, count(*) n FROM statements s {side} {asked.sql}"
    found = dossier.rows(f"{sql} GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?", *asked.values, limit)
    return [(str(row[0]), int(row[1])) for row in found]


def totals(dossier: Dossier) -> dict[str, int]:
    """How many of each noun, and how many records were skipped."""
    tables = (*_TABLES.values(), "skipped")
    return {name: int(next(dossier.rows(f"SELECT count(*) FROM {name}"))[0]) for name in tables}


def older(dossier: Dossier) -> dict[str, list[tuple[int, int, Period]]]:
    """Passages that were written at another time than the document that holds them: start, end and when, by document."""
    found: dict[str, list[tuple[int, int, Period]]] = {}
    sql = """SELECT doc, start, "end", body FROM sections WHERE label = 'older' ORDER BY doc, start"""
    for row in dossier.rows(sql):
        when = json.loads(row["body"]).get("when")
        if when is not None:
            found.setdefault(row["doc"], []).append((row["start"], row["end"], codec.build(Period, when)))
    return found


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document: `start` counts in the document, `marks` in `text`."""

    doc: str
    doc_name: str
    start: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()


def passages(dossier: Dossier, text: str, *, limit: int = 50) -> Iterator[Passage]:
    """Paragraphs that hold the words, said by anyone or nobody, best first."""
    sql = """SELECT p.doc, d.name, p.start, p.text FROM search_paragraphs x
             JOIN paragraphs p ON p.id = x.rowid JOIN documents d ON d.id = p.doc
             WHERE search_paragraphs MATCH ? ORDER BY rank, d.name, p.start LIMIT ?"""
    asked = match(text)
    return (Passage(*row) for row in dossier.rows(sql, asked, limit)) if asked else iter(())


def surroundings(dossier: Dossier, statement: Statement) -> Passage:
    """The paragraphs that a statement stands in, with its spans marked."""
    sql = 'SELECT start, "end" FROM paragraphs WHERE doc = ? AND start < ? AND "end" > ?'
    held = [tuple(row) for row in dossier.rows(sql, statement.doc, statement.end, statement.start)]
    start = min([statement.start, *(one[0] for one in held)])
    end = max([statement.end, *(one[1] for one in held)])
    text = dossier.document(statement.doc).text[start:end]
    return Passage(
        statement.doc,
        statement.doc_name,
        start,
        text,
        tuple((a - start, b - start) for a, b in statement.spans),
    )


def one(dossier: Dossier, key: str, noun: str | None = None) -> Any:
    """The noun of an id, or of the beginning of one where only one begins so. A document comes with its text.

    Raises BadArgument: none, several (they are listed), or not of the noun asked for.
    """
    name = NOUNS.get(key[:2])
    if name is None or (noun is not None and name != noun):
        known = ", ".join(f"{prefix}.. ({what})" for prefix, what in NOUNS.items() if noun in (None, what))
        raise BadArgument(f"{key!r} is not an id", f"Ids begin so: {known}")
    table = _TABLES[name]
    found = [
        row["id"]
        for row in dossier.rows(f"SELECT id FROM {table} WHERE id >= ? AND id < ? LIMIT 6", key, key + "~")
    ]
    if not found:
        raise BadArgument(f"there is no {name} {key}", "Look for it: depositary find DOSSIER WORDS")
    if len(found) > 1 and key not in found:
        raise BadArgument(
            f"{key} begins several ids",
            f"Give more of it: {', '.join(found[:5])}{' ...' if found[5:] else ''}",
        )
    return _load(dossier, name, key if key in found else found[0])


def _load(dossier: Dossier, name: str, key: str) -> Noun:
    if name == "document":
        return dossier.document(key)
    row = next(dossier.rows(f"SELECT * FROM {_TABLES[name]} WHERE id = ?", key))
    made: Noun = getattr(rows, name)(row)
    return made
