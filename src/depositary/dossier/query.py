"""Questions to a dossier: find, one, surroundings, facets. All read-only, all in the order of the export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from depositary.dossier import proposed, rows
from depositary.dossier.filters import MODEL_LAYER, Filter, Where, filed, match, where
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
    asked = _where(dossier, Filter(**filters), walk=limit is not None)
    if after is not None:
        asked.add(
            f"({ORDER}) > (SELECT {ORDER} FROM statements s WHERE s.id = ?)",
            one(dossier, after, "statement").id,
        )
    # The ids first: what is put in order is then short, and not whole statements.
    ids = f"SELECT s.id FROM statements s {asked.sql} ORDER BY {ORDER} LIMIT ?"
    sql = f"SELECT s.body, s.layer FROM statements s WHERE s.id IN ({ids}) ORDER BY {ORDER}"
    return (rows.statement(row) for row in dossier.rows(sql, *asked.values, -1 if limit is None else limit))


# Statements that pass, from which on it is quicker to go along all of them in order than to put those that pass in order.
_COMMON = 3_000


def _where(dossier: Dossier, filters: Filter, *, walk: bool = False) -> Where:
    """The clause, so put that SQLite takes the quicker way; it does not know how frequent a word is. What a model proposed and
    nobody accepted passes only where the layer `model` is asked for."""
    given = [name for name, value in asdict(filters).items() if value is not None]
    if len(given) > 1:
        made = where(filters, beside="text" in given and _common(dossier, Filter(text=filters.text)))
    else:
        made = where(filters, walk=walk and _common(dossier, filters))
    known = proposed.exists(dossier.db)
    if filters.layer == MODEL_LAYER:
        made.add(proposed.held_back("s.") if known else "0")
    elif known:
        made.add(f"NOT {proposed.held_back('s.')}")
    return made


def _common(dossier: Dossier, filters: Filter) -> bool:
    """True where one thing is asked for that very many statements have. Those of some documents stand together; days have no
    index to do without; of several things the rarest leads the way."""
    given = [name for name, value in asdict(filters).items() if value is not None]
    if len(given) != 1 or given[0] in ("source", "since", "until") or filters.layer == MODEL_LAYER:
        return False
    asked = where(filters)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM statements s {asked.sql} LIMIT ?)"
    return int(next(dossier.rows(sql, *asked.values, _COMMON))[0]) == _COMMON


def count(dossier: Dossier, **filters: str | None) -> int:
    """How many statements pass."""
    asked = _where(dossier, Filter(**filters))
    return int(next(dossier.rows(f"SELECT count(*) FROM statements s {asked.sql}", *asked.values))[0])


def numbers(dossier: Dossier, **filters: str | None) -> list[int]:
    """The numbers of the statements that pass every filter, in no order. Raises BadArgument on a bad day."""
    asked = _where(dossier, Filter(**filters))
    # One text of all takes SQLite a third of the time of so many rows.
    told = next(dossier.rows(f"SELECT group_concat(s.number) FROM statements s {asked.sql}", *asked.values))[0]
    return list(map(int, told.split(","))) if told else []


def dated(dossier: Dossier) -> Iterator[tuple[int, str | None, str | None]]:
    """The number of every statement with the ends of the period that it is filed under; None where no day is known at all."""
    sql = f"SELECT s.number, {filed('start')}, {filed('end')} FROM statements s"
    return ((row[0], row[1], row[2]) for row in dossier.rows(sql))


def number(dossier: Dossier, key: str) -> int:
    """The number of a statement, by its id or the beginning of it. Raises BadArgument as `one` does."""
    whole = one(dossier, key, "statement").id
    return int(next(dossier.rows("SELECT number FROM statements WHERE id = ?", whole))[0])


def numbered(dossier: Dossier, numbers: Sequence[int]) -> Iterator[Statement]:
    """The statements of some numbers, in the order of the export."""
    signs = ", ".join("?" * len(numbers))
    sql = f"SELECT s.body, s.layer FROM statements s WHERE s.number IN ({signs}) ORDER BY {ORDER}"
    return (rows.statement(row) for row in dossier.rows(sql, *numbers))


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
    asked = _where(dossier, Filter(**filters))
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


# Paragraphs that are held against each other: of a word in 30,000 to rank all took a tenth of a second.
RANKED = 2_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document: `start` counts in the document, `marks` in `text`."""

    doc: str
    doc_name: str
    start: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()


def passages(dossier: Dossier, text: str, *, limit: int = 50) -> Iterator[Passage]:
    """Paragraphs that hold the words, said by anyone or nobody, best first: of the first RANKED that hold them."""
    sql = """SELECT p.doc, d.name, p.start, p.text FROM
             (SELECT rowid, bm25(search_paragraphs) AS rank FROM search_paragraphs WHERE search_paragraphs MATCH ? LIMIT ?) x
             JOIN paragraphs p ON p.id = x.rowid JOIN documents d ON d.id = p.doc
             ORDER BY x.rank, d.name, p.start LIMIT ?"""
    asked = match(text)
    return (Passage(*row) for row in dossier.rows(sql, asked, RANKED, limit)) if asked else iter(())


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
